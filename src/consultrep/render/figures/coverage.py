"""What is held of each report: a bar over the years of each, its pattern by how much of it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from consultrep.render.figures.drawing import (
    ACCENT,
    FAINT,
    LABEL,
    QUIET,
    SMALL,
    WIDTH,
    Columns,
    Entry,
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
from consultrep.render.figures.lettering import fitted, shortened, text_width

_WIDEST_LABELS: Final = 330.0
_BAR: Final = 13.0
_SAMPLE: Final = 34.0
_PIECES: Final = 4
_HOLE: Final = 2.0
_LINE: Final = 0.7


class Held(Enum):
    """How much of a report is held."""

    COMPLETE = auto()
    WITH_GAPS = auto()
    PARTIAL = auto()
    RECORD_ONLY = auto()


@dataclass(frozen=True)
class CoverageRow:
    """A report: its label, its years (none where unknown), how much is held and how many items.

    Where the group is another than that of the row before, its name stands over the row.
    """

    label: str
    years: Sequence[int]
    held: Held
    items: int
    group: str = ""


@dataclass(frozen=True)
class CoverageWords:
    """The words: the title of the number of items, what each pattern means, what stands for unknown years."""

    items: str
    held: Mapping[Held, str]
    no_years: str


@dataclass(frozen=True)
class _Grid:
    """Where the bars stand: the columns of the years, the least height of a row, lines a label may have."""

    years: Sequence[int]
    across: Columns
    pitch: float
    lines: int

    @property
    def size(self) -> float:
        return min(LABEL, self.pitch * 0.72)

    @property
    def labels(self) -> float:
        return self.across.left - 12


def draw_coverage(years: Sequence[int], rows: Sequence[CoverageRow], alt: str, words: CoverageWords) -> str:
    """The SVG of what is held; years of a report that are not among `years` are left out."""
    pitch = pitch_of(len(rows) + len({row.group for row in rows}), 14, 24)
    needed = max((text_width(row.label, LABEL) for row in rows), default=0)
    items = shortened(words.items, WIDTH / 4, SMALL)
    right = text_width(items, SMALL) + 14
    across = Columns.beside(
        [str(year) for year in years], min(needed + 12, _WIDEST_LABELS), most=48, right=right
    )
    grid = _Grid(years, across, pitch, lines_for(len(rows) * 2))
    end = across.right + right
    parts = [across.heads(), text(end, across.height / 2, items, SMALL, anchor="end")]
    top, group = across.height, ""
    for row in rows:
        if row.group and row.group != group:
            parts.append(_group(row.group, grid, top, end))
            top, group = top + pitch, row.group
        drawn, height = _row(row, grid, top, end, words)
        parts.append(drawn)
        top += height
    parts.append(line((0, top), (end, top), stroke_opacity=FAINT))
    said, bottom = legend(_entries(rows, words), top + 12)
    return drawing(bottom, alt, [*parts, said])


def _group(name: str, grid: _Grid, top: float, end: float) -> str:
    """The name of a group of reports over them, all across."""
    label = label_in(name, end, grid.size, 1, bold=True)
    return line((0, top), (end, top), stroke_opacity=QUIET) + label.drawn(0, top + grid.pitch / 2)


def _row(row: CoverageRow, grid: _Grid, top: float, end: float, words: CoverageWords) -> tuple[str, float]:
    label = label_in(row.label, grid.labels, grid.size, grid.lines)
    height = grid.pitch + label.more
    middle = top + height / 2
    places = [grid.years.index(year) for year in row.years if year in grid.years]
    parts = [
        line((0, top), (end, top), stroke_opacity=FAINT),
        label.drawn(0, middle),
        text(end, middle, str(row.items), grid.size, anchor="end"),
    ]
    if places:
        gap = min(1.0, grid.across.width * 0.1)
        left, right = grid.across.start(places[0]) + gap, grid.across.start(places[-1] + 1) - gap
        bar = min(_BAR, grid.pitch * 0.6)
        parts.append(_bar(row.held, left, middle - bar / 2, right - left, bar))
    else:
        said = fitted(words.no_years, grid.across.right - grid.across.left, SMALL, 1)
        parts += [text(grid.across.left, middle, words, SMALL) for words in said]
    return "".join(parts), height


def _bar(held: Held, x: float, y: float, width: float, height: float) -> str:
    """Full for a whole text, broken where it has gaps, hatched for a part, an empty frame for a record."""
    match held:
        case Held.COMPLETE:
            return rectangle(x, y, width, height, fill=ACCENT)
        case Held.WITH_GAPS:
            step = (width + _HOLE) / _PIECES
            pieces = (x + step * number for number in range(_PIECES))
            return "".join(rectangle(at, y, step - _HOLE, height, fill=ACCENT) for at in pieces)
        case Held.PARTIAL:
            return hatching(x, y, width, height, _LINE) + frame(x, y, width, height, _LINE)
        case Held.RECORD_ONLY:
            return frame(x, y, width, height, _LINE, stroke_dasharray="3 2")


def _entries(rows: Sequence[CoverageRow], words: CoverageWords) -> Iterator[Entry]:
    """What the legend explains: only what is there to be seen."""
    shown = {row.held for row in rows}
    return (Entry(said, _SAMPLE, _sample(held)) for held, said in words.held.items() if held in shown)


def _sample(held: Held) -> Callable[[float, float], str]:
    return lambda x, middle: _bar(held, x, middle - _BAR / 2, _SAMPLE, _BAR)
