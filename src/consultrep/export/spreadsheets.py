"""Rows of text as a spreadsheet's file, CSV or XLSX, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_MARKED: Final = re.compile(r"'+[=+\-@\t\r]")
_LONGEST: Final = 32_767
"""Characters that a cell of XLSX can hold."""


def to_csv_bytes(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """RFC 4180 with a byte order mark, by which Excel knows UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([as_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def to_xlsx_bytes(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    wide: Sequence[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """A workbook of one sheet, every cell a text; `choices` are the words that a column offers in a list.

    Raises EnvironmentProblemError where the extra that writes workbooks is not installed.
    """
    stream = io.BytesIO()
    workbook = _xlsxwriter().Workbook(stream, {"in_memory": True})
    head = workbook.add_format({"bold": True, "num_format": "@"})
    text = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = workbook.add_worksheet("review")
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(columns):
        sheet.set_column(place, place, 50 if name in wide else 16, text)
        sheet.write_string(0, place, name, head)
        if rows and choices and name in choices:
            words = {"validate": "list", "source": list(choices[name]), "error_type": "warning"}
            sheet.data_validation(1, place, len(rows), place, words)
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            sheet.write_string(line, place, _plain(cell)[:_LONGEST], text)
    workbook.close()
    return stream.getvalue()


def as_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> as_cell("=1+1"), as_cell("'-x"), as_cell("a=b")
    ("'=1+1", "''-x", 'a=b')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(text: str) -> str:
    """The text that `as_cell` made a cell of.

    >>> from_cell(as_cell("=1+1")), from_cell(as_cell("'-x")), from_cell("'tis")
    ('=1+1', "'-x", "'tis")
    """
    return text[1:] if _MARKED.match(text) else text


def _plain(text: str) -> str:
    """The text for a cell that is a text by its kind; only what `from_cell` would shorten is marked."""
    return f"'{text}" if _MARKED.match(text) else text


def _xlsxwriter() -> Any:
    try:
        import xlsxwriter
    except ImportError as error:
        raise EnvironmentProblemError(
            _("writing {what} needs an extra that is not installed").format(what="XLSX"),
            'pip install "consultrep[xlsx]"',
        ) from error
    return xlsxwriter
