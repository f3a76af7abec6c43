"""One report: what it covers, its themes, recommendations and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultrep.model import Report
from consultrep.render.maker import Maker
from consultrep.render.view import ReportView, ThemeView, theme_views


@dataclass(frozen=True)
class ReportDocumentView:
    """The report, and how many of its recommendations each theme includes."""

    report: ReportView
    themes: Sequence[ThemeView]


def report_document_view(maker: Maker, report: Report) -> ReportDocumentView:
    """The view of a report."""
    themes = theme_views(maker.library, maker.items([report]), maker.language)
    return ReportDocumentView(maker.report(report), themes)
