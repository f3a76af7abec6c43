"""One theme through the years: who asked what, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultrep.compare import ThreadList
from consultrep.model import Theme
from consultrep.query.summaries import items_counted
from consultrep.render.documents.glance import Glance, glance_of
from consultrep.render.documents.threads import how_made
from consultrep.render.maker import Maker
from consultrep.render.view import ReportView


@dataclass(frozen=True)
class ThemeTitle:
    """A theme and the themes that it includes."""

    label: str
    narrower: Sequence[str]


@dataclass(frozen=True)
class ThemeDocumentView:
    """The theme, each report with its items of the theme, and the threads that have one."""

    theme: ThemeTitle
    summary: str
    primary: Sequence[ReportView]
    companions: Sequence[ReportView]
    glance: Glance
    made: str


def theme_document_view(maker: Maker, theme: Theme, result: ThreadList) -> ThemeDocumentView:
    """The view of a theme; the maker keeps the items of the theme only, `result` are their threads."""
    library, language = maker.library, maker.language
    within = library.themes_within(theme) - {theme.id}
    narrower = [one.label.best(language) for one in library.themes if one.id in within]
    return ThemeDocumentView(
        theme=ThemeTitle(theme.label.best(language), narrower),
        summary=items_counted(maker.items(maker.primary), maker.items(maker.companions)),
        primary=maker.views(maker.primary),
        companions=maker.views(maker.companions),
        glance=glance_of(result, language),
        made=how_made(library, result),
    )
