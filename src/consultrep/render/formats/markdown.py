"""A document as Markdown (CommonMark with tables). Figures are left out: a table beside says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from consultrep.language import escape_opening, escape_within
from consultrep.query.statements import labelled
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates, markdown_link, with_single_blank_lines
from consultrep.render.tree import Element, Node

Lines = Iterator[str]

_HEADINGS: Final = {f"h{level}": "#" * level for level in range(1, 7)}
_MARKS: Final = {"strong": "**", "em": "*", "del": "~~"}


def write_markdown(document: Document, templates: Templates) -> bytes:
    """The document as Markdown, its parts one after the other."""
    text = "\n\n---\n\n".join(_text(part) for part in document.parts)
    return with_single_blank_lines(text).encode()


def _text(part: Part) -> str:
    return part.html if part.template.endswith(".md.j2") else "\n".join(_blocks(part.body))


def _blocks(element: Element) -> Lines:
    """The blocks of an element, an empty line before each."""
    for child in element.runs():
        yield ""
        if isinstance(child, Element):
            yield from _WRITERS.get(child.tag, _blocks)(child)
        else:
            yield escape_opening(_line(child))


def _heading(element: Element) -> Lines:
    yield f"{_HEADINGS[element.tag]} {_line(element.children)}"


def _paragraph(element: Element) -> Lines:
    yield escape_opening(_line(element.children))


def _bullets(element: Element) -> Lines:
    for item in element.direct("li"):
        yield from _item("- ", item)


def _numbered(element: Element) -> Lines:
    for number, item in enumerate(element.direct("li"), start=1):
        yield from _item(f"{number}. ", item)


def _item(bullet: str, item: Element) -> Lines:
    """The item's text after its bullet; what else it holds stands under it."""
    indent = " " * len(bullet)
    for child in item.runs():
        if not isinstance(child, Element):
            yield bullet + escape_opening(_line(child))
        elif child.tag in {"ul", "ol", "dl"}:
            yield from (indent + line for line in _WRITERS[child.tag](child))
        else:
            lines = [line for line in _blocks(Element("div", {}, (child,))) if line]
            yield from (
                f"{indent if at or bullet.isspace() else bullet}{line}" for at, line in enumerate(lines)
            )
        bullet = indent


def _facts(element: Element) -> Lines:
    name = ""
    for child in element.direct("dt", "dd"):
        if child.tag == "dt":
            name = _line(child.children)
        else:
            yield "- " + labelled(f"**{name}**", _line(child.children))


def _quote(element: Element) -> Lines:
    for line in _blocks(element):
        yield f"> {line}".rstrip()


def _rule(element: Element) -> Lines:
    yield "---"


def _footer(element: Element) -> Lines:
    yield "---"
    yield from _blocks(element)


def _nothing(element: Element) -> Lines:
    yield from ()


def _table(element: Element) -> Lines:
    """The table; its caption is left out, since the heading or the text before it says the same."""
    first, *others = element.all("tr")
    columns = list(first.direct("th", "td"))
    yield _row(_line(cell.children) for cell in columns)
    yield _row("---:" if "number" in cell.classes else "---" for cell in columns)
    for row in others:
        yield _row(_line(cell.children) for cell in row.direct("th", "td"))


def _row(cells: Iterator[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _line(nodes: Sequence[Node]) -> str:
    """Text and the elements within it on one line; of blocks the text, a space between them."""
    return "".join(escape_within(node) if isinstance(node, str) else _inline(node) for node in nodes).strip(
        " "
    )


def _inline(element: Element) -> str:
    if element.tag == "br":
        return " "
    if element.tag == "a":
        return markdown_link(element.text, element.attributes.get("href"))
    inner = "".join(
        escape_within(node) if isinstance(node, str) else _inline(node) for node in element.children
    )
    if element.tag == "ins":
        return f"**{inner}**" if inner else ""
    mark = _MARKS.get(element.tag, "")
    if element.is_block:
        return f" {inner} "
    return f"{mark}{inner}{mark}" if inner else ""


_WRITERS: Final[dict[str, Callable[[Element], Lines]]] = {
    **dict.fromkeys(_HEADINGS, _heading),
    "p": _paragraph,
    "ul": _bullets,
    "ol": _numbered,
    "dl": _facts,
    "blockquote": _quote,
    "hr": _rule,
    "footer": _footer,
    "figure": _nothing,
    "svg": _nothing,
    "table": _table,
}
