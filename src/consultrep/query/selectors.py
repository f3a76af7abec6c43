"""Selectors: the short words by which people name reports (`2014`, `2012-13`, `2015-workshop`, `ps`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.model import Library, Report
from consultrep.model.hints import did_you_mean

_YEARS: Final = re.compile(r"(\d{4})(?:(?:-|\.\.|/)(\d{4}|\d{2}))?")


@dataclass(frozen=True)
class Selection:
    """What was typed and the reports it means."""

    selector: str
    reports: Sequence[Report]


def select(library: Library, selector: str) -> Selection:
    """The reports that `selector` means: a report id, a series, a year or a range of years.

    Raises UsageError, naming what is nearest, where there is none.
    """
    text = selector.strip()
    reports = _named(library, text) or _of_years(library, text)
    if not reports:
        raise UsageError(
            _("no report answers to {selector}").format(selector=repr(selector)), _available(library, text)
        )
    return Selection(selector, tuple(reports))


def get_report(library: Library, ident: str) -> Report:
    """The report with that id; raises UsageError, naming the nearest, where there is none."""
    report = library.find_report(ident.strip().casefold())
    if report is None:
        ids = [report.id for report in _named(library, ident) or _of_years(library, ident) or library.reports]
        held = _("the library has: {names}").format(names=", ".join(ids))
        raise UsageError(_("there is no report {id}").format(id=repr(ident)), did_you_mean(ident, ids, held))
    return report


def years_from(text: str) -> range | None:
    """The years of `2014`, `2012-13`, `2012-2013` or `2013..2015`; None where it is not of that form.

    The second number is a year, never a month. Raises UsageError where the range runs backwards.

    >>> years_from("2012-13"), years_from("2013..2015"), years_from("ps")
    (range(2012, 2014), range(2013, 2016), None)
    """
    match = _YEARS.fullmatch(text.strip())
    if match is None:
        return None
    first = int(match.group(1))
    last = first
    if match.group(2):
        last = int(match.group(2)) if len(match.group(2)) == 4 else first // 100 * 100 + int(match.group(2))
    if last < first:
        raise UsageError(
            _("{text} reads as the years {first} to {last}, which runs backwards").format(
                text=repr(text), first=first, last=last
            ),
            _("a selector names years, never months: 2014, 2012-13, 2013..2015"),
        )
    return range(first, last + 1)


def _named(library: Library, text: str) -> list[Report]:
    report = library.find_report(text.casefold())
    if report is not None:
        return [report]
    return [r for r in library.reports if r.series == text.casefold()]


def _of_years(library: Library, text: str) -> list[Report]:
    years = years_from(text) or range(0)
    return [r for r in library.reports if not set(r.years).isdisjoint(years)]


def _available(library: Library, text: str) -> str:
    """What a selector might have meant: the years nearest to a year, else the nearest names."""
    held = sorted({year for report in library.reports for year in report.years})
    asked = years_from(text)
    if asked is not None and held:
        near = sorted(sorted(held, key=lambda year: (abs(year - asked[0]), year))[:3])
        return _("the nearest years are: {years}").format(years=", ".join(map(str, near)))
    names = [
        *sorted({report.series for report in library.reports}),
        *(report.id for report in library.reports),
    ]
    everything = _("the library has: {names}").format(names=", ".join([*map(str, held), *names]))
    return did_you_mean(text, names, everything)
