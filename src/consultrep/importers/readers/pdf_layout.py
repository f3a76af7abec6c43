"""The layout of a PDF document: its lines and tables in reading order, footnotes apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from consultrep.importers.readers.pdf_alignment import aligned_tables
from consultrep.importers.readers.pdf_columns import split_columns
from consultrep.importers.readers.pdf_furniture import drop_furniture, find_contents
from consultrep.importers.readers.pdf_lines import BULLET, Line, make_lines
from consultrep.importers.readers.pdf_page import Box, Page, Piece, Style
from consultrep.importers.readers.pdf_tables import Rule, Table, find_rules, frames, ruled_tables

NOTE_MARK: Final = re.compile(
    r"\[?(\d{1,3}|[*†‡§]{1,3}|[⁰¹²³⁴-⁹]{1,3}|[a-z](?=\s))[\]).]?\s*(?=[^\s.,;:)%\d])"
)
_SMALLER: Final = 0.93
_APART: Final = 120
_MANY_DOTS: Final = 200


@dataclass(frozen=True)
class Column:
    """Where a column of text stands, from the lines in it; `shift` is how far right of the first column."""

    left: float
    right: float
    shift: float = 0.0


@dataclass(frozen=True)
class Placed:
    """A line or table in reading order with its column; `frame` numbers the box that it stands in, else 0."""

    item: Line | Table
    column: Column
    frame: int = 0
    ruled: bool = False


@dataclass(frozen=True)
class Layout:
    """A document's flow, the notes of each page, the look of its body text, its usual line distances."""

    flow: list[Placed]
    notes: list[Line]
    body: Style
    pitches: dict[float, float]


def lay_out(pages: Sequence[Page]) -> Layout:
    """The layout of `pages` without running heads and feet, page numbers and contents lists."""
    kept = drop_furniture(pages)
    body = _body(kept)
    notes: list[Line] = []
    flow: list[Placed] = []
    for page, pieces in zip(pages, kept, strict=True):
        found, below = _page_flow(page, pieces, body, bool(notes and notes[-1].number == page.number - 1))
        flow.extend(found)
        notes.extend(below)
    return Layout(flow, notes, body, _pitches(flow))


def _body(pages: Sequence[Sequence[Piece]]) -> Style:
    """The style of most of the text, whatever its colour."""
    counts: Counter[Style] = Counter()
    sizes: Counter[float] = Counter()
    for pieces in pages:
        for piece in pieces:
            counts[piece.style] += len(piece.text)
            sizes[piece.style.size] += len(piece.text)
    if not counts:
        return Style(10.0)
    size = max(sizes, key=lambda one: sizes[one])
    return max((style for style in counts if style.size == size), key=lambda style: counts[style])


def _page_flow(page: Page, pieces: list[Piece], body: Style, noted: bool) -> tuple[list[Placed], list[Line]]:
    """The flow of a page and its footnotes; `noted`: the page before has footnotes that may go on."""
    rules = find_rules(page)
    pieces = [*pieces, *_drawn_bullets(pieces, page.boxes)]
    tables = ruled_tables(pieces, rules, page.number)
    free = [piece for piece in pieces if not any(_inside(piece, table) for table in tables)]
    rest, below = _without_notes(free, rules, page, body, noted)
    boxes = frames(page, tables)
    flow: list[Placed] = []
    first = min((piece.x0 for piece in rest), default=0.0)
    for group in split_columns(rest):
        lines = make_lines(group, page.number)
        listed = find_contents(lines)
        lines = [line for index, line in enumerate(lines) if index not in listed]
        if not lines:
            continue
        column = _column(lines, first)
        for item in aligned_tables(lines, rules):
            frame = _frame(item, boxes) if isinstance(item, Line) else 0
            flow.append(Placed(item, column, frame, isinstance(item, Line) and _ruled(item, rules)))
    for table in tables:
        place = next((i for i, placed in enumerate(flow) if _below(placed, table)), len(flow))
        flow.insert(place, Placed(table, Column(table.x0, table.x1)))
    return flow, below


def _drawn_bullets(pieces: Sequence[Piece], boxes: Sequence[Box]) -> list[Piece]:
    """Bullets for small shapes that are drawn just before text."""
    dots = [
        b
        for b in boxes
        if b.filled and 1.5 < b.x1 - b.x0 < 8 and 0.7 < (b.x1 - b.x0) / (b.y1 - b.y0 or 1) < 1.4
    ]
    found: list[Piece] = []
    for dot in dots if len(dots) < _MANY_DOTS else ():
        middle = (dot.y0 + dot.y1) / 2
        beside = [p for p in pieces if p.y - p.style.size < middle < p.y and p.style.size > dot.y1 - dot.y0]
        after = min((p for p in beside if p.x0 >= dot.x1), key=lambda p: p.x0, default=None)
        if (
            after is not None
            and after.x0 - dot.x1 < 30
            and not any(p.x1 > dot.x0 - 30 and p.x0 < dot.x0 for p in beside)
        ):
            found.append(Piece(BULLET, dot.x0, dot.x1, after.y, after.style))
    return found


def _inside(piece: Piece, table: Table) -> bool:
    y = piece.y - 0.3 * piece.style.size
    return (
        table.x0 - 2 < piece.x0 + min(6.0, (piece.x1 - piece.x0) / 2) < table.x1 + 2
        and table.y0 < y < table.y1
    )


def _below(placed: Placed, table: Table) -> bool:
    """Whether something stands below a table, in its column."""
    beside = placed.column.left < table.x1 and table.x0 < placed.column.right
    top = placed.item.y if isinstance(placed.item, Line) else placed.item.y0
    return beside and top > table.y1 - 1


def _column(lines: Sequence[Line], first: float) -> Column:
    """The edges of a column; one line that sticks out does not count among many."""
    rights = sorted((line.x1 for line in lines), reverse=True)
    right = rights[1] if len(rights) > 5 and rights[0] - rights[1] > 6 else rights[0]
    left = min(line.x0 for line in lines)
    return Column(left, right, left - first if left - first > _APART else 0.0)


def _frame(line: Line, boxes: Sequence[Box]) -> int:
    """The number of the smallest frame round a line, 0 where it has none."""
    top, foot = line.y - 0.75 * line.size, line.y + 0.2 * line.size
    found = 0
    for number, box in enumerate(boxes, 1):
        round_it = (
            box.x0 - 3 <= line.x0 and line.x1 <= box.x1 + 3 and box.y0 - 3 <= top and foot <= box.y1 + 3
        )
        tight = abs(box.x0 - line.x0) < 3 and abs(box.x1 - line.x1) < 3 and box.y1 - box.y0 < 1.8 * line.size
        if round_it and not tight:
            found = number
    return found


def _ruled(line: Line, rules: Sequence[Rule]) -> bool:
    """Whether a rule, longer than an underline would be, runs just below a line."""
    return any(
        rule.level
        and 0 < rule.place - line.y < 1.2 * line.size
        and rule.end - rule.start > line.x1 - line.x0 + 8
        for rule in rules
        if rule.start < line.x0 + 4 and rule.end > line.x1 - 4
    )


def _without_notes(
    pieces: list[Piece], rules: Sequence[Rule], page: Page, body: Style, noted: bool
) -> tuple[list[Piece], list[Line]]:
    """The pieces above the footnotes, and the lines of the footnotes."""
    lines = make_lines(pieces, page.number)
    top = _note_rule(lines, rules, page, noted, body)
    if top is None:
        top = _small_foot(lines, body)
    if top is None:
        return pieces, []
    below = _near([line for line in lines if line.y > top])
    cut, foot = min(line.y - 0.7 * line.size for line in below), below[-1].y + 0.5
    return [piece for piece in pieces if piece.y <= cut or piece.y > foot], below


def _near(lines: Sequence[Line]) -> list[Line]:
    """The first lines as far as they stand near each other."""
    for index in range(1, len(lines)):
        if lines[index].y - lines[index - 1].y > 3 * lines[index].size:
            return list(lines[:index])
    return list(lines)


def _note_rule(
    lines: Sequence[Line], rules: Sequence[Rule], page: Page, noted: bool, body: Style
) -> float | None:
    """The place of the short rule at the left margin that parts footnotes from the text."""
    if not lines:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for rule in sorted((r for r in rules if r.level), key=lambda one: -one.place):
        length = rule.end - rule.start
        if not 30 < length < 0.5 * (right - left) + 20 or rule.start > left + 0.25 * (right - left):
            continue
        below = [line for line in lines if line.y > rule.place + 2]
        above = [line for line in lines if line.y <= rule.place + 2]
        touched = any(rule.place - line.y < 0.35 * line.size for line in above)
        if not below or touched or (rule.place < 0.35 * page.height and above):
            continue
        first = min(below, key=lambda line: line.y)
        smaller = all(line.size <= body.size + 0.1 for line in below)
        if smaller and (NOTE_MARK.match(first.text) or (noted and first.size < _SMALLER * body.size)):
            return rule.place
    return None


def _small_foot(lines: Sequence[Line], body: Style) -> float | None:
    """The place above the small print with a mark that ends a page without a rule."""
    start = len(lines)
    while start and lines[start - 1].size <= _SMALLER * body.size and lines[start - 1].size > 4:
        start -= 1
    if start == 0 or start == len(lines):
        return None
    first = next((i for i in range(start, len(lines)) if NOTE_MARK.match(lines[i].text)), None)
    if first is None or len(lines[first].text) < 6:
        return None
    marks = {mark for line in lines[:first] for mark in line.marks}
    found = NOTE_MARK.match(lines[first].text)
    small = lines[first].pieces[0].style.size < _SMALLER * lines[first].size
    if found is None or not (marks & {found[1]} or small):
        return None
    return lines[first].y - 0.8 * lines[first].size


def _pitches(flow: Sequence[Placed]) -> dict[float, float]:
    """The usual distance of the lines of a paragraph, by their size."""
    seen: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(flow):
        one, two = above.item, below.item
        if (
            isinstance(one, Line)
            and isinstance(two, Line)
            and one.size == two.size
            and one.number == two.number
        ):
            distance = two.y - one.y
            if 0.8 * one.size < distance < 2.6 * one.size:
                seen[one.size][round(distance * 2) / 2] += 1
    pitches: dict[float, float] = {}
    for size, counts in seen.items():
        need = 0.15 * max(counts.values())
        if sum(counts.values()) >= 3:
            pitches[size] = min(place for place, count in counts.items() if count >= need)
    return pitches


def pitch_of(layout: Layout, size: float) -> float:
    """The usual distance of the baselines of a paragraph of this size, in points."""
    ratio = layout.pitches.get(layout.body.size, 1.2 * layout.body.size) / layout.body.size
    return layout.pitches.get(size, min(max(ratio, 1.1), 1.9) * size)
