"""Tables on a PDF page: drawn with rules, or set in columns without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.importers.readers.pdf_lines import Line, make_lines
from consultrep.importers.readers.pdf_page import Box, Page, Piece

_THIN: Final = 2.5
_TOUCH: Final = 3.0
_MAX_RULES: Final = 1_500


@dataclass(frozen=True)
class Rule:
    """A straight rule or the edge of a rectangle; `level` is across the page, else upright."""

    level: bool
    place: float
    start: float
    end: float


@dataclass(frozen=True)
class Table:
    """A table: the lines of each cell, row by row; `edges` are the columns' left edges."""

    x0: float
    y0: float
    x1: float
    y1: float
    number: int
    edges: tuple[float, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


def find_rules(page: Page) -> list[Rule]:
    """The rules on a page and the edges of the rectangles that are smaller than the page."""
    rules: list[Rule] = []
    for box in page.boxes:
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if not (box.filled or box.stroked):
            continue
        if height <= _THIN and width >= 8:
            rules.append(Rule(True, (box.y0 + box.y1) / 2, box.x0, box.x1))
        elif width <= _THIN and height >= 5:
            rules.append(Rule(False, (box.x0 + box.x1) / 2, box.y0, box.y1))
        elif width >= 15 and height >= 8 and (width < 0.9 * page.width or height < 0.6 * page.height):
            rules.extend(Rule(True, y, box.x0, box.x1) for y in (box.y0, box.y1))
            rules.extend(Rule(False, x, box.y0, box.y1) for x in (box.x0, box.x1))
    return _joined(rules)[:_MAX_RULES]


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """The rules with those made one that go on from each other, as the edges of neighbouring cells do."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (one.level, round(one.place), one.start)):
        last = joined[-1] if joined else rule
        near = last.level == rule.level and abs(last.place - rule.place) < 1.1
        if joined and near and rule.start <= last.end + 1.5:
            joined[-1] = Rule(last.level, last.place, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return joined


def ruled_tables(pieces: Sequence[Piece], rules: Sequence[Rule], number: int) -> list[Table]:
    """The tables that rules draw round the pieces of page `number`."""
    tables: list[Table] = []
    for grid in _grids(rules):
        table = _ruled(pieces, grid, number)
        if table is not None:
            tables.append(table)
    return tables


def _grids(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, in groups with both kinds."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [group for group in groups if any(_touches(rule, other) for other in group)]
        merged = [rule, *(other for group in near for other in group)]
        groups = [group for group in groups if not any(group is one for one in near)]
        groups.append(merged)
    return [g for g in groups if any(rule.level for rule in g) and any(not rule.level for rule in g)]


def _touches(one: Rule, other: Rule) -> bool:
    if one.level == other.level:
        return (
            abs(one.place - other.place) < _TOUCH
            and one.start < other.end + _TOUCH
            and other.start < one.end + _TOUCH
        )
    return (
        one.start - _TOUCH < other.place < one.end + _TOUCH
        and other.start - _TOUCH < one.place < other.end + _TOUCH
    )


def _ruled(pieces: Sequence[Piece], grid: Sequence[Rule], number: int) -> Table | None:
    """The table of a grid, None where it has fewer than two rows or columns with text."""
    x0, y0, x1, y1 = _bounds(grid)
    found: dict[tuple[float, float], list[Piece]] = {}
    for piece in pieces:
        x, y = piece.x0 + min(6.0, (piece.x1 - piece.x0) / 2), piece.y - 0.3 * piece.style.size
        if x0 - 2 < x < x1 + 2 and y0 < y < y1:
            found.setdefault((_before(grid, False, x, y, x0), _before(grid, True, y, x, y0)), []).append(
                piece
            )
    lefts, tops = _distinct([left for left, _top in found]), _distinct([top for _left, top in found])
    if len(lefts) < 2 or len(tops) < 2:
        return None
    rows: list[list[list[Piece]]] = [[[] for _left in lefts] for _top in tops]
    for (left, top), inside in found.items():
        rows[_place(tops, top)][_place(lefts, left)].extend(inside)
    cells = tuple(tuple(tuple(make_lines(cell, number)) for cell in row) for row in rows)
    return Table(x0, y0, x1, y1, number, tuple(lefts), cells)


def _bounds(grid: Sequence[Rule]) -> tuple[float, float, float, float]:
    """Left, top, right and lower end of everything that the rules of a grid reach."""
    across = [place for r in grid for place in ((r.start, r.end) if r.level else (r.place,))]
    down = [place for r in grid for place in ((r.place,) if r.level else (r.start, r.end))]
    return min(across), min(down), max(across), max(down)


def _before(grid: Sequence[Rule], level: bool, place: float, across: float, default: float) -> float:
    """The nearest rule above (or left of) a point that passes over (or beside) it."""
    places = (
        rule.place
        for rule in grid
        if rule.level == level and rule.place <= place and rule.start - 2 <= across <= rule.end + 2
    )
    return max(places, default=default)


def _distinct(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return found


def _place(places: Sequence[float], wanted: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - wanted))


def frames(page: Page, tables: Sequence[Table]) -> list[Box]:
    """The shaded or framed rectangles that text may stand in, but no tables and no page borders."""
    found: list[Box] = []
    for box in page.boxes:
        width, height = box.x1 - box.x0, box.y1 - box.y0
        whole = width * height > 0.6 * page.width * page.height
        if width < 60 or height < 9 or whole:
            continue
        if any(
            t.x0 - 4 < (box.x0 + box.x1) / 2 < t.x1 + 4 and box.y0 > t.y0 - 4 and box.y1 < t.y1 + 4
            for t in tables
        ):
            continue
        if box.filled or (box.stroked and height > 18):
            found.append(box)
    return [*found, *_drawn_frames(page, tables)]


def _drawn_frames(page: Page, tables: Sequence[Table]) -> list[Box]:
    """Frames drawn with four thin rules."""
    found: list[Box] = []
    for grid in _grids([rule for rule in find_rules(page) if rule.end - rule.start > 14]):
        x0, y0, x1, y1 = _bounds(grid)
        sides = {round(rule.place / 4) for rule in grid if not rule.level}
        inside = any(t.y0 - 4 < y0 and y1 < t.y1 + 4 for t in tables)
        whole = (x1 - x0) * (y1 - y0) > 0.6 * page.width * page.height
        if not inside and not whole and y1 - y0 > 14 and x1 - x0 > 60 and len(sides) >= 2:
            found.append(Box(x0, y0, x1, y1, False, True))
    return found
