"""The sheet of each kind of result."""

from __future__ import annotations

from functools import singledispatch

from consultrep.compare import Comparison, MatchList, Matrix, ThreadList
from consultrep.compare.agreement import AgreementList
from consultrep.compare.grading import EvaluationList
from consultrep.export import (
    agreement,
    comparison,
    items,
    matches,
    matrix,
    reports,
    search,
    shown,
    stats,
    themes,
    threads,
)
from consultrep.export.sheet import Sheet
from consultrep.query import CoverageAnswer, Listing, ReportList, ShownItem, ShownReport, ThemeList
from consultrep.query.search import Found
from consultrep.query.tallies import Tally


@singledispatch
def sheet_of(result: object) -> Sheet:
    """The sheet of a result of `consultrep.actions`."""
    raise TypeError(f"no sheet for {type(result).__name__}")


sheet_of.register(Listing, items.listing_sheet)
sheet_of.register(ReportList, reports.reports_sheet)
sheet_of.register(CoverageAnswer, reports.coverage_sheet)
sheet_of.register(ThemeList, themes.themes_sheet)
sheet_of.register(ShownReport, shown.report_sheet)
sheet_of.register(ShownItem, shown.item_sheet)
sheet_of.register(Comparison, comparison.comparison_sheet)
sheet_of.register(AgreementList, agreement.agreement_sheet)
sheet_of.register(MatchList, matches.matches_sheet)
sheet_of.register(EvaluationList, matches.evaluation_sheet)
sheet_of.register(ThreadList, threads.threads_sheet)
sheet_of.register(Matrix, matrix.matrix_sheet)
sheet_of.register(Found, search.found_sheet)
sheet_of.register(Tally, stats.tally_sheet)
