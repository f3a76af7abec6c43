"""How often each theme or thread was asked in each year: nought told apart from what is not known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultrep.compare.claims import was_read
from consultrep.compare.silences import held_complete, reports_by_year, without_gaps
from consultrep.compare.threads import Thread, ThreadSet
from consultrep.model import Bilingual, Item, Level, Library, Report

Counts = Mapping[int, int | None]


class RowKind(StrEnum):
    """What the rows of a matrix are."""

    THEME = "theme"
    THREAD = "thread"


@dataclass(frozen=True)
class Row:
    """A theme or a thread: its counts by year, None where it is not known; `depth` in the tree of themes."""

    key: str
    label: Bilingual
    counts: Counts
    depth: int = 0


@dataclass(frozen=True)
class SeriesMatrix:
    """The rows of one series over the years of its reports; `total` counts each recommendation once."""

    series: str
    reports: Mapping[int, Sequence[Report]]
    rows: Sequence[Row]
    total: Counts

    @property
    def years(self) -> list[int]:
        """The years that the series has a record of."""
        return sorted(self.reports)

    def level(self, year: int) -> Level:
        """How much of the year's reports is held: complete, something, or records only."""
        if held_complete(self.reports[year]):
            return Level.COMPLETE
        return Level.PARTIAL if any(map(was_read, self.reports[year])) else Level.RECORD_ONLY


@dataclass(frozen=True)
class Matrix:
    """A matrix of each series, the primary ones first; series are never summed."""

    library: Library
    by: RowKind
    tables: Sequence[SeriesMatrix]


def theme_matrix(
    library: Library, series: Sequence[str], *, every: bool = False, kept: Collection[str] | None = None
) -> Matrix:
    """Themes by years; a broad theme counts its narrower ones.

    One that a series never names is left out, unless `every` row is wanted. With `kept`, only the items of
    those ids count.
    """

    def rows(items: Sequence[Item], count: Callable[[Sequence[Item]], Counts]) -> Iterator[Row]:
        for theme, depth in library.theme_tree():
            within = library.themes_within(theme)
            own = [item for item in items if not within.isdisjoint(item.statement.themes)]
            if own or every:
                yield Row(theme.id, theme.label, count(own), depth)

    return Matrix(library, RowKind.THEME, [_table(library, name, rows, kept) for name in series])


def thread_matrix(gathered: ThreadSet, series: Sequence[str], *, every: bool = False) -> Matrix:
    """Threads of two reports or more by years, those that a series has a part in or `every` one."""

    def rows(items: Sequence[Item], count: Callable[[Sequence[Item]], Counts]) -> Iterator[Row]:
        held = {item.id for item in items}
        for thread in gathered.repeated:
            own = [item for item in thread.items if item.id in held]
            if own or every:
                yield Row(thread.id, _label(thread), count(own))

    return Matrix(gathered.library, RowKind.THREAD, [_table(gathered.library, name, rows) for name in series])


def _table(
    library: Library,
    series: str,
    rows: Callable[[Sequence[Item], Callable[[Sequence[Item]], Counts]], Iterator[Row]],
    kept: Collection[str] | None = None,
) -> SeriesMatrix:
    reports = reports_by_year(library, series)
    items = [
        item
        for item in library.items
        if item.recommendation and item.report.series == series and (kept is None or item.id in kept)
    ]

    def count(own: Sequence[Item]) -> Counts:
        return {year: _cell(own, year, reports[year]) for year in sorted(reports)}

    return SeriesMatrix(series, reports, list(rows(items, count)), count(items))


def _cell(items: Sequence[Item], year: int, reports: Sequence[Report]) -> int | None:
    """How many of the items are of that year; none is nought only where no part of the year is missing."""
    number = sum(year in item.report.years for item in items)
    return number if number or without_gaps(reports) else None


def _label(thread: Thread) -> Bilingual:
    return thread.label_item.statement.text
