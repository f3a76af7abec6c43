"""The signs of a document, and what stands for those that no font can show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final
from unicodedata import category

from consultrep.render.document import Document

# Surrogates are no text, the standard bans U+0000, U+FEFF and U+FFFE, and overrides and isolates of direction
# would turn round the words that follow.
_NEVER_SHOWN: Final = re.compile(r"[\0\ud800-\udfff\ufeff\ufffe\u202a-\u202e\u2066-\u2069]")
LONGEST_WORD: Final = 28
_LONG_WORD: Final = re.compile(rf"[^\s/\-]{{{LONGEST_WORD}}}(?=[^\s/\-])")
_MAY_BREAK: Final = "\u200b"


@dataclass(frozen=True)
class Signs:
    """The signs without a glyph: they are shown by their numbers, as in [U+1F600]."""

    unknown: frozenset[str]

    def shown(self, text: str) -> str:
        """The text as it can be shown; a very long word gets places where a line may end."""
        known = "".join(_number(sign) if sign in self.unknown else sign for sign in _signs(text))
        return _LONG_WORD.sub(rf"\g<0>{_MAY_BREAK}", known)

    def drawn(self, source: str) -> str:
        """The drawing with what it says as it can be shown."""
        return "".join(_number(sign) if sign in self.unknown else sign for sign in _signs(source))


def signs_of(document: Document) -> frozenset[str]:
    """Every sign of the document."""
    return frozenset(sign for part in document.parts for sign in _signs(unescape(part.html)))


def never_shown(sign: str) -> bool:
    """Whether a sign is shown by its number whatever the fonts are."""
    return _NEVER_SHOWN.search(sign) is not None


def _signs(text: str) -> Iterator[str]:
    """Each character with the marks that stand over or under it."""
    sign = ""
    for character in text:
        if sign and category(character).startswith("M"):
            sign += character
        else:
            if sign:
                yield sign
            sign = character
    if sign:
        yield sign


def _number(sign: str) -> str:
    return "".join(f"[U+{ord(character):04X}]" for character in sign)
