"""The sheet of each kind of result."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from consultrep.export.sheet import Sheet

_MAKERS: Final = {
    "AgreementList": ("agreement", "agreement_sheet"),
    "Comparison": ("comparison", "comparison_sheet"),
    "CoverageAnswer": ("reports", "coverage_sheet"),
    "EvaluationList": ("matches", "evaluation_sheet"),
    "Found": ("search", "found_sheet"),
    "Listing": ("items", "listing_sheet"),
    "MatchList": ("matches", "matches_sheet"),
    "Matrix": ("matrix", "matrix_sheet"),
    "ReportList": ("reports", "reports_sheet"),
    "ShownItem": ("shown", "item_sheet"),
    "ShownReport": ("shown", "report_sheet"),
    "Tally": ("stats", "tally_sheet"),
    "ThemeList": ("themes", "themes_sheet"),
    "ThreadList": ("threads", "threads_sheet"),
}
"""Where the sheet of each kind of result is made; a module is read only when such a result is there."""


def sheet_of(result: object) -> Sheet:
    """The sheet of a result of `consultrep.actions`."""
    module, name = _MAKERS[type(result).__name__]
    sheet: Sheet = getattr(import_module(f"consultrep.export.{module}"), name)(result)
    return sheet
