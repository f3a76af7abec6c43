"""A timeline: rows by years, in each row a lane for each series with a mark for each year known of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from math import cos, pi, sin
from typing import Final

from consultrep.render.figures.drawing import (
    ACCENT,
    FAINT,
    LABEL,
    SMALL,
    Columns,
    Entry,
    Label,
    Points,
    drawing,
    element,
    label_in,
    legend,
    line,
    lines_for,
    pitch_of,
    polygon,
    text,
)
from consultrep.render.figures.lettering import text_width

_LANE: Final = (10.0, 14.0)
_PADDING: Final = (4.0, 8.0)
_WIDEST_LABELS: Final = 330.0


class State(Enum):
    """What is known of a series in a year."""

    ASKED = auto()
    NOT_ASKED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Lane:
    """A series, by its place in the legend, and what is known of it by year."""

    series: int
    states: Mapping[int, State]


@dataclass(frozen=True)
class TimelineRow:
    """A row: its label, and a lane for each series."""

    label: str
    lanes: Sequence[Lane]


@dataclass(frozen=True)
class TimelineWords:
    """The words of the legend: the series in their order, what a hollow mark and a question mark mean."""

    series: Sequence[str]
    not_asked: str
    unknown: str


@dataclass(frozen=True)
class _Grid:
    """Where the marks stand: the columns of the years, the height of a lane, the radius of a mark."""

    years: Sequence[int]
    across: Columns
    lane: float

    @property
    def radius(self) -> float:
        return min(self.lane, self.across.width) * 0.4

    def middle(self, year: int) -> float:
        return self.across.middle(self.years.index(year))


def draw_timeline(years: Sequence[int], rows: Sequence[TimelineRow], alt: str, words: TimelineWords) -> str:
    """The SVG of a timeline; what is known of other years than `years` is left out."""
    lanes = sum(len(row.lanes) for row in rows)
    lane = pitch_of(lanes, *_LANE, taken=len(rows) * _PADDING[0])
    pitch = lane + pitch_of(len(rows), *_PADDING, taken=lanes * lane)
    size = min(LABEL, pitch * 0.75)
    needed = max((text_width(row.label, size) for row in rows), default=0)
    across = Columns.beside([str(year) for year in years], min(needed + 12, _WIDEST_LABELS), most=48)
    grid = _Grid(years, across, lane)
    top, parts = across.height, [across.heads()]
    for row in rows:
        label = label_in(row.label, across.left - 12, size, lines_for(len(rows)))
        height = pitch + max(label.more, lane * (len(row.lanes) - 1))
        parts.append(_row(row, label, grid, top, height))
        top += height
    parts += [_guides(grid, top), line((0, top), (across.right, top), stroke_opacity=FAINT)]
    said, end = legend(_entries(rows, words), top + 10)
    return drawing(end, alt, [*parts, said])


def _guides(grid: _Grid, bottom: float) -> str:
    """A thin line down each year."""
    top = grid.across.height
    middles = map(grid.middle, grid.years)
    return "".join(line((x, top), (x, bottom), stroke_opacity=0.1) for x in middles)


def _row(row: TimelineRow, label: Label, grid: _Grid, top: float, height: float) -> str:
    middle = top + height / 2
    first = middle - grid.lane * (len(row.lanes) - 1) / 2
    lanes = (_lane(lane, grid, first + number * grid.lane) for number, lane in enumerate(row.lanes))
    rule = line((0, top), (grid.across.right, top), stroke_opacity=FAINT)
    return "".join([rule, label.drawn(0, middle), *lanes])


def _lane(lane: Lane, grid: _Grid, middle: float) -> str:
    """The marks of a series, and a line between those from the first year to the last in which it asked."""
    states = {year: lane.states[year] for year in grid.years if year in lane.states}
    asked = [year for year, state in states.items() if state is State.ASKED]
    joined = [year for year in states if asked and asked[0] <= year <= asked[-1]]
    lines = (
        line(
            (grid.middle(one) + grid.radius + 1.5, middle),
            (grid.middle(other) - grid.radius - 1.5, middle),
            stroke=ACCENT,
            stroke_width=1.2,
        )
        for one, other in pairwise(joined)
    )
    marks = (
        _mark(lane.series, state, grid.middle(year), middle, grid.radius) for year, state in states.items()
    )
    return "".join([*lines, *marks])


def _mark(series: int, state: State, x: float, y: float, radius: float) -> str:
    if state is State.UNKNOWN:
        return text(x, y, "?", radius * 2, anchor="middle", opacity=0.8)
    if state is State.ASKED:
        return _shape(series, x, y, radius, fill=ACCENT if series < len(_SHAPES) else "currentColor")
    return _shape(series, x, y, radius - 0.6, fill="none", stroke="currentColor", stroke_width=1.2)


def _shape(series: int, x: float, y: float, radius: float, **style: str | float) -> str:
    """The shape of a series, of about the same area for each."""
    shape = _SHAPES[series % len(_SHAPES)]
    if shape is None:
        return element("circle", cx=x, cy=y, r=radius * 0.92, **style)
    return polygon(_star(shape, x, y, radius * 1.2), **style)


@dataclass(frozen=True)
class _Star:
    """A shape by its points, the part of a turn that it is turned by, and how far it goes in between them."""

    points: int
    turn: float = 0.0
    waist: float | None = None


_SHAPES: Final = (
    None,
    _Star(4, 1 / 8),
    _Star(3),
    _Star(4),
    _Star(3, 1 / 2),
    _Star(4, waist=0.42),
    _Star(4, 1 / 8, waist=0.42),
)
"""Disc, square, triangle, diamond, triangle upside down, upright cross, slanting cross."""


def _star(shape: _Star, x: float, y: float, radius: float) -> Points:
    reaches = (1.0,) if shape.waist is None else (1.0, shape.waist)
    corners = shape.points * len(reaches)
    turns = (
        (2 * pi * (corner / corners + shape.turn), reaches[corner % len(reaches)])
        for corner in range(corners)
    )
    return [(x + radius * reach * sin(turn), y - radius * reach * cos(turn)) for turn, reach in turns]


def _entries(rows: Iterable[TimelineRow], words: TimelineWords) -> Iterator[Entry]:
    """What the legend explains: only what is there to be seen."""
    lanes = [lane for row in rows for lane in row.lanes]
    states = {state for lane in lanes for state in lane.states.values()}
    for series in sorted({lane.series for lane in lanes}):
        yield Entry(words.series[series], SMALL, _sample(series, State.ASKED))
    for state, said in ((State.NOT_ASKED, words.not_asked), (State.UNKNOWN, words.unknown)):
        if state in states:
            yield Entry(said, SMALL, _sample(0, state))


def _sample(series: int, state: State) -> Callable[[float, float], str]:
    return lambda x, middle: _mark(series, state, x + SMALL / 2, middle, SMALL * 0.42)
