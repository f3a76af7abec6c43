"""Dates that are known to the day."""

from __future__ import annotations

import re
from typing import Final

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def first_day(date: str | None) -> str | None:
    """The day on which a stored date begins; None where it is not known to the day.

    >>> first_day("2015-03-26/2015-03-27"), first_day("2015-03"), first_day("2015-03-26~")
    ('2015-03-26', None, None)
    """
    return _day((date or "").partition("/")[0])


def last_day(date: str | None) -> str | None:
    """The day on which a stored date ends; None where it is not known to the day.

    >>> last_day("2015-03-26/2015-03-27"), last_day("2015-03-26"), last_day("2015-03-26/..")
    ('2015-03-27', '2015-03-26', None)
    """
    return _day((date or "").rpartition("/")[2])


def _day(text: str) -> str | None:
    return text if _DAY.fullmatch(text) else None
