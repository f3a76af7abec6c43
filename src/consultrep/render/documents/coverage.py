"""What the records can and cannot say, report by report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from consultrep.query.summaries import holdings_of_all
from consultrep.render.figures import coverage_figure
from consultrep.render.maker import Maker
from consultrep.render.view import ReportView


@dataclass(frozen=True)
class CoverageView:
    """`reports` are all, the library's own first; `primary` those, `companions` the others."""

    summary: str
    reports: Sequence[ReportView]
    primary: Sequence[ReportView]
    companions: Sequence[ReportView]
    coverage_figure: Markup


def coverage_view(maker: Maker) -> CoverageView:
    """The view of the coverage of the library."""
    primary, companions = maker.views(maker.primary), maker.views(maker.companions)
    return CoverageView(
        summary=holdings_of_all(maker.primary, maker.companions),
        reports=[*primary, *companions],
        primary=primary,
        companions=companions,
        coverage_figure=coverage_figure(maker.library, [*maker.primary, *maker.companions]),
    )
