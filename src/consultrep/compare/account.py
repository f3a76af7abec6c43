"""A comparison told series by series, with no more said than coverage allows.

The primary series come first; what another body asked stands apart and is never counted with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.compare.claims import is_whole, was_read
from consultrep.compare.comparison import Comparison
from consultrep.compare.counts import Count, counts_of
from consultrep.compare.outcomes import Return
from consultrep.compare.pairing import Pair, PairKind
from consultrep.model import Basis, Item, Report

LEAST_TOLD: Final = 0.2
"""A related pair that nobody confirmed is told from this probability on."""

MOST_TOLD: Final = 3
"""An item is told with so many related ones at most, the likeliest."""


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
    more_related: int
    new: Absent | None
    not_repeated: Absent | None

    @property
    def has_pairs(self) -> bool:
        """Whether anything came back, or is related."""
        return bool(self.recurring or self.related)

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.has_pairs or self.new or self.not_repeated)


def accounts(comparison: Comparison) -> list[SeriesAccount]:
    """What can be said within each series, the primary ones first."""
    counts = counts_told(comparison)
    told = [_account(comparison, series, counts) for series in _series_in_order(comparison)]
    return [account for account in told if account.says_something]


def counts_told(comparison: Comparison) -> list[Count]:
    """The counts of each series, the primary ones first; a related item counts where its pair is likely."""
    related = likely_related(pair for pair in comparison.pairs if pair.same_series)
    return counts_of(comparison.sides, _series_in_order(comparison), comparison.pairs, related)


def across_series(comparison: Comparison, kind: PairKind) -> list[Pair]:
    """The pairs of that kind whose two sides were asked by different bodies."""
    return [pair for pair in comparison.pairs if not pair.same_series and pair.kind is kind]


def told_pairs(comparison: Comparison) -> list[Pair]:
    """The pairs that tables and documents show, each once."""
    within = [pair for one in accounts(comparison) for pair in (*one.recurring, *one.related)]
    related = worth_telling(across_series(comparison, PairKind.RELATED))
    return [*within, *across_series(comparison, PairKind.ALSO_ASKED), *related]


def likely_related(pairs: Iterable[Pair]) -> list[Pair]:
    """The related ones of the pairs that people confirmed or that are not unlikely."""
    return [pair for pair in pairs if not pair.same and (_is_confirmed(pair) or pair.score >= LEAST_TOLD)]


def worth_telling(pairs: Iterable[Pair]) -> list[Pair]:
    """The likely related ones of the pairs, no item in more than three of them.

    What people confirmed goes first, then the likeliest; where an item has enough, its other pairs are left
    out.
    """
    likely = likely_related(pairs)
    times: Counter[str] = Counter()
    kept = set()
    for pair in sorted(likely, key=lambda p: (not _is_confirmed(p), -p.score, p.earlier.id, p.later.id)):
        if max(times[pair.earlier.id], times[pair.later.id]) < MOST_TOLD:
            kept.add(id(pair))
            times.update((pair.earlier.id, pair.later.id))
    return [pair for pair in likely if id(pair) in kept]


def _is_confirmed(pair: Pair) -> bool:
    return pair.basis is Basis.CONFIRMED


def _account(comparison: Comparison, series: str, counts: Sequence[Count]) -> SeriesAccount:
    pairs = [p for p in comparison.pairs if p.same_series and p.earlier.report.series == series]
    likely, related = likely_related(pairs), worth_telling(pairs)
    near = _ids(likely)
    return SeriesAccount(
        series,
        counts=[count for count in counts if count.series == series],
        recurring=[p for p in pairs if p.kind is PairKind.RECURRING],
        returned=[one for one in comparison.returned if one.pair.earlier.report.series == series],
        related=related,
        more_related=len(likely) - len(related),
        new=_absent(comparison, [i for i in comparison.new if i.id not in near], series, before=True),
        not_repeated=_absent(
            comparison, [i for i in comparison.not_repeated if i.id not in near], series, before=False
        ),
    )


def _ids(pairs: Iterable[Pair]) -> set[str]:
    return {item.id for pair in pairs for item in (pair.earlier, pair.later)}


def _absent(comparison: Comparison, items: Sequence[Item], series: str, *, before: bool) -> Absent | None:
    """The items of a series without counterpart on the sides before theirs, or after; None where none are.

    An item against which nothing was read is left out, for nothing can be said of it. Where the other sides
    have no report of the series, an item that another body also asked has a counterpart.
    """
    asked_elsewhere = _ids(across_series(comparison, PairKind.ALSO_ASKED))
    found, whole = [], True
    for item in items:
        reports = _against(comparison, item, before=before) if item.report.series == series else []
        own = [report for report in reports if report.series == series]
        if any(map(was_read, own or reports)) and (own or item.id not in asked_elsewhere):
            found.append(item)
            whole = whole and bool(own) and all(map(is_whole, own))
    return Absent(found, whole) if found else None


def _against(comparison: Comparison, item: Item, *, before: bool) -> list[Report]:
    """The reports of the sides before that of an item, or of those after it."""
    places = comparison.places[item.id]
    others = comparison.sides[: places[-1]] if before else comparison.sides[places[0] + 1 :]
    return [report for side in others for report in side.reports]


def _series_in_order(comparison: Comparison) -> list[str]:
    reports = {r.id: r for side in comparison.sides for r in side.reports}.values()
    ordered = sorted(reports, key=lambda r: (not comparison.library.is_primary(r), r.series))
    return list(dict.fromkeys(report.series for report in ordered))
