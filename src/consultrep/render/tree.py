"""A document as a tree: the HTML that the templates wrote, read into elements that every format walks.

Templates write one HTML fragment a language; Markdown, PDF and DOCX are made from its tree. White space is
put in order here, once: none between blocks, one space within text, none at its ends. A no-break space stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby
from typing import Final
from xml.etree import ElementTree

from consultrep.errors import TemplateProblemError
from consultrep.messages import gettext as _

BLOCKS: Final = frozenset(
    {"body", "section", "div", "header", "footer", "p", "blockquote", "hr", "figure", "figcaption", "svg"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
    | {"ul", "ol", "li", "dl", "dt", "dd"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td"}
)
SKIPPED: Final = frozenset(
    {"script", "style", "template", "noscript", "form", "button", "input", "label", "select", "nav"}
)
VOID: Final = frozenset({"br", "hr", "img", "input"})

_SVG: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class Element:
    """An element, its attributes, and what it holds: elements and text in their order.

    An `svg` holds nothing: its attribute `source` is the drawing, `alt` what it says.
    """

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: Sequence[Node] = ()

    @property
    def is_block(self) -> bool:
        """Whether it stands alone, and not in a line of text."""
        return self.tag in BLOCKS

    @property
    def classes(self) -> Sequence[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements of these tags anywhere in it, in their order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def direct(self, *tags: str) -> Iterator[Element]:
        """Its own children of these tags, in their order."""
        for child in self.children:
            if isinstance(child, Element) and child.tag in tags:
                yield child

    def runs(self) -> Iterator[Element | list[Node]]:
        """Its children: each block, and between them each run of text and elements within a line."""
        for block, run in groupby(self.children, key=is_block):
            if block:
                yield from (child for child in run if isinstance(child, Element))
            else:
                yield list(run)


Node = Element | str


def is_block(node: Node) -> bool:
    """Whether a node stands alone, and not in a line of text."""
    return isinstance(node, Element) and node.is_block


def read_tree(html: str, name: str) -> Element:
    """The tree of an HTML fragment, under an element `body`.

    Raises TemplateProblemError, with the template's name, where an element is not closed where it should be.
    """
    drawings = _SVG.findall(html)
    reader = _Reader(name, [_drawing(source) for source in drawings])
    reader.feed(_SVG.sub('<img src="svg">', html))
    reader.close()
    return reader.finished()


def _drawing(source: str) -> Element:
    alt = ElementTree.fromstring(source).get("aria-label", "")
    return Element("svg", {"source": source, "alt": alt})


@dataclass
class _Open:
    """An element that is not closed yet."""

    tag: str
    attributes: Mapping[str, str]
    children: list[Node] = field(default_factory=list)

    def closed(self) -> Element:
        children = _tidied(self.children) if self.tag in BLOCKS else self.children
        return Element(self.tag, self.attributes, tuple(children))


class _Reader(HTMLParser):
    def __init__(self, name: str, drawings: list[Element]) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._drawings = iter(drawings)
        self._open = [_Open("body", {})]
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag in SKIPPED:
            self._skipped += tag not in VOID
        elif self._skipped:
            return
        elif tag == "img" and attributes == {"src": "svg"}:
            self._open[-1].children.append(next(self._drawings))
        elif tag in VOID:
            self._open[-1].children.append(Element(tag, attributes))
        else:
            self._open.append(_Open(tag, attributes))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self._skipped -= tag not in VOID
            return
        if self._skipped or tag in VOID:
            return
        if self._open[-1].tag != tag or len(self._open) == 1:
            raise self._problem(tag)
        closed = self._open.pop().closed()
        self._open[-1].children.append(closed)

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._open[-1].children.append(data)

    def finished(self) -> Element:
        if len(self._open) > 1:
            raise self._problem(self._open[-1].tag)
        return self._open[0].closed()

    def _problem(self, tag: str) -> TemplateProblemError:
        line, _column = self.getpos()
        return TemplateProblemError(
            _("{name}: in line {line} of what it wrote, <{tag}> is not opened and closed in order").format(
                name=self._name, line=line, tag=tag
            )
        )


def _tidied(children: Sequence[Node]) -> Iterator[Node]:
    """The children with white space put in order in each run between blocks."""
    for block, run in groupby(children, key=is_block):
        if block:
            yield from run
        else:
            spaced, _ended = _collapsed(list(run), after_space=False)
            yield from _stripped(spaced)


def _collapsed(nodes: Sequence[Node], *, after_space: bool) -> tuple[list[Node], bool]:
    """The nodes with one space for many, and whether they end with one."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            text = _SPACE.sub(" ", node)
            text = text[1:] if after_space and text.startswith(" ") else text
            after_space = text.endswith(" ") if text else after_space
            if text:
                kept.append(text)
        else:
            inner, after_space = _collapsed(node.children, after_space=after_space)
            kept.append(Element(node.tag, node.attributes, tuple(inner)))
            after_space = after_space and node.tag != "br"
    return kept, after_space


def _stripped(nodes: list[Node]) -> list[Node]:
    """The nodes of a whole run without the spaces at its ends."""
    while nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip(" ")
        if nodes[0]:
            break
        del nodes[0]
    while nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(" ")
        if nodes[-1]:
            break
        del nodes[-1]
    return nodes
