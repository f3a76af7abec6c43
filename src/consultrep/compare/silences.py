"""The years in which a thread was not asked, and whether the records allow to say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultrep.compare.threads import Thread
from consultrep.model import Level, Library, Report


@dataclass(frozen=True)
class Silence:
    """A year of a series without an item of the thread.

    `reports` are those of that year that the library has a record of; only where each is held complete and
    has no known gap, it is `known` that the demand was not asked.
    """

    series: str
    year: int
    reports: Sequence[Report]
    known: bool


def silences(thread: Thread) -> list[Silence]:
    """The other years of each series of a thread: those between two in which the series asked it, and
    those of which the library has a record."""
    return [one for series in thread.series for one in _of_series(thread, series)]


def reports_by_year(library: Library, series: str) -> Mapping[int, list[Report]]:
    """The reports of a series in each year that they touch."""
    found: dict[int, list[Report]] = defaultdict(list)
    for report in library.reports:
        if report.series == series:
            for year in report.years:
                found[year].append(report)
    return found


def held_complete(reports: Sequence[Report]) -> bool:
    """Whether there are reports and the text of each is held complete."""
    return bool(reports) and all(report.coverage.level is Level.COMPLETE for report in reports)


def without_gaps(reports: Sequence[Report]) -> bool:
    """Whether the text of each is held complete and has no known gap, in which it might have been asked."""
    return held_complete(reports) and not any(report.coverage.gaps for report in reports)


def _of_series(thread: Thread, series: str) -> list[Silence]:
    held = reports_by_year(thread.library, series)
    asked = {year for item in thread.of_series(series) for year in item.report.years}
    if not asked:
        return []
    years = sorted({*range(min(asked), max(asked)), *held} - asked)
    return [_silence(series, year, held.get(year, [])) for year in years]


def _silence(series: str, year: int, reports: Sequence[Report]) -> Silence:
    return Silence(series, year, reports, without_gaps(reports))
