"""A comparison told series by series, with no more said than coverage allows.

The primary series come first; what another body asked stands apart and is never counted with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.compare.claims import was_read
from consultrep.compare.comparison import Comparison
from consultrep.compare.counts import Count, counts_of
from consultrep.compare.outcomes import Return
from consultrep.compare.pairing import Pair, PairKind
from consultrep.compare.sides import Side
from consultrep.model import Basis, Item, Level

LEAST_TOLD: Final = 0.2
"""A related pair that nobody confirmed is told from this likeness on."""

MOST_TOLD: Final = 3
"""An item is told with so many related ones, the likest; with more only where these had none else."""


@dataclass(frozen=True)
class Absent:
    """Items without counterpart; they are new or not repeated only where the other side is `whole`."""

    items: Sequence[Item]
    whole: bool


@dataclass(frozen=True)
class SeriesAccount:
    """What can be said within one series; a part that cannot be said is empty or None."""

    series: str
    counts: Sequence[Count]
    recurring: Sequence[Pair]
    returned: Sequence[Return]
    related: Sequence[Pair]
    new: Absent | None
    not_repeated: Absent | None

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.recurring or self.related or self.new or self.not_repeated)


def accounts(comparison: Comparison) -> list[SeriesAccount]:
    """What can be said within each series, the primary ones first."""
    counts = counts_told(comparison)
    told = [_account(comparison, series, counts) for series in _series_in_order(comparison)]
    return [account for account in told if account.says_something]


def counts_told(comparison: Comparison) -> list[Count]:
    """The counts of each series, the primary ones first; a related item counts where its pair is told."""
    related = worth_telling(pair for pair in comparison.pairs if pair.same_series)
    return counts_of(comparison.sides, _series_in_order(comparison), comparison.pairs, related)


def across_series(comparison: Comparison, kind: PairKind) -> list[Pair]:
    """The pairs of that kind whose two sides were asked by different bodies."""
    return [pair for pair in comparison.pairs if not pair.same_series and pair.kind is kind]


def worth_telling(pairs: Iterable[Pair]) -> list[Pair]:
    """The related ones of the pairs, without the unlikely: what people confirmed first, then the likest.

    A pair is left out where one of its items has been told with enough others and the other one with any.
    """
    enough = [p for p in pairs if not p.same and (_is_confirmed(p) or p.score >= LEAST_TOLD)]
    times: Counter[str] = Counter()
    kept = set()
    for pair in sorted(enough, key=lambda p: (not _is_confirmed(p), -p.score, p.earlier.id, p.later.id)):
        fewer, more = sorted((times[pair.earlier.id], times[pair.later.id]))
        if more < MOST_TOLD or not fewer:
            kept.add(id(pair))
            times.update((pair.earlier.id, pair.later.id))
    return [pair for pair in enough if id(pair) in kept]


def _is_confirmed(pair: Pair) -> bool:
    return pair.basis is Basis.CONFIRMED


def _account(comparison: Comparison, series: str, counts: Sequence[Count]) -> SeriesAccount:
    pairs = [p for p in comparison.pairs if p.same_series and p.earlier.report.series == series]
    related = worth_telling(pairs)
    shown = {item.id for pair in related for item in (pair.earlier, pair.later)}
    also_asked = across_series(comparison, PairKind.ALSO_ASKED)
    elsewhere = {item.id for pair in also_asked for item in (pair.earlier, pair.later)}
    return SeriesAccount(
        series,
        counts=[count for count in counts if count.series == series],
        recurring=[p for p in pairs if p.kind is PairKind.RECURRING],
        returned=[one for one in comparison.returned if one.pair.earlier.report.series == series],
        related=related,
        new=_absent(comparison.new, comparison.sides[:-1], series, elsewhere, shown),
        not_repeated=_absent(comparison.not_repeated, comparison.sides[1:], series, elsewhere, shown),
    )


def _absent(
    items: Sequence[Item],
    others: Sequence[Side],
    series: str,
    asked_elsewhere: Collection[str],
    shown: Collection[str],
) -> Absent | None:
    """The items of a series without counterpart; None where nothing read could have held one.

    An item with a related one is `shown` with it, and not said to be absent. Where the other sides have no
    report of the series, an item that another body also asked has a counterpart.
    """
    own_items = [item for item in items if item.report.series == series and item.id not in shown]
    reports = [report for side in others for report in side.reports]
    own = [report for report in reports if report.series == series]
    if not own:
        own_items = [item for item in own_items if item.id not in asked_elsewhere]
    if not own_items or not any(was_read(report) for report in own or reports):
        return None
    whole = bool(own) and all(report.coverage.level is Level.COMPLETE for report in own)
    return Absent(own_items, whole)


def _series_in_order(comparison: Comparison) -> list[str]:
    reports = {r.id: r for side in comparison.sides for r in side.reports}.values()
    ordered = sorted(reports, key=lambda r: (not comparison.library.is_primary(r), r.series))
    return list(dict.fromkeys(report.series for report in ordered))
