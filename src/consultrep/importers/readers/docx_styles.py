"""What the styles of a Word document say of a paragraph: its role, its look, its list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.docx_package import W, child, is_on, value, whole
from consultrep.importers.readers.runs import Look

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_HEADING: Final = re.compile(r"(?:heading|titre|überschrift|título)\s?(\d)(?:\D|$)")
_ROLES: Final = (
    (
        "contents",
        re.compile(
            r"(toc|tm|verzeichnis|contents|sommaire) ?(\d|heading|titre)|table of (figures|authorities)"
            r"|(en-?t[êe]te de )?table des (mati[èe]res|illustrations)"
        ),
    ),
    ("title", re.compile(r"title|titre|document title|titre du document|book title")),
    ("emphasis", re.compile(r"intense quote|citation intense|pull ?quote")),
    ("box", re.compile(r"(box|encadr[ée]|sidebar|call-?out|text ?box)\b")),
    ("quote", re.compile(r"(block )?(quote|quotation|citation)s?\b|block ?text|bloc de citation")),
    ("caption", re.compile(r"caption|légende|legende|figure title|table title|titre (de )?(tableau|figure)")),
    ("note", re.compile(r"(foot|end)note text|(foot|end)note$|notes? de (bas de page|fin)")),
    ("continued", re.compile(r"list continue|liste continue")),
    ("bullets", re.compile(r"list bullet|liste [àa] puces|bullet|puces?\b")),
    ("numbers", re.compile(r"list number|liste [àa] num[ée]ros|liste num")),
)
_DEEPEST: Final = 30
_BODY_SIZE: Final = 10.0


@dataclass(frozen=True)
class Style:
    """A style as it stands in the file; what it leaves open is in the style that it is based on."""

    key: str
    name: str
    base: str
    properties: Element | None
    letters: Element | None
    table: Element | None


class Styles:
    """The styles of one document."""

    def __init__(self, part: Element | None) -> None:
        found = [] if part is None else part.findall(W + "style")
        self._styles = {style.key: style for style in map(_style, found)}
        default = next(
            (s for s in found if value(s, "type") == "paragraph" and value(s, "default") in {"1", "true"}),
            None,
        )
        self._default = value(default, "styleId") or "" if default is not None else ""
        self._letters = child(part, "docDefaults", "rPrDefault", "rPr")

    def of(self, paragraph: Element) -> str:
        """The key of a paragraph's style."""
        return value(child(paragraph, "pPr", "pStyle")) or self._default

    def chain(self, key: str | None) -> Iterator[Style]:
        """The style and those it is based on, nearest first."""
        for _step in range(_DEEPEST):
            style = self._styles.get(key or "")
            if style is None:
                return
            yield style
            key = style.base

    def role(self, key: str) -> str:
        """What the name of the style, or of one it is based on, makes of a paragraph; nothing if plain."""
        for style in self.chain(key):
            if style.key == self._default:
                return ""
            if _HEADING.match(style.name):
                return "heading"
            for role, names in _ROLES:
                if names.match(style.name) and (role != "title" or names.fullmatch(style.name)):
                    return role
        return ""

    def heading_level(self, key: str) -> int:
        """The level that the style's outline or its name gives a heading, 0 for body text."""
        for style in self.chain(key):
            outline = child(style.properties, "outlineLvl")
            named = _HEADING.match(style.name)
            if outline is not None:
                level = whole(value(outline), 9) + 1
                return level if 1 <= level <= 9 else 0
            if named:
                return int(named.group(1))
        return 0

    def list_depth(self, key: str) -> int:
        """The depth that a style such as List Bullet 2 names, at least 1."""
        for style in self.chain(key):
            found = re.search(r"(\d)$", style.name)
            if found:
                return max(int(found.group()), 1)
        return 1

    def numbering(self, key: str) -> tuple[str, str, str]:
        """The list (`numId`), level and style key that the style puts a paragraph in, empty where none."""
        level = ""
        for style in self.chain(key):
            level = level or value(child(style.properties, "numPr", "ilvl")) or ""
            number = value(child(style.properties, "numPr", "numId"))
            if number is not None:
                return number, level, style.key
        return "", level, ""

    def border(self, key: str) -> Element | None:
        """The borders that a paragraph style draws."""
        found = (child(style.properties, "pBdr") for style in self.chain(key))
        return next((border for border in found if border is not None), None)

    def table_border(self, key: str) -> Element | None:
        """The borders that a table style draws."""
        found = (child(style.table, "tblBorders") for style in self.chain(key))
        return next((border for border in found if border is not None), None)

    def look(self, paragraph_style: str, run: Element | None) -> Look:
        """How a run with the properties `run` looks in a paragraph of that style."""
        places = [
            run,
            *self._letters_of(value(child(run, "rStyle"))),
            *self._letters_of(paragraph_style),
            self._letters,
        ]
        size = next((value(child(p, "sz")) for p in places if child(p, "sz") is not None), None)
        return Look(_first(places, "b"), _first(places, "i"), whole(size) / 2 or _BODY_SIZE)

    def is_hidden(self, paragraph_style: str, run: Element | None) -> bool:
        """Whether a run is not shown."""
        places = [run, *self._letters_of(value(child(run, "rStyle"))), *self._letters_of(paragraph_style)]
        return _first(places, "vanish") or _first(places, "specVanish")

    def is_raised(self, run: Element | None) -> bool:
        """Whether a run stands above the line."""
        places = [run, *self._letters_of(value(child(run, "rStyle")))]
        found = next(
            (value(child(p, "vertAlign")) for p in places if child(p, "vertAlign") is not None), None
        )
        return found == "superscript"

    def _letters_of(self, key: str | None) -> list[Element | None]:
        return [style.letters for style in self.chain(key)]


def _first(places: list[Element | None], name: str) -> bool:
    """What the nearest of the places that mentions a switch says of it."""
    return bool(next((is_on(child(p, name)) for p in places if child(p, name) is not None), False))


def _style(element: Element) -> Style:
    name = (value(child(element, "name")) or value(element, "styleId") or "").lower()
    base = value(child(element, "basedOn")) or ""
    return Style(
        value(element, "styleId") or "",
        name,
        base,
        child(element, "pPr"),
        child(element, "rPr"),
        child(element, "tblPr"),
    )
