"""Dates as consultations state them: to the year, month or day, one or an interval, maybe open.

The form is the Extended Date/Time Format (ISO 8601-2): level 0 dates and intervals, with the
level 1 marks `?` (uncertain), `~` (about), `%` (both) and `..` (open end).
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import Annotated, Final

from pydantic import AfterValidator

from consultrep.messages import gettext as _

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")
_FORMS: Final = "2014, 2014-01, 2014-01-29, 2012/2013, 2015-03-26/2015-03-27, 2015-05/.."


def parse_edtf(text: str) -> tuple[str, str]:
    """The first and last day that `text` may mean, as ISO dates; an open end gives an empty text.

    Raises ValueError, in words for a person, where `text` is not such a date.

    >>> parse_edtf("2012/2013"), parse_edtf("2014-02~"), parse_edtf("2015-05/..")
    (('2012-01-01', '2013-12-31'), ('2014-02-01', '2014-02-28'), ('2015-05-01', ''))
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _days(first, text)
    if first == last == "..":
        raise ValueError(_not_a_date(text))
    start = "" if first == ".." else _days(first, text)[0]
    end = "" if last == ".." else _days(last, text)[1]
    if start and end and start > end:
        raise ValueError(_("the interval {text} ends before it begins").format(text=repr(text)))
    return start, end


def _days(date: str, whole: str) -> tuple[str, str]:
    match = _DATE.fullmatch(date)
    if match is None:
        raise ValueError(_not_a_date(whole))
    year, month, day = match.group(1), match.group(2), match.group(3)
    if month is not None and not 1 <= int(month) <= 12:
        raise ValueError(_no_such_month(whole, year, month))
    if day is not None and not 1 <= int(day) <= monthrange(max(int(year), 1), int(month))[1]:
        raise ValueError(_("{text} names a day that does not exist").format(text=repr(whole)))
    first_month, last_month = (month, month) if month else ("01", "12")
    last_day = day or f"{monthrange(max(int(year), 1), int(last_month))[1]:02d}"
    return f"{year}-{first_month}-{day or '01'}", f"{year}-{last_month}-{last_day}"


def _not_a_date(text: str) -> str:
    return _("{text} is not a date; write one of: {forms}").format(text=repr(text), forms=_FORMS)


def _no_such_month(text: str, year: str, month: str) -> str:
    return _("{text} names a month that does not exist; years are written {year}/{last}").format(
        text=repr(text), year=year, last=year[:2] + month
    )


def lies_wholly_before(date: str, other: str) -> bool:
    """Whether the last day that `date` may mean lies before the first of `other`.

    >>> lies_wholly_before("2013", "2014-01"), lies_wholly_before("2014", "2014-06")
    (True, False)
    """
    _start, end = parse_edtf(date)
    start, _end = parse_edtf(other)
    return bool(end and start) and end < start


def recency(text: str | None) -> tuple[str, str]:
    """A key that puts dates in order of the last day that they may mean; unknown first, open ends last.

    >>> sorted(["2015-05/..", "2014", "2014-06"], key=recency)
    ['2014-06', '2014', '2015-05/..']
    """
    if text is None:
        return "", ""
    first, last = parse_edtf(text)
    return last or "9999", first


@cache
def years_of(text: str | None) -> range:
    """The years that an EDTF text touches; none for an unknown date or an open end.

    >>> list(years_of("2012/2013")), list(years_of(None))
    ([2012, 2013], [])
    """
    if text is None:
        return range(0)
    start, end = parse_edtf(text)
    if not start or not end:
        known = int((start or end)[:4])
        return range(known, known + 1)
    return range(int(start[:4]), int(end[:4]) + 1)


def _checked(text: str) -> str:
    parse_edtf(text)
    return text


Edtf = Annotated[str, AfterValidator(_checked)]
"""A date kept as text, in the Extended Date/Time Format."""
