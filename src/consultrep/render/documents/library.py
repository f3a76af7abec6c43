"""The whole library: coverage, themes, recommendations, findings; companions apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from consultrep.model import Bilingual
from consultrep.query.summaries import holdings_of_all
from consultrep.render.figures import coverage_figure
from consultrep.render.maker import Maker
from consultrep.render.view import ReportView, ThemeView, theme_views


@dataclass(frozen=True)
class LibraryView:
    """`title` is the library's own, empty where it has none; `companions` are reports of other bodies."""

    title: str
    summary: str
    primary: Sequence[ReportView]
    companions: Sequence[ReportView]
    themes: Sequence[ThemeView]
    coverage_figure: Markup


def library_view(maker: Maker, title: Bilingual | None) -> LibraryView:
    """The view of the library."""
    return LibraryView(
        title=title.best(maker.language) if title else "",
        summary=holdings_of_all(maker.primary, maker.companions),
        primary=maker.views(maker.primary),
        companions=maker.views(maker.companions),
        themes=theme_views(maker.library, maker.items(maker.primary), maker.language),
        coverage_figure=coverage_figure(maker.library, [*maker.primary, *maker.companions]),
    )
