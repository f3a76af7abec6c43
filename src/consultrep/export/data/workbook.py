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
_LONG_TEXT: Final = re.compile(
    r"(text|why|what|definition|about|row|reason|caution|title|heading|value)(_fr|_en)?"
)
_LINE: Final = 15
_TALLEST: Final = 405
"""A row's height in points: of one line, and the most that a sheet can have."""

_TRUTH: Final = '"TRUE";"TRUE";"FALSE"'
"""Without it LibreOffice shows some of the false ones as 0."""

_ADDRESSES: Final = ("address", "address_fr", "address_en")

_LINK: Final = "sheet"
"""The column whose cells lead to the sheet that they name."""

_FORBIDDEN: Final = re.compile("[\ufffe\uffff]")
"""What XML cannot hold."""


def to_xlsx(tables: Sequence[DataTable]) -> bytes:
    """A workbook of a sheet a table: header frozen, filters, texts whole, numbers and days as such.

    Raises EnvironmentProblemError where the extra that writes workbooks is not installed, UsageError where a
    text is longer than a cell can be.
    """
    stream = io.BytesIO()
    workbook = load_xlsxwriter().Workbook(stream, {"in_memory": True})
    workbook.set_properties({"created": _CREATED})
    formats = {
        "head": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1}),
        "text": workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        "unwrapped": workbook.add_format({"valign": "top", "num_format": "@"}),
        "link": workbook.add_format({"valign": "top", "underline": 1, "font_color": "#0563C1"}),
        "plain": workbook.add_format({"valign": "top", "align": "left"}),
        "truth": workbook.add_format({"valign": "top", "num_format": _TRUTH}),
        "day": workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
    }
    for table in tables:
        _fill(workbook.add_worksheet(table.name), table, formats)
    workbook.close()
    return stream.getvalue()


def _fill(sheet: Any, table: DataTable, formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    _lay_out_for_print(sheet)
    sheet.set_row(0, _height([(field.name, _width(field)) for field in table.fields]))
    for place, field in enumerate(table.fields):
        sheet.set_column(place, place, _width(field))
        sheet.write_string(0, place, field.name, formats["head"])
    for line, row in enumerate(table.rows, 1):
        wrapped = [(flat(row[field.name]), _width(field)) for field in table.fields if _is_wrapped(field)]
        sheet.set_row(line, _height(wrapped))
        for place, field in enumerate(table.fields):
            _write(sheet, line, place, field, row[field.name], formats)
    if table.rows:
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table.rows) + 1}"})
    sheet.autofilter(0, 0, len(table.rows), len(table.fields) - 1)


def _lay_out_for_print(sheet: Any) -> None:
    """Lying pages in small print, the header and the first column on each."""
    sheet.set_landscape()
    sheet.set_print_scale(60)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_footer("&L&A&R&P / &N")


def _height(texts: Sequence[tuple[str, int]]) -> int:
    """The height of a row that shows these texts whole, each in a column so many characters wide.

    LibreOffice does not find it by itself and would let the texts run into each other.
    """
    lines = (sum(-(-len(part) // width) or 1 for part in text.split("\n")) for text, width in texts)
    return min(_TALLEST, _LINE * max(lines, default=1))


def _write(sheet: Any, line: int, place: int, field: Field, value: Any, formats: dict[str, Any]) -> None:
    """One cell by its type; nothing where there is nothing."""
    if value is None or value in ("", []):
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value, formats["truth"])
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value, formats["plain"])
    elif field.type is FieldType.DAY and value >= _FIRST_DAY:
        sheet.write_datetime(line, place, date.fromisoformat(value), formats["day"])
    elif field.name == _LINK:
        sheet.write_url(line, place, f"internal:'{value}'!A1", formats["link"], value)
    else:
        kind = "text" if _is_wrapped(field) else "unwrapped"
        sheet.write_string(line, place, _text(field, flat(value)), formats[kind])


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


def _is_wrapped(field: Field) -> bool:
    """Whether a cell shows its whole text; objects and addresses are for programs, not for reading."""
    return field.type is not FieldType.OBJECT and field.name not in _ADDRESSES


def _width(field: Field) -> int:
    if _LONG_TEXT.fullmatch(field.name):
        return _WIDE
    return _USUAL if field.type in {FieldType.TEXT, FieldType.LIST, FieldType.OBJECT} else _NARROW
