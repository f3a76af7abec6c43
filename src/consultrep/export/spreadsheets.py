"""Rows of text as a spreadsheet's file, CSV or XLSX, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from consultrep.errors import EnvironmentProblemError
from consultrep.language import as_cell, as_text_cell
from consultrep.messages import gettext as _

LONGEST_CELL: Final = 32_767
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
    workbook = load_xlsxwriter().Workbook(stream, {"in_memory": True})
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
            sheet.write_string(line, place, as_text_cell(cell)[:LONGEST_CELL], text)
    workbook.close()
    return stream.getvalue()


def load_xlsxwriter() -> Any:
    """The library that writes workbooks; EnvironmentProblemError where it is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise EnvironmentProblemError(
            _("writing {what} needs an extra that is not installed").format(what="XLSX"),
            'pip install "consultrep[xlsx]"',
        ) from error
    return xlsxwriter
