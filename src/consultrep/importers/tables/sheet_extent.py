"""How large the used area of a sheet is, told from its XML before a library lays it out in memory.

Calamine holds a sheet as one dense grid up to its last filled cell, and the process ends where that does not
fit: two cells in opposite corners are enough. So the area is counted first, rather too large than too small.
"""

from __future__ import annotations

import re
import zipfile
from typing import Final

_EMPTY_OR_PLACED: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?:\s+[\w:]+="[^"<>]*")*+\s*/>|\br\s*=\s*["']\s*([A-Za-z]+)(\d+)"""
)
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b")
_ROW_NUMBER: Final = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\br\s*=\s*["']\s*(\d+)""")
_UNPLACED: Final = re.compile(rb"<(?:\w+:)?c\b(?![^<>]*\br\s*=)[^<>]*(?<!/)>")
_OPEN_TAG: Final = re.compile(
    rb"<(?:[\w-]+:)?(?:(table-row)|(?:covered-)?table-cell|(table))\b(?!-)([^<>]*)>"
)
_REPEATED: Final = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*\+?(\d+)""")
_DIGITS: Final = 9


def largest_sheet(archive: zipfile.ZipFile) -> int:
    """The number of cells of the largest sheet, from its first cell to the last filled one."""
    areas = [0]
    for name in archive.namelist():
        if name == "content.xml":
            areas.append(_open_area(archive.read(name)))
        else:
            xml = archive.read(name)
            if b"sheetData" in xml:
                areas.append(_excel_area(xml))
    return max(areas)


def _excel_area(xml: bytes) -> int:
    last_row, widest = 0, b""
    for found in _EMPTY_OR_PLACED.finditer(xml):
        letters, digits = found.groups()
        if letters:
            last_row = max(last_row, _number(digits))
            if (len(letters), letters.upper()) > (len(widest), widest):
                widest = letters.upper()
    last_column = 0
    for letter in widest[:_DIGITS]:
        last_column = last_column * 26 + letter - 64
    if _UNPLACED.search(xml):
        rows = _ROW.split(xml)
        last_column += max(len(_UNPLACED.findall(row)) for row in rows)
        last_row += len(rows) + max(map(_number, _ROW_NUMBER.findall(xml)), default=0)
    return last_row * last_column


def _open_area(xml: bytes) -> int:
    """The same for OpenDocument, where rows and cells stand once and say how often they are repeated."""
    area = last_row = last_column = row = rows = column = 0
    for found in _OPEN_TAG.finditer(xml):
        is_row, is_table, attributes = found.groups()
        if is_table:
            area = max(area, last_row * last_column)
            last_row = last_column = row = rows = 0
            continue
        repeated = _REPEATED.search(attributes)
        count = _number(repeated[1]) if repeated else 1
        if is_row:
            row, rows, column = row + rows, count, 0
            continue
        column += count
        if not attributes.endswith(b"/") or b"value" in attributes:
            last_row, last_column = max(last_row, row + rows), max(last_column, column)
    return max(area, last_row * last_column)


def _number(digits: bytes) -> int:
    """The number, or one beyond every sheet; Rust and Python differ on numbers without end."""
    return int(digits) if len(digits) <= _DIGITS else 10**_DIGITS
