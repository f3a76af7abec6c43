"""How many items of each side came back, and how many did not: the numbers of a side add up to its items."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from consultrep.compare.claims import was_read
from consultrep.compare.pairing import Pair, PairKind
from consultrep.compare.sides import Side
from consultrep.model import Item


@dataclass(frozen=True)
class Count:
    """The items of one series on one side: `items` = `recurring` + `related` + `alone` + `not_known`.

    `related` have a related item and no recurring one; `alone` have neither; `not_known` have neither and
    nothing of their series was read on another side. `also_asked` of all of them another body asked too.
    """

    series: str
    side: Side
    items: int
    recurring: int
    related: int
    alone: int
    not_known: int
    also_asked: int


def counts_of(
    sides: Sequence[Side], series: Sequence[str], pairs: Sequence[Pair], related: Sequence[Pair]
) -> list[Count]:
    """A count for each series and each side that has a report of it; `related` are the related pairs told."""
    came_back = _ids(pair for pair in pairs if pair.kind is PairKind.RECURRING)
    elsewhere = _ids(pair for pair in pairs if pair.kind is PairKind.ALSO_ASKED)
    near = _ids(pair for pair in related if pair.same_series) - came_back
    return [
        _count(sides, place, name, came_back, near, elsewhere)
        for name in series
        for place, side in enumerate(sides)
        if side.of_series(name)
    ]


def _count(
    sides: Sequence[Side],
    place: int,
    series: str,
    came_back: Collection[str],
    near: Collection[str],
    elsewhere: Collection[str],
) -> Count:
    own = [item for item in sides[place].items if item.report.series == series]
    others = [report for n, side in enumerate(sides) if n != place for report in side.of_series(series)]
    recurring, related = _within(own, came_back), _within(own, near)
    rest = len(own) - recurring - related
    known = any(map(was_read, others))
    return Count(
        series,
        sides[place],
        items=len(own),
        recurring=recurring,
        related=related,
        alone=rest if known else 0,
        not_known=0 if known else rest,
        also_asked=_within(own, elsewhere),
    )


def _within(items: Sequence[Item], ids: Collection[str]) -> int:
    return sum(item.id in ids for item in items)


def _ids(pairs: Iterator[Pair]) -> set[str]:
    return {item.id for pair in pairs for item in (pair.earlier, pair.later)}
