"""Sheets of Excel and OpenDocument workbooks, through python-calamine."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from consultrep.errors import EnvironmentProblemError, UsageError
from consultrep.importers.document import BadDocumentError
from consultrep.importers.readers.archives import open_archive
from consultrep.importers.tables.compound_file import check_chains
from consultrep.importers.tables.sheet_extent import largest_sheet
from consultrep.importers.tables.table import RawRow, cell_of
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_OF_ITEMS: Final = ("recommendations", "findings")

_WITH_COUNTS: Final = ("sharedstrings.xml", "styles.xml")
_TAG: Final = re.compile(rb"<[^<>]*[cC]ount[^<>]*>?")
_COUNT: Final = re.compile(rb"""\b(?:uniqueC|c)ount\s*=\s*["']\s*\+?(\d{1,30})""")

MAX_CELLS: Final = 5_000_000
"""A sheet is held whole while it is read: some 100 bytes a cell."""


@dataclass(frozen=True)
class RawSheet:
    """A sheet as read: its name, its rows (merged cells filled), and the names of the other sheets."""

    name: str
    rows: Sequence[RawRow]
    others: tuple[str, ...] = ()


def read_sheets(data: bytes, sheet: str = "") -> Iterator[RawSheet]:
    """The visible sheets of a workbook, those of items that export wrote first, the others in their order;
    or the one called `sheet`, visible or not.

    Raises BadDocumentError where the workbook cannot be read, UsageError where it has no such sheet.
    """
    if data.startswith(b"PK"):
        with open_archive(data, "XLSX/ODS") as archive:
            if "xl/workbook.bin" in archive.namelist():
                raise _binary()
            if "content.xml" in archive.namelist():
                _check_whole(archive.read("content.xml"))
            _check_counts(archive)
            if largest_sheet(archive) > MAX_CELLS:
                raise _too_large()
    else:
        _call(check_chains, data)
    workbook = _open(data)
    visible = _visible_sheets(workbook)
    names = workbook.sheet_names
    if sheet and sheet not in names:
        hint = did_you_mean(sheet, names, _("it has: {names}").format(names=", ".join(names)))
        raise UsageError(_("the workbook has no sheet {name}").format(name=repr(sheet)), hint)
    for name in [sheet] if sheet else sorted(visible or names, key=lambda one: one not in _OF_ITEMS):
        others = () if sheet else tuple(other for other in visible if other != name)
        yield RawSheet(name, _sheet_rows(workbook, name), others)


def _check_whole(xml: bytes) -> None:
    """Refuse a sheet of OpenDocument that is no whole XML: calamine waits without end for its tags to end."""
    try:
        ParserCreate().Parse(xml, True)
    except (ExpatError, LookupError, ValueError) as error:
        raise _damaged(error) from error


def _check_counts(archive: ZipFile) -> None:
    """Refuse lists that claim more entries than they have bytes: calamine takes as much memory at once."""
    for name in archive.namelist():
        if not name.lower().endswith(_WITH_COUNTS):
            continue
        xml = archive.read(name)
        claimed = (int(count[1]) for tag in _TAG.finditer(xml) for count in _COUNT.finditer(tag[0]))
        if any(count > len(xml) for count in claimed):
            raise _damaged(ValueError(name))


def _open(data: bytes) -> CalamineWorkbook:
    try:
        import python_calamine
    except ImportError as error:
        raise EnvironmentProblemError(
            _("reading {what} needs an extra that is not installed").format(what="XLSX"),
            'pip install "consultrep[xlsx]"',
        ) from error
    workbook: CalamineWorkbook = _call(python_calamine.CalamineWorkbook.from_filelike, io.BytesIO(data))
    return workbook


def _visible_sheets(workbook: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _sheet_rows(workbook: CalamineWorkbook, name: str) -> list[RawRow]:
    sheet: CalamineSheet = _call(workbook.get_sheet_by_name, name)
    if sheet.height * sheet.width > MAX_CELLS:
        raise _too_large()
    if sheet.start is None:
        return []
    top, left = sheet.start
    grid: list[list[Any]] = _call(sheet.to_python, True)
    _fill_merged(grid, sheet.merged_cell_ranges or [], top, left)
    return [(top + index + 1, [cell_of(value) for value in row]) for index, row in enumerate(grid)]


def _call(function: Any, *arguments: Any) -> Any:
    """The library's answer; its errors, and the panics of its Rust side, as BadDocumentError."""
    from python_calamine import CalamineError, PasswordError

    try:
        return function(*arguments)
    except PasswordError as error:
        raise BadDocumentError(
            _("the workbook is encrypted"), _("save it without a password and import the new file")
        ) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged(error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(error) from error


def _fill_merged(
    grid: list[list[Any]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], top: int, left: int
) -> None:
    """Give every empty cell of a merged range the value of its first cell; at most once over the grid."""
    allowed = len(grid) * len(grid[0]) if grid else 0
    for (first_row, first_column), (last_row, last_column) in ranges:
        if first_row < top or first_column < left or first_row - top >= len(grid):
            continue
        columns = range(first_column - left, min(last_column - left + 1, len(grid[0])))
        rows = range(first_row - top, min(last_row - top + 1, len(grid)))
        allowed -= len(rows) * len(columns)
        if not columns or allowed < 0:
            continue
        value = grid[rows[0]][columns[0]]
        for row in rows:
            for column in columns:
                if grid[row][column] == "":
                    grid[row][column] = value


def _damaged(error: BaseException) -> BadDocumentError:
    return BadDocumentError(
        _("the workbook cannot be read ({detail})").format(detail=str(error).partition("\n")[0]),
        _("open it in the program that made it, save it as XLSX and import the new file"),
    )


def _too_large() -> BadDocumentError:
    return BadDocumentError(
        _("a sheet of the workbook is too large to be read"),
        _("delete what stands far from the table, or save the table as CSV"),
    )


def _binary() -> BadDocumentError:
    return BadDocumentError(
        _("a binary workbook (XLSB) is not read"),
        _("open it in the program that made it, save it as XLSX and import the new file"),
    )
