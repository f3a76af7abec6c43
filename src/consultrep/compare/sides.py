"""The selections that a comparison sets side by side, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultrep.model import Item, Library, Report
from consultrep.model.dates import parse_edtf


@dataclass(frozen=True)
class Side:
    """One selection: what was typed, its reports, and their items that the filter kept.

    The `others` are told of only as counterparts: that the filter leaves them out must not make an item of
    another side look as if it had none.
    """

    selector: str
    reports: Sequence[Report]
    items: Sequence[Item]
    others: Sequence[Item] = ()

    @property
    def every(self) -> list[Item]:
        """What is compared: the items, and the others."""
        return [*self.items, *self.others]

    def of_series(self, series: str) -> list[Report]:
        """Its reports of one series."""
        return [report for report in self.reports if report.series == series]


def in_order(library: Library, sides: Sequence[Side]) -> list[Side]:
    """The sides in order of time, and within each its reports and items as they stand in the library.

    The first day that a side's reports touch decides, then the last, then the ids of the reports; a side of
    which no time is known stands last.
    """
    reports = {report.id: place for place, report in enumerate(library.reports)}
    items = {item.id: place for place, item in enumerate(library.items)}
    sorted_within = [
        Side(
            side.selector,
            tuple(sorted(side.reports, key=lambda report: reports[report.id])),
            tuple(sorted(side.items, key=lambda item: items[item.id])),
            side.others,
        )
        for side in sides
    ]
    return sorted(sorted_within, key=_time)


def _time(side: Side) -> tuple[str, str, list[str]]:
    """The first and the last day of a side, as ISO dates; an open or unknown one counts as far off."""
    spans = [parse_edtf(report.period) for report in side.reports if report.period]
    first = min((start for start, _end in spans), default="9999")
    last = max((end or "9999" for _start, end in spans), default="9999")
    return first, last, [report.id for report in side.reports]
