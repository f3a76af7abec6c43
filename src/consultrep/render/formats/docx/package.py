"""The file as python-docx holds it: styles, links, pictures, properties, and its bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Inches
from lxml import etree

from consultrep.render.document import Document
from consultrep.render.formats.docx.inline import Picture
from consultrep.render.formats.docx.pictures import drawn
from consultrep.render.formats.docx.styles import numbering_of
from consultrep.render.formats.docx.wml import LOCALES, Xml, name, text_of

_LONGEST_PROPERTY: Final = 255
_TALLEST: Final = 8.0
_TWENTIETHS: Final = 1440


@dataclass
class WordFile:
    """A file under way; `styles` are ids by name, `width` is that of its text in twentieths of a point."""

    file: Docx
    styles: Mapping[str, str]
    width: int

    def link(self, address: str) -> str:
        """The relation that leads to a web address."""
        return self.file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def picture(self, source: str) -> Picture:
        """A drawing as a picture of the file, no wider than its text."""
        png, (width, height) = drawn(source)
        relation, _image = self.file.part.get_or_add_image(io.BytesIO(png))
        scale = min(1.0, self.width / _TWENTIETHS / width, _TALLEST / height)
        return Picture(relation, Inches(width * scale), Inches(height * scale))

    def numbered(self, style: str) -> tuple[int, int] | None:
        """A numbering that begins at one, in the manner of a style: its id and its level."""
        return numbering_of(self.file, self.styles[style])


def as_own(blocks: list[Xml]) -> list[Any]:
    """Elements as python-docx has them."""
    holder = Xml(name("w:body"))
    holder.extend(blocks)
    return list(parse_xml(ElementTree.tostring(holder, encoding="utf-8")))


def as_plain(element: Any) -> Xml:
    """An element of python-docx as one of the standard library."""
    return ElementTree.fromstring(etree.tostring(element))


def set_language(file: Docx, language: str) -> None:
    """Make `language` that of every text that names no other."""
    holder: Any = file.styles.element
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        found = holder.find(name(tag))
        if found is None:
            found = OxmlElement(tag)
            holder.insert(len(holder) if tag == "w:lang" else 0, found)
        holder = found
    holder.set(name("w:val"), LOCALES[language])


def describe(file: Docx, document: Document) -> None:
    """What the file says of itself; a date only where the document has one."""
    properties = file.core_properties
    properties.title = _short(document.title)
    properties.author = ""
    properties.last_modified_by = _short(document.generator)
    properties.language = LOCALES[document.language]
    properties.revision = 1
    for tag in ("created", "modified", "lastPrinted"):
        for element in properties._element.findall(f"{{*}}{tag}"):
            properties._element.remove(element)
    if document.date:
        day = date.fromisoformat(document.date)
        properties.created = properties.modified = datetime(day.year, day.month, day.day)


def bytes_of(file: Docx) -> bytes:
    """The file's bytes, the same for the same content."""
    stream, made = io.BytesIO(), io.BytesIO()
    file.save(stream)
    with ZipFile(stream) as members, ZipFile(made, "w") as out:
        for member in members.infolist():
            entry = ZipInfo(member.filename)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            out.writestr(entry, members.read(member))
    return made.getvalue()


def _short(text: str) -> str:
    return text_of(text)[:_LONGEST_PROPERTY]
