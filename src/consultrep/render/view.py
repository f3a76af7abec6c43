"""What templates see: plain values in one language, ready to be shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from consultrep.language.local import local_days
from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model import Item, Level, Library, Origin, Report, items_of
from consultrep.model.dates import parse_edtf
from consultrep.model.labels import label
from consultrep.query.citations import address_of, address_of_item, place_parts, years_text
from consultrep.query.statements import (
    gap_place,
    holdings,
    implementation_text,
    marks_of,
    next_step,
    response_text,
    waiting_items,
    what_can_be_said,
)


@dataclass(frozen=True)
class ItemView:
    """A recommendation or finding: its text, who asked, its place in the report and an address.

    `actors` are who asked and who is asked; `answer` and `implementation` are what the record holds of
    answers and of how far it is carried out; `all_themes` are its themes and the broader ones.
    """

    id: str
    years: Sequence[int]
    text: str
    text_language: Language
    ours: bool
    themes: Sequence[str]
    all_themes: Sequence[str]
    standing: str
    strength: str
    asked_by: str
    addressees: str
    actors: Sequence[str]
    place: str
    address: str | None
    caution: str
    answer: str
    implementation: str
    marks: Sequence[str]


@dataclass(frozen=True)
class ThemeGroup:
    """The items of a report whose first theme this is."""

    label: str
    items: Sequence[ItemView]


@dataclass(frozen=True)
class GapView:
    """A known gap: where, and what is missing."""

    place: str
    what: str


@dataclass(frozen=True)
class ReportView:
    """A report: what it is, what is held of it, and its items."""

    id: str
    heading: str
    title: str
    title_language: Language
    title_ours: bool
    years: str
    dates: str
    series: str
    kind: str
    places: str
    asked_by: str
    address: str | None
    address_language: Language | None
    second_hand: bool
    coverage: str
    why: str
    said: str
    held: str
    next_step: str
    waiting: str
    gaps: Sequence[GapView]
    note: str
    themes: Sequence[ThemeGroup]
    findings: Sequence[ItemView]


@dataclass(frozen=True)
class ThemeView:
    """A theme, how deep it stands in the tree, and how many recommendations it includes."""

    label: str
    count: int
    depth: int


def item_view(library: Library, item: Item, language: Language) -> ItemView:
    """The view of an item."""
    statement, demand = item.statement, item.recommendation
    asking = library.actor_labels(item.asked_by, language)
    asked = library.actor_labels(demand.addressees, language) if demand else []
    latest = demand.latest_implementation if demand else None
    shown = statement.text.best_language(language)
    return ItemView(
        id=item.id,
        years=list(item.report.years),
        text=statement.text.best(language),
        text_language=shown,
        ours=statement.text.origin_of(shown) is Origin.OURS,
        themes=[library.theme_label(theme, language) for theme in statement.themes],
        all_themes=[library.theme_label(theme, language) for theme in library.with_broader(statement.themes)],
        standing=label(demand.standing) if demand else "",
        strength=label(demand.strength) if demand else "",
        asked_by=", ".join(asking) or _("not stated"),
        addressees=", ".join(asked),
        actors=list(dict.fromkeys([*asking, *asked])),
        place=", ".join(place_parts(item, language)),
        address=address_of_item(item, language),
        caution=statement.caution.best(language) if statement.caution else "",
        answer="; ".join(response_text(library, one) for one in demand.responses) if demand else "",
        implementation=implementation_text(library, latest) if latest else "",
        marks=marks_of(item),
    )


def report_view(
    library: Library,
    report: Report,
    language: Language,
    *,
    shipped: bool,
    kept: Collection[str],
) -> ReportView:
    """The view of a report with its items whose ids are `kept`."""
    unread = report.coverage.level is Level.RECORD_ONLY
    items = [item for item in items_of(report) if item.id in kept]
    return ReportView(
        id=report.id,
        heading=_heading(report, language),
        title=report.title.best(language),
        title_language=report.title.best_language(language),
        title_ours=report.title.origin_of(report.title.best_language(language)) is Origin.OURS,
        years=years_text(report),
        dates=_dates(report, language),
        series=library.series_label(report.series, language),
        kind=label(report.kind),
        places=", ".join(report.places),
        asked_by=", ".join(library.actor_labels(report.asked_by, language)) or _("not stated"),
        address=address_of(report, language),
        address_language=_address_language(report, language),
        second_hand=report.source.second_hand,
        coverage=label(report.coverage.level),
        why=report.coverage.why.best(language),
        said=what_can_be_said(report),
        held=holdings(report),
        next_step=next_step(report, shipped=shipped) if unread else "",
        waiting=waiting_items(report) if report.waiting and not unread else "",
        gaps=[GapView(gap_place(gap), gap.what.best(language)) for gap in report.coverage.gaps],
        note=report.note.best(language) if report.note else "",
        themes=_theme_groups(library, [item for item in items if item.recommendation], language),
        findings=[item_view(library, item, language) for item in items if not item.recommendation],
    )


def theme_views(library: Library, items: Sequence[Item], language: Language) -> list[ThemeView]:
    """The themes of the recommendations among the items, with how many each includes; empty ones left out."""
    demands = [item.statement for item in items if item.recommendation]
    views = []
    for theme, depth in library.theme_tree():
        within = library.themes_within(theme)
        count = sum(not within.isdisjoint(demand.themes) for demand in demands)
        if count:
            views.append(ThemeView(theme.label.best(language), count, depth))
    return views


def _theme_groups(library: Library, items: Sequence[Item], language: Language) -> list[ThemeGroup]:
    """The items under their first theme, in the order of the tree; those of no theme last."""
    order = {theme.id: number for number, (theme, _depth) in enumerate(library.theme_tree())}
    groups: dict[str, list[ItemView]] = {}
    for item in items:
        first = next(iter(item.statement.themes), "")
        groups.setdefault(first, []).append(item_view(library, item, language))
    ordered = sorted(groups, key=lambda ident: order.get(ident, len(order) + (not ident)))
    return [
        ThemeGroup(library.theme_label(ident, language) if ident else _("not stated"), groups[ident])
        for ident in ordered
    ]


def _dates(report: Report, language: Language) -> str:
    """The days that the report is about, where they are known to the day and exactly."""
    period = report.period or ""
    first, last = parse_edtf(period) if period else ("", "")
    if not last or not re.fullmatch(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", period):
        return ""
    return local_days(date.fromisoformat(first), date.fromisoformat(last), language)


def _heading(report: Report, language: Language) -> str:
    """The title, after the years where it does not name them."""
    title, years = report.title.best(language), years_text(report)
    return title if years in title else f"{years}, {title}"


def _address_language(report: Report, language: Language) -> Language | None:
    """The language of the address that a document links to, where it is not the document's."""
    if report.source.address.side(language) or not address_of(report, language):
        return None
    return "en" if language == "fr" else "fr"
