"""The tree of a document as the nodes that `page.typ` sets: plain values, ready for JSON.

A node has a `tag`, the names of its `classes`, its `lang` where that changes, its `id` where a link leads to
it, and `children`: nodes and texts. The children of a block are blocks; text between them is a node `run`. A
table has its `head` and `rows` of cells, as many in each row as it has columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from consultrep.render.formats.pdf.signs import LONGEST_WORD, Signs
from consultrep.render.tree import Element, Node

JsonNode = dict[str, Any]

_FLOWS: Final = frozenset(["body", "section", "div", "header", "footer", "blockquote", "figure"])
_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ADDRESSES: Final = ("https://", "http://", "mailto:")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
_WORD_ENDS: Final = re.compile(r"\s+|[-–/](?!\d)")
_WHOLE: Final = 600


@dataclass
class Writing:
    """What is known while a document is written: ids that links lead to, those that stand, the last level."""

    signs: Signs
    linked: frozenset[str]
    placed: set[str] = field(default_factory=set)
    level: int = 0

    @classmethod
    def of(cls, bodies: Sequence[Element], signs: Signs) -> Writing:
        """For a document of these bodies."""
        elements = [element for body in bodies for element in _within(body)]
        held = {element.attributes["id"] for element in elements if element.attributes.get("id")}
        wanted = {element.attributes.get("href", "")[1:] for element in elements}
        return cls(signs, frozenset(held & wanted))

    def flow(self, element: Element) -> list[JsonNode]:
        """The blocks of an element, and the runs of text between them, each a paragraph where it is one."""
        return [
            self._block(run) if isinstance(run, Element) else self._run(run, element.tag in _FLOWS)
            for run in element.runs()
        ]

    def _run(self, nodes: Sequence[Node], paragraph: bool) -> JsonNode:
        run: JsonNode = {"tag": "run", "classes": [], "children": self._line(nodes)}
        return {"tag": "p", "classes": [], "children": [run]} if paragraph else run

    def _block(self, element: Element) -> JsonNode:
        node = self._named(element)
        if element.tag == "svg":
            return node | {
                "source": self.signs.drawn(element.attributes["source"]),
                "alt": element.attributes["alt"],
            }
        if element.tag == "table":
            return node | self._table(element)
        if element.tag in _HEADINGS and element.text.strip():
            self.level = min(int(element.tag[1]), self.level + 1)
            node |= {"tag": "heading", "level": self.level}
        if element.tag == "li":
            node["whole"] = len(element.text) < _WHOLE
        return node | {"children": self.flow(element)}

    def _line(self, nodes: Sequence[Node]) -> list[JsonNode | str]:
        return [self.signs.shown(node) if isinstance(node, str) else self._inline(node) for node in nodes]

    def _inline(self, element: Element) -> JsonNode:
        node = self._named(element)
        target = element.attributes.get("href", "")
        if target.startswith(_ADDRESSES):
            node["address"] = target
        elif target.startswith("#") and target[1:] in self.linked:
            node["target"] = target[1:]
        return node | {"children": self._line(element.children)}

    def _named(self, element: Element) -> JsonNode:
        node: JsonNode = {"tag": element.tag, "classes": list(element.classes)}
        if language := _LANGUAGE.match(element.attributes.get("lang", "")):
            node["lang"] = language[0].lower()
        ident = element.attributes.get("id", "")
        if ident in self.linked - self.placed:
            self.placed.add(ident)
            node["id"] = ident
        return node

    def _table(self, table: Element) -> JsonNode:
        head, body = _rows(table)
        rows = [*head, *body]
        width = max((len(_cells(row)) for row in rows), default=0)
        return {
            "caption": [node for caption in _children(table, "caption") for node in self.flow(caption)],
            "head": [self._row(row, width) for row in head],
            "rows": [self._row(row, width) for row in body],
            "columns": [_extent(rows, column) for column in range(width)],
        }

    def _row(self, row: Element, width: int) -> JsonNode:
        cells = _cells(row)
        empty: JsonNode = {"tag": "td", "classes": [], "children": []}
        return self._named(row) | {
            "cells": [self._block(cell) for cell in cells] + [empty] * (width - len(cells)),
            "whole": all(len(cell.text) < _WHOLE for cell in cells),
        }


def _rows(table: Element) -> tuple[list[Element], list[Element]]:
    """The rows of its head, and the others."""
    head: list[Element] = []
    body = _children(table, "tr")
    for part in _children(table, "thead", "tbody", "tfoot"):
        (head if part.tag == "thead" else body).extend(_children(part, "tr"))
    return head, body


def _cells(row: Element) -> list[Element]:
    return _children(row, "th", "td")


def _children(element: Element, *tags: str) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element) and child.tag in tags]


def _extent(rows: Sequence[Element], column: int) -> tuple[int, int]:
    """The characters of a column's longest word, and of its longest text."""
    texts = [_cells(row)[column].text for row in rows if column < len(_cells(row))]
    words = [word for text in texts for word in _WORD_ENDS.split(text)]
    longest = max(map(len, words), default=0)
    return min(longest, LONGEST_WORD), max(map(len, texts), default=0)


def _within(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _within(child)
