"""The lines of a text file: where they stand, which belong to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from consultrep.importers.readers.text_joining import Span

_TAB: Final = 4
_EDGE: Final = 3
_LONG: Final = 140
_RUNNING: Final = 120
_SHORTEST_PAGE: Final = 15
_PAGE_NUMBER: Final = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.)\s*)?(?P<n>\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|de|sur|/|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_MARKED_PAGE: Final = re.compile(
    r"[-–—]\s*\d{1,4}\s*[-–—]|.*\b(?:page|p\.)\s*\d.*|\d+\s*/\s*\d+", re.IGNORECASE
)
_NOT_LAST: Final = re.compile(r"[^\W\d_,]$|,$|[-’']$")

# A sentence does not end with one of these, so the text goes on after them.
UNFINISHED: Final = re.compile(
    r"(the|an?|of|and|or|to|in|for|by|with|that|its|their|his|her|on|at|from|as|which|who"
    r"|les?|la|des?|du|et|ou|à|aux?|en|par|pour|sur|que|qui|une?|leurs?|ses|son|sa|dans|avec)"
)


@dataclass(frozen=True)
class Line:
    """A line without the white space around it; a blank one is empty. `page` counts from 1."""

    start: int
    end: int
    indent: int
    page: int
    text: str

    @property
    def span(self) -> Span:
        """The half-open range of the file's text."""
        return self.start, self.end


def split_lines(text: str) -> list[Line]:
    """The lines of `text` in order; a form feed ends a line and a page."""
    lines: list[Line] = []
    position, page = 0, 1
    for piece in re.split("([\n\f])", text):
        if piece == "\f":
            page += 1
        elif piece != "\n":
            content = piece.strip("\ufeff\u200b").strip()
            start = position + piece.find(content) if content else position
            lead = piece[: start - position].expandtabs(_TAB)
            lines.append(Line(start, start + len(content), len(lead), page, content))
        position += len(piece)
    return lines


def drop_page_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers and running heads, which leave a blank line."""
    dropped = _at_page_edges(lines) | _numbered_on_the_way(lines)
    shapes = {_shape(lines[number]) for number in dropped}
    first, second = ([n for n, line in enumerate(lines) if line.text] + [-1, -1])[:2]
    if first >= 0 and _shape(lines[first]) in shapes:
        dropped.add(first)
    # A running head is the title where the first page shows no other.
    if first in dropped and (second < 0 or re.search(r"[.,;:]$|^\d+[. ]", lines[second].text)):
        dropped.discard(first)
    return [_blank(line) if number in dropped else line for number, line in enumerate(lines)]


def _blank(line: Line) -> Line:
    return Line(line.start, line.start, 0, line.page, "")


def _shape(line: Line) -> str:
    """A line with its numbers alike, so that `Page 3` and `Page 4` are one."""
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))


def _repeated(lines: Sequence[Line], edges: Sequence[Sequence[int]]) -> set[int]:
    """Numbers of lines that come back page after page; `edges` has each page's lines from its edge inward.

    A line counts only where those between it and the edge do, so that text which repeats itself stays.
    """
    found: set[int] = set()
    left = [list(edge) for edge in edges]
    for _depth in range(_EDGE):
        heads = [edge[0] for edge in left if edge]
        counts = Counter(_shape(lines[number]) for number in heads)
        often = max(2, round(len(edges) * 0.4))
        page_numbers = {number for number in heads if _PAGE_NUMBER.fullmatch(lines[number].text)}
        again = {n for n in heads if counts[_shape(lines[n])] >= often and _runs(lines[n].text)}
        found |= again | page_numbers
        left = [edge[1:] for edge in left if edge and edge[0] in found]
    return found


def _runs(text: str) -> bool:
    """Whether a line can be a running head: short, no sentence's end, not the middle of one."""
    return len(text) < _RUNNING and not text[0].islower() and text[-1] not in ".,;:"


def _at_page_edges(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines that come back at the top or the foot of the pages that form feeds part."""
    pages: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        if line.text:
            pages.setdefault(line.page, []).append(number)
    if len(pages) < 2:
        return set()
    tops = [page[:_EDGE] for page in pages.values()]
    feet = [page[: -_EDGE - 1 : -1] for page in pages.values()]
    return _repeated(lines, tops) | _repeated(lines, feet)


def _numbered_on_the_way(lines: Sequence[Line]) -> set[int]:
    """Numbers of page-number lines in a text without form feeds, and of the heads that go with them."""
    pages: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        found = _PAGE_NUMBER.fullmatch(line.text) if line.text else None
        if found and found["n"].isdigit():
            far = not pages or number - pages[-1][0] >= _SHORTEST_PAGE
            next_one = not pages or int(found["n"]) == pages[-1][1] + 1
            if next_one and (far or _MARKED_PAGE.fullmatch(line.text)):
                pages.append((number, int(found["n"])))
    places = [number for number, _page in pages]
    marked = all(_MARKED_PAGE.fullmatch(lines[place].text) for place in places)
    if len(places) < (2 if marked else 3):
        return set()
    above = [[n for n in range(p - 1, max(p - 4, -1), -1) if lines[n].text] for p in places]
    below = [[n for n in range(p + 1, min(p + 5, len(lines))) if lines[n].text] for p in places]
    return set(places) | _repeated(lines, above) | _repeated(lines, below)


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which the text's lines are broken, 0 where every line is a paragraph."""
    lengths = sorted(line.indent + len(line.text) for line in lines if line.text)
    if not lengths or sum(length > _LONG for length in lengths) > len(lengths) * 0.03:
        return 0
    broken = [one for one, two in _pairs(lines) if _breaks(one.text, two.text)]
    if len(broken) < max(1, sum(1 for _pair in _pairs(lines)) * 0.1):
        return 0
    return max(line.indent + len(line.text) for line in broken if len(line.text) <= _LONG)


def _breaks(one: str, two: str) -> bool:
    """Whether a sentence is broken between two lines."""
    open_end = two[0].islower() or bool(UNFINISHED.fullmatch(one.rsplit(maxsplit=1)[-1].casefold()))
    return open_end and bool(_NOT_LAST.search(one))


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Lines with text that follow each other directly."""
    for one, two in pairwise(lines):
        if one.text and two.text:
            yield one, two
