"""Lists of a page: what stands in front of each item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.html_page import classes, tag

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_STYLES: Final = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
    "lst-lwr-alph": "a",
    "lst-upr-alph": "A",
    "lst-lwr-rmn": "i",
    "lst-upr-rmn": "I",
    "lst-num": "1",
}
_BARE: Final = frozenset(
    {"lst-none", "list-unstyled", "list-none", "no-bullet", "nobullet", "list-inline", "govuk-list"}
)
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass
class Item:
    """An item being read: its depth, its marker until that is used, whether a heading opened it."""

    depth: int
    marker: str
    headed: bool = False

    def take_marker(self) -> str:
        """The marker, once; nothing for what follows in the same item."""
        marker, self.marker = self.marker, ""
        return marker


class Numbers:
    """Counts the items of one list as a browser does."""

    def __init__(self, element: Element, depth: int) -> None:
        self.depth = depth
        self._form = _form(element)
        self._step = -1 if element.get("reversed") is not None else 1
        items = sum(1 for child in element if tag(child) == "li")
        self._next = _whole(element.get("start"), items if self._step < 0 else 1)

    def item(self, element: Element) -> Item:
        """The item that `element` opens."""
        if self._form in {"", "•"}:
            return Item(self.depth, self._form)
        number = _whole(element.get("value"), self._next)
        self._next = number + self._step
        return Item(self.depth, f"{counted(number, element.get('type') or self._form)}.")


def counted(number: int, form: str) -> str:
    """A number as a list of the form `1 a A i I` shows it.

    >>> counted(28, "a"), counted(14, "I"), counted(0, "i")
    ('ab', 'XIV', '0')
    """
    if form not in {"a", "A", "i", "I"} or not 0 < number < 4000:
        return str(number)
    text = _letters(number) if form in {"a", "A"} else _roman(number)
    return text.upper() if form.isupper() else text


def _form(element: Element) -> str:
    """The form of the list's numbers, a bullet, or nothing for a list that shows neither."""
    style = (element.get("style") or "").lower()
    named = classes(element)
    if (named & _BARE and "govuk-list" not in named) or "list-style:none" in style.replace(" ", ""):
        return "" if tag(element) != "ol" or "list-style" in style or named & _BARE else "1"
    shown = next((form for name, form in _STYLES.items() if name in named or name in style), "")
    if tag(element) == "ol":
        return shown or element.get("type") or "1"
    return shown or "•"


def _whole(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 7 else default


def _letters(number: int) -> str:
    text = ""
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
