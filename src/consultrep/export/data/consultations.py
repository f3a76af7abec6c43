"""Reports as the table in which the Government of Canada registers consultations.

Only what a record states is written; every other column stays empty, to be filled in by whoever knows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from consultrep.export.data.days import first_day, last_day
from consultrep.export.data.delimited import delimited_bytes
from consultrep.export.data.selection import Selection
from consultrep.language import as_cell, fold
from consultrep.messages import current_language, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Library, Report


def to_consultations(chosen: Selection, *, bom: bool) -> tuple[bytes, list[str]]:
    """The table as CSV under the official names of columns, and what a person must know of it.

    Reports of other bodies are no consultations of the Government of Canada and are left out.
    """
    reports = [report for report in chosen.reports if chosen.library.is_primary(report)]
    columns = [column["name"] for column in _official()["columns"]]
    rows = [_row(report) for report in reports]
    cells = [[as_cell(row.get(column) or "") for column in columns] for row in rows]
    remarks = [
        *_empty_columns(rows),
        *(line for report in reports for line in _near_subjects(chosen.library, report)),
        *_others(len(chosen.reports) - len(reports)),
    ]
    return delimited_bytes([columns, *cells], ",", bom=bom), remarks


def _row(report: Report) -> Mapping[str, str | None]:
    address, codes = report.source.address, _official()["codes"]
    is_online = bool(address.fr or address.en)
    return {
        "title_en": report.title.en,
        "title_fr": report.title.fr,
        "start_date": first_day(report.period),
        "end_date": last_day(report.period),
        "status": codes["status_report_available"] if is_online else None,
        "report_available_online": codes["report_available"] if is_online else None,
        "report_link_en": address.en,
        "report_link_fr": address.fr,
    }


def _empty_columns(rows: Sequence[Mapping[str, str | None]]) -> Iterator[str]:
    """Which columns that the registry asks for stay empty, and in how many rows."""
    for column in _official()["columns"] if rows else ():
        empty = sum(not row.get(column["name"]) for row in rows)
        if column["needed"] and empty:
            yield _("to be filled in, {count} of {total}: {column} ({name})").format(
                count=empty, total=len(rows), column=column["name"], name=column[current_language()]
            )


def _near_subjects(library: Library, report: Report) -> Iterator[str]:
    """The official subjects that are called, in both languages, as a theme of the report is; a person
    decides whether the consultation was on them."""
    themes = library.with_broader(theme for one in report.statements for theme in one.themes)
    labels = {(fold(t.label.en or ""), fold(t.label.fr or "")) for t in library.themes if t.id in themes}
    for code, name in _official()["subjects"].items():
        if (fold(name["en"]), fold(name["fr"])) in labels:
            yield _("{report} has a theme called as the official subject {code} is: {name}").format(
                report=report.id, code=code, name=name[current_language()]
            )


def _others(count: int) -> Iterator[str]:
    if count:
        told = ngettext(
            "{count} report of another body is left out.",
            "{count} reports of other bodies are left out.",
            count,
        )
        yield told.format(count=count)


@cache
def _official() -> Mapping[str, Any]:
    """The columns and codes as the Government of Canada publishes them."""
    file = files("consultrep.export.data") / "consultations.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
