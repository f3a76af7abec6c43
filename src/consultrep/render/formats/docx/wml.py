"""Elements of WordprocessingML, built with the standard library alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree

from consultrep.language.printing import printable

Xml = ElementTree.Element

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
LOCALES: Final = {"fr": "fr-CA", "en": "en-CA"}

_NOT_TEXT: Final = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

for _prefix, _uri in NAMESPACES.items():
    ElementTree.register_namespace(_prefix, _uri)


def name(qualified: str) -> str:
    """A qualified name as ElementTree and lxml write it.

    >>> name("w:p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    prefix, _, local = qualified.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def made(tag: str, attributes: dict[str, str], *children: Xml) -> Xml:
    """An element; names with a prefix are qualified."""
    element = Xml(name(tag), {name(key) if ":" in key else key: value for key, value in attributes.items()})
    element.extend(children)
    return element


def w(tag: str, *children: Xml, **attributes: str) -> Xml:
    """An element of the main namespace, with attributes of the same."""
    return made(f"w:{tag}", {f"w:{key}": value for key, value in attributes.items()}, *children)


def text_of(text: str) -> str:
    """`text` with every character that XML cannot hold written out.

    >>> text_of("a\\x1bb")
    'a\\\\x1bb'
    """
    return _NOT_TEXT.sub(lambda found: printable(found[0]), text)


def words(text: str) -> Xml:
    """A text element, its spaces kept."""
    element = w("t")
    element.set("xml:space", "preserve")
    element.text = text_of(text)
    return element


def paragraph(style: str, content: Iterable[Xml], *properties: Xml) -> Xml:
    """A paragraph of a style; `properties` in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)
