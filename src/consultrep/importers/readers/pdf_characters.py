"""The characters of a PDF page, through pdfium's own calls, as pieces of text."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from consultrep.importers.readers.pdf_page import Piece, Style

Place = Callable[[float, float], tuple[float, float]]

_MAX_PAGE_CHARACTERS: Final = 200_000
_WIDE_GAP: Final = 1.2
_WORD_GAP: Final = 0.2
_BOLD: Final = re.compile(r"bold|black|heavy|demi(?!an)|[-,]bd\b", re.IGNORECASE)
_ITALIC: Final = re.compile(r"ital|obli|[-,](?:it|bi)\b", re.IGNORECASE)
_SYMBOLS: Final = re.compile(r"wingdings|symbol|dingbats|webdings", re.IGNORECASE)
_FORCED_BOLD: Final = 1 << 18
_ITALIC_FLAG: Final = 1 << 6
_SPACES: Final = frozenset([0x09, 0x0A, 0x0D, 0x20, 0x3000, *range(0x2000, 0x200B)])
_HYPHENS: Final = {0x02: "-", 0xFFFE: "-"}
_LEFT_OUT: Final = frozenset([*range(0x20), 0x7F, 0xFEFF, 0xFFFF, *range(0x200B, 0x2010)]) - {0x02}


class Characters:
    """Goes through the characters of a page and collects them into pieces."""

    def __init__(self, pdfium: Any, textpage: Any, place: Place) -> None:
        self._raw, self._page, self._place = pdfium.raw, textpage.raw, place
        self._count = min(textpage.count_chars(), _MAX_PAGE_CHARACTERS)
        self._pieces: list[Piece] = []
        self._space = False

    def pieces(self) -> list[Piece]:
        """The pieces in the order of the file; text that is turned against the page is left out."""
        last: int | None = None
        style: Style | None = None
        y = 0.0
        for index, code, item in self._visible():
            if item != last or last is None:
                style, y, last = self._style(index), self._baseline(index), item
            if style is not None:
                self._add(index, _HYPHENS.get(code) or chr(code), style, y)
        for piece in self._pieces:
            piece.text = piece.text.rstrip(" \u00a0")
        return [piece for piece in self._pieces if piece.text]

    def _visible(self) -> Iterator[tuple[int, int, int | None]]:
        """Index, character code and text object of each character that is no space."""
        raw, page = self._raw, self._page
        for index in range(self._count):
            code = raw.FPDFText_GetUnicode(page, index)
            if code in _SPACES:
                self._space = True
                continue
            if code in _LEFT_OUT or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
                continue
            item = raw.FPDFText_GetTextObject(page, index)
            yield index, code, ctypes.addressof(item.contents) if item else None

    def _baseline(self, index: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        return self._place(x.value, y.value)[1]

    def _style(self, index: int) -> Style | None:
        """The style at a character, None where the text does not run from left to right on the page."""
        raw, page = self._raw, self._page
        matrix, flags = raw.FS_MATRIX(), ctypes.c_int()
        if not raw.FPDFText_GetMatrix(page, index, matrix):
            return None
        start, end = self._place(0, 0), self._place(matrix.a, matrix.b)
        across, down = end[0] - start[0], end[1] - start[1]
        if not across > 3 * abs(down):
            return None
        size = raw.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d)
        if not 0.5 < size < 1000:
            return None
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFText_GetFontInfo(page, index, buffer, 256, flags)
        font = buffer.value.decode("utf-8", "replace")
        bold = bool(_BOLD.search(font)) or bool(flags.value & _FORCED_BOLD) or self._stroked(index)
        italic = bool(_ITALIC.search(font)) or bool(flags.value & _ITALIC_FLAG)
        return Style(round(size, 1), bold, italic, self._color(index), bool(_SYMBOLS.search(font)))

    def _stroked(self, index: int) -> bool:
        """Whether a pen thickens the letters, as programs do where a font has no bold."""
        item = self._raw.FPDFText_GetTextObject(self._page, index)
        mode: int = self._raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
        return bool(mode == self._raw.FPDF_TEXTRENDERMODE_FILL_STROKE)

    def _color(self, index: int) -> int:
        parts = [ctypes.c_uint() for _part in range(4)]
        if not self._raw.FPDFText_GetFillColor(self._page, index, *parts):
            return 0
        red, green, blue, _alpha = (part.value for part in parts)
        return (red << 16) | (green << 8) | blue

    def _add(self, index: int, character: str, style: Style, y: float) -> None:
        """Put a character at the end of the last piece, or begin one."""
        box = self._raw.FS_RECTF()
        self._raw.FPDFText_GetLooseCharBox(self._page, index, box)
        (xa, _ya), (xb, _yb) = self._place(box.left, box.top), self._place(box.right, box.bottom)
        x0, x1 = (xa, xb) if xa <= xb else (xb, xa)
        space, self._space = self._space, False
        last = self._pieces[-1] if self._pieces else None
        if last is not None and (last.style is style or last.style == style) and abs(last.y - y) < 0.3:
            gap = (x0 - last.x1) / style.size
            if -0.35 < gap < _WIDE_GAP:
                if (space and gap > 0.02) or gap > _WORD_GAP:
                    last.text += " "
                last.text += character
                last.x1 = max(x1, last.x1)
                return
        self._pieces.append(Piece(character, x0, x1, y, style))
