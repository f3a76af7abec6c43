"""Lines of a PDF put together to paragraphs, items and headings, over columns and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from consultrep.importers.readers.pdf_layout import Column, Layout, Placed, pitch_of
from consultrep.importers.readers.pdf_lines import Line
from consultrep.importers.readers.pdf_page import Style
from consultrep.importers.readers.pdf_tables import Table
from consultrep.importers.readers.text_markers import find_marker, marker_kind, opens_or_follows

_ENDED: Final = re.compile(r"[.!?:;»”\"…)\]]['’]?$")
_STOPPED: Final = re.compile(r"[.!?…]['’»”\")]*$")
_OPENS: Final = re.compile(r"[«“\"(\[]?\s?[A-ZÀ-ÖØ-ÞŒ\d]")
_HYPHEN_END: Final = re.compile(r"\w[-\u00ad\u2010]$")


@dataclass
class Paragraph:
    """Lines that belong together; `gap` is the white above in lines, `marker` a list marker at its start."""

    lines: list[Line]
    column: Column
    frame: int = 0
    marker: str = ""
    gap: float = 0.0
    ruled: bool = False
    right: float = 0.0

    @property
    def number(self) -> int:
        """The page on which it starts, from 1."""
        return self.lines[0].number

    @property
    def style(self) -> Style:
        """The style of most of it."""
        return max(self.lines, key=lambda line: len(line.text)).style

    @property
    def raw(self) -> str:
        """The text as printed, marker and line-end hyphens in it."""
        return " ".join(line.text for line in self.lines)

    @property
    def x0(self) -> float:
        """The left edge of its first line."""
        return self.lines[0].x0

    @property
    def x1(self) -> float:
        """The right edge of its widest line."""
        return max(line.x1 for line in self.lines)


def group_paragraphs(layout: Layout) -> list[Paragraph | Table]:
    """The paragraphs and tables of a document in reading order."""
    grouping = _Grouping(layout)
    for placed in layout.flow:
        grouping.add(placed)
    return grouping.found


def text_start(line: Line, marker: str) -> float:
    """Where the text after a marker starts; the left edge where there is none."""
    if not marker:
        return line.x0
    length = 0
    for piece in line.pieces:
        if length >= len(marker):
            return piece.x0
        length += len(piece.text.replace(" ", ""))
        if length > len(marker.replace(" ", "")):
            share = (len(marker) + 1) / max(len(piece.text), 1)
            return piece.x0 + share * (piece.x1 - piece.x0)
    return line.x1


class _Grouping:
    """Goes down the flow and decides of every line whether it goes on with the paragraph above."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.found: list[Paragraph | Table] = []
        self._marker = ""
        self._above: Paragraph | None = None
        self._rights = _own_rights(layout)

    def add(self, placed: Placed) -> None:
        """Put a line or table where it belongs."""
        if isinstance(placed.item, Table):
            self.found.append(placed.item)
            self._above = None
            return
        line = placed.item
        above = self._above
        marker = self._marker_of(line)
        right = self._rights.get(id(line), placed.column.right)
        if above is not None and self._goes_on(above, placed, line, marker):
            above.lines.append(line)
            above.ruled, above.right = placed.ruled, right
            return
        gap = self._gap(above.lines[-1], line) if above else 9.0
        self._above = Paragraph([line], placed.column, placed.frame, marker, gap, placed.ruled, right)
        self.found.append(self._above)
        if marker:
            self._marker = marker

    def _marker_of(self, line: Line) -> str:
        """The list marker that a line starts with, as far as the line alone and the markers before tell."""
        marker = find_marker(line.text)
        if not marker or marker == line.text:
            return ""
        if not opens_or_follows(marker, self._marker):
            apart = text_start(line, marker) - line.x0 > 1.5 * line.size or marker.startswith("(")
            return marker if apart else ""
        return marker

    def _gap(self, above: Line, line: Line) -> float:
        """The distance of two lines as a multiple of the usual; large where a page or column ends."""
        if line.number != above.number or line.y <= above.y:
            return 9.0
        return (line.y - above.y) / pitch_of(self._layout, max(line.size, above.size))

    def _goes_on(self, above: Paragraph, placed: Placed, line: Line, marker: str) -> bool:
        """Whether a line goes on with the paragraph above."""
        last = above.lines[-1]
        if placed.frame != above.frame and line.number == last.number:
            return False
        if abs(line.size - last.size) > 0.6 and not _short_mix(last, line):
            return False
        gap = self._gap(last, line)
        turned = gap >= 9.0
        if turned:
            return self._goes_over(above, placed, line, marker)
        if gap > 1.22:
            return False
        if _HYPHEN_END.search(last.text) and line.text[:1].islower():
            return True
        if marker and not self._inside(above, line, marker):
            return False
        return self._same_paragraph(above, line, placed.column)

    def _same_paragraph(self, above: Paragraph, line: Line, column: Column) -> bool:
        """Whether the next line at the usual distance belongs to the paragraph: look, indent, room above."""
        last = above.lines[-1]
        if self._heading_like(last) != self._heading_like(line) and not _alike(last, line):
            return False
        if self._heading_like(last) and self._heading_like(line) and last.size > self._layout.body.size:
            return abs(last.size - line.size) < 0.3 and last.bold == line.bold
        room = _room(above, line)
        if room > 0.25 * (above.right - column.left):
            return False
        if room > 0 and _ENDED.search(last.text) and _OPENS.match(line.text):
            return False
        if room > 0 and not _alike(last, line):
            return False
        return not self._indented(above, line)

    def _indented(self, above: Paragraph, line: Line) -> bool:
        """Whether a line is set in (or out) as the first of a new paragraph is."""
        first = above.lines[0]
        em = line.size
        if len(above.lines) == 1:
            if above.marker:
                return line.x0 > text_start(first, above.marker) + 1.2 * em or line.x0 < first.x0 - 4 * em
            return line.x0 > first.x0 + 0.7 * em and bool(_STOPPED.search(first.text))
        step = line.x0 - above.lines[-1].x0
        return step > 0.7 * em or (step < -0.7 * em and bool(_STOPPED.search(above.lines[-1].text)))

    def _heading_like(self, line: Line) -> bool:
        body = self._layout.body
        return line.size > body.size + 0.5 or (line.bold and not body.bold and line.size > body.size - 0.6)

    def _inside(self, above: Paragraph, line: Line, marker: str) -> bool:
        """Whether what looks like a marker is rather text that a line end put at the start of a line."""
        last = above.lines[-1]
        if _room(above, line) > 0 or _ENDED.search(last.text):
            return False
        kind = marker_kind(marker)
        hanging = text_start(above.lines[0], above.marker) if above.marker else above.lines[-1].x0
        at_text = abs(line.x0 - last.x0) < 2 if len(above.lines) > 1 else abs(line.x0 - hanging) < 2
        if kind in {"•"} or not (marker[0].isalnum() or marker[0] in "-–—("):
            return False
        if above.marker and marker_kind(above.marker) == kind and abs(line.x0 - above.x0) < 2:
            return False
        return at_text

    def _goes_over(self, above: Paragraph, placed: Placed, line: Line, marker: str) -> bool:
        """Whether a paragraph goes on at the top of the next column or page."""
        last = above.lines[-1]
        if line.number - last.number > 1 or not _alike(last, line) or bool(placed.frame) != bool(above.frame):
            return False
        if _HYPHEN_END.search(last.text) and line.text[:1].islower():
            return True
        if marker or (self._heading_like(last) and last.size > self._layout.body.size):
            return False
        stopped = bool(_STOPPED.search(last.text))
        if not stopped and (line.text[:1].islower() or not _ENDED.search(last.text)):
            return not (above.gap < 9 and len(above.lines) == 1 and last.x1 < above.column.right * 0.5)
        shift = placed.column.left - above.column.left
        hanging = _continuation(above)
        return _room(above, line) <= 0 and abs(line.x0 - shift - hanging) < 2 and last.text[-1:] not in ":;"


def _continuation(above: Paragraph) -> float:
    """Where the lines after the first start."""
    if len(above.lines) > 1:
        return above.lines[-1].x0
    return text_start(above.lines[0], above.marker)


def _room(above: Paragraph, line: Line) -> float:
    """Points left on the last line after the first word of the next had been set there too."""
    last = above.lines[-1]
    word = line.text.split(" ", 1)[0]
    width = (line.x1 - line.x0) * len(word) / max(len(line.text), 1)
    return above.right - last.x1 - width - 0.45 * line.size


def _own_rights(layout: Layout) -> dict[int, float]:
    """The right edge of lines that are set in on both sides together, by the identity of the line."""
    rights: dict[int, float] = {}
    run: list[Placed] = []
    for placed in [*layout.flow, None]:
        if run and placed is not None and _in_one_run(layout, run[-1], placed):
            run.append(placed)
            continue
        lines = [one.item for one in run if isinstance(one.item, Line)]
        if len(lines) > 1:
            column, em = run[0].column, lines[0].size
            right = max(line.x1 for line in lines)
            inset = lines[0].x0 - column.left > 1.5 * em or bool(run[0].frame)
            if inset and column.right - right > 1.5 * em:
                rights.update({id(line): right for line in lines})
        run = [placed] if placed is not None else []
    return rights


def _in_one_run(layout: Layout, above: Placed, below: Placed) -> bool:
    """Whether two lines follow at the usual distance, with the same left edge."""
    one, two = above.item, below.item
    if not isinstance(one, Line) or not isinstance(two, Line) or above.frame != below.frame:
        return False
    close = 0 < two.y - one.y < 1.22 * pitch_of(layout, max(one.size, two.size))
    return close and one.number == two.number and abs(one.x0 - two.x0) < 2 and abs(one.size - two.size) < 0.6


def _alike(last: Line, line: Line) -> bool:
    """Whether the end of a line and the start of the next look the same."""
    one, two = last.pieces[-1].style, line.pieces[0].style
    if abs(last.size - line.size) > 0.6:
        return False
    return (one.bold, one.italic) == (two.bold, two.italic) or (last.style.bold, last.style.italic) == (
        line.style.bold,
        line.style.italic,
    )


def _short_mix(last: Line, line: Line) -> bool:
    """Whether two lines share a size although most of one is set in another."""
    sizes = {piece.style.size for piece in last.pieces} & {piece.style.size for piece in line.pieces}
    return bool(sizes) and len(last.pieces) + len(line.pieces) > 2
