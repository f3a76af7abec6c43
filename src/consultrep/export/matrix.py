"""The sheet of a matrix: counts by year, `0` and `?` told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from consultrep.compare import Matrix, RowKind, SeriesMatrix
from consultrep.compare.labels import cell_text, year_title
from consultrep.compare.matrix import Counts, Row
from consultrep.export.sheet import Block, Column, Heading, Paragraph, Record, Sheet, Table
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.query.statements import how_themes_count

_FIELDS: Final = ["series", "by", "key", "label_fr", "label_en", "year", "count", "coverage"]


def matrix_sheet(result: Matrix) -> Sheet:
    """A table of each series; a record a cell, null where it is not known."""
    document: Record = {
        "by": result.by,
        "coverage": [_coverage_record(table, year) for table in result.tables for year in table.years],
        "matrices": [_matrix_record(table) for table in result.tables],
    }
    records = [
        _cell_record(result, table, row, year)
        for table in result.tables
        for row in table.rows
        for year in table.years
    ]
    return Sheet(document, records, list(_blocks(result)), fields=_FIELDS)


def _coverage_record(table: SeriesMatrix, year: int) -> Record:
    reports = table.reports[year]
    return {
        "series": table.series,
        "year": year,
        "level": table.level(year),
        "reports": [report.id for report in reports],
        "gaps": sum(len(report.coverage.gaps) for report in reports),
    }


def _matrix_record(table: SeriesMatrix) -> Record:
    return {
        "series": table.series,
        "years": table.years,
        "rows": [
            {
                "key": row.key,
                "label_fr": row.label.fr,
                "label_en": row.label.en,
                "depth": row.depth,
                "counts": _by_year(row.counts),
            }
            for row in table.rows
        ],
        "total": _by_year(table.total),
    }


def _by_year(counts: Counts) -> dict[str, int | None]:
    return {str(year): number for year, number in counts.items()}


def _cell_record(result: Matrix, table: SeriesMatrix, row: Row, year: int) -> Record:
    return {
        "series": table.series,
        "by": result.by,
        "key": row.key,
        "label_fr": row.label.fr,
        "label_en": row.label.en,
        "year": year,
        "count": row.counts[year],
        "coverage": table.level(year),
    }


def _blocks(result: Matrix) -> Iterator[Block]:
    language = current_language()
    for table in result.tables:
        yield Heading(result.library.series_label(table.series, language))
        yield _table(result, table)
    yield Paragraph(_("0: not asked, in a text that is held complete."))
    yield Paragraph(_("?: not known, because the text of that year is not held complete."))
    yield Paragraph(_("*: a part of that year's text is missing; more may have been asked than is counted."))
    if result.by is RowKind.THEME:
        yield Paragraph(how_themes_count())


def _table(result: Matrix, table: SeriesMatrix) -> Table:
    """The rows of a series; a thread stands in its wording, with its id after it."""
    language, by_theme = current_language(), result.by is RowKind.THEME
    title = _("Theme") if by_theme else _("Thread")
    years = [Column(year_title(table, year), number=True) for year in table.years]
    rows = [
        [_row_title(row, row.label.best(language), by_theme=by_theme), *_cells(row.counts)]
        for row in table.rows
    ]
    if by_theme:
        rows.append([_("All recommendations"), *_cells(table.total)])
    return Table([Column(title, lead=True), *years], rows, titled=True)


def _row_title(row: Row, text: str, *, by_theme: bool) -> str:
    return f"{'— ' * row.depth}{text}" if by_theme else f"{text} ({row.key})"


def _cells(counts: Counts) -> list[str]:
    return [cell_text(number) for number in counts.values()]
