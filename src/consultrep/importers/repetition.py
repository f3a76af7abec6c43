"""The same demand in the summary, the body and a table: one statement with several places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from consultrep.importers.document import BlockKind
from consultrep.importers.statements import Statement
from consultrep.language import words

SAME: Final = 0.62
"""The share of their content words that two texts have in common, from which on they say the same."""

HELD: Final = 0.6
"""The share of a heading's content words in a demand under it, from which on it repeats the heading."""

WITHIN: Final = 0.85
"""The share of a text's content words that a longer one elsewhere holds, from which on both are one."""

_LEAST: Final = min(SAME, HELD, WITHIN)
_ENOUGH_TO_HOLD: Final = 5
_SHORT: Final = 4
_STEM: Final = 6
_EMPTY_WORDS: Final = """
    also could from have more must need needs participants recommended should suggested that their they this
    which with would aussi avec ces cette dans des devraient devrait doit doivent etre faut les leur leurs
    plus pour recommande recommandee sont suggere une department gouvernement government ministere
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())


def without_repetition(statements: Sequence[Statement], *, exact: bool = False) -> list[Statement]:
    """The statements, each once; its further places are in `also`.

    The fullest wording in the body stands, not that of a heading, a table or a summary. With `exact` only the
    same words are the same demand (a list in which each demand was weighed).
    """
    kept = _Kept([_content(one.text) for one in statements], exact=exact)
    for one in statements:
        kept.take(one)
    return kept.statements


class _Kept:
    """The statements kept so far, with what finds the few that a new one could repeat.

    Two that are the same share `_LEAST` of the fewer words, so at least one of the rarest others of the one
    that has fewer: each is entered under all its words and, apart, under its rarest, and only those are read
    that share a word of which one of both is rare (prefix filtering; Chaudhuri, Ganti and Kaushik 2006).
    """

    def __init__(self, contents: Iterable[frozenset[str]], *, exact: bool) -> None:
        self.statements: list[Statement] = []
        self._contents: list[frozenset[str]] = []
        self._exact = exact
        self._frequency = Counter(word for content in contents for word in content)
        self._by_text: dict[tuple[bool, str], int] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_rare_word: dict[str, list[int]] = {}

    def take(self, one: Statement) -> None:
        """Keep a statement, or enter its place with the first one that it repeats."""
        content = _content(one.text)
        index = self._find(one, content)
        if index is None:
            index = len(self.statements)
            self.statements.append(one)
            self._contents.append(content)
        else:
            self.statements[index], self._contents[index] = _merged(self.statements[index], one)
        self._enter(index)

    def _find(self, one: Statement, content: frozenset[str]) -> int | None:
        if self._exact or not one.is_recommendation:
            return self._by_text.get(_key(one))
        near = {i for word in content for i in self._by_rare_word.get(word, ())}
        near |= {i for word in self._rarest(content) for i in self._by_word.get(word, ())}
        return next(
            (i for i in sorted(near) if _same(one, content, self.statements[i], self._contents[i])), None
        )

    def _enter(self, index: int) -> None:
        self._by_text.setdefault(_key(self.statements[index]), index)
        for word in self._contents[index]:
            self._by_word.setdefault(word, []).append(index)
        for word in self._rarest(self._contents[index]):
            self._by_rare_word.setdefault(word, []).append(index)

    def _rarest(self, content: frozenset[str]) -> list[str]:
        needed = ceil(_LEAST * len(content))
        return sorted(content, key=lambda word: (self._frequency[word], word))[: len(content) - needed + 1]


def _key(one: Statement) -> tuple[bool, str]:
    return one.is_recommendation, " ".join(words(one.text))


def _same(one: Statement, content: frozenset[str], other: Statement, held: frozenset[str]) -> bool:
    if not other.is_recommendation or one.place is other.place or not content or not held:
        return False
    common = len(content & held)
    if BlockKind.HEADING in (one.place.block.kind, other.place.block.kind):
        title = content if one.place.block.kind is BlockKind.HEADING else held
        return one.place.heading is other.place.heading and common >= HELD * len(title)
    if one.place.heading is other.place.heading and BlockKind.CELL not in (
        one.place.block.kind,
        other.place.block.kind,
    ):
        return common == len(content | held)
    fewer = min(len(content), len(held))
    within = fewer >= _ENOUGH_TO_HOLD and common >= WITHIN * fewer
    return within or (fewer > 2 and common >= SAME * len(content | held))


def _merged(first: Statement, second: Statement) -> tuple[Statement, frozenset[str]]:
    """The two as one: the wording that tells most stands, and the askers of both."""
    main, other = (second, first) if _rank(second) > _rank(first) else (first, second)
    also = (*main.also, *other.also, replace(other, also=()))
    askers = tuple(dict.fromkeys([*first.asked_by, *second.asked_by]))
    addressees = main.addressees or other.addressees
    merged = replace(main, also=also, asked_by=askers, addressees=addressees)
    return merged, _content(main.text)


def _rank(one: Statement) -> tuple[bool, bool, int]:
    kind = one.place.block.kind
    return kind is not BlockKind.HEADING, kind is not BlockKind.CELL, len(one.text)


def _content(text: str) -> frozenset[str]:
    return frozenset(
        word[:_STEM] for word in words(text) if (len(word) >= _SHORT or word.isdigit()) and word not in _EMPTY
    )
