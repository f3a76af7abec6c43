"""Table rows of a text as cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from consultrep.importers.document import Block, BlockKind
from consultrep.importers.readers.text_joining import Joiner, Span
from consultrep.importers.readers.text_units import Unit


def table_cells(rows: Sequence[Unit], text: str, joiner: Joiner, table: int, paged: bool) -> Iterator[Block]:
    """The cells of one table, row by row, empty ones left out; the first row gives the columns' headings."""
    columns: list[str] = []
    for number, row in enumerate(rows):
        for place, spans in enumerate(_cells(row, text)):
            cell = joiner.join(spans)
            if not number:
                columns.append(cell.text)
            if cell.text:
                yield Block(
                    BlockKind.CELL,
                    cell.text,
                    cell.offsets[0],
                    cell.offsets,
                    page=row.page if paged else None,
                    table=table,
                    row=number,
                    column=columns[place] if place < len(columns) else "",
                )


def _cells(row: Unit, text: str) -> list[list[Span]]:
    """The spans of each cell; lines after the first go on with the last cell."""
    start, end = row.spans[0]
    line = text[start:end]
    if "|" in line:
        start += len(line) - len(line.lstrip("| ")) if line.startswith("|") else 0
        end -= 1 if line.endswith("|") else 0
        separator = r"\|"
    else:
        separator = r"\t+"
    cells: list[list[Span]] = []
    at = start
    for found in re.finditer(separator, text[start:end]):
        cells.append([(at, start + found.start())])
        at = start + found.end()
    cells.append([(at, max(at, end))])
    cells[-1].extend(row.spans[1:])
    return cells
