"""`consultrep reports`."""

from __future__ import annotations

from consultrep.model import Library
from consultrep.query import ReportList, select


def list_reports(library: Library, selector: str | None = None) -> ReportList:
    """The library's reports, or those that `selector` means; the primary series first."""
    reports = select(library, selector).reports if selector else library.reports
    return ReportList(library, sorted(reports, key=lambda report: not library.is_primary(report)))
