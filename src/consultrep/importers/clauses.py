"""A sentence cut into clauses, one for each demand that its words make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from consultrep.importers.lexicon import Asking, Lexicon, plain

_REPORTS: Final = ("report", "complement")
_OUTER: Final = (*_REPORTS, "impersonal")
_ENUMERABLE: Final = ("clause_a", "clause", "infinitive", "target", "for_clause", "noun_of", "deed")
_QUOTED: Final = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|‘[^‘]*?'(?!\w)")
_TERM: Final = 4
_MARK: Final = re.compile(r" \(?(?:[a-z]|[ivx]{1,4}|\d)\)(?= )")
_EDGES: Final = " ,;:.–—"


@dataclass(frozen=True)
class Found:
    """Words that ask, and their half-open range in a sentence."""

    start: int
    end: int
    asking: Asking


@dataclass(frozen=True)
class Clause:
    """A demand within a sentence: its half-open range there, and the words that ask.

    `opened` is where the subject of these words begins and `verb` where they do, which for the second of two
    things that one verb asks for is before `start`.
    """

    start: int
    end: int
    asking: Asking
    opened: int
    verb: int

    def subject(self, sentence: str) -> str:
        """What stands before the words that ask, as printed."""
        return sentence[self.opened : self.verb]


def cut(text: str, asked: Sequence[Found], words: Lexicon) -> list[Clause]:
    """The clauses of the words that ask in a plain text; one demand alone is the sentence whole."""
    clauses = list(_clauses(text, asked, words))
    if len(clauses) == 1:
        return [_whole(text, clauses[0], asked[0])]
    return [replace(one, end=end_without_reason(text, one.start, one.end, words)) for one in clauses]


def enumerated(text: str, words: Lexicon, *, gerunds: bool = False) -> list[tuple[int, int]]:
    """The parts of `text` (what somebody asks for) that open with the same words: "de …, de … et de …".

    With `gerunds`, those of English count too: "creating …, harmonizing … and eliminating …".
    """
    low = without_quotations(plain(text))
    for name in (*_ENUMERABLE, "gerund") if gerunds else _ENUMERABLE:
        opening = words.patterns[name]
        if opening.match(low):
            return _parts(low, opening, words)
    return [(0, len(text))]


def clause_start(text: str, low: int, high: int, words: Lexicon) -> int:
    """Where the clause begins that holds position `high`, not before `low`.

    That is after the last words that part two clauses, or that say whose opinion follows.
    """
    start = low
    for name in ("boundary", "frame", "and_that") if low else ("boundary", "frame"):
        for found in words.patterns[name].finditer(text, start, high):
            start = found.end()
    lead = words.patterns["connective"].match(text, start) if start else None
    return max(start, lead.end()) if lead and lead.end() <= high else start


def without_quotations(text: str) -> str:
    """`text` with what is between quotation marks blanked, where it is more than a term or two.

    The marks of a list within a sentence, "a) …; b) …", become an insertion between commas.
    """

    def blank(found: re.Match[str]) -> str:
        quoted = found.group()
        return quoted if len(quoted.split()) <= _TERM else "_" * len(quoted)

    def insertion(found: re.Match[str]) -> str:
        return f", {'_' * (len(found.group()) - 3)},"

    text = _QUOTED.sub(blank, text)
    return _MARK.sub(insertion, text) if len(_MARK.findall(text)) > 1 else text


def _whole(text: str, clause: Clause, found: Found) -> Clause:
    """The only demand of a sentence: all of it, but for what a semicolon or "and that" parts off."""
    start = text.rfind(";", 0, found.start) + 1
    start += len(text[start:]) - len(text[start:].lstrip())
    if clause.asking.form not in _OUTER and ";" in text[found.end :]:
        return replace(clause, start=start, end=text.index(";", found.end))
    ends_it = clause.end >= len(text.rstrip(_EDGES))
    return replace(clause, start=start, end=len(text) if ends_it else clause.end)


def _clauses(text: str, asked: Sequence[Found], words: Lexicon) -> Iterator[Clause]:
    """The clauses of the words that ask, in order; words within what others ask for are part of that."""
    index = reached = 0
    while index < len(asked):
        found = asked[index]
        following = index + 1
        if found.asking.form in _OUTER:
            while following < len(asked) and _is_within(text, found, asked[following], words):
                following += 1
        end = _end_before(text, asked[following] if following < len(asked) else None, found.end, words)
        opened = clause_start(text, reached, found.start, words)
        yield from _of_found(text, opened, found, end, words)
        reached = end
        index = following


def _of_found(text: str, opened: int, found: Found, end: int, words: Lexicon) -> Iterator[Clause]:
    if found.asking.form in _REPORTS:
        yield from _complements(text, opened, found, end, words)
    elif found.asking.form == "impersonal":
        yield from _impersonal(text, found, end, words)
    else:
        yield from _modal(text, opened, found, end, words)


def _is_within(text: str, outer: Found, inner: Found, words: Lexicon) -> bool:
    """Whether the inner words are part of what the outer words ask for."""
    between = text[outer.end : inner.start]
    if inner.asking.form in _OUTER and between.strip(" ,"):
        return False
    breaks = words.patterns["boundary"].finditer(between + " ")
    return all(words.patterns["that"].match(between[b.end() :].lstrip()) for b in breaks)


def _end_before(text: str, following: Found | None, low: int, words: Lexicon) -> int:
    """Where a clause ends: before the connective of the next clause, or at the end of the sentence."""
    if following is None:
        return len(text)
    start = following.start
    if following.asking.form != "impersonal":
        names = ("boundary", "before_that")
        breaks = [m.start() for name in names for m in words.patterns[name].finditer(text, low, start)]
        start = max(breaks, default=start)
    joint = words.patterns["joint"].search(text[low:start])
    return low + joint.start() if joint else start


def _complements(text: str, opened: int, found: Found, end: int, words: Lexicon) -> Iterator[Clause]:
    """The clause with its subject and verb, or where the verb asks for several things, each of these."""
    start = found.end + len(text[found.end : end]) - len(text[found.end : end].lstrip(" ,:_"))
    insertion = words.patterns["insertion"].match(text[start:end])
    start += insertion.end() if insertion else 0
    to_whom = words.patterns["to_whom"].match(text[start:end])
    start += to_whom.end() if to_whom else 0
    parts = enumerated(text[start:end], words, gerunds=True)
    for index, (first, last) in enumerate(parts):
        other = len(parts) > 1 and _ends_otherwise(text[start:end], parts[0][1], words)
        with_subject = index == 0 and (len(parts) == 1 or to_whom or other)
        where = opened if with_subject and found.asking.form == "report" else start + first
        yield Clause(*trimmed(text, where, start + last), found.asking, opened, found.start)


def _modal(text: str, opened: int, found: Found, end: int, words: Lexicon) -> Iterator[Clause]:
    """The clause; each further thing that its verb takes ("gagnerait à … et à …") stands alone."""
    taken = words.patterns["taken"].search(text, found.start, found.end)
    first = taken.start() if taken else found.end
    parts = [(0, _opinion_end(text, opened, first, end, words))]
    if taken:
        parts = enumerated(text[first:end], words)
    elif text[first:end].lstrip().startswith(":"):
        parts = _between_semicolons(text[first:end], words)
    for index, (low, high) in enumerate(parts):
        where = opened if index == 0 else first + low
        yield Clause(*trimmed(text, where, first + high), found.asking, opened, found.start)


def _between_semicolons(text: str, words: Lexicon) -> list[tuple[int, int]]:
    """The parts of a list within a sentence, its marks left out."""
    joints = [found.span() for found in words.patterns["semicolon"].finditer(text)]
    bounds = [0, *(place for span in joints for place in span), len(text)]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _opinion_end(text: str, opened: int, first: int, end: int, words: Lexicon) -> int:
    """How far a clause goes after `first`: of "agreed that A should …, and that B …" to the comma."""
    if not words.patterns["opinion"].search(text[:opened]):
        return end - first
    for found in words.patterns["before_that"].finditer(text[first:end]):
        if not words.patterns["subordinate"].search(text[first : first + found.start()]):
            return found.start()
    return end - first


def _impersonal(text: str, found: Found, end: int, words: Lexicon) -> Iterator[Clause]:
    """The first part goes with the words that ask, each further one stands alone."""
    rest = found.end + len(text[found.end : end]) - len(text[found.end : end].lstrip())
    for index, (first, last) in enumerate(enumerated(text[rest:end], words)):
        start = found.start if index == 0 else rest + first
        yield Clause(*trimmed(text, start, rest + last), found.asking, found.start, found.start)


def _ends_otherwise(text: str, end: int, words: Lexicon) -> bool:
    """Whether the part after `end` is asked by somebody else: "…, et les employeurs, à …"."""
    return bool(words.patterns["target"].match(text) and words.patterns["other_asker"].match(text[end:]))


def _parts(low: str, opening: re.Pattern[str], words: Lexicon) -> list[tuple[int, int]]:
    """The parts of a list; without a conjunction between any two it is no list but an aside."""
    bounds = [0]
    ends: list[int] = []
    joints = list(_joint(words.patterns["between"], opening).finditer(low))
    if not any(words.patterns["conjunction"].search(found.group()) for found in joints):
        return [(0, len(low))]
    for found in joints:
        in_clause = opening in (words.patterns["clause"], words.patterns["clause_a"])
        if in_clause and words.patterns["subordinate"].search(low[bounds[-1] : found.start()]):
            continue
        ends.append(found.start())
        other = opening is words.patterns["target"] and words.patterns["other_actor"].search(found.group())
        bounds.append(found.start() + other.start(1) if other else found.end())
    return list(zip(bounds, [*ends, len(low)], strict=True))


@cache
def _joint(between: re.Pattern[str], opening: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"{between.pattern}(?={opening.pattern})")


def end_without_reason(text: str, start: int, end: int, words: Lexicon) -> int:
    """Where one of several demands ends, the reason or example at its end left out."""
    tail = words.patterns["tail"].search(text, start, end)
    return tail.start() if tail else end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the punctuation and white space at its edges, never empty."""
    part = text[start:end]
    end = start + len(part.rstrip(_EDGES))
    return start + len(part) - len(part.lstrip(" ,;:–—")), max(end, start + 1)
