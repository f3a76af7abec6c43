"""Filters: which items of a library a person wants to see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from consultrep.language import words
from consultrep.messages import Language, mark
from consultrep.messages import gettext as _
from consultrep.model import (
    ImplementationState,
    Item,
    Level,
    Library,
    Recommendation,
    Report,
    Standing,
    Strength,
)
from consultrep.model.labels import label
from consultrep.query.criteria import (
    ReportTest,
    Test,
    actor_test,
    answered_test,
    any_item,
    has_words,
    report_test,
    series_test,
    standing_test,
    state_test,
    strength_test,
    theme_test,
    year_test,
)
from consultrep.query.statements import labelled

if TYPE_CHECKING:
    from consultrep.query.search import Query


class Items(StrEnum):
    """Which kinds of item to show."""

    RECOMMENDATIONS = "recommendations"
    FINDINGS = "findings"
    ALL = "all"


_KINDS: Final[Mapping[Items | None, str]] = {
    Items.RECOMMENDATIONS: mark("recommendations"),
    Items.FINDINGS: mark("findings"),
}


@dataclass(frozen=True)
class ItemFilter:
    """What to keep: the values of one field are alternatives, the fields all hold together.

    `waiting` keeps what nobody has confirmed yet. Where `items` says nothing, recommendations are meant; of
    what waits, and where the query `where` asks for kinds, everything.
    """

    items: Items | None = None
    themes: Sequence[str] = ()
    years: Sequence[str] = ()
    reports: Sequence[str] = ()
    series: Sequence[str] = ()
    actors: Sequence[str] = ()
    standings: Sequence[Standing] = ()
    strengths: Sequence[Strength] = ()
    answered: bool | None = None
    states: Sequence[ImplementationState] = ()
    text: str = ""
    where: Query | None = None
    waiting: bool = False

    @property
    def kinds(self) -> Items:
        """The kinds of item that are meant."""
        return self.items or (Items.ALL if self.waiting or self._asks_for_kinds else Items.RECOMMENDATIONS)

    @property
    def of_reports(self) -> ItemFilter:
        """What of it chooses reports and kinds of item, whatever the items say."""
        return ItemFilter(
            items=self.kinds, years=self.years, reports=self.reports, series=self.series, waiting=self.waiting
        )

    @property
    def _asks_for_kinds(self) -> bool:
        if self.where is None:
            return False
        from consultrep.query.search import names_kind

        return names_kind(self.where)


def filter_items(library: Library, items: Iterable[Item], wanted: ItemFilter) -> list[Item]:
    """The items that `wanted` keeps, in their order.

    Raises UsageError where it names a theme, year, report, series or actor that the library lacks.
    """
    tests = [
        _kind_test(wanted.kinds),
        _waiting_test(wanted),
        theme_test(library, wanted.themes),
        actor_test(library, wanted.actors),
        standing_test(wanted.standings),
        strength_test(wanted.strengths),
        answered_test(wanted.answered),
        state_test(wanted.states),
        _text_test(library, wanted.text),
    ]
    reports = _report_tests(library, wanted)
    kept = [
        item
        for item in items
        if all(test(item.report) for test in reports) and all(test(item) for test in tests)
    ]
    if wanted.where is None:
        return kept
    from consultrep.query.search import matching_items

    return matching_items(library, kept, wanted.where)


def filter_reports(library: Library, wanted: ItemFilter) -> list[Report]:
    """The reports that the filter's years, reports and series allow, whatever they hold."""
    tests = _report_tests(library, wanted)
    kept = [report for report in library.reports if all(test(report) for test in tests)]
    if wanted.where is None:
        return kept
    from consultrep.query.search import reports_allowed

    return reports_allowed(library, kept, wanted.where)


def described(library: Library, wanted: ItemFilter, language: Language) -> str:
    """What the filter keeps, in words; nothing where it keeps everything."""
    themes = (library.find_theme(name) for name in wanted.themes)
    named = (
        (_("theme"), [theme.label.best(language) for theme in themes if theme]),
        (_("year"), wanted.years),
        (_("report"), wanted.reports),
        (_("series"), [library.series_label(name.casefold(), language) for name in wanted.series]),
        (_("body"), [library.actor_label(name, language) for name in wanted.actors]),
        (_("standing"), [label(standing) for standing in wanted.standings]),
        (_("strength"), [label(strength) for strength in wanted.strengths]),
        (_("answer"), _answered(wanted.answered)),
        (_("state"), [label(state) for state in wanted.states]),
        (_("words"), [wanted.text] if words(wanted.text) else []),
        (_("query"), [wanted.where.text] if wanted.where else []),
        (_("kind"), [_(_KINDS[wanted.items])] if wanted.items in _KINDS else []),
    )
    return "; ".join(labelled(name, ", ".join(values)) for name, values in named if values)


def _answered(answered: bool | None) -> list[str]:
    return [] if answered is None else [_("recorded") if answered else _("not recorded")]


def unread_reports(library: Library, wanted: ItemFilter) -> list[Report]:
    """The reports that the filter's years, reports and series allow and of which no text is held."""
    return [r for r in filter_reports(library, wanted) if r.coverage.level is Level.RECORD_ONLY]


def _report_tests(library: Library, wanted: ItemFilter) -> list[ReportTest]:
    return [
        year_test(library, wanted.years),
        report_test(library, wanted.reports),
        series_test(library, wanted.series),
    ]


def _kind_test(kinds: Items) -> Test:
    if kinds is Items.ALL:
        return any_item
    return lambda item: isinstance(item.statement, Recommendation) == (kinds is Items.RECOMMENDATIONS)


def _waiting_test(wanted: ItemFilter) -> Test:
    return (lambda item: item.statement.is_draft) if wanted.waiting else any_item


def _text_test(library: Library, text: str) -> Test:
    if not words(text):
        return any_item
    named, others = _parts_of(library, text)

    def holds(side: str) -> bool:
        present = words(side)
        missing = {ident for ident, asked in named if not has_words(asked, present)}
        return has_words(others, present) and (not missing or missing <= library.names.ids_in(side))

    def fits(item: Item) -> bool:
        return any(holds(side) for side in (item.statement.text.fr, item.statement.text.en) if side)

    return fits


def _parts_of(library: Library, text: str) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """The ideas that a query names, each with the words that name it, and the query's other words."""
    whole = library.names.named(text)
    if whole is not None:
        return [(whole, words(text))], []
    named, others, end = [], [], 0
    for found in library.names.find(text):
        named.append((found.id, words(text[found.start : found.end])))
        others += words(text[end : found.start])
        end = found.end
    return named, others + words(text[end:])
