"""`consultrep stats`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from consultrep.compare.claims import was_read
from consultrep.compare.silences import without_gaps
from consultrep.model import Item, Library, Pillar, Report, Standing, Strength
from consultrep.query import ItemFilter, filter_items, filter_reports
from consultrep.query.grouping import values_of
from consultrep.query.tallies import TALLY_KEYS, Count, Tally, TallyRow, TallyTable

_ONE_BODY_EACH = ("series", "report")
"""Fields of which each value belongs to one body."""


def stats(library: Library, wanted: ItemFilter | None = None, by: Sequence[str] = ()) -> Tally:
    """How many of the items that `wanted` keeps have each value of a field, or of two; of every field where
    none is named.

    Bodies are never summed: a field is counted across the series, two fields in a table for each series.
    Raises UsageError where the filter names something that the library lacks.
    """
    wanted = wanted or ItemFilter()
    scope = _Scope(library, filter_items(library, library.items, wanted), filter_reports(library, wanted))
    tables = [table for one in ([by] if by else [[key] for key in TALLY_KEYS]) for table in scope.tables(one)]
    return Tally(library, tables, scope.reports, library.by_body(scope.items))


@dataclass(frozen=True)
class _Scope:
    """The items that are counted, and the reports that might hold more of them."""

    library: Library
    items: Sequence[Item]
    reports: Sequence[Report]

    def tables(self, by: Sequence[str]) -> list[TallyTable]:
        """One table where each cell is of one body, else one for each series."""
        if len(by) == 1:
            across = None if by[0] in _ONE_BODY_EACH else "series"
            return [self._table(by[0], across, None)]
        first, second = by
        if "series" in by:
            return [self._table(first, second, None)]
        return [self._table(first, second, series) for series in self._values("series")]

    def _table(self, by: str, across: str | None, series: str | None) -> TallyTable:
        part = self if series is None else self._of_series(series)
        columns = part._values(across) if across else [""]
        counts = part._counted(by, across)
        one_body = series is not None or across == "series"
        return TallyTable(
            by,
            across,
            series,
            columns,
            [
                TallyRow(key, [part._cell(counts, by, key, across, column) for column in columns], depth)
                for key, depth in part._rows(by)
            ],
            frozenset(column for column in columns if part._is_partly_held(across, column)),
            [part._total(across, column) for column in columns] if one_body else (),
        )

    def _of_series(self, series: str) -> _Scope:
        return _Scope(
            self.library,
            [item for item in self.items if item.report.series == series],
            [report for report in self.reports if report.series == series],
        )

    def _counted(self, by: str, across: str | None) -> Mapping[tuple[str, str], int]:
        counts: dict[tuple[str, str], int] = {}
        for item in self.items:
            for key in self._of(item, by):
                for column in self._of(item, across) if across else [""]:
                    counts[key, column] = counts.get((key, column), 0) + 1
        return counts

    def _cell(
        self, counts: Mapping[tuple[str, str], int], by: str, key: str, across: str | None, column: str
    ) -> Count:
        number = counts.get((key, column), 0)
        return self._known(number, self._concerned((by, key), (across, column)))

    def _total(self, across: str | None, column: str) -> Count:
        number = sum(across is None or column in self._of(item, across) for item in self.items)
        return self._known(number, self._concerned((across, column)))

    def _concerned(self, *wanted: tuple[str | None, str]) -> Sequence[Report]:
        """The reports that an item could stand in that has these values of these fields."""
        held = [self._reports_by[by].get(value, {}) for by, value in wanted if by in self._reports_by]
        if not held:
            return self.reports
        fewest = min(held, key=len)
        return [report for ident, report in fewest.items() if all(ident in one for one in held)]

    @cached_property
    def _reports_by(self) -> Mapping[str | None, Mapping[str, Mapping[str, Report]]]:
        """The reports, by id, that have each value of each field of reports."""
        found: dict[str | None, dict[str, dict[str, Report]]] = {by: {} for by in _REPORT_VALUES}
        for by, of_reports in _REPORT_VALUES.items():
            for report in self.reports:
                for value in of_reports(report):
                    found[by].setdefault(value, {})[report.id] = report
        return found

    @staticmethod
    def _known(number: int, reports: Sequence[Report]) -> Count:
        """None is nought only where no part of the texts is missing."""
        return number if number or without_gaps(reports) else None

    def _is_partly_held(self, across: str | None, column: str) -> bool:
        reports = self._concerned((across, column))
        return any(map(was_read, reports)) and not without_gaps(reports)

    def _rows(self, by: str) -> list[tuple[str, int]]:
        depths = {theme.id: depth for theme, depth in self.library.theme_tree()} if by == "theme" else {}
        return [(value, depths.get(value, 0)) for value in self._values(by)]

    def _values(self, by: str) -> list[str]:
        """The values that there are, in order; of years, reports and series also those without an item.

        Bodies that ask stand with the most items first.
        """
        of_reports = _REPORT_VALUES.get(by)
        if of_reports is not None:
            found = [value for report in self.reports for value in of_reports(report)]
        else:
            found = [value for item in self.items for value in self._of(item, by)]
        times = Counter(found) if by == "actor" else Counter(dict.fromkeys(found, 1))
        return sorted(times, key=lambda value: (not value, -times[value], self._rank(by, value), value))

    def _rank(self, by: str, value: str) -> int:
        places = self._places.get(by, {})
        return places.get(value, len(places))

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """Where each value stands, of the fields whose values have an order."""
        primary_first = sorted(self.reports, key=lambda one: (not self.library.is_primary(one), one.series))
        order: dict[str, list[str]] = {
            "theme": [theme.id for theme, _depth in self.library.theme_tree()],
            "standing": list(Standing),
            "strength": list(Strength),
            "pillar": list(Pillar),
            "series": list(dict.fromkeys(report.series for report in primary_first)),
            "report": [report.id for report in primary_first],
        }
        return {by: {value: place for place, value in enumerate(values)} for by, values in order.items()}

    def _of(self, item: Item, by: str) -> Iterable[str]:
        """The item's values; a theme with the broader ones."""
        values = values_of(item, by)
        if by == "theme":
            values = self._with_broader(tuple(values))
        return dict.fromkeys(values) or [""]

    @cached_property
    def _with_broader(self) -> Callable[[tuple[str, ...]], list[str]]:
        return cache(self.library.with_broader)


_REPORT_VALUES: Mapping[str, Callable[[Report], Sequence[str]]] = {
    "year": lambda report: [str(year) for year in report.years] or [""],
    "report": lambda report: [report.id],
    "series": lambda report: [report.series],
}
