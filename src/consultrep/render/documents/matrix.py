"""The matrix: how often each theme was asked in each year, a table for each series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from consultrep.compare import Matrix, RowKind, SeriesMatrix
from consultrep.compare.labels import cell_text, year_title
from consultrep.query.statements import how_themes_count
from consultrep.query.summaries import holdings_of_all
from consultrep.render.figures import grid_figure
from consultrep.render.maker import Maker
from consultrep.render.view import ReportView


@dataclass(frozen=True)
class TableView:
    """The table of a series: the titles of its years, rows of a title and cells, a drawing of the same."""

    id: str
    label: str
    years: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    figure: Markup


@dataclass(frozen=True)
class MatrixView:
    """The tables, the reports that they count, and how they count."""

    summary: str
    tables: Sequence[TableView]
    reports: Sequence[ReportView]
    counted: str


def matrix_view(maker: Maker, matrix: Matrix) -> MatrixView:
    """The view of a matrix, the primary series first."""
    return MatrixView(
        summary=holdings_of_all(maker.primary, maker.companions),
        tables=[_table(maker, matrix, table) for table in matrix.tables if table.rows],
        reports=maker.views(maker.reports),
        counted=how_themes_count() if matrix.by is RowKind.THEME else "",
    )


def _table(maker: Maker, matrix: Matrix, table: SeriesMatrix) -> TableView:
    return TableView(
        id=table.series,
        label=maker.library.series_label(table.series, maker.language),
        years=[year_title(table, year) for year in table.years],
        rows=[
            (
                f"{'— ' * row.depth}{row.label.best(maker.language)}",
                [cell_text(n) for n in row.counts.values()],
            )
            for row in table.rows
        ],
        figure=grid_figure(matrix, table),
    )
