"""Text in drawings: how wide it is at most, lines that fit, characters that XML can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Final

ELLIPSIS: Final = "…"
LINE: Final = 1.2
"""The height of a line, in sizes of its letters."""

_WIDTHS: Final = {
    char: width
    for width, chars in (
        (0.27, "ijl"),
        (0.34, " ,-.:;I'‘’"),
        (0.41, "!()/[\\]ft"),
        (0.5, '"`Jcrsz“”°'),
        (0.57, "*?L_aekvxy|«»–•"),
        (0.62, "$0123456789FTZbdghnopqu{}"),
        (0.68, "ABEKPSVXY"),
        (0.75, "&CDHRU"),
        (0.79, "#+<=>GNOQ^w~×"),
        (0.94, "%Mmæ"),
        (1.02, "@W—…œŒÆ"),
    )
    for char in chars
}
"""The widths of characters in sizes: the widest of Liberation Sans (as Arial), Noto Sans and DejaVu Sans
Condensed, measured."""

_OTHER: Final = 1.1
_EMOJI: Final = 1.4
_BOLD: Final = 1.1

_UNUSABLE: Final = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def usable(text: str) -> str:
    """The text on one line, without the characters that XML cannot hold; a no-break space stays.

    >>> usable("  one\\n\\ttwo\\x00 ")
    'one two'
    """
    return _UNUSABLE.sub(" ", text).strip(" ")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is at most in the usual sans-serif fonts."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1)


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis.

    >>> shortened("Coordination", 40, 10)
    'Coor…'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, bold=bold)
    widths = accumulate(text_width(char, size, bold=bold) for char in text)
    kept = sum(reached <= room for reached in widths)
    return text[:kept].rstrip() + ELLIPSIS


def fitted(text: str, width: float, size: float, most: int, *, bold: bool = False) -> Sequence[str]:
    """The text in at most so many lines, none wider than `width`; what does not fit is cut."""
    lines: list[str] = []
    for word in usable(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shortened(line, width, size, bold=bold) for line in kept if line]


@cache
def _width(char: str) -> float:
    """The width of a character in sizes; a composed one is as wide as what it is composed of."""
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.combining(char):
        return 0
    parts = unicodedata.normalize("NFKD", char)
    if parts != char:
        return sum(map(_width, parts))
    return _EMOJI if unicodedata.category(char) == "So" else _OTHER
