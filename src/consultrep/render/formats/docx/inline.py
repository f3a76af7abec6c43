"""What stands within a line, as runs: character styles, languages, links, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final, Protocol
from urllib.parse import quote

from consultrep.render.document import Document
from consultrep.render.environment import web_address
from consultrep.render.formats.docx.wml import LOCALES, Xml, made, w, words
from consultrep.render.tree import Element, Node

_OF_TAG: Final = {
    "strong": "Strong",
    "em": "Emphasis",
    "code": "HTML Code",
    "ins": "Inserted",
    "del": "Deleted",
}
_CHANGES: Final = ("Inserted", "Deleted")
_OF_CLASS: Final = {"meta": "Citation", "mark": "Remark", "caution": "Remark"}


class Package(Protocol):
    """The file that runs and blocks are put into: its styles and what its other parts hold."""

    styles: Mapping[str, str]

    def link(self, address: str) -> str:
        """The relation that leads to a web address."""

    def picture(self, source: str) -> Picture:
        """A drawing as a picture of the file."""

    def numbered(self, style: str) -> tuple[int, int] | None:
        """A numbering that begins at one, in the manner of a style: its id and its level."""


@dataclass(frozen=True)
class Picture:
    """The relation that leads to a picture, and its size in EMU."""

    relation: str
    width: int
    height: int


@dataclass(frozen=True)
class Voice:
    """How a run is set: its language, the name of its character style, what else bears on it."""

    language: str
    style: str = ""
    strong: bool = False
    emphasis: bool = False

    def within(self, element: Element) -> Voice:
        """The voice of what an element holds."""
        style = _OF_TAG.get(element.tag) or next(filter(None, map(_OF_CLASS.get, element.classes)), "")
        return Voice(
            element.attributes.get("lang") or self.language,
            self.style if self.style in _CHANGES else style or self.style,
            self.strong or element.tag == "strong",
            self.emphasis or element.tag == "em",
        )


@dataclass
class Runs:
    """Writes runs for a file whose own language is `language`; `bookmarks` names the ids led to."""

    package: Package
    language: str
    bookmarks: Mapping[str, str]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def of(self, nodes: Iterable[Node], voice: Voice) -> Iterator[Xml]:
        """The runs of a line."""
        for node in nodes:
            if isinstance(node, str):
                yield self.run(words(node), voice)
            elif node.tag == "br":
                yield self.run(w("br"), voice)
            else:
                yield from self.marked(node, self._element(node, voice.within(node)))

    def run(self, content: Xml, voice: Voice) -> Xml:
        """One run."""
        properties = list(self._properties(voice))
        return w("r", *([w("rPr", *properties)] if properties else []), content)

    def marked(self, element: Element, content: Iterable[Xml]) -> list[Xml]:
        """The content between the marks of its bookmark, where a link leads to the element."""
        bookmark = self.bookmarks.get(element.attributes.get("id", ""))
        if bookmark is None:
            return list(content)
        start, end = self.bookmark(bookmark)
        return [start, *content, end]

    def bookmark(self, bookmark: str) -> tuple[Xml, Xml]:
        """The two marks of a bookmark."""
        number = str(next(self._numbers))
        return w("bookmarkStart", id=number, name=bookmark), w("bookmarkEnd", id=number)

    def _element(self, element: Element, voice: Voice) -> Iterator[Xml]:
        target = self._target(element.attributes.get("href", "")) if element.tag == "a" else None
        if target is None:
            yield from self.of(element.children, voice)
        else:
            linked = voice if voice.style in _CHANGES else replace(voice, style="Hyperlink")
            yield made("w:hyperlink", {**target, "w:history": "1"}, *self.of(element.children, linked))

    def _target(self, address: str) -> dict[str, str] | None:
        if address.removeprefix("#") in self.bookmarks:
            return {"w:anchor": self.bookmarks[address.removeprefix("#")]}
        if web_address(address) is None:
            return None
        return {"r:id": self.package.link(quote(address, safe="%/:=&?~#+!$,;'@()*[]"))}

    def _properties(self, voice: Voice) -> Iterator[Xml]:
        """What a run says of itself; bold and italics are set directly only under another style."""
        if voice.style:
            yield w("rStyle", val=self.package.styles[voice.style])
        if voice.strong and voice.style != "Strong":
            yield w("b")
        if voice.emphasis and voice.style != "Emphasis":
            yield w("i")
        if voice.language != self.language:
            yield w("lang", val=LOCALES.get(voice.language, voice.language))


def bookmark_names(document: Document) -> dict[str, str]:
    """A name that Word takes for every id that a link of the document leads to."""
    bodies = [part.body for part in document.parts]
    hrefs = {a.attributes.get("href", "") for body in bodies for a in body.all("a")}
    ids = dict.fromkeys(ident for body in bodies for ident in _ids(body) if f"#{ident}" in hrefs)
    return {ident: f"_{number}_{_cleaned(ident)}"[:40] for number, ident in enumerate(ids, start=1)}


def source_apart(nodes: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node]]:
    """A line, and the part of it that says who asked and where: it stands alone, without its dash."""
    for at, node in enumerate(nodes):
        if at and _has_class(node, "meta"):
            assert isinstance(node, Element)
            before = list(nodes[:at])
            while before and (_has_class(before[-1], "dash") or not _text(before[-1]).strip()):
                del before[-1]
            return before, (*node.children, *nodes[at + 1 :])
    return nodes, ()


def _ids(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Element):
            if child.attributes.get("id"):
                yield child.attributes["id"]
            yield from _ids(child)


def _cleaned(ident: str) -> str:
    return re.sub(r"\W", "_", ident)


def _has_class(node: Node, name: str) -> bool:
    return isinstance(node, Element) and name in node.classes


def _text(node: Node) -> str:
    return node if isinstance(node, str) else node.text
