"""What became of a demand that came back: in the same words, reworded, narrowed, widened, split or merged.

The rules stand in docs/outcomes.md, so that a reader can check each of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consultrep.compare.claims import is_whole, was_read
from consultrep.compare.pairing import Pair, PairKind, is_same_wording
from consultrep.compare.sides import Side
from consultrep.compare.words import known_words
from consultrep.language import words
from consultrep.language.stems import stem
from consultrep.messages import Language
from consultrep.model import Bilingual, Verdict

MOST: Final = 0.8
"""From this share on, a wording holds nearly all content words of the other."""

FEW: Final = 0.6
"""Below this share, it leaves out a good part of them."""

_LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr")

Key = tuple[str, str]


class Change(StrEnum):
    """How a demand that came back differs from what was asked before."""

    SAME_WORDING = "same_wording"
    REWORDED = "reworded"
    NARROWED = "narrowed"
    WIDENED = "widened"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True)
class Return:
    """A demand that came back after sides that do not hold it: `silent` where they are held whole, `unknown`
    where a part is missing or nothing was read."""

    pair: Pair
    silent: Sequence[Side]
    unknown: Sequence[Side]


def key_of(pair: Pair) -> Key:
    """The full ids of the earlier and the later item."""
    return pair.earlier.id, pair.later.id


def changes_of(pairs: Iterable[Pair]) -> Mapping[Key, Change]:
    """The change of each pair that is the same demand in one series.

    A person's narrower or wider decides first. Then an item that is the same as several of one other report
    is split or merged; where both hold it is split. Then the wording decides.
    """
    recurring = {key_of(pair): pair for pair in pairs if pair.kind is PairKind.RECURRING}
    parts = Counter((pair.earlier.id, pair.later.report.id) for pair in recurring.values())
    wholes = Counter((pair.later.id, pair.earlier.report.id) for pair in recurring.values())
    return {
        key: _by_verdict(pair) or _by_parts(pair, parts, wholes) or _by_wording(pair)
        for key, pair in recurring.items()
    }


def _by_verdict(pair: Pair) -> Change | None:
    """Narrowed or widened where a person said so; None else."""
    if pair.verdict is Verdict.NARROWER:
        return Change.NARROWED
    return Change.WIDENED if pair.verdict is Verdict.WIDER else None


def _by_parts(pair: Pair, parts: Mapping[Key, int], wholes: Mapping[Key, int]) -> Change | None:
    """Split or merged where one of the items is the same as several of the other's report; None else."""
    if parts[pair.earlier.id, pair.later.report.id] > 1:
        return Change.SPLIT
    return Change.MERGED if wholes[pair.later.id, pair.earlier.report.id] > 1 else None


def _by_wording(pair: Pair) -> Change:
    """The same words first, then the content words where no person said that the demand is the same."""
    if pair.earlier.id == pair.later.id or is_same_wording(pair.earlier, pair.later):
        return Change.SAME_WORDING
    if pair.verdict is Verdict.SAME:
        return Change.REWORDED
    return _by_terms(pair.earlier.statement.text, pair.later.statement.text)


def _by_terms(earlier: Bilingual, later: Bilingual) -> Change:
    """The change as the content words show it, in a language that both texts have, English first."""
    for language in _LANGUAGES:
        before, after = earlier.side(language), later.side(language)
        if before and after:
            return _by_shares(content_words(before, language), content_words(after, language))
    return Change.REWORDED


def _by_shares(before: frozenset[str], after: frozenset[str]) -> Change:
    if not before or not after:
        return Change.REWORDED
    forth = len(before & after) / len(before)
    back = len(before & after) / len(after)
    if back >= MOST and forth < FEW:
        return Change.NARROWED
    if forth >= MOST and back < FEW:
        return Change.WIDENED
    return Change.REWORDED


def content_words(text: str, language: Language) -> frozenset[str]:
    """The stems of the words of a text, those without meaning of their own left out.

    >>> sorted(content_words("Train the judges and prosecutors.", "en"))
    ['judg', 'prosecutor', 'train']
    """
    empty = known_words().stop[language]
    return frozenset(stem(word, language) for word in words(text) if word not in empty)


def returns_of(sides: Sequence[Side], pairs: Iterable[Pair]) -> list[Return]:
    """The pairs of one series whose demand no side between holds, where something of one between was read."""
    recurring = [pair for pair in pairs if pair.kind is PairKind.RECURRING]
    where: dict[str, set[int]] = defaultdict(set)
    for place, side in enumerate(sides):
        for item in side.every:
            where[item.id].add(place)
    held: dict[str, set[int]] = defaultdict(set)
    for pair in recurring:
        held[pair.earlier.id] |= where[pair.later.id]
        held[pair.later.id] |= where[pair.earlier.id]
    found = (_return(sides, pair, where, held) for pair in recurring)
    return [one for one in found if one is not None]


def _return(
    sides: Sequence[Side], pair: Pair, where: Mapping[str, set[int]], held: Mapping[str, set[int]]
) -> Return | None:
    earlier, later = key_of(pair)
    between = range(max(where[earlier]) + 1, min(where[later]))
    if not held[earlier].isdisjoint(between) or not held[later].isdisjoint(between):
        return None
    series = pair.earlier.report.series
    own = [sides[place] for place in between if sides[place].of_series(series)]
    if not any(was_read(report) for side in own for report in side.of_series(series)):
        return None
    silent = [side for side in own if all(map(is_whole, side.of_series(series)))]
    return Return(pair, silent, [side for side in own if side not in silent])
