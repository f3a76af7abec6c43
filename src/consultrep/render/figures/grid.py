"""A grid of counts: rows by years, each cell with its number and a shade by its size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from consultrep.render.figures.drawing import (
    ACCENT,
    FAINT,
    LABEL,
    SMALL,
    Box,
    Columns,
    Entry,
    Label,
    drawing,
    frame,
    hatching,
    label_in,
    legend,
    line,
    lines_for,
    pitch_of,
    rectangle,
    text,
)
from consultrep.render.figures.lettering import text_width

_INDENT: Final = 14.0
_GAP: Final = 2.0
_SAMPLE: Final = (26.0, 16.0)
_FREE: Final = 6.0
"""How much of the hatching is left out at each side of a question mark."""
_UNSAID: Final = 0.75
_LIGHTEST, _DARKEST = 0.12, 0.6
"""Shades on which the text of a light page and that of a dark one can both be read."""


@dataclass(frozen=True)
class GridRow:
    """A row: its counts in the order of the columns, None where not known; how deep it stands in a tree.

    A total stands out and takes no part in the shades.
    """

    label: str
    counts: Sequence[int | None]
    depth: int = 0
    total: bool = False


@dataclass(frozen=True)
class GridWords:
    """The words of the legend: what the shades count, what 0, the question mark and the star mean."""

    counted: str
    zero: str
    unknown: str
    star: str


@dataclass(frozen=True)
class _Placed:
    """A row with its label in lines, from `top`."""

    row: GridRow
    label: Label
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def draw_grid(
    columns: Sequence[str], rows: Sequence[GridRow], alt: str, words: GridWords, *, largest: int = 0
) -> str:
    """The SVG of a grid; `largest` is the count with the darkest shade where that is not one of its own."""
    most = max([largest, *(count or 0 for row in rows if not row.total for count in row.counts)])
    size = min(LABEL, _pitch(rows) * 0.72)
    tree = any(row.depth for row in rows)
    needed = max(
        (_indent(row) + text_width(row.label, size, bold=_is_bold(row, tree=tree)) for row in rows), default=0
    )
    across = Columns.beside(columns, needed + 12)
    placed = list(_placed(rows, across, size))
    bottom = placed[-1].top + placed[-1].height if placed else across.height
    parts = [across.heads(), *(_row(one, across, most) for one in placed)]
    said, end = legend(_entries(columns, rows, words, most), bottom + 10)
    return drawing(end, alt, [*parts, said])


def _pitch(rows: Sequence[GridRow]) -> float:
    return pitch_of(len(rows), 14, 22)


def _indent(row: GridRow) -> float:
    return row.depth * _INDENT


def _is_bold(row: GridRow, *, tree: bool) -> bool:
    return row.total or (tree and not row.depth)


def _placed(rows: Sequence[GridRow], across: Columns, size: float) -> Iterator[_Placed]:
    """The rows one below the other; in a tree, a little apart before each that stands at its top."""
    tree, top = any(row.depth for row in rows), across.height
    for number, row in enumerate(rows):
        bold = _is_bold(row, tree=tree)
        label = label_in(row.label, across.left - 10 - _indent(row), size, lines_for(len(rows)), bold=bold)
        top += 3 if number and bold else 0
        height = _pitch(rows) + label.more
        yield _Placed(row, label, top, height)
        top += height


def _row(one: _Placed, across: Columns, most: int) -> str:
    row = one.row
    parts = [one.label.drawn(_indent(row), one.middle)]
    if row.total:
        parts.append(line((0, one.top - 1.5), (across.right, one.top - 1.5), stroke_opacity=0.5))
    for number, count in enumerate(row.counts):
        gap = min(_GAP, across.width * 0.15)
        box = across.start(number), one.top + _GAP / 2, across.width - gap, one.height - _GAP
        parts.append(_cell(box, count, 0 if row.total else most, bold=row.total))
    return "".join(parts)


def _cell(box: Box, count: int | None, most: int, *, bold: bool = False) -> str:
    """A count on its ground, as large as fits."""
    x, y, width, height = box
    words = "?" if count is None else str(count)
    usual = SMALL if count else SMALL - 1.5
    size = min(usual, height * 0.8, usual * width * 0.95 / text_width(words, usual, bold=bold))
    opacity = None if count or bold else _UNSAID
    return _ground(box, count, most) + text(
        x + width / 2, y + height / 2, words, size, anchor="middle", bold=bold, opacity=opacity
    )


def _ground(box: Box, count: int | None, most: int) -> str:
    """Hatched at both sides if not known, an empty frame for 0, else a shade; none where `most` is 0."""
    x, y, width, height = box
    if count is None:
        side = width / 2 - min(_FREE, width / 4)
        return hatching(x, y, side, height, FAINT) + hatching(x + width - side, y, side, height, FAINT)
    if count == 0:
        return frame(*box, FAINT)
    if most == 0:
        return ""
    shade = _LIGHTEST + (_DARKEST - _LIGHTEST) * sqrt(count / most)
    return rectangle(*box, fill=ACCENT, fill_opacity=shade)


def _entries(columns: Sequence[str], rows: Sequence[GridRow], words: GridWords, most: int) -> Iterable[Entry]:
    """What the legend explains: only what is there to be seen."""
    counts = {count for row in rows for count in row.counts}
    width, height = _SAMPLE
    if most:
        samples = sorted({1, max(1, round(most / 4)), most})
        step = width + _GAP

        def shades(x: float, middle: float) -> str:
            return "".join(
                _cell((x + place * step, middle - height / 2, width, height), count, most)
                for place, count in enumerate(samples)
            )

        yield Entry(words.counted, step * len(samples), shades)
    for count, said in ((0, words.zero), (None, words.unknown)):
        if count in counts:
            yield Entry(said, width, _sample(count))
    if any(title.endswith("*") for title in columns):
        yield Entry(words.star, 6, lambda x, middle: text(x, middle, "*", SMALL))


def _sample(count: int | None) -> Callable[[float, float], str]:
    width, height = _SAMPLE
    return lambda x, middle: _cell((x, middle - height / 2, width, height), count, 0)
