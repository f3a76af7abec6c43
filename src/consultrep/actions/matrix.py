"""`consultrep matrix`."""

from __future__ import annotations

from collections.abc import Sequence

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
from consultrep.query import ItemFilter, filter_items


def make_matrix(
    library: Library,
    *,
    by: RowKind,
    series: Sequence[str] = (),
    every: bool = False,
    encoder: Encoder | None = None,
) -> Matrix:
    """How often each theme or thread was asked in each year, for each of the series, else for all.

    With `every`, rows that a series never asked are kept too.

    Raises UsageError where a series is unknown.
    """
    filter_items(library, (), ItemFilter(series=series))
    reports = sorted(library.reports, key=lambda report: (not library.is_primary(report), report.series))
    wanted = {name.casefold() for name in series}
    names = dict.fromkeys(r.series for r in reports if not wanted or r.series in wanted)
    if by is RowKind.THEME:
        return theme_matrix(library, list(names), every=every)
    return thread_matrix(gather_threads(library, encoder or usual_encoder()), list(names), every=every)
