"""A demand as the matcher reads it: acronyms spelt out, cut into clauses, each with its terms and classes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Final

from consultrep.compare.words import Words, kept_once, known_words
from consultrep.language import Names, fold
from consultrep.language.naming import is_acronym
from consultrep.language.stems import stem
from consultrep.messages import Language
from consultrep.model import Library, TermKind
from consultrep.store.keeping import key_of

_WORD: Final = re.compile(r"[^\W_]+")
_FEWEST_WORDS: Final = 3
_SHORTEST: Final = 2
_SHORT_THING: Final = 3
_FEWEST_THINGS: Final = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word or name that counts: its key (`#id` of the glossary, or a stem), and its place."""

    key: str
    start: int
    end: int


Range = tuple[int, int]
"""A half-open range of characters."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a demand: its ranges in the text, and the classes found in it.

    It has one range, or two where a list shares its lead: "train" and "judges" of "train police, judges, …".
    """

    ranges: Sequence[Range]
    actions: frozenset[str]
    groups: frozenset[str]
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Demand:
    """A text in one language as it is compared.

    `text` has its acronyms and instruments spelt out and is what the encoder reads; clauses and terms have
    their places in `original`. `joined` are the instruments that the demand asks to join, `named` the
    others that it names.
    """

    original: str
    text: str
    language: Language
    terms: Sequence[Term]
    clauses: Sequence[Clause]
    clause_texts: Sequence[str]
    actions: frozenset[str]
    groups: frozenset[str]
    topics: frozenset[str]
    joined: frozenset[str]
    named: frozenset[str]


@dataclass(frozen=True)
class Reader:
    """Reads texts with the names of a library."""

    names: Names
    labels: Mapping[str, Mapping[Language, str]]
    """For each id of `names`, the name to spell it out with."""

    def read(self, text: str, language: Language) -> Demand:
        """The demand that `text` in `language` makes."""
        known = known_words()
        terms = self._terms(text, language, known)
        whole = [[found] for found in _clause_ranges(text, known, language)]
        shared = _shared_leads(text, known, language)
        clauses = tuple(self._clause(text, ranges, known) for ranges in [*whole, *shared])
        joined, named = self._instruments(text, clauses, terms, known)
        return Demand(
            original=text,
            text=self._spelt_out(text, (0, len(text)), terms, language),
            language=language,
            terms=terms,
            clauses=clauses,
            clause_texts=tuple(
                " ".join(self._spelt_out(text, each, terms, language) for each in clause.ranges)
                for clause in clauses
            ),
            actions=kept_once({name for clause in clauses for name in clause.actions}),
            groups=kept_once({name for clause in clauses for name in clause.groups}),
            topics=kept_once({name for clause in clauses for name in clause.topics}),
            joined=kept_once(joined),
            named=kept_once(named - joined),
        )

    def surface(self, key: str, language: Language) -> str:
        """The words that a term of the glossary is encoded by."""
        return self.labels[key[1:]][language]

    def _terms(self, text: str, language: Language, known: Words) -> tuple[Term, ...]:
        named = self.names.find(text)
        terms = [Term(intern(f"#{found.id}"), found.start, found.end) for found in named]
        taken = {place for found in named for place in range(found.start, found.end)}
        for word in _WORD.finditer(text):
            folded = fold(word.group())
            if word.start() not in taken and len(folded) >= _SHORTEST and folded not in known.stop[language]:
                terms.append(Term(intern(stem(folded, language)), word.start(), word.end()))
        return tuple(sorted(terms, key=lambda term: term.start))

    def _clause(self, text: str, ranges: Sequence[Range], known: Words) -> Clause:
        folded = fold(" ".join(text[start:end] for start, end in ranges))
        return Clause(
            tuple(ranges),
            known.actions.found_in(folded),
            known.groups.found_in(folded),
            known.topics.found_in(folded),
        )

    def _instruments(
        self, text: str, clauses: Sequence[Clause], terms: Sequence[Term], known: Words
    ) -> tuple[frozenset[str], frozenset[str]]:
        """The instruments that a text asks to join, and all that it names.

        A clause without a verb of its own goes on with the one before: "ratify the first, the second and …".
        """
        joined: set[str] = set()
        named: set[str] = set()
        joining = False
        instruments = [term for term in terms if self._is_instrument(term)]
        for clause in clauses:
            if known.joining.search(fold(" ".join(text[start:end] for start, end in clause.ranges))):
                joining = True
            elif clause.actions & {"implement", "law"}:
                joining = False
            found = {
                term.key[1:]
                for term in instruments
                if any(start <= term.start < end for start, end in clause.ranges)
            }
            named |= found
            joined |= found if joining else set()
        return frozenset(joined), frozenset(named)

    def _is_instrument(self, term: Term) -> bool:
        return term.key.startswith("#") and self.names.kind_of(term.key[1:]) == TermKind.INSTRUMENT

    def _spelt_out(self, text: str, where: Range, terms: Sequence[Term], language: Language) -> str:
        start, end = where
        parts: list[str] = []
        for term in terms:
            if not start <= term.start < end:
                continue
            spelt = text[term.start : term.end]
            if term.key.startswith("#") and (self._is_instrument(term) or is_acronym(spelt)):
                parts += [text[start : term.start], self.surface(term.key, language)]
                start = term.end
        return "".join([*parts, text[start:end]])


def reader_of(library: Library) -> Reader:
    """The reader that knows the names of a library."""
    labels: dict[str, dict[Language, str]] = {}
    for term in library.glossary:
        labels[term.id] = {"fr": (term.fr or term.en)[0], "en": (term.en or term.fr)[0]}
    for actor in library.actors:
        labels[actor.id] = {"fr": actor.label.best("fr"), "en": actor.label.best("en")}
    return Reader(library.names, labels)


def names_key(library: Library) -> str:
    """What identifies the names that the reader of a library knows."""
    held = [*library.glossary, *library.actors]
    return key_of(one.model_dump_json(exclude_defaults=True) for one in held)


def _clause_ranges(text: str, known: Words, language: Language) -> list[tuple[int, int]]:
    """The ranges of clauses, none with fewer than three words that count."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for joint in known.between.finditer(text):
        before, after = text[start : joint.start()], text[joint.end() :]
        if _counting(before, known, language) and _counting(after, known, language):
            ranges.append((start, joint.start()))
            start = joint.end()
    return [*ranges, (start, len(text))]


def _shared_leads(text: str, known: Words, language: Language) -> list[list[Range]]:
    """For each thing of a list of three or more short ones, the words before the list and that thing."""
    joints = [joint.span() for joint in known.listing.finditer(text)]
    bounds = [0, *(place for joint in joints for place in joint), len(text.rstrip(" .;"))]
    pieces = list(zip(bounds[::2], bounds[1::2], strict=True))
    run: list[Range] = []
    best: list[Range] = []
    for piece in pieces[1:]:
        words = [w for w in _WORD.findall(fold(text[slice(*piece)])) if w not in known.stop[language]]
        run = [*run, piece] if 0 < len(words) <= _SHORT_THING else []
        best = run if len(run) > len(best) else best
    if len(best) < _FEWEST_THINGS:
        return []
    first = pieces[pieces.index(best[0]) - 1]
    words_before = list(_WORD.finditer(text, *first))
    if len(words_before) < 2:
        return []
    lead = (first[0], words_before[-1].start())
    return [[lead, thing] for thing in [(words_before[-1].start(), first[1]), *best]]


def _counting(text: str, known: Words, language: Language) -> bool:
    """Whether a text has enough words that count to be a clause."""
    found = (word for word in _WORD.findall(fold(text)) if word not in known.stop[language])
    return sum(1 for _word in zip(found, range(_FEWEST_WORDS), strict=False)) == _FEWEST_WORDS
