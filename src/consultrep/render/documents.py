"""The documents: the library, one report, a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from consultrep import __version__
from consultrep.compare import Absent, Comparison, Pair, PairKind, accounts, across_series
from consultrep.messages import Language, decimal
from consultrep.model import Bilingual, Library, Report
from consultrep.query.statements import how_matches_were_made, limited_comparison, nothing_can_be_said
from consultrep.render.environment import make_environment, render_template
from consultrep.render.view import ItemView, ReportView, item_view, report_view, theme_views


@dataclass(frozen=True)
class PairView:
    """An earlier and a later item and their likeness, from 0 to 1."""

    earlier: ItemView
    later: ItemView
    score: str


@dataclass(frozen=True)
class AbsentView:
    """Items without counterpart, and whether the other side is held whole."""

    items: Sequence[ItemView]
    whole: bool


@dataclass(frozen=True)
class SeriesView:
    """What can be said within one series."""

    label: str
    recurring: Sequence[PairView]
    related: Sequence[PairView]
    new: AbsentView | None
    not_repeated: AbsentView | None


@dataclass(frozen=True)
class Maker:
    """What every document needs: the library, its templates, the language."""

    library: Library
    templates: Sequence[Path]
    language: Language
    shipped: bool

    def report(self, report: Report) -> ReportView:
        """The view of a report."""
        return report_view(self.library, report, self.language, shipped=self.shipped)

    def pairs(self, pairs: Sequence[Pair]) -> list[PairView]:
        """The views of pairs."""
        return [PairView(self._item(p, 0), self._item(p, 1), decimal(p.score)) for p in pairs]

    def absent(self, absent: Absent | None) -> AbsentView | None:
        """The view of items without counterpart."""
        if absent is None:
            return None
        items = [item_view(self.library, item, self.language) for item in absent.items]
        return AbsentView(items, absent.whole)

    def write(self, template: str, **view: object) -> str:
        """The document that a template makes of a view."""
        environment = make_environment(self.templates)
        return render_template(environment, template, language=self.language, version=__version__, **view)

    def _item(self, pair: Pair, side: int) -> ItemView:
        return item_view(self.library, pair.later if side else pair.earlier, self.language)


def render_library(maker: Maker, title: Bilingual | None) -> str:
    """The whole library: coverage, themes, recommendations, findings; companions apart."""
    library, language = maker.library, maker.language
    primary = [r for r in library.reports if library.is_primary(r)]
    companions = [r for r in library.reports if not library.is_primary(r)]
    return maker.write(
        "library.md.j2",
        title=title.best(language) if title else "",
        primary=[maker.report(report) for report in primary],
        companions=[maker.report(report) for report in companions],
        themes=theme_views(library, primary, language),
    )


def render_report(maker: Maker, report: Report) -> str:
    """One report."""
    themes = theme_views(maker.library, [report], maker.language)
    return maker.write("report.md.j2", report=maker.report(report), themes=themes)


def render_comparison(maker: Maker, comparison: Comparison) -> str:
    """A comparison: coverage and what it allows to say, then series by series."""
    reports = {r.id: r for side in comparison.sides for r in side.reports}
    series = [
        SeriesView(
            maker.library.series_label(account.series, maker.language),
            maker.pairs(account.recurring),
            maker.pairs(account.related),
            maker.absent(account.new),
            maker.absent(account.not_repeated),
        )
        for account in accounts(comparison)
    ]
    return maker.write(
        "comparison.md.j2",
        selectors=[side.selector for side in comparison.sides],
        reports=[maker.report(report) for report in reports.values()],
        unread=[nothing_can_be_said(report) for report in comparison.unread()],
        on_several_sides=[report.id for report in comparison.on_several_sides],
        limited=limited_comparison() if comparison.pairs and comparison.claims.recurring != "sound" else "",
        series=series,
        also_asked=maker.pairs(across_series(comparison, PairKind.ALSO_ASKED)),
        also_related=maker.pairs(across_series(comparison, PairKind.RELATED)),
        made=how_matches_were_made(comparison.encoder, comparison.precision) if comparison.pairs else "",
    )
