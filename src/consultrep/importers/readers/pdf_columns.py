"""Columns of a PDF page: pieces put in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from consultrep.importers.readers.pdf_page import Piece

_BIN: Final = 2.0
_MIN_LINES: Final = 5
_FULL: Final = 0.55
_CROSSING: Final = 0.25


def split_columns(pieces: Sequence[Piece], depth: int = 2) -> list[list[Piece]]:
    """The pieces in groups to read one after the other: bands over the whole width, columns."""
    gutter = _gutter(pieces) if depth else None
    if gutter is None:
        return [list(pieces)] if pieces else []
    left, right = gutter
    crossing = [p for p in pieces if p.x0 < left - 1 and p.x1 > right + 1]
    ends = sorted({p.y for p in crossing})
    groups: list[list[Piece]] = []
    beside = [p for p in pieces if not (p.x0 < left - 1 and p.x1 > right + 1)]
    middle = (left + right) / 2
    top = float("-inf")
    for end in [*ends, float("inf")]:
        band = [p for p in beside if top < p.y < end - 1 or (top < p.y < end)]
        for side in (
            [p for p in band if (p.x0 + p.x1) / 2 <= middle],
            [p for p in band if (p.x0 + p.x1) / 2 > middle],
        ):
            groups.extend(split_columns(side, depth - 1))
        _add_crossing(groups, [p for p in crossing if p.y == end], bool(band))
        top = end
    return groups


def _add_crossing(groups: list[list[Piece]], found: list[Piece], parted: bool) -> None:
    """Put lines over the whole width into one group as long as nothing stands beside them."""
    if found and groups and not parted:
        groups[-1].extend(found)
    elif found:
        groups.append(found)


def _gutter(pieces: Sequence[Piece]) -> tuple[float, float] | None:
    """The white band between two columns of running text, None where there is none."""
    if len(pieces) < 2 * _MIN_LINES:
        return None
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    if right - left < 150:
        return None
    count = int((right - left) / _BIN) + 1
    cover = [0] * (count + 1)
    for piece in pieces:
        first, last = int((piece.x0 - left) / _BIN), int((piece.x1 - left) / _BIN)
        for place in range(max(first, 0), min(last, count) + 1):
            cover[place] += 1
    allowed = _CROSSING * median(sorted(cover))
    best = _widest([value <= allowed for value in cover], int(count * 0.25), int(count * 0.75))
    if best is None:
        return None
    gutter = left + best[0] * _BIN + _BIN, left + best[1] * _BIN
    return gutter if _beside(pieces, gutter, left, right) else None


def _widest(free: Sequence[bool], low: int, high: int) -> tuple[int, int] | None:
    """The longest run of free bins that touches the middle half of the page, four bins at least."""
    best: tuple[int, int] | None = None
    start: int | None = None
    for place in range(len(free) + 1):
        if place < len(free) and free[place]:
            start = place if start is None else start
            continue
        if start is not None and start < high and place > low and place - start >= 4:
            best = max(best or (0, 0), (start, place), key=lambda run: run[1] - run[0])
        start = None
    return best


def _beside(pieces: Sequence[Piece], gutter: tuple[float, float], left: float, right: float) -> bool:
    """Whether running text stands on both sides: lines enough, and most of them as wide as the column."""
    sides = ([p for p in pieces if p.x1 <= gutter[0] + 3], [p for p in pieces if p.x0 >= gutter[1] - 3])
    widths = gutter[0] - left, right - gutter[1]
    for side, width in zip(sides, widths, strict=True):
        if len({round(p.y) for p in side}) < _MIN_LINES or width < 90:
            return False
        rows: dict[int, float] = {}
        for piece in side:
            rows[round(piece.y)] = rows.get(round(piece.y), 0.0) + piece.x1 - piece.x0
        if median(rows.values()) < _FULL * width:
            return False
        if sum(len(p.text) for p in side) < 25 * len(rows):
            return False
    return True
