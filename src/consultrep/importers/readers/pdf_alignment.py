"""Tables without rules round their cells: lines whose parts stand below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from consultrep.importers.readers.pdf_lines import Line
from consultrep.importers.readers.pdf_page import Piece
from consultrep.importers.readers.pdf_tables import Rule, Table
from consultrep.importers.readers.text_markers import find_marker

_GAP: Final = 1.0
_MIN_ROWS: Final = 3

Flow = list[Line | Table]


def aligned_tables(lines: Sequence[Line], rules: Sequence[Rule]) -> Flow:
    """The lines of a column, with tables in the place of the lines that make them."""
    flow: Flow = []
    index = 0
    while index < len(lines):
        end = _run_end(lines, index)
        table = _aligned(lines[index:end], rules) if end - index >= _MIN_ROWS else None
        if table is None:
            flow.append(lines[index])
            index += 1
        else:
            flow.append(table)
            index = end
    return flow


def parts_of(line: Line) -> list[tuple[Piece, ...]]:
    """The parts of a line between wide gaps; a list marker stays with the text after it."""
    parts: list[list[Piece]] = [[]]
    for piece in line.pieces:
        before = parts[-1]
        gap = piece.x0 - before[-1].x1 if before else 0.0
        marker = len(parts) == 1 and _only_marker(before)
        if before and gap > _GAP * line.size and not marker:
            parts.append([])
        parts[-1].append(piece)
    return [tuple(part) for part in parts]


def _only_marker(pieces: Sequence[Piece]) -> bool:
    text = "".join(piece.text for piece in pieces).strip()
    return bool(text) and (find_marker(text) == text or not any(c.isalnum() for c in text))


def _run_end(lines: Sequence[Line], start: int) -> int:
    """The end of the lines from `start` that can be one table: of one size, not far from each other."""
    if len(parts_of(lines[start])) < 2:
        return start
    columns = [(part[0].x0, part[-1].x1) for part in parts_of(lines[start])]
    last = end = start
    for index in range(start + 1, len(lines)):
        line, above = lines[index], lines[index - 1]
        if line.y - above.y > 3.2 * above.size or abs(line.size - above.size) > 1.6:
            break
        parts = [(part[0].x0, part[-1].x1) for part in parts_of(line)]
        over = [sum(1 for a, b in columns if x0 < b and x1 > a) for x0, x1 in parts]
        if max(over) > 1:
            break
        if len(parts) == 1 and (over[0] == 0 or line.y - above.y > 1.7 * line.size):
            break
        columns = _merged([*columns, *parts])
        if len(columns) < 2:
            break
        last = index
    end = last + 1
    while end > start and len(parts_of(lines[end - 1])) < 2 and end - start < 2:
        end -= 1
    return end


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 < merged[-1][1] + 2:
            merged[-1] = merged[-1][0], max(merged[-1][1], x1)
        else:
            merged.append((x0, x1))
    return merged


def _aligned(lines: Sequence[Line], rules: Sequence[Rule]) -> Table | None:
    """The table that lines make, None where too few of them have parts in several columns."""
    parted = [parts_of(line) for line in lines]
    columns = _merged([(part[0].x0, part[-1].x1) for parts in parted for part in parts])
    several = sum(1 for parts in parted if len(parts) > 1)
    if len(columns) < 2 or several < _MIN_ROWS or several < 0.4 * len(lines):
        return None
    if not _steady(parted, columns):
        return None
    rows: list[list[list[Line]]] = []
    starts = _row_starts(lines, parted, columns, rules)
    for index, (line, parts) in enumerate(zip(lines, parted, strict=True)):
        if index in starts:
            rows.append([[] for _column in columns])
        for part in parts:
            rows[-1][_column(part, columns)].append(Line(part, line.y, line.number))
    cells = tuple(tuple(tuple(cell) for cell in row) for row in rows)
    y0, y1 = lines[0].y - lines[0].size, lines[-1].y + 0.3 * lines[-1].size
    edges = tuple(x0 for x0, _x1 in columns)
    return Table(columns[0][0], y0, columns[-1][1], y1, lines[0].number, edges, cells)


def _steady(parted: Sequence[Sequence[tuple[Piece, ...]]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether in each column most parts begin or end at the same place, or stand round the same middle."""
    for x0, x1 in columns:
        parts = [p for parts in parted for p in parts if x0 <= p[0].x0 and p[-1].x1 <= x1]
        lefts = sum(1 for part in parts if part[0].x0 - x0 < 4)
        rights = sum(1 for part in parts if x1 - part[-1].x1 < 4)
        middles = sum(1 for part in parts if abs(part[0].x0 + part[-1].x1 - x0 - x1) < 10)
        if max(lefts, rights, middles) < 0.5 * len(parts):
            return False
    return True


def _column(part: tuple[Piece, ...], columns: Sequence[tuple[float, float]]) -> int:
    return next(i for i, (x0, x1) in enumerate(columns) if x0 <= part[0].x0 and part[-1].x1 <= x1)


def _row_starts(
    lines: Sequence[Line],
    parted: Sequence[Sequence[tuple[Piece, ...]]],
    columns: Sequence[tuple[float, float]],
    rules: Sequence[Rule],
) -> set[int]:
    """Indices of the lines that begin a row: below a rule, below a wider gap, or with a first column."""
    width = columns[-1][1] - columns[0][0]
    level = [rule.place for rule in rules if rule.level and rule.end - rule.start > 0.5 * width]
    below = {i for i in range(1, len(lines)) if any(lines[i - 1].y < y < lines[i].y for y in level)}
    gaps = [lines[i].y - lines[i - 1].y for i in range(1, len(lines))]
    if len(below) >= 2 and len(below) >= 0.3 * len(gaps):
        return {0, *below}
    if max(gaps) > 1.25 * min(gaps):
        tight = min(gaps) * 1.15
        return {0, *(i for i in range(1, len(lines)) if gaps[i - 1] > tight)}
    return {0, *(i for i, parts in enumerate(parted) if _column(parts[0], columns) == 0)}
