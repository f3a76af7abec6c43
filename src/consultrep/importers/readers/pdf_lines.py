"""Lines of a PDF page: pieces on one baseline put together, footnote marks told from text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from consultrep.importers.readers.pdf_page import Piece, Style

BULLET: Final = "•"
_SMALL: Final = 0.8
_SLICE: Final = 8.0
_RAISED: Final = 0.12
_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?(?:[,\s]+\d{1,3})*")
_UNITS: Final = re.compile(r"(?:^|[\s\d(/])(?:[kcdm]?m|ha|hm|CO|ft|pi|po|yd|in)$")
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES: Final = re.compile("[\ufb00-\ufb06]+")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]+")
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\ufff9-\uffff]")
_LOOSE: Final = re.compile(r"(?<=\w)\s+(?=[\u0300-\u036f])")


@dataclass(frozen=True)
class Line:
    """Pieces on one baseline from left to right; `y` is the baseline, `number` the page's, from 1."""

    pieces: tuple[Piece, ...]
    y: float
    number: int
    marks: tuple[str, ...] = ()

    @cached_property
    def x0(self) -> float:
        """The left edge."""
        return min(piece.x0 for piece in self.pieces)

    @cached_property
    def x1(self) -> float:
        """The right edge."""
        return max(piece.x1 for piece in self.pieces)

    @cached_property
    def style(self) -> Style:
        """The style that most of the characters have."""
        counts: Counter[Style] = Counter()
        for piece in self.pieces:
            counts[piece.style] += 0 if piece.style.symbols else len(piece.text)
        return max(counts, key=lambda style: counts[style])

    @property
    def size(self) -> float:
        """The size of most of the characters, in points."""
        return self.style.size

    @cached_property
    def text(self) -> str:
        """The text with single spaces, a soft hyphen or hyphen at its end kept."""
        return " ".join(join_pieces(self.pieces).split())

    @cached_property
    def bold(self) -> bool:
        """Whether all letters are bold."""
        return all(p.style.bold for p in self.pieces if any(c.isalpha() for c in p.text))


def join_pieces(pieces: Sequence[Piece]) -> str:
    """The text of pieces on a line, no-break spaces kept, with spaces where gaps are."""
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        if number:
            gap = piece.x0 - pieces[number - 1].x1
            if gap > 0.15 * min(piece.style.size, pieces[number - 1].style.size):
                parts.append(" ")
        parts.append(BULLET if piece.style.symbols and len(piece.text) == 1 else piece.text)
    return plain("".join(parts))


def plain(text: str) -> str:
    """Text in NFC without ligatures and unseen characters; soft hyphens and no-break spaces stay.

    >>> plain("e\\u0301tat o\\ufb03ciel")
    'état officiel'
    """
    text = _PRIVATE.sub(lambda found: BULLET if len(found[0]) == 1 else "", text)
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _UNSEEN.sub("", unicodedata.normalize("NFC", _LOOSE.sub("", text)))


def make_lines(pieces: Iterable[Piece], number: int) -> list[Line]:
    """The lines that pieces of one column make, from top to bottom; footnote marks taken out into `marks`."""
    rows: list[list[Piece]] = []
    near: defaultdict[int, list[list[Piece]]] = defaultdict(list)
    reach = 0
    for piece in sorted(pieces, key=lambda p: (-round(p.style.size), p.y, p.x0)):
        place = int(piece.y // _SLICE)
        reach = max(reach, int(piece.style.size // _SLICE) + 1)
        around = (row for k in range(place - 1, place + reach + 1) for row in near.get(k, ()))
        row = next((row for row in around if _belongs(piece, row)), None)
        if row is None:
            rows.append([piece])
            near[place].append(rows[-1])
        else:
            row.append(piece)
    lines = [_line(part, number) for row in rows for part in _parted(row)]
    return sorted((line for line in lines if line is not None), key=lambda line: (line.y, line.x0))


def _parted(row: Sequence[Piece]) -> list[list[Piece]]:
    """A row parted where text of another size stands far from the rest, as beside a letterhead."""
    parts: list[list[Piece]] = [[]]
    for piece in sorted(row, key=lambda one: one.x0):
        before = parts[-1][-1] if parts[-1] else piece
        far = piece.x0 - before.x1 > 3 * max(piece.style.size, before.style.size)
        if far and abs(piece.style.size - before.style.size) > 1.5:
            parts.append([])
        parts[-1].append(piece)
    return [sorted(part, key=lambda one: -round(one.style.size)) for part in parts]


def _belongs(piece: Piece, row: Sequence[Piece]) -> bool:
    """Whether a piece, which is no larger than those of the row, stands on the row's baseline or raised."""
    base = row[0]
    above = base.y - piece.y
    if abs(above) <= 0.15 * piece.style.size:
        return True
    if piece.style.size > _SMALL * base.style.size or not -0.35 < above / base.style.size < 0.65:
        return False
    near = 0.6 * base.style.size
    if above > 0 and -near < min(other.x0 for other in row) - piece.x1 < 4 * near:
        return True
    return any(-near < piece.x0 - other.x1 < near or -near < other.x0 - piece.x1 < near for other in row)


def _line(row: Sequence[Piece], number: int) -> Line | None:
    """The line of a row; None where only marks stand on it."""
    ordered = sorted(row, key=lambda piece: piece.x0)
    base = row[0]
    kept: list[Piece] = []
    marks: list[str] = []
    for piece in ordered:
        mark = _as_mark(piece, base, kept)
        if mark is None:
            kept.append(piece)
        elif mark:
            marks.append(mark)
        else:
            kept.append(_raised(piece, base))
    if not any(piece.text.strip() for piece in kept):
        return None
    return Line(tuple(kept), base.y, number, tuple(marks))


def _as_mark(piece: Piece, base: Piece, before: Sequence[Piece]) -> str | None:
    """The footnote mark that a piece is, empty for another raised digit, None for ordinary text."""
    small = piece.style.size <= _SMALL * base.style.size
    star = piece.text.strip() in {"*", "**", "†", "‡"} and not piece.style.symbols
    raised = base.y - piece.y > _RAISED * base.style.size
    if not ((small and raised) or (star and before and (small or raised))):
        return None
    if not before:
        return None
    if not _MARK.fullmatch(piece.text.strip()):
        return None
    text = join_pieces(before[-1:])
    if piece.text.strip() in {"2", "3"} and _UNITS.search(text):
        return ""
    if piece.text.strip().isalpha() and (text[-1:].isdigit() or text[-1:].isupper()):
        return None
    return piece.text.strip("[]() ")


def _raised(piece: Piece, base: Piece) -> Piece:
    """A raised digit that belongs to the text, as in square metres."""
    return Piece(piece.text.translate(_SUPERSCRIPTS), piece.x0, piece.x1, base.y, base.style)
