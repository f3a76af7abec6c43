"""Tables of a Word document: data cell by cell, boxes as boxed paragraphs, layout as ordinary flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.docx_flow import Flow, Place, blocks, is_line
from consultrep.importers.readers.docx_package import child, is_on, local, value, whole
from consultrep.importers.readers.drafts import Draft
from consultrep.importers.readers.drafts_tables import Cell, cell_drafts

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_WIDEST: Final = 100


def read_table(table: Element, flow: Flow, place: Place) -> list[Draft]:
    """The drafts of a table where it stands in the flow."""
    rows = list(_rows(table))
    width = max((sum(_span(cell) for cell in _cells(row)) for row in rows), default=0)
    if width <= 1 or place.boxed:
        boxed = place.boxed or _is_box(table, flow)
        return [d for row in rows for cell in _cells(row) for d in flow.read(cell, Place(boxed, place.cell))]
    if place.cell or _is_layout(rows, flow):
        return [d for row in rows for cell in _cells(row) for d in flow.read(cell, place)]
    flow.tables += 1
    number = flow.tables
    marked = next((i for i, row in enumerate(rows) if not is_on(child(row, "trPr", "tblHeader"))), len(rows))
    return cell_drafts([list(_read_row(row, flow)) for row in rows], number, marked)


def _read_row(row: Element, flow: Flow) -> Iterator[Cell]:
    column = whole(value(child(row, "trPr", "gridBefore")))
    for cell in _cells(row):
        span = _span(cell)
        merge = child(cell, "tcPr", "vMerge")
        if merge is None or value(merge) == "restart":
            yield Cell(tuple(flow.read(cell, Place(cell=True))), min(column, _WIDEST), span)
        column += span


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, deleted and hidden ones left out."""
    for row in _unwrapped(table, "tr"):
        gone = (child(row, "trPr", "del"), child(row, "trPr", "hidden"))
        if all(mark is None or is_on(mark) is False for mark in gone):
            yield row


def _cells(row: Element) -> list[Element]:
    return list(_unwrapped(row, "tc"))


def _unwrapped(parent: Element, name: str) -> Iterator[Element]:
    """The children of that name, content controls around them opened."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _unwrapped(element, name)


def _span(cell: Element) -> int:
    return min(max(whole(value(child(cell, "tcPr", "gridSpan")), 1), 1), _WIDEST)


def _is_layout(rows: list[Element], flow: Flow) -> bool:
    """Whether a table only arranges what it holds: headings or other tables."""
    for row in rows:
        for cell in _cells(row):
            for block in blocks(cell):
                if local(block) == "tbl" or flow.has_heading(block):
                    return True
    return False


def _is_box(table: Element, flow: Flow) -> bool:
    """Whether a table of one column is drawn as a box: lined or shaded."""
    shades = [child(cell, "tcPr", "shd") for row in _rows(table) for cell in _cells(row)]
    if any((value(shade, "fill") or "auto").lower() not in {"auto", "ffffff"} for shade in shades):
        return True
    border = child(table, "tblPr", "tblBorders")
    if border is None:
        border = flow.styles.table_border(value(child(table, "tblPr", "tblStyle")) or "")
    own = [child(cell, "tcPr", "tcBorders") for row in _rows(table) for cell in _cells(row)]
    return any(is_line(child(lines, "top")) and is_line(child(lines, "bottom")) for lines in (border, *own))
