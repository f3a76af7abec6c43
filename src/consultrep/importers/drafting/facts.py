"""What a person says of a report beside its document: checked, and put where the record says nothing."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any, Final

from consultrep.errors import UsageError
from consultrep.importers.drafting.fates import Wrap
from consultrep.importers.drafting.records import ReportFacts
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.model import Kind, Library
from consultrep.model.dates import parse_edtf
from consultrep.model.hints import did_you_mean

Record = MutableMapping[str, Any]

_KEYS: Final = {"series": "--series", "kind": "--kind", "period": "--date"}
_AFTER: Final = ("id", "draft", "series", "kind", "title", "period")
_MONTHS: Final = (
    *("jan", "fev feb", "mar", "avr apr", "mai may", "juin jun", "juil jul", "aou aug"),
    *("sep", "oct", "nov", "dec"),
)
_IN_WORDS: Final = re.compile(r"(?:\d{1,2}(?:er|st|nd|rd|th)? )?([a-z]{3,9})\.? (?:\d{1,2}, )?(\d{4})")
_YEAR: Final = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


def check_facts(facts: ReportFacts, library: Library) -> None:
    """Raise UsageError, by the name of the option, for a date, kind or series that no record may have."""
    if facts.period:
        try:
            parse_edtf(facts.period)
        except ValueError as error:
            raise _bad_date(facts.period, str(error)) from error
    for option, value, known, message in (
        ("--kind", facts.kind, [kind.value for kind in Kind], _("there is no kind {name}")),
        ("--series", facts.series, [series.id for series in library.series], _("there is no series {name}")),
    ):
        if value and known and value not in known:
            everything = _("the library has: {names}").format(names=", ".join(known))
            raise UsageError(
                f"{option}: {message.format(name=repr(value))}", did_you_mean(value, known, everything)
            )


def fill_facts(record: Record, facts: ReportFacts, wrap: Wrap) -> dict[str, str]:
    """Put what is known of a report where its record says nothing; by option, what it says otherwise and
    keeps."""
    kept = {}
    given = {"series": facts.series, "kind": facts.kind, "period": facts.period}
    for key, value in given.items():
        if not value:
            continue
        if key not in record:
            _put(record, key, wrap(value))
        elif str(record[key]) != value:
            kept[_KEYS[key]] = str(record[key])
    return kept


def _put(record: Record, key: str, value: Any) -> None:
    """Add a key where records have it."""
    before = _AFTER[: _AFTER.index(key)]
    place = max(index for index, held in enumerate(record) if held in before) + 1
    if hasattr(record, "insert"):
        record.insert(place, key, value)
        return
    pairs = list(record.items())
    record.clear()
    record.update([*pairs[:place], (key, value), *pairs[place:]])


def _bad_date(text: str, message: str) -> UsageError:
    instead = _date_of(text) if any(map(str.isalpha, text)) else None
    if instead is None:
        return UsageError(f"--date: {message}")
    said = _("{text} is not a date; write {date}").format(text=repr(text), date=instead)
    return UsageError(f"--date: {said}")


def _date_of(text: str) -> str | None:
    """The date that a person's words mean, as far as month and year, where that is plain.

    >>> _date_of("May 2019"), _date_of("12 février 2020"), _date_of("in 2014"), _date_of("soon")
    ('2019-05', '2020-02', '2014', None)
    """
    found = _IN_WORDS.fullmatch(fold(text))
    if found:
        for number, starts in enumerate(_MONTHS, 1):
            if found[1].startswith(tuple(starts.split())):
                return f"{found[2]}-{number:02d}"
    years = [year[0] for year in _YEAR.finditer(text)]
    return years[0] if len(years) == 1 else None
