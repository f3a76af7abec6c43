"""What is on a page of a PDF, without a word about the library that read it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Style:
    """How text looks; `size` in points to a tenth, `color` as 0xRRGGBB."""

    size: float
    bold: bool = False
    italic: bool = False
    color: int = 0
    symbols: bool = False


@dataclass
class Piece:
    """Text of one style on one baseline without wide gaps; points from the page's left top corner."""

    text: str
    x0: float
    x1: float
    y: float
    style: Style


@dataclass(frozen=True)
class Box:
    """The bounds of something drawn, `y0` its top; `filled` and `stroked` say what is seen on white paper."""

    x0: float
    y0: float
    x1: float
    y1: float
    filled: bool
    stroked: bool = False


@dataclass(frozen=True)
class Page:
    """A page as it is looked at; `number` counts from 1, `images` says that pictures are on it."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    boxes: list[Box]
    images: bool = False


@dataclass(frozen=True)
class Contents:
    """The pages that could be read, and what the file says of itself; bookmarks as (level from 0, title)."""

    pages: list[Page]
    metadata: dict[str, str]
    language: str = ""
    bookmarks: list[tuple[int, str]] = field(default_factory=list)
