"""Threads at a glance: a table of years beside a timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from consultrep.compare import Silence, Thread, ThreadList, silences
from consultrep.messages import Language
from consultrep.render.figures import timeline_figure


@dataclass(frozen=True)
class GlanceRow:
    """A thread; a cell for each year: how many recommendations of each body ask it, `0`, or `?`."""

    id: str
    label: str
    cells: Sequence[str]


@dataclass(frozen=True)
class Glance:
    """Threads by years, and the drawing of the same."""

    years: Sequence[int]
    rows: Sequence[GlanceRow]
    figure: Markup


def glance_of(result: ThreadList, language: Language) -> Glance:
    """The threads at a glance, over the years from the first asked to the last of which there is a record."""
    silent = {thread.id: silences(thread) for thread in result.threads}
    asked = [year for thread in result.threads for item in thread.items for year in item.report.years]
    known = [*asked, *(one.year for some in silent.values() for one in some)]
    years = list(range(min(known), max(known) + 1)) if known else []
    rows = [
        GlanceRow(
            thread.id,
            thread.label_item.statement.text.best(language),
            _cells(thread, years, silent[thread.id]),
        )
        for thread in result.threads
    ]
    return Glance(years, rows, timeline_figure(result.gathered.library, result.threads))


def _cells(thread: Thread, years: Sequence[int], silent: Sequence[Silence]) -> list[str]:
    """What is known of each year; empty where its bodies have no report of it. Bodies are never summed."""

    def cell(year: int) -> str:
        asked = Counter(item.report.series for item in thread.items if year in item.report.years)
        if asked:
            return " + ".join(str(asked[series]) for series in thread.series if asked[series])
        of_year = [one for one in silent if one.year == year]
        if not of_year:
            return ""
        return "0" if all(one.known for one in of_year) else "?"

    return [cell(year) for year in years]
