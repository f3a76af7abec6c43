"""Dates and numbers as the language writes them in Canada, by Babel (CLDR)."""

from __future__ import annotations

from datetime import date
from typing import Final

_LOCALES: Final = {"fr": "fr_CA", "en": "en_CA"}


def local_date(day: date, language: str) -> str:
    """A day in full.

    >>> local_date(date(2015, 2, 23), "fr"), local_date(date(2015, 2, 23), "en")
    ('23 février 2015', 'February 23, 2015')
    """
    from babel.dates import format_date

    text = format_date(day, "long", locale=_LOCALES[language])
    return f"1er{text[1:]}" if language == "fr" and day.day == 1 else text


def local_days(first: date, last: date, language: str) -> str:
    """The days from the first to the last, in full.

    >>> local_days(date(2015, 3, 26), date(2015, 3, 27), "fr")
    '26–27 mars 2015'
    >>> local_days(date(2015, 3, 26), date(2015, 3, 26), "en")
    'March 26, 2015'
    """
    from babel.dates import format_interval

    if first == last:
        return local_date(first, language)
    return format_interval(first, last, "yMMMMd", locale=_LOCALES[language])


def local_number(number: float, language: str, places: int = 0) -> str:
    """A number with so many decimals.

    >>> local_number(41066, "en"), local_number(0.291, "fr", 2)
    ('41,066', '0,29')
    """
    from babel.numbers import format_decimal

    form = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(number, form, locale=_LOCALES[language])
