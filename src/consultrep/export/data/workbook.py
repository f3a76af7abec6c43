"""Tables as the sheets of a workbook, in which no cell is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from consultrep.errors import UsageError
from consultrep.export.data.delimited import flat
from consultrep.export.data.fields import DataTable, Field, FieldType
from consultrep.export.spreadsheets import LONGEST_CELL, load_xlsxwriter
from consultrep.language import as_text_cell
from consultrep.messages import gettext as _

_CREATED: Final = datetime(2000, 1, 1)
"""Stated in place of the time of writing, so that the same library gives the same bytes."""

_FIRST_DAY: Final = "1900-03-01"
"""Before it spreadsheets disagree on which day a number is."""

_NARROW: Final = 12
_USUAL: Final = 22
_WIDE: Final = 60
_LONG_TEXT: Final = re.compile(r"(text|why|what|definition|about|reason|caution|title|value)(_fr|_en)?")
_FORBIDDEN: Final = re.compile("[\ufffe\uffff]")
"""What XML cannot hold."""


def to_xlsx(tables: Sequence[DataTable]) -> bytes:
    """A workbook of a sheet a table: header frozen, filters, text wrapped, numbers and days as such.

    Raises EnvironmentProblemError where the extra that writes workbooks is not installed, UsageError where a
    text is longer than a cell can be.
    """
    stream = io.BytesIO()
    workbook = load_xlsxwriter().Workbook(stream, {"in_memory": True})
    workbook.set_properties({"created": _CREATED})
    formats = {
        "head": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1}),
        "text": workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        "plain": workbook.add_format({"valign": "top"}),
        "day": workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
    }
    for table in tables:
        _fill(workbook.add_worksheet(table.name), table, formats)
    workbook.close()
    return stream.getvalue()


def _fill(sheet: Any, table: DataTable, formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    for place, field in enumerate(table.fields):
        sheet.set_column(place, place, _width(field))
        sheet.write_string(0, place, field.name, formats["head"])
    for line, row in enumerate(table.rows, 1):
        for place, field in enumerate(table.fields):
            _write(sheet, line, place, field, row[field.name], formats)
    if table.rows:
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table.rows) + 1}"})
    sheet.autofilter(0, 0, len(table.rows), len(table.fields) - 1)


def _write(sheet: Any, line: int, place: int, field: Field, value: Any, formats: dict[str, Any]) -> None:
    """One cell by its type; nothing where there is nothing."""
    if value is None or value in ("", []):
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value, formats["plain"])
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value, formats["plain"])
    elif field.type is FieldType.DAY and value >= _FIRST_DAY:
        sheet.write_datetime(line, place, date.fromisoformat(value), formats["day"])
    else:
        sheet.write_string(line, place, _text(field, flat(value)), formats["text"])


def _text(field: Field, text: str) -> str:
    cell = as_text_cell(_FORBIDDEN.sub("\ufffd", text))
    if len(cell.encode("utf-16-le")) // 2 > LONGEST_CELL:
        raise UsageError(
            _("{name} holds a text of {count} characters; a cell of XLSX holds {limit}").format(
                name=field.name, count=len(cell), limit=LONGEST_CELL
            ),
            _("export it as csv, jsonl or sqlite"),
        )
    return cell


def _width(field: Field) -> int:
    if _LONG_TEXT.fullmatch(field.name):
        return _WIDE
    return _USUAL if field.type in {FieldType.TEXT, FieldType.LIST, FieldType.OBJECT} else _NARROW
