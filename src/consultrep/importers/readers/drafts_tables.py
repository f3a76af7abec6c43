"""Tables as cells with their column headings, whatever format they come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from consultrep.importers.document import BlockKind
from consultrep.importers.readers.drafts import Draft
from consultrep.messages import Language

_LANGUAGES: Final[dict[str, Language]] = {
    "français": "fr",
    "french": "fr",
    "version française": "fr",
    "french version": "fr",
    "texte français": "fr",
    "anglais": "en",
    "english": "en",
    "version anglaise": "en",
    "english version": "en",
    "english text": "en",
    "french text": "fr",
}
_LONGEST_TITLE: Final = 80


@dataclass(frozen=True)
class Cell:
    """A cell from `column` (from 0) over `span` columns of the grid; `heading`: marked as a heading."""

    content: Sequence[Draft]
    column: int
    span: int = 1
    heading: bool = False

    @property
    def text(self) -> str:
        """What the cell says, in one line."""
        return " ".join(draft.text for draft in self.content)


def cell_drafts(rows: Sequence[Sequence[Cell]], table: int, marked: int) -> list[Draft]:
    """The cells of table number `table` as drafts; its first `marked` rows are marked as heading rows.

    Where none is marked, the first row is one if its cells look like column titles.
    """
    rows = [row for row in rows if any(cell.text for cell in row)]
    width = max((cell.column + cell.span for row in rows for cell in row), default=0)
    count = min(marked, len(rows) - 1) if marked else int(_has_titles(rows, width))
    headings = [_heading(rows[:count], column) for column in range(width)]
    found = []
    for number, row in enumerate(rows):
        for cell in row:
            whole = cell.span >= width > 1
            column = "" if number < count or whole else headings[cell.column]
            found += _cell(cell, table, max(number - count + 1, 0), column)
    return found


def _has_titles(rows: Sequence[Sequence[Cell]], width: int) -> bool:
    """Whether the first row holds the titles of the columns."""
    if len(rows) < 2:
        return False
    first = rows[0]
    if all(cell.heading for cell in first):
        return True
    if any(row[0].heading for row in rows[1:] if row) and not any(cell.heading for cell in first[1:]):
        return bool(first) and not first[0].heading and _all_titles(first, width)
    return _all_titles(first, width)


def _all_titles(row: Sequence[Cell], width: int) -> bool:
    texts = [cell.text for cell in row]
    filled = sum(1 for text in texts if text)
    short = all(len(t) <= _LONGEST_TITLE and not t.endswith((".", ";")) and not t.isdigit() for t in texts)
    return short and len(row) == width and filled >= max(width - 1, 1)


def _heading(rows: Sequence[Sequence[Cell]], column: int) -> str:
    """The heading of a column: what stands above it in the heading rows, the whole width apart."""
    over = [c for row in rows for c in row if c.column <= column < c.column + c.span and c.text]
    texts = [cell.text for cell in over if len(rows) == 1 or not _alone(cell, rows)]
    return " – ".join(dict.fromkeys(texts))


def _alone(cell: Cell, rows: Sequence[Sequence[Cell]]) -> bool:
    return any(len(row) == 1 and row[0] is cell for row in rows)


def _cell(cell: Cell, table: int, row: int, column: str) -> list[Draft]:
    """A draft a paragraph of the cell, in the language that its column is headed by."""
    named = _LANGUAGES.get(re.sub(r"[\s:()]+", " ", column.rsplit(" – ", maxsplit=1)[-1]).strip().casefold())
    return [
        draft
        if draft.kind is BlockKind.NOTE
        else replace(
            draft,
            kind=BlockKind.CELL,
            table=table,
            row=row,
            column=column,
            language=draft.language or named,
        )
        for draft in cell.content
    ]
