"""The pairs that a reviewer has yet to judge, the most useful first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from consultrep.compare import Encoder, Pair, Pairing, usual_encoder
from consultrep.errors import UsageError
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.model import Item, Judgement, Library, items_of
from consultrep.query import select

_NEVER_QUITE: Final = 1e-6
_DIGITS: Final = 4
"""Digits of a distance that count: the same pair may differ in later ones from one selection to another."""


@dataclass(frozen=True)
class QueueOptions:
    """Who reviews, and which pairs: how likely to be the same demand, or only those judged of older texts."""

    reviewer: str
    least: float = 0.0
    most: float = 1.0
    again: bool = False


@dataclass(frozen=True)
class QueuedPair:
    """Two items, a first in the library's order, with the computed probability that they are one demand.

    `own` is what this reviewer judged of them, `is_stale` that a text has changed since; `others` are the
    judgements of other reviewers that hold.
    """

    a: Item
    b: Item
    score: float
    own: Judgement | None = None
    is_stale: bool = False
    others: Sequence[Judgement] = ()


@dataclass(frozen=True)
class Queue:
    """The pairs to judge in order, those that this reviewer has judged, and where `same` begins."""

    reviewer: str
    open: Sequence[QueuedPair]
    judged: Sequence[QueuedPair]
    same_from: float


def review_queue(
    library: Library, selectors: Sequence[str], wanted: QueueOptions, encoder: Encoder | None = None
) -> Queue:
    """The doubtful pairs of two or more selections; without any, of all reports against each other.

    Pairs whose texts have changed since this reviewer judged them come first, then those nearest to where
    `same` begins. Raises UsageError for a selector that means no report, or one selector alone.
    """
    scope = Scope(library, selectors)
    # What people decided must not keep a pair from another reviewer, so the scores are those of the matcher.
    pairing = Pairing(replace(library, judgements=()), encoder or usual_encoder())
    own, others = _by_pair(library, wanted.reviewer)
    scores = _scores(scope, pairing, [*own, *others])
    pairs = []
    for (a, b), score in scores.items():
        key = frozenset((a, b))
        mine = own.get(key)
        stale = mine is not None and library.is_stale(mine)
        first, second = scope.items[a], scope.items[b]
        pairs.append(QueuedPair(first, second, score, mine, stale, others.get(key, ())))
    same_from = pairing.calibration.same
    kept = [pair for pair in pairs if wanted.least <= pair.score <= wanted.most]
    ranked = sorted(kept, key=lambda pair: _rank(pair, same_from))
    waiting = [pair for pair in ranked if pair.own is None or pair.is_stale]
    if wanted.again:
        waiting = [pair for pair in waiting if pair.is_stale]
    done = [pair for pair in ranked if pair.own is not None and not pair.is_stale]
    return Queue(wanted.reviewer, waiting, done, same_from)


def _rank(pair: QueuedPair, same_from: float) -> tuple[bool, float, str, str]:
    """Stale ones first, then by the distance of the odds' logarithm from where `same` begins, then by id."""
    return not pair.is_stale, round(doubt(pair.score, same_from), _DIGITS), pair.a.id, pair.b.id


def doubt(score: float, same_from: float) -> float:
    """How far a probability is from a threshold in the logarithm of the odds; 0 is the most doubtful.

    >>> doubt(0.5, 0.5), round(doubt(0.9, 0.5), 3) == round(doubt(0.1, 0.5), 3)
    (0.0, True)
    """
    return abs(_log_odds(score) - _log_odds(same_from))


def _log_odds(chance: float) -> float:
    held = min(max(chance, _NEVER_QUITE), 1 - _NEVER_QUITE)
    return math.log(held / (1 - held))


class Scope:
    """The sides that are compared, each with every later one."""

    def __init__(self, library: Library, selectors: Sequence[str]) -> None:
        if len(selectors) == 1:
            raise UsageError(
                _("name two selections to compare, or none"), f"consultrep review {selectors[0]} 2018"
            )
        self.items = {item.id: item for item in library.items}
        self._order = {ident: place for place, ident in enumerate(self.items)}
        chosen = [select(library, selector).reports for selector in selectors]
        reports = chosen or [[report] for report in library.reports]
        self.sides = [[item for report in side for item in items_of(report)] for side in reports]
        self._takes_all = not selectors

    @cached_property
    def _held(self) -> list[set[str]]:
        return [{item.id for item in side} for side in self.sides]

    def holds(self, a: str, b: str) -> bool:
        """Whether the items stand on two sides, whichever comes first."""
        if a not in self.items or b not in self.items:
            return False
        return self._takes_all or any(
            (a in one and b in other) or (b in one and a in other)
            for place, one in enumerate(self._held)
            for other in self._held[place + 1 :]
        )

    def in_order(self, a: str, b: str) -> tuple[str, str]:
        """The two ids as they follow each other in the library."""
        return (a, b) if self._order[a] <= self._order[b] else (b, a)

    def pairs(self, pairing: Pairing) -> Iterator[Pair]:
        """The pairs of each side with all later ones; of all reports at once where no sides are chosen."""
        if self._takes_all:
            yield from pairing.pairs_among([item for side in self.sides for item in side])
            return
        for side, later in self._with_later():
            yield from pairing.pairs(side, later)

    def _with_later(self) -> Iterator[tuple[list[Item], list[Item]]]:
        """Each side and the items of all later ones, each once."""
        for place, side in enumerate(self.sides):
            later = {item.id: item for other in self.sides[place + 1 :] for item in other}
            if side and later:
                yield side, list(later.values())


def _scores(scope: Scope, pairing: Pairing, judged: Iterable[frozenset[str]]) -> dict[tuple[str, str], float]:
    """The probability of every pair that is near enough, and of those that people judged."""
    found: dict[tuple[str, str], float] = {}
    for pair in scope.pairs(pairing):
        if pair.earlier.id != pair.later.id:
            found[scope.in_order(pair.earlier.id, pair.later.id)] = pair.score
    sorted_pairs = sorted(tuple(sorted(key)) for key in judged)
    missing = {scope.in_order(a, b) for a, b in sorted_pairs if scope.holds(a, b)} - found.keys()
    return {**found, **_scores_of(scope, pairing, sorted(missing))}


def _scores_of(
    scope: Scope, pairing: Pairing, pairs: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], float]:
    """The probability of these pairs, however low; 0 where the matcher does not even look at one."""
    firsts, seconds = (
        list(dict.fromkeys(side)) for side in (zip(*pairs, strict=True) if pairs else ((), ()))
    )
    texts = [[scope.items[ident].statement.text for ident in side] for side in (firsts, seconds)]
    scored = pairing.matcher.scores(texts[0], texts[1]) if pairs else []
    known = {(firsts[one.first], seconds[one.second]): one.probability for one in scored}
    return {pair: known.get(pair, 0.0) for pair in pairs}


def _by_pair(
    library: Library, reviewer: str
) -> tuple[dict[frozenset[str], Judgement], dict[frozenset[str], list[Judgement]]]:
    """What this reviewer judged, and what others did that holds, by pair."""
    own: dict[frozenset[str], Judgement] = {}
    others: dict[frozenset[str], list[Judgement]] = {}
    for judgement in library.judgements:
        if fold(judgement.reviewer) == fold(reviewer):
            own[judgement.pair] = judgement
        elif not library.is_stale(judgement):
            others.setdefault(judgement.pair, []).append(judgement)
    return own, others
