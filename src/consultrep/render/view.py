"""What templates see: plain values in one language, ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model import Item, Level, Library, Origin, Report
from consultrep.query.citations import address_of, cite, years_text
from consultrep.query.labels import label
from consultrep.query.statements import gap_place, holdings, next_step, what_can_be_said


@dataclass(frozen=True)
class ItemView:
    """A recommendation or finding: its text, who asked, and its citation with an address."""

    id: str
    text: str
    text_language: Language
    ours: bool
    themes: Sequence[str]
    standing: str
    strength: str
    asked_by: str
    addressees: str
    citation: str
    address: str | None
    caution: str

    @property
    def main_theme(self) -> str:
        """The first of its themes, under which a document lists it."""
        return self.themes[0]


@dataclass(frozen=True)
class GapView:
    """A known gap: where, and what is missing."""

    place: str
    what: str


@dataclass(frozen=True)
class ReportView:
    """A report: what it is, what is held of it, and its items."""

    id: str
    title: str
    title_ours: bool
    years: str
    series: str
    primary: bool
    kind: str
    publisher: str
    places: str
    asked_by: str
    address: str | None
    second_hand: bool
    coverage: str
    why: str
    said: str
    held: str
    next_step: str
    gaps: Sequence[GapView]
    note: str
    recommendations: Sequence[ItemView]
    findings: Sequence[ItemView]


@dataclass(frozen=True)
class ThemeView:
    """A theme and the recommendations that stand first under it."""

    label: str
    count: int
    depth: int


def item_view(library: Library, item: Item, language: Language) -> ItemView:
    """The view of an item."""
    statement, demand = item.statement, item.recommendation
    shown = statement.text.best_language(language)
    return ItemView(
        id=item.id,
        text=statement.text.best(language),
        text_language=shown,
        ours=statement.text.origin_of(shown) is Origin.OURS,
        themes=[library.theme_label(theme, language) for theme in statement.themes],
        standing=label(demand.standing) if demand else "",
        strength=label(demand.strength) if demand else "",
        asked_by=", ".join(library.actor_labels(item.asked_by, language)) or _("not stated"),
        addressees=", ".join(library.actor_labels(demand.addressees, language)) if demand else "",
        citation=cite(item, language),
        address=statement.anchor.address or address_of(item.report, language),
        caution=statement.caution.best(language) if statement.caution else "",
    )


def report_view(library: Library, report: Report, language: Language, *, shipped: bool) -> ReportView:
    """The view of a report with all its items."""
    unread = report.coverage.level is Level.RECORD_ONLY
    return ReportView(
        id=report.id,
        title=report.title.best(language),
        title_ours=report.title.origin_of(report.title.best_language(language)) is Origin.OURS,
        years=years_text(report),
        series=library.series_label(report.series, language),
        primary=library.is_primary(report),
        kind=label(report.kind),
        publisher=library.actor_label(report.source.publisher, language),
        places=", ".join(report.places),
        asked_by=", ".join(library.actor_labels(report.asked_by, language)) or _("not stated"),
        address=address_of(report, language),
        second_hand=report.source.second_hand,
        coverage=label(report.coverage.level),
        why=report.coverage.why.best(language),
        said=what_can_be_said(report),
        held=holdings(report),
        next_step=next_step(report, shipped=shipped) if unread else "",
        gaps=[GapView(gap_place(gap), gap.what.best(language)) for gap in report.coverage.gaps],
        note=report.note.best(language) if report.note else "",
        recommendations=[item_view(library, Item(report, r), language) for r in report.recommendations],
        findings=[item_view(library, Item(report, f), language) for f in report.findings],
    )


def theme_views(library: Library, reports: Sequence[Report], language: Language) -> list[ThemeView]:
    """The themes of the recommendations of some reports, with how many each includes; empty ones left out."""
    demands = [r for report in reports for r in report.recommendations]
    views = []
    for theme in library.themes:
        within = library.themes_within(theme)
        count = sum(not within.isdisjoint(r.themes) for r in demands)
        if count:
            views.append(ThemeView(theme.label.best(language), count, 1 if theme.broader else 0))
    return views
