"""`consultrep matrix`."""

from __future__ import annotations

from consultrep.compare import (
    Encoder,
    Matrix,
    RowKind,
    gather_threads,
    theme_matrix,
    thread_matrix,
    usual_encoder,
)
from consultrep.model import Library
from consultrep.query import ItemFilter, filter_items, filter_reports


def make_matrix(
    library: Library,
    *,
    by: RowKind,
    wanted: ItemFilter | None = None,
    every: bool = False,
    encoder: Encoder | None = None,
) -> Matrix:
    """How often each theme or thread was asked in each year, for each of the series, else for all.

    Themes count the recommendations that `wanted` keeps. With `every`, rows that a series never asked are
    kept too.

    Raises UsageError where the filter names something unknown.
    """
    wanted = wanted or ItemFilter()
    kept = {item.id for item in filter_items(library, library.items, wanted)}
    reports = sorted(
        filter_reports(library, wanted), key=lambda report: (not library.is_primary(report), report.series)
    )
    names = dict.fromkeys(report.series for report in reports)
    if by is RowKind.THEME:
        return theme_matrix(library, list(names), every=every, kept=kept)
    return thread_matrix(gather_threads(library, encoder or usual_encoder()), list(names), every=every)
