"""Text in drawings: how wide it is at most, lines that fit, characters that XML can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

ELLIPSIS: Final = "…"
LINE: Final = 1.2
"""The height of a line, in sizes of its letters."""

_WIDTHS: Final = {
    **dict.fromkeys("ijl'’", 0.33),
    **dict.fromkeys(" ,.:;", 0.34),
    **dict.fromkeys("/!()[]ftrI-`", 0.43),
    **dict.fromkeys('"*?JcszxvykL_|‘“”«»–', 0.63),
    **dict.fromkeys("mMwW@%œŒæÆ—…", 1.03),
    **dict.fromkeys("#+<>=~QOGD&", 0.84),
}
_DIGIT_OR_SMALL: Final = 0.64
_CAPITAL: Final = 0.79
_OTHER: Final = 1.1
_EMOJI: Final = 1.4
_BOLD: Final = 1.12

_UNUSABLE: Final = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def usable(text: str) -> str:
    """The text on one line, without the characters that XML cannot hold; a no-break space stays.

    >>> usable("  one\\n\\ttwo\\x00 ")
    'one two'
    """
    return _UNUSABLE.sub(" ", text).strip(" ")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is at most, in the wider of the sans-serif fonts in use (DejaVu Sans)."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1)


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis.

    >>> shortened("Coordination", 40, 10)
    'Coord…'
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


def _width(char: str) -> float:
    """The width of a character in sizes; a composed one is as wide as what it is composed of."""
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.combining(char):
        return 0
    parts = unicodedata.normalize("NFKD", char)
    if parts != char:
        return sum(map(_width, parts))
    if not char.isascii():
        return _EMOJI if unicodedata.category(char) == "So" else _OTHER
    return _CAPITAL if char.isupper() else _DIGIT_OR_SMALL
