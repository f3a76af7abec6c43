"""Filters: which items of a library a person wants to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consultrep.errors import UsageError
from consultrep.language import fold, words
from consultrep.messages import Language, mark
from consultrep.messages import gettext as _
from consultrep.model import Item, Level, Library, Recommendation, Report, Standing, Strength
from consultrep.model.hints import did_you_mean, did_you_mean_thing
from consultrep.model.labels import label
from consultrep.query.selectors import get_report, years_from
from consultrep.query.statements import labelled

Test = Callable[[Item], bool]
ReportTest = Callable[[Report], bool]


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
    what waits, everything.
    """

    items: Items | None = None
    themes: Sequence[str] = ()
    years: Sequence[str] = ()
    reports: Sequence[str] = ()
    series: Sequence[str] = ()
    actors: Sequence[str] = ()
    standings: Sequence[Standing] = ()
    strengths: Sequence[Strength] = ()
    text: str = ""
    waiting: bool = False

    @property
    def kinds(self) -> Items:
        """The kinds of item that are meant."""
        return self.items or (Items.ALL if self.waiting else Items.RECOMMENDATIONS)


def filter_items(library: Library, items: Iterable[Item], wanted: ItemFilter) -> list[Item]:
    """The items that `wanted` keeps, in their order.

    Raises UsageError where it names a theme, year, report, series or actor that the library lacks.
    """
    tests = [
        _kind_test(wanted.kinds),
        _waiting_test(wanted),
        _theme_test(library, wanted.themes),
        _actor_test(library, wanted.actors),
        _demand_test(wanted),
        _text_test(library, wanted.text),
    ]
    reports = _report_tests(library, wanted)
    return [
        item
        for item in items
        if all(test(item.report) for test in reports) and all(test(item) for test in tests)
    ]


def filter_reports(library: Library, wanted: ItemFilter) -> list[Report]:
    """The reports that the filter's years, reports and series allow, whatever they hold."""
    tests = _report_tests(library, wanted)
    return [report for report in library.reports if all(test(report) for test in tests)]


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
        (_("words"), [wanted.text] if words(wanted.text) else []),
        (_("kind"), [_(_KINDS[wanted.items])] if wanted.items in _KINDS else []),
    )
    return "; ".join(labelled(name, ", ".join(values)) for name, values in named if values)


def unread_reports(library: Library, wanted: ItemFilter) -> list[Report]:
    """The reports that the filter's years, reports and series allow and of which no text is held."""
    return [r for r in filter_reports(library, wanted) if r.coverage.level is Level.RECORD_ONLY]


def _report_tests(library: Library, wanted: ItemFilter) -> list[ReportTest]:
    return [
        _year_test(library, wanted.years),
        _report_test(library, wanted.reports),
        _series_test(library, wanted.series),
    ]


def _any_report(report: Report) -> bool:
    return True


def _any_item(item: Item) -> bool:
    return True


def _kind_test(kinds: Items) -> Test:
    if kinds is Items.ALL:
        return _any_item
    return lambda item: isinstance(item.statement, Recommendation) == (kinds is Items.RECOMMENDATIONS)


def _waiting_test(wanted: ItemFilter) -> Test:
    return (lambda item: item.statement.is_draft) if wanted.waiting else _any_item


def _theme_test(library: Library, names: Sequence[str]) -> Test:
    if not names:
        return _any_item
    wanted: set[str] = set()
    for name in names:
        theme = library.find_theme(name)
        if theme is None:
            raise UsageError(
                _("there is no theme {name}").format(name=repr(name)),
                did_you_mean_thing(name, library.themes, _("consultrep themes lists them")),
            )
        wanted |= library.themes_within(theme)
    return lambda item: not wanted.isdisjoint(item.statement.themes)


def _year_test(library: Library, texts: Sequence[str]) -> ReportTest:
    if not texts:
        return _any_report
    wanted: set[int] = set()
    for text in texts:
        years = years_from(text)
        if years is None:
            raise UsageError(
                _("{text} is not a year").format(text=repr(text)),
                _("write 2014, or a range of years: 2012-13, 2013..2015"),
            )
        wanted |= set(years)
    held = sorted({year for report in library.reports for year in report.years})
    if wanted.isdisjoint(held):
        raise UsageError(
            _("the library has no report of {text}").format(text=", ".join(texts)),
            _("it has reports of {years}").format(years=", ".join(map(str, held))),
        )
    return lambda report: not wanted.isdisjoint(report.years)


def _report_test(library: Library, names: Sequence[str]) -> ReportTest:
    if not names:
        return _any_report
    wanted = {get_report(library, name).id for name in names}
    return lambda report: report.id in wanted


def _series_test(library: Library, names: Sequence[str]) -> ReportTest:
    if not names:
        return _any_report
    held = sorted({report.series for report in library.reports})
    for name in names:
        if name.casefold() not in held:
            raise UsageError(
                _("there is no series {name}").format(name=repr(name)),
                did_you_mean(name, held, _("the library has: {names}").format(names=", ".join(held))),
            )
    wanted = {name.casefold() for name in names}
    return lambda report: report.series in wanted


def _actor_test(library: Library, names: Sequence[str]) -> Test:
    if not names:
        return _any_item
    wanted: set[str] = set()
    for name in names:
        wanted |= _actors_called(library, name)
    return lambda item: not wanted.isdisjoint(_actor_keys(library, item))


def _actors_called(library: Library, name: str) -> set[str]:
    """The keys of the actors that `name` means: one by its name, else all whose label has its words."""
    actor = library.find_actor(name)
    if actor is not None:
        return {actor.id}
    present = {key for item in library.items for key in _actor_keys(library, item)}
    labels = {
        key: [key, *library.actor_labels([key], "fr"), *library.actor_labels([key], "en")] for key in present
    }
    asked = words(name)
    found = {k for k, texts in labels.items() if asked and any(_has_words(asked, words(t)) for t in texts)}
    if not found:
        known = [text for texts in labels.values() for text in texts]
        raise UsageError(
            _("nobody called {name} asks or is asked in this library").format(name=repr(name)),
            did_you_mean(name, known, ""),
        )
    return found


def _actor_keys(library: Library, item: Item) -> set[str]:
    demand = item.recommendation
    names = [*item.asked_by, *(demand.addressees + demand.beneficiaries if demand else [])]
    found = ((library.find_actor(name), name) for name in names)
    return {actor.id if actor else fold(name) for actor, name in found}


def _demand_test(wanted: ItemFilter) -> Test:
    if not wanted.standings and not wanted.strengths:
        return _any_item

    def fits(item: Item) -> bool:
        demand = item.recommendation
        return (
            demand is not None
            and (not wanted.standings or demand.standing in wanted.standings)
            and (not wanted.strengths or demand.strength in wanted.strengths)
        )

    return fits


def _text_test(library: Library, text: str) -> Test:
    if not words(text):
        return _any_item
    named, others = _parts_of(library, text)

    def holds(side: str) -> bool:
        present = words(side)
        missing = {ident for ident, asked in named if not _has_words(asked, present)}
        return _has_words(others, present) and (not missing or missing <= library.names.ids_in(side))

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


def _has_words(asked: Sequence[str], present: Sequence[str]) -> bool:
    return all(any(word.startswith(a) for word in present) for a in asked)
