"""The parts of drawings as SVG text: shapes, labels, the heads of columns, legends.

A drawing is as wide as a column of text, takes the colour of the text around it and one accent, names nothing
outside itself and has no ids, so that several can stand in one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Final

from markupsafe import escape

from consultrep.render.figures.lettering import LINE, fitted, shortened, text_width, usable

WIDTH: Final = 680.0
ACCENT: Final = "#2b78b5"
"""Contrast of 4.7 with white and 4.0 with #121212: enough for shapes on both; text has the page's colour."""
FAINT: Final = 0.22
QUIET: Final = 0.5
LABEL: Final = 12.0
SMALL: Final = 11.0
TALLEST: Final = 800.0
"""How high the rows may be together, so that a drawing 16 cm wide stays on a page of A4 or Letter."""

_FONTS: Final = "Helvetica, Arial, Liberation Sans, Noto Sans, DejaVu Sans Condensed, sans-serif"
_HATCH: Final = 6.0
_LEAST_LABELS: Final = 190.0
_GOOD_LABELS: Final = 240.0
_LEAST_HEAD: Final = 9.0
_HEAD_ROOM: Final = 64.0

Points = Sequence[tuple[float, float]]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def drawing(height: float, alt: str, parts: Iterable[str]) -> str:
    """The whole SVG of a drawing, `alt` being what it says in words."""
    return element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_written(WIDTH)} {_written(ceil(height))}",
        width=WIDTH,
        height=ceil(height),
        role="img",
        aria_label=alt,
        font_family=_FONTS,
        fill="currentColor",
    )


def element(tag: str, *content: str, **attributes: str | float | None) -> str:
    """An element; what is None is left out, `_` in a name stands for `-`."""
    written = "".join(
        f' {name.replace("_", "-")}="{_written(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{''.join(content)}</{tag}>" if content else f"<{tag}{written}/>"


def rectangle(x: float, y: float, width: float, height: float, **style: str | float) -> str:
    """A rectangle with corners a little rounded."""
    return element("rect", x=x, y=y, width=width, height=height, rx=1.5, **style)


def frame(x: float, y: float, width: float, height: float, opacity: float, **style: str | float) -> str:
    """An empty rectangle whose line stays within it."""
    return rectangle(
        x + 0.5,
        y + 0.5,
        width - 1,
        height - 1,
        fill="none",
        stroke="currentColor",
        stroke_opacity=opacity,
        **style,
    )


def line(start: tuple[float, float], end: tuple[float, float], **style: str | float) -> str:
    """A straight line in the colour of the text."""
    (x1, y1), (x2, y2) = start, end
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": "currentColor", "fill": "none", **style})


def polygon(points: Points, **style: str | float) -> str:
    """A closed shape."""
    return element("polygon", points=" ".join(f"{_written(x)},{_written(y)}" for x, y in points), **style)


def hatching(x: float, y: float, width: float, height: float, opacity: float = QUIET) -> str:
    """Slanting lines over a rectangle, those of neighbours in one row with each other."""
    right, bottom = x + width, y + height
    sums = (_HATCH * step for step in range(ceil((x + y) / _HATCH), ceil((right + bottom) / _HATCH)))
    strokes = (
        f"M{_written(max(x, at - bottom))} {_written(min(bottom, at - x))}"
        f"L{_written(min(right, at - y))} {_written(max(y, at - right))}"
        for at in sums
    )
    return element(
        "path",
        d="".join(strokes),
        fill="none",
        stroke="currentColor",
        stroke_width=0.8,
        stroke_opacity=opacity,
    )


def text(
    x: float,
    middle: float,
    words: str,
    size: float,
    *,
    anchor: str | None = None,
    bold: bool = False,
    opacity: float | None = None,
) -> str:
    """Words on one line whose small letters are centred on the height `middle`."""
    return element(
        "text",
        str(escape(words)),
        x=x,
        y=middle + size * 0.35,
        font_size=size,
        text_anchor=anchor,
        font_weight="bold" if bold else None,
        fill_opacity=opacity,
    )


@dataclass(frozen=True)
class Label:
    """A label in lines that fit; the whole of it shows over one that is shortened."""

    whole: str
    lines: Sequence[str]
    size: float
    bold: bool = False

    @property
    def more(self) -> float:
        """How high its lines after the first one are together."""
        return max(len(self.lines) - 1, 0) * self.size * LINE

    def drawn(self, x: float, middle: float) -> str:
        """The label, its lines centred on the height `middle`."""
        first = middle - self.more / 2
        lines = "".join(
            text(x, first + number * self.size * LINE, words, self.size, bold=self.bold)
            for number, words in enumerate(self.lines)
        )
        whole = usable(self.whole)
        if " ".join(self.lines) == whole:
            return lines
        return element("g", element("title", str(escape(whole))), lines)


def label_in(words: str, width: float, size: float, most: int, *, bold: bool = False) -> Label:
    """The label in `most` lines that are not wider than `width`."""
    return Label(words, fitted(words, width, size, most, bold=bold), size, bold)


def pitch_of(rows: int, least: float, most: float, taken: float = 0) -> float:
    """How high a row is, so that all of them stay on a page of which some height is taken."""
    return max(least, min(most, (TALLEST - taken) / max(rows, 1)))


def lines_for(rows: int) -> int:
    """How many lines a label may have, so that all rows stay on a page."""
    return max(1, min(3, 60 // max(rows, 1)))


@dataclass(frozen=True)
class Columns:
    """Columns of one width, right of the labels of the rows; their titles stand upright where they must."""

    titles: Sequence[str]
    left: float
    width: float

    @classmethod
    def beside(cls, titles: Sequence[str], labels: float, *, most: float = 64, right: float = 0) -> Columns:
        """Columns beside labels that are `labels` wide if there is room, and before `right` left free."""
        count, room = max(len(titles), 1), WIDTH - right
        widest = max((text_width(title, 1) for title in titles), default=0)
        full, least = (count * (widest * size + 3) for size in (SMALL, _LEAST_HEAD))
        floor = _GOOD_LABELS if room - least >= _GOOD_LABELS else _LEAST_LABELS
        left = min(labels, max(floor, room - full))
        return cls([usable(title) for title in titles], left, min(most, (room - left) / count))

    @property
    def right(self) -> float:
        """Where the last one ends."""
        return self.left + self.width * len(self.titles)

    @cached_property
    def height(self) -> float:
        """How high their titles are."""
        if not self._upright:
            return SMALL * 2
        return min(_HEAD_ROOM, max(text_width(title, self._size) for title in self.titles)) + 8

    def start(self, number: int) -> float:
        """Where a column begins."""
        return self.left + self.width * number

    def middle(self, number: int) -> float:
        """The middle of a column."""
        return self.start(number) + self.width / 2

    def heads(self) -> str:
        """The titles, at the top of the drawing."""
        return "".join(self._head(number, title) for number, title in enumerate(self.titles))

    @cached_property
    def _level_size(self) -> float:
        """The size at which the widest title fits its column."""
        widest = max((text_width(title, 1) for title in self.titles), default=0)
        return min(SMALL, (self.width - 2) / widest) if widest else SMALL

    @property
    def _upright(self) -> bool:
        return self._level_size < _LEAST_HEAD

    @property
    def _size(self) -> float:
        return min(SMALL, self.width - 1) if self._upright else self._level_size

    def _head(self, number: int, title: str) -> str:
        middle = self.middle(number)
        if not self._upright:
            return text(middle, self.height / 2, title, self._size, anchor="middle")
        x, y = middle + self._size * 0.35, self.height - 4
        return element(
            "text",
            str(escape(shortened(title, _HEAD_ROOM, self._size))),
            x=x,
            y=y,
            font_size=self._size,
            transform=f"rotate(-90 {_written(x)} {_written(y)})",
        )


@dataclass(frozen=True)
class Entry:
    """An entry of a legend: what it says, and its sign, `width` wide, drawn from x and the middle height."""

    words: str
    width: float
    sign: Callable[[float, float], str]


def legend(entries: Iterable[Entry], top: float) -> tuple[str, float]:
    """A legend from the height `top`, its entries one after the other in lines, and where it ends."""
    parts: list[str] = []
    x, middle = 0.0, top + SMALL
    for entry in entries:
        indent = entry.width + 6
        words = shortened(usable(entry.words), WIDTH - indent, SMALL)
        width = indent + text_width(words, SMALL)
        if x and x + width > WIDTH:
            x, middle = 0.0, middle + SMALL * 1.8
        parts += [entry.sign(x, middle), text(x + indent, middle, words, SMALL)]
        x += width + 12
    return "".join(parts), middle + SMALL


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return str(escape(usable(value)))
    return f"{round(value, 2) + 0:g}"
