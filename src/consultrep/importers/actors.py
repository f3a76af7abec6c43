"""Who is to act on a demand and who makes it, as printed; nobody rather than the wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from consultrep.importers.clauses import Clause
from consultrep.importers.leads import Lead
from consultrep.importers.lexicon import Lexicon, plain

_PARTS: Final = re.compile(r"\s*[;/]\s*")
_MOST_WORDS: Final = 9
_WITHIN: Final = ("modal", "predicate")


def addressees_of(sentence: str, clause: Clause | None, lead: Lead | None, words: Lexicon) -> tuple[str, ...]:
    """The bodies that a clause, or the lead of its list, names as those to act; none where it is passive."""
    text = sentence[clause.start : clause.end] if clause else sentence
    if words.patterns["own_subject"].match(plain(text)):
        return tuple(_active_subject(text, words)) or (tuple(_of_lead(lead, words)) if lead else ())
    if clause is not None:
        found = tuple(_of_clause(sentence, clause, words))
        if found or clause.asking.form in _WITHIN:
            return found
    listed = words.patterns["to_act"].match(plain(text))
    if listed:
        return tuple(_bodies(text, *listed.span(1), words))
    if lead is None:
        return ()
    return tuple(_of_lead(lead, words))


def addressees_in(cell: str, words: Lexicon) -> tuple[str, ...]:
    """Those whom a cell of a column such as "Lead" names."""
    parts = (without_article(part, words) for part in _PARTS.split(cell))
    return tuple(part for part in parts if part.strip(" –—-"))


def askers_of(sentence: str, clause: Clause, words: Lexicon) -> tuple[str, ...]:
    """Who asks, where the words before the asking name somebody more exactly than "participants"."""
    if clause.asking.form not in ("report", "complement"):
        return ()
    subject = clause.subject(sentence)
    found = words.patterns["asker"].search(plain(subject))
    name = found.group(1) if found else ""
    if not found or words.patterns["anybody"].match(name) or len(name.split()) > _MOST_WORDS:
        return ()
    return (_named(subject, *found.span(1), words),)


def without_article(name: str, words: Lexicon) -> str:
    """A name as printed, without the article before it.

    >>> from consultrep.importers.lexicon import lexicon
    >>> without_article("The Department", lexicon("en")), without_article("l’Office", lexicon("fr"))
    ('Department', 'Office')
    """
    found = words.patterns["article"].match(plain(name))
    return (name[found.end() :] if found else name).strip()


def _of_clause(sentence: str, clause: Clause, words: Lexicon) -> Iterator[str]:
    subject = clause.subject(sentence)
    if clause.asking.form in _WITHIN:
        active = not words.patterns["passive"].match(plain(sentence[clause.verb : clause.end]))
        if active and clause.asking.form == "modal":
            yield from _subject(sentence[: clause.opened], subject, words)
        return
    shared = sentence[clause.verb : clause.end]
    told = words.patterns["told"].match(plain(shared))
    if told:
        yield from _bodies(shared, *told.span(1), words)
    else:
        yield from _active_subject(shared, words)


def _of_lead(lead: Lead, words: Lexicon) -> Iterator[str]:
    addressed = words.patterns["addressed_to"].search(plain(lead.text))
    if addressed:
        yield from _bodies(lead.text, *addressed.span(1), words)
    elif lead.clause is not None:
        yield from _of_clause(lead.text, lead.clause, words)
    else:
        yield from _active_subject(lead.text, words)


def _active_subject(text: str, words: Lexicon) -> Iterator[str]:
    """The bodies at the head of what is asked for: "that the council publish …"; none where it is passive."""
    found = words.patterns["that_body"].search(plain(text))
    if found:
        yield from _bodies(text, *found.span(1), words)


def _subject(before: str, subject: str, words: Lexicon) -> Iterator[str]:
    """The bodies that the subject of a clause is; `before` may end with the first of them and "and"."""
    found = words.patterns["actor"].fullmatch(plain(subject))
    if found:
        first = words.patterns["also_before"].search(plain(before))
        yield from _bodies(before, *first.span(1), words) if first else ()
        yield from _bodies(subject, *found.span(1), words)


def _bodies(text: str, start: int, end: int, words: Lexicon) -> Iterator[str]:
    """Each of the bodies named between two places of `text`, without its article."""
    low = plain(text)
    for joint in words.patterns["and"].finditer(low, start, end):
        yield _named(text, start, joint.start(), words)
        start = joint.end()
    yield _named(text, start, end, words)


def _named(text: str, start: int, end: int, words: Lexicon) -> str:
    """A name as printed without its article; what is large only for opening the sentence is small."""
    name = text[start:end].strip(" ,")
    bare = without_article(name, words)
    opens = bare == name and not text[:start].strip()
    return bare[:1].lower() + bare[1:] if opens and words.patterns["plural"].fullmatch(bare) else bare
