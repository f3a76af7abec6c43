"""Tables of a page: data read cell by cell, layout read as ordinary flow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.drafts import Draft
from consultrep.importers.readers.drafts_tables import Cell, cell_drafts
from consultrep.importers.readers.html_flow import Flow, Frame
from consultrep.importers.readers.html_names import HEADINGS
from consultrep.importers.readers.html_page import language, tag
from consultrep.importers.readers.markup import all_text

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_WIDEST: Final = 100
_LONG: Final = 400
_SHORT: Final = 60


@dataclass(frozen=True)
class _Placed:
    """A cell's element in its place of the grid."""

    element: Element
    column: int
    span: int


class Tables:
    """Reads the tables of one page, numbered from 1."""

    def __init__(self) -> None:
        self._count = 0

    def read(self, table: Element, flow: Flow, frame: Frame) -> bool:
        """Add a data table's caption and cells to `flow`; False for a layout table, which is left to it."""
        rows = [row for row in _rows(table) if tag(row) == "tr"]
        grid = _grid(rows)
        if _is_layout(table, grid):
            return False
        for caption in (child for child in table if tag(child) == "caption"):
            flow.drafts += self._cell(caption, flow, replace(frame, caption=True))
        marked = next((i for i, row in enumerate(rows) if not _is_heading_row(row)), len(rows))
        cells = [[self._placed(placed, flow, frame) for placed in row] for row in grid]
        self._count += 1
        flow.drafts += cell_drafts(cells, self._count, marked)
        return True

    def _placed(self, placed: _Placed, flow: Flow, frame: Frame) -> Cell:
        content = self._cell(placed.element, flow, frame)
        return Cell(tuple(content), placed.column, placed.span, tag(placed.element) == "th")

    def _cell(self, element: Element, flow: Flow, frame: Frame) -> list[Draft]:
        inner = replace(frame, item=None, numbers=None, depth=0, heading=0)
        inner = replace(inner, language=language(element) or frame.language)
        return Flow(flow.chrome, lambda *_nested: False, inner).read(element)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table and not of those in it, the head's first and the foot's last."""
    parts = list(table)
    order = {"thead": 0, "tfoot": 2}
    for part in sorted(parts, key=lambda child: order.get(tag(child), 1)):
        if tag(part) in {"thead", "tbody", "tfoot"}:
            yield from part
        else:
            yield part


def _grid(rows: list[Element]) -> list[list[_Placed]]:
    """The cells of each row in their columns, those above that reach down counted in."""
    reach: dict[int, int] = {}
    grid = []
    for row in rows:
        placed, below, column = [], {c: left - 1 for c, left in reach.items() if left > 1}, 0
        for cell in (child for child in row if tag(child) in {"td", "th"}):
            while column in reach:
                column += 1
            span, depth = _span(cell, "colspan"), _span(cell, "rowspan")
            placed.append(_Placed(cell, column, span))
            below |= {place: depth - 1 for place in range(column, column + span) if depth > 1}
            column += span
        reach = below
        grid.append(placed)
    return grid


def _span(cell: Element, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), _WIDEST) if text.isdecimal() and text.isascii() and len(text) < 6 else 1


def _is_heading_row(row: Element) -> bool:
    """Whether a row holds titles of columns: in the head of the table, or of heading cells only."""
    parent = row.getparent()
    if parent is not None and tag(parent) == "thead":
        return True
    cells = [cell for cell in row if tag(cell) in {"td", "th"}]
    return len(cells) > 1 and all(
        tag(cell) == "th" and cell.get("scope") not in {"row", "rowgroup"} for cell in cells
    )


def _is_layout(table: Element, grid: list[list[_Placed]]) -> bool:
    """Whether a table only arranges what it holds."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return True
    if max((cell.column + cell.span for row in grid for cell in row), default=0) <= 1:
        return True
    inside = {tag(below) for below in table.iter() if below is not table}
    cells = [cell.element for row in grid for cell in row]
    if "table" in inside or any(tag(e) in HEADINGS for c in cells if tag(c) == "td" for e in c.iter()):
        return True
    if inside & {"th", "caption", "thead"}:
        return False
    filled = [row for row in grid if any(all_text(cell.element).strip() for cell in row)]
    listed = bool(inside & {"ul", "ol", "dl", "blockquote"}) and not _has_bold_titles(filled)
    return (
        listed or (len(filled) <= 1 and any(len(all_text(cell)) > _LONG for cell in cells)) or len(filled) < 1
    )


def _has_bold_titles(rows: list[list[_Placed]]) -> bool:
    """Whether the first of several rows has short bold texts only."""
    first = [cell.element for cell in rows[0]] if len(rows) > 1 else []
    texts = [all_text(cell).strip() for cell in first]
    bold = all(next(cell.iter("b", "strong"), None) is not None for cell in first)
    return bool(first) and bold and all(0 < len(text) <= _SHORT for text in texts)
