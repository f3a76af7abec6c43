"""The same demand in the summary, the body and a table: one statement with several places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
    kept: list[Statement] = []
    contents: list[frozenset[str]] = []
    for one in statements:
        content = _content(one.text)
        same = (i for i, other in enumerate(kept) if _same(one, content, other, contents[i], exact))
        index = next(same, None)
        if index is None:
            kept.append(one)
            contents.append(content)
        else:
            kept[index], contents[index] = _merged(kept[index], one)
    return kept


def _same(
    one: Statement, content: frozenset[str], other: Statement, held: frozenset[str], exact: bool
) -> bool:
    if one.is_recommendation != other.is_recommendation:
        return False
    if exact or not one.is_recommendation:
        return words(one.text) == words(other.text)
    if one.place is other.place or not content or not held:
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
