"""What a field asks of an entry; themes, years, reports, series and actors are those of the filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from consultrep.errors import UsageError
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.model import ImplementationState, Library, Standing, Strength
from consultrep.model.hints import did_you_mean, did_you_mean_item
from consultrep.query.criteria import (
    ReportTest,
    Test,
    actor_test,
    answered_test,
    report_test,
    series_test,
    standing_test,
    state_test,
    strength_test,
    theme_test,
    year_test,
)
from consultrep.query.search.entries import Entry, item_entry, title_entries
from consultrep.query.search.field_names import find_value, name_of, value_names
from consultrep.query.search.placing import placed_error
from consultrep.query.search.tree import Field, FieldName

EntryTest = Callable[[Entry], bool]
Made = TypeVar("Made")

_OF_REPORTS: Final[Mapping[FieldName, Callable[[Library, Sequence[str]], ReportTest]]] = {
    FieldName.YEAR: year_test,
    FieldName.REPORT: report_test,
    FieldName.SERIES: series_test,
}
_OF_ITEMS: Final[Mapping[FieldName, Callable[[Library, Sequence[str]], Test]]] = {
    FieldName.THEME: theme_test,
    FieldName.ACTOR: actor_test,
    FieldName.STANDING: lambda _library, values: standing_test([Standing(value) for value in values]),
    FieldName.STRENGTH: lambda _library, values: strength_test([Strength(value) for value in values]),
    FieldName.RESPONSE: lambda _library, values: answered_test("yes" in values),
    FieldName.STATE: lambda _library, values: state_test([ImplementationState(value) for value in values]),
}


def entry_test(library: Library, query: str, field: Field) -> EntryTest:
    """Whether an entry has one of the field's values; the title of a section or report has no item's field.

    Raises UsageError, at the value, where the library lacks it.
    """
    if field.name in _OF_REPORTS:
        of_report = report_field_test(library, query, field)
        return lambda entry: of_report(entry.report)
    make = _OF_ITEMS.get(field.name)
    if make is not None:
        tests = _each(query, field, lambda value: make(library, [_fixed(field.name, value)]))
        return lambda entry: entry.item is not None and any(test(entry.item) for test in tests)
    return _of_entries(field.name, _each(query, field, lambda value: _known(library, field.name, value)))


def report_field_test(library: Library, query: str, field: Field) -> ReportTest:
    """Whether a report has one of the values of a field of reports."""
    tests = _each(query, field, lambda value: _OF_REPORTS[field.name](library, [value]))
    return lambda report: any(test(report) for test in tests)


def is_of_reports(field: Field) -> bool:
    """Whether the field says something of reports, whatever they hold."""
    return field.name in _OF_REPORTS


def _each(query: str, field: Field, make: Callable[[str], Made]) -> list[Made]:
    """What is made of each value; an error is shown at the value."""
    made = []
    for value, place in field.values:
        try:
            made.append(make(value))
        except UsageError as error:
            raise placed_error(query, place.start, place.end, error.message, error.hint) from error
    return made


def _of_entries(name: FieldName, values: Sequence[str]) -> EntryTest:
    if name is FieldName.KIND:
        return lambda entry: entry.kind in values
    if name is FieldName.LANG:
        return lambda entry: bool((entry.text.fr and "fr" in values) or (entry.text.en and "en" in values))
    return lambda entry: any(_is_called(entry, value) for value in values)


def _is_called(entry: Entry, value: str) -> bool:
    """Whether the value is the full id, the id within the report, or with a star the start of the full id."""
    if value.endswith("*"):
        return entry.id.casefold().startswith(value[:-1])
    return value in _ids(entry)


def _ids(entry: Entry) -> set[str]:
    return {entry.id.casefold(), (entry.item.statement.id if entry.item else entry.id).casefold()}


def _known(library: Library, name: FieldName, value: str) -> str:
    """The value as entries have it; UsageError where none can."""
    if name is not FieldName.ID:
        return _fixed(name, value)
    wanted = value.casefold()
    entries = [*map(item_entry, library.items), *title_entries(library.reports)]
    if not any(_is_called(entry, wanted) for entry in entries):
        raise UsageError(
            _("there is no item {id}").format(id=repr(value)),
            did_you_mean_item(value, [entry.id for entry in entries], _("consultrep list shows the ids")),
        )
    return wanted


def _fixed(name: FieldName, value: str) -> str:
    """The value that a word means, of a field that has only certain ones; the word itself of others."""
    allowed = list(value_names(name, current_language()).values())
    found = find_value(name, value) if allowed else value
    if found is None:
        raise UsageError(
            _("the field {name} has no value {value}").format(
                name=name_of(name, current_language()), value=repr(value)
            ),
            did_you_mean(value, allowed, _("it has: {names}").format(names=", ".join(allowed))),
        )
    return found
