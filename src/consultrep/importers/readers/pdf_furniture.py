"""What belongs to the pages and not to the text: running heads and feet, page numbers, contents lists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from consultrep.importers.readers.pdf_lines import Line, join_pieces, make_lines
from consultrep.importers.readers.pdf_page import Page, Piece

_ZONE: Final = 0.14
_DIGITS: Final = re.compile(r"\d+")
_PAGE: Final = re.compile(
    r"[-–—|\s]*(?:page|p\.|pg\.?)?\s*(?P<n>\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|de|sur|/|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_WORDED: Final = re.compile(
    r"(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|de|sur|/)\s*\d{1,4})?|\d{1,4}\s*(?:of|de|sur|/|\|)\s*\d{1,4}"
    r"|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)
_LEADER: Final = re.compile(r"(?:\.\s?){5,}|(?:…\s?){2,}|(?:_\s?){8,}(?=\s*\d)")
_ENTRY: Final = re.compile(r"\S.*\s(?:\d{1,4}|[ivxlc]{1,6})$")
CONTENTS: Final = re.compile(
    r"(?:table of )?contents|table des mati[èe]res|sommaire|on this page|sur cette page|dans ce document"
    r"|in this (?:report|document)|list of (?:tables|figures)|liste des (?:tableaux|figures)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Group:
    """A stretch of text near an edge of a page; `apart`: white space parts it from the text."""

    line: Line
    apart: bool

    @property
    def key(self) -> tuple[int, str]:
        """Place and text, figures in it left open."""
        return round(self.line.y / 3), _DIGITS.sub("#", self.line.text.casefold())


def drop_furniture(pages: Sequence[Page]) -> list[list[Piece]]:
    """The pieces of each page without running heads, running feet and page numbers."""
    candidates = [_edge_groups(page) for page in pages]
    often, always = _repeated(candidates)
    numbers = _numbered(candidates)
    kept: list[list[Piece]] = []
    for page, groups in zip(pages, candidates, strict=True):
        gone = [
            group.line
            for group in groups
            if group.key in always or (group.apart and group.key in often) or id(group) in numbers
        ]
        kept.append([piece for piece in page.pieces if not any(_within(piece, line) for line in gone)])
    return kept


def _within(piece: Piece, line: Line) -> bool:
    """Whether a piece is of a line or a mark on it."""
    return abs(piece.y - line.y) < 0.7 * line.size and piece.x0 > line.x0 - 1 and piece.x1 < line.x1 + 8


def _edge_groups(page: Page) -> list[_Group]:
    """The stretches of text near the top and the foot of a page, parted at wide gaps."""
    lines = make_lines(page.pieces, page.number)
    low, high = page.height * _ZONE, page.height * (1 - _ZONE)
    top = [line for line in lines if line.y < low]
    foot = [line for line in reversed(lines) if line.y > high]
    groups: list[_Group] = []
    for edge in (top, foot):
        inner = next(
            (line for line in (lines if edge is top else reversed(lines)) if low <= line.y <= high), None
        )
        near = [*edge, inner] if inner is not None else edge
        jumps = [n for n, (one, two) in enumerate(pairwise(near), 1) if _jump(one, two)]
        apart = max(jumps, default=0 if inner is not None else len(edge))
        for number, line in enumerate(edge):
            groups.extend(_Group(part, number < apart) for part in _parts(line))
    return groups


def _jump(one: Line, two: Line) -> bool:
    return abs(two.y - one.y) > 1.7 * max(one.size, two.size)


def _parts(line: Line) -> list[Line]:
    """A line parted at wide gaps."""
    parts: list[list[Piece]] = [[]]
    for piece in line.pieces:
        if parts[-1] and piece.x0 - parts[-1][-1].x1 > 2 * piece.style.size:
            parts.append([])
        parts[-1].append(piece)
    return [Line(tuple(part), line.y, line.number) for part in parts]


def _repeated(candidates: Sequence[Sequence[_Group]]) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Place and text of what stands on several pages alike, and on half of them; figures may differ."""
    counts: Counter[tuple[int, str]] = Counter()
    for groups in candidates:
        found = {group.key for group in groups if any(c.isalpha() for c in group.line.text)}
        counts.update({(y + step, text) for y, text in found for step in (-1, 0, 1)})
    often = {key for key, count in counts.items() if count >= (2 if len(candidates) < 12 else 3)}
    half = max(3, len(candidates) / 2)
    return often, {key for key in often if counts[key] >= half}


def _numbered(candidates: Sequence[Sequence[_Group]]) -> set[int]:
    """The identities of the page numbers: worded ones, and those that count with the pages at one height."""
    found: set[int] = set()
    counting: defaultdict[tuple[int, int], dict[int, list[int]]] = defaultdict(dict)
    for group in (group for groups in candidates for group in groups if group.apart):
        match = _PAGE.fullmatch(group.line.text)
        if match is None:
            continue
        if _WORDED.fullmatch(group.line.text.strip()):
            found.add(id(group))
            continue
        figure = int(match["n"]) - group.line.number if match["n"].isdigit() else -10_000
        for step in (0, 1):
            pages = counting[figure, round(group.line.y / 6) + step]
            pages.setdefault(group.line.number, []).append(id(group))
    for (figure, _place), pages in counting.items():
        if len(pages) > 1 or (figure == 0 and len(candidates) < 3):
            found.update(one for places in pages.values() for one in places)
    return found


def find_contents(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines of contents lists: entries with leaders or page numbers, and their headings."""
    entries = [index for index, line in enumerate(lines) if _LEADER.search(join_pieces(line.pieces))]
    dropped = set(_clustered(entries, lines)) if len(entries) >= 3 else set()
    for index, line in enumerate(lines):
        if CONTENTS.fullmatch(line.text.strip(" :")) and index not in dropped:
            run = _entries_after(lines, index)
            if run or index + 1 in dropped or index + 2 in dropped:
                dropped.update([index, *run])
    return dropped


def _clustered(entries: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Entries, what stands between entries that are near, and column titles and a heading above them."""
    found: list[int] = []
    for entry in entries:
        if found and entry - found[-1] <= 4 and lines[entry].number - lines[found[-1]].number <= 1:
            found.extend(range(found[-1] + 1, entry))
        else:
            above = range(entry - 1, max(entry - 4, -1), -1)
            top = next((i for i in above if CONTENTS.fullmatch(lines[i].text.strip(" :"))), entry)
            found.extend(range(top, entry))
        found.append(entry)
    return found


def _entries_after(lines: Sequence[Line], heading: int) -> list[int]:
    """Indices of entries with page numbers that never go down, after a heading; wrapped entries too."""
    found: list[int] = []
    last = 0
    for index in range(heading + 1, len(lines)):
        match = _ENTRY.fullmatch(lines[index].text)
        number = lines[index].text.rsplit(" ", 1)[-1]
        value = int(number) if match and number.isdigit() else None
        if value is not None and last <= value <= last + 200:
            found.extend(range(found[-1] + 1 if found else heading + 1, index + 1))
            last = value
        elif match is None and index - (found[-1] if found else heading) > 2:
            break
    return found if len(found) >= 2 else []
