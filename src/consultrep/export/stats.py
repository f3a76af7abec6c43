"""The sheet of counts: nought and what is not known told apart, bodies side by side and never summed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from consultrep.compare.claims import is_whole, was_read
from consultrep.compare.labels import cell_text
from consultrep.export.cells import Gauge
from consultrep.export.sheet import Block, Column, Heading, Paragraph, Record, Sheet, Table
from consultrep.messages import current_language, mark
from consultrep.messages import gettext as _
from consultrep.query.grouping import value_label
from consultrep.query.statements import how_themes_count, waiting_items
from consultrep.query.tallies import Count, Tally, TallyRow, TallyTable

_FIELDS: Final = ["by", "key", "label", "across", "column", "column_label", "series", "count"]
_TITLES: Final = {
    "theme": mark("Theme"),
    "year": mark("Year"),
    "actor": mark("Asked or stated by"),
    "standing": mark("Standing"),
    "strength": mark("Strength"),
    "pillar": mark("Pillar"),
    "series": mark("Series"),
    "report": mark("Report"),
}


def tally_sheet(result: Tally) -> Sheet:
    """A table of each field, or of two for each series; a record a cell, null where it is not known."""
    document: Record = {
        "counted": dict(result.counted),
        "not_held": [report.id for report in result.reports if not was_read(report)],
        "held_in_part": [report.id for report in result.reports if was_read(report) and not is_whole(report)],
        "tables": [_table_record(result, table) for table in result.tables],
    }
    records = [
        _cell_record(result, table, row, place)
        for table in result.tables
        for row in table.rows
        for place in range(len(table.columns))
    ]
    remarks = [] if any(result.counted.values()) else [_("Nothing matches.")]
    remarks += [waiting_items(report) for report in result.reports if report.left_out]
    return Sheet(document, records, list(_blocks(result)), fields=_FIELDS, remarks=remarks)


def _table_record(result: Tally, table: TallyTable) -> Record:
    return {
        "by": table.by,
        "across": table.across,
        "series": table.series,
        "columns": [
            {"key": key, "label": _label(result, table.across, key), "partly_held": key in table.partly}
            for key in table.columns
        ],
        "rows": [
            {"key": row.key, "label": _label(result, table.by, row.key), "counts": list(row.counts)}
            for row in table.rows
        ],
        "total": list(table.total) or None,
    }


def _cell_record(result: Tally, table: TallyTable, row: TallyRow, place: int) -> Record:
    column = table.columns[place]
    return {
        "by": table.by,
        "key": row.key,
        "label": _label(result, table.by, row.key),
        "across": table.across,
        "column": column,
        "column_label": _label(result, table.across, column),
        "series": table.series or _series_of(result, table, row.key, column),
        "count": row.counts[place],
    }


def _series_of(result: Tally, table: TallyTable, key: str, column: str) -> str | None:
    """The series that a cell belongs to in a table of several."""
    if table.across == "series":
        return column
    if table.by == "series":
        return key
    report = result.library.find_report(key)
    return report.series if report else None


def _label(result: Tally, by: str | None, key: str) -> str:
    return value_label(result.library, key, by, current_language()) if by else ""


def _blocks(result: Tally) -> Iterator[Block]:
    for table in result.tables:
        if table.series is not None:
            yield Heading(_label(result, "series", table.series))
        yield _table(result, table)
    yield from map(Paragraph, _notes(result))


def _table(result: Tally, table: TallyTable) -> Table:
    titles = [_label(result, table.across, key) if table.across else _("Count") for key in table.columns]
    columns = [
        Column(f"{title}*" if key in table.partly else title, number=True)
        for key, title in zip(table.columns, titles, strict=True)
    ]
    greatest = max((count or 0 for row in table.rows for count in row.counts), default=0)
    bars = table.series is None and (table.across in {None, "series"})
    rows = [
        [
            f"{'— ' * row.depth}{_label(result, table.by, row.key)}",
            *(_cell(count, greatest if bars else None) for count in row.counts),
        ]
        for row in table.rows
    ]
    if table.total:
        rows.append(
            [_("All, each counted once"), *(_cell(count, 0 if bars else None) for count in table.total)]
        )
    return Table([Column(_(_TITLES[table.by])), *columns], rows, titled=True)


def _cell(count: Count, greatest: int | None) -> str:
    """A count, with a bar where there is a greatest one to measure it by."""
    text = cell_text(count)
    return text if greatest is None else Gauge(text, (count or 0) / greatest if greatest else 0)


def _notes(result: Tally) -> Iterator[str]:
    """What a reader must know of the numbers, and of what they are not: what is not held."""
    cells = [count for table in result.tables for row in table.rows for count in row.counts]
    if 0 in cells:
        yield _("0: none, in texts that are held complete.")
    if None in cells:
        yield _("?: not known, because the texts are not held complete.")
    if any(table.partly for table in result.tables):
        yield _("*: a part of the texts is missing; there may be more than is counted.")
    if any("theme" in {table.by, table.across} for table in result.tables):
        yield how_themes_count()
    if any("year" in {table.by, table.across} for table in result.tables) and any(
        len(report.years) > 1 for report in result.reports
    ):
        yield _("A report of several years counts in each.")
    missing = ", ".join(report.id for report in result.reports if not was_read(report))
    partly = ", ".join(report.id for report in result.reports if was_read(report) and not is_whole(report))
    if missing:
        yield _("Not held, so nothing of theirs is counted: {names}").format(names=missing)
    if partly:
        yield _("Held in part, or with known gaps: {names}").format(names=partly)
