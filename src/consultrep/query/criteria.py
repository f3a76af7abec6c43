"""What may be asked of an item or of its report: each kind of test, said once for every way of asking."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from consultrep.errors import UsageError
from consultrep.language import fold, words
from consultrep.messages import gettext as _
from consultrep.model import ImplementationState, Item, Library, Report, Standing, Strength, Theme
from consultrep.model.hints import did_you_mean, did_you_mean_thing
from consultrep.query.selectors import get_report, years_from

Test = Callable[[Item], bool]
ReportTest = Callable[[Report], bool]


def any_report(report: Report) -> bool:
    """Keep every report."""
    return True


def any_item(item: Item) -> bool:
    """Keep every item."""
    return True


def theme_test(library: Library, names: Sequence[str]) -> Test:
    """Keep items of the themes or of narrower ones; UsageError where the library lacks one."""
    if not names:
        return any_item
    wanted: set[str] = set()
    for name in names:
        wanted |= library.themes_within(get_theme(library, name))
    return lambda item: not wanted.isdisjoint(item.statement.themes)


def get_theme(library: Library, name: str) -> Theme:
    """The theme that answers to `name`; raises UsageError, with the nearest, where none does."""
    theme = library.find_theme(name)
    if theme is None:
        raise UsageError(
            _("there is no theme {name}").format(name=repr(name)),
            did_you_mean_thing(name, library.themes, _("consultrep themes lists them")),
        )
    return theme


def year_test(library: Library, texts: Sequence[str]) -> ReportTest:
    """Keep reports that touch the years; UsageError where no report does."""
    if not texts:
        return any_report
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


def report_test(library: Library, names: Sequence[str]) -> ReportTest:
    """Keep the reports with these ids; UsageError where there is none."""
    if not names:
        return any_report
    wanted = {get_report(library, name).id for name in names}
    return lambda report: report.id in wanted


def series_test(library: Library, names: Sequence[str]) -> ReportTest:
    """Keep reports of the series; UsageError where the library lacks one."""
    if not names:
        return any_report
    held = sorted({report.series for report in library.reports})
    for name in names:
        if name.casefold() not in held:
            raise UsageError(
                _("there is no series {name}").format(name=repr(name)),
                did_you_mean(name, held, _("the library has: {names}").format(names=", ".join(held))),
            )
    wanted = {name.casefold() for name in names}
    return lambda report: report.series in wanted


def actor_test(library: Library, names: Sequence[str]) -> Test:
    """Keep items that the actors ask, or are asked, or that are meant for them; UsageError where unknown."""
    if not names:
        return any_item
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
    found = {k for k, texts in labels.items() if asked and any(has_words(asked, words(t)) for t in texts)}
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


def standing_test(standings: Collection[Standing]) -> Test:
    """Keep recommendations of these standings."""
    if not standings:
        return any_item
    return lambda item: item.recommendation is not None and item.recommendation.standing in standings


def strength_test(strengths: Collection[Strength]) -> Test:
    """Keep recommendations of these strengths."""
    if not strengths:
        return any_item
    return lambda item: item.recommendation is not None and item.recommendation.strength in strengths


def answered_test(answered: bool | None) -> Test:
    """Keep recommendations to which an answer is recorded, or to which none is."""
    if answered is None:
        return any_item
    return lambda item: item.recommendation is not None and bool(item.recommendation.response) == answered


def state_test(states: Collection[ImplementationState]) -> Test:
    """Keep recommendations whose newest state is one of these."""
    if not states:
        return any_item
    return lambda item: bool(
        item.recommendation
        and (newest := item.recommendation.latest_implementation)
        and newest.state in states
    )


def has_words(asked: Sequence[str], present: Sequence[str]) -> bool:
    """Whether each word asked for begins a word that is present."""
    return all(any(word.startswith(a) for word in present) for a in asked)
