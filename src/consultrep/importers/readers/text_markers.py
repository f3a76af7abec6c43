"""List markers: bullets and numbers as printed, what follows what, how deep a list item stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_BULLETS: Final = "-–—*•·∙●○◦▪▫■□◆◇‣⁃➢➤►▸✓✔¥§\uf0b7\uf0a7\uf0d8\uf02d\uf0fc"
MARKER: Final = re.compile(
    rf"(?P<bullet>[{_BULLETS}]|o(?=\s)|\+(?=\s))(?=\s|$|[^\W\d_{_BULLETS}]\w*\s)"
    r"|(?P<number>\(\d{1,3}\)|\([a-z]\)|\([ivxl]{1,5}\)|\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}\s?[.)°]"
    r"|[a-z][.)]|[ivxl]{1,5}[.)]|[IVXL]{1,6}[.)]|[A-Z][.)])(?=\s|$)"
)
_PUNCTUATION: Final = re.compile(r"^\(|[.)°\s]+$")
_TIGHT: Final = "-–—*"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}


def find_marker(text: str) -> str:
    """The bullet or number that `text` starts with, else nothing.

    >>> find_marker("(a) Ratify"), find_marker("88.12 Adopt"), find_marker("1990 was"), find_marker("- all")
    ('(a)', '88.12', '', '-')
    """
    found = MARKER.match(text)
    if not found:
        return ""
    # Other bullets may have lost the space after them; a dash or a star before a word is no bullet.
    tight = found[0] in _TIGHT and not re.match(r"\s|$", text[found.end() :])
    section_sign = found[0] == "§" and re.match(r"\s*\d", text[found.end() :])
    return "" if tight or section_sign else found[0]


def marker_kind(marker: str) -> str:
    """What sort of marker it is: itself for a bullet, else its shape with the figures taken out.

    >>> marker_kind("12."), marker_kind("(b)"), marker_kind("88.12"), marker_kind("•"), marker_kind("IV.")
    ('1.', '(a)', '1.1', '•', 'I.')
    """
    bare = _PUNCTUATION.sub("", marker)
    if not bare or bare in _BULLETS or bare in {"o", "+"}:
        if marker in {"o.", "o)"}:
            return marker.replace("o", "a")
        return marker
    if bare[0].isdigit():
        shape = re.sub(r"\d+", "1", bare)
        return shape if "." in shape else marker.replace(bare, shape)
    if len(bare) > 1 or bare in "iIvVxX":
        return marker.replace(bare, "i" if bare.islower() else "I")
    return marker.replace(bare, "a" if bare.islower() else "A")


def marker_values(marker: str) -> set[tuple[int, ...]]:
    """What a number can count: `(c)` is 3, `i.` is 1 or, as a letter, 9."""
    bare = _PUNCTUATION.sub("", marker).casefold()
    if re.fullmatch(r"\d+(\.\d+)*", bare):
        return {tuple(int(part) for part in bare.split("."))}
    values: set[tuple[int, ...]] = set()
    if len(bare) == 1 and bare.isalpha() and bare.isascii():
        values.add((ord(bare) - ord("a") + 1,))
    if bare and set(bare) <= set(_ROMAN):
        figures = [_ROMAN[letter] for letter in bare]
        signs = [-1 if figure < max(figures[i:]) else 1 for i, figure in enumerate(figures)]
        values.add((sum(sign * figure for sign, figure in zip(signs, figures, strict=True)),))
    return values


def opens_or_follows(marker: str, before: str) -> bool:
    """Whether a letter or Roman number can count here: it is a first one, or next after `before`.

    Else it is rather an initial or an abbreviation, as in `M. Roy` or `p. ex.`; other markers always count.
    """
    if _PUNCTUATION.sub("", marker_kind(marker)) not in {"a", "A", "i", "I"}:
        return True
    bare = _PUNCTUATION.sub("", marker)
    return len(bare) > 1 or (1,) in marker_values(marker) or bool(before and follows(marker, before))


def follows(marker: str, before: str) -> bool:
    """Whether `marker` is the next number after `before`."""
    if _family(marker) != _family(before):
        return False
    nexts = {(*value[:-1], value[-1] + 1) for value in marker_values(before)}
    return bool(nexts & marker_values(marker))


def _family(marker: str) -> str:
    """The kind of a marker, where `i` can be a letter or a Roman number."""
    return marker_kind(marker).replace("i", "a").replace("I", "A")


@dataclass
class Depths:
    """The lists that are open at a point of the text; tells how deep the next item stands."""

    _open: list[tuple[int, str, str]] = field(default_factory=list)

    def close(self) -> None:
        """End every list."""
        self._open.clear()

    def depth(self, indent: int, marker: str) -> int:
        """The depth, from 1, of an item with this indent and marker."""
        kind = marker_kind(marker)
        for place, (column, one, last) in enumerate(self._open):
            same = one == kind or follows(marker, last)
            if same and (abs(column - indent) < 2 or not self._bullet(kind)):
                del self._open[place + 1 :]
                self._open[place] = (indent, one, marker)
                return place + 1
        while self._open and (self._open[-1][0] > indent + 1 or self._apart(kind, marker)):
            self._open.pop()
        self._open.append((indent, kind, marker))
        return len(self._open)

    def _apart(self, kind: str, marker: str) -> bool:
        """Whether a number such as 61.2 is none below the last item, whose number it does not begin with."""
        if not kind.startswith("1.1"):
            return False
        (value,) = marker_values(marker)
        return value[:-1] not in marker_values(self._open[-1][2])

    def _bullet(self, kind: str) -> bool:
        return kind == "o" or (len(kind) == 1 and not kind.isalnum())
