"""The parts of a DOCX file: XML by its role, whatever the parts are called."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from consultrep.importers.document import BadDocumentError
from consultrep.importers.readers.archives import ARCHIVE_ERRORS, open_archive, too_large
from consultrep.importers.readers.markup import parse_xml
from consultrep.messages import gettext as _

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PART: Final = 50 << 20
_ROOT: Final = "word/document.xml"


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """A Word attribute of an element, `None` where either is missing."""
    return None if element is None else element.get(W + name)


def child(element: Element | None, *names: str) -> Element | None:
    """The element that the path of Word names leads to."""
    for name in names:
        element = None if element is None else element.find(W + name)
    return element


def is_on(element: Element | None) -> bool | None:
    """What a switch such as `w:b` says, `None` where it is not there."""
    if element is None:
        return None
    return (value(element) or "1").lower() not in {"0", "false", "off", "none"}


def whole(text: str | None, default: int = 0) -> int:
    """A number that an attribute holds, `default` where it holds none."""
    text = (text or "").strip()
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 10 else default


class Package:
    """An opened DOCX file."""

    def __init__(self, data: bytes, name: str) -> None:
        _check_kind(data, name)
        self._archive = open_archive(data, "DOCX")
        self._names = set(self._archive.namelist())
        roles = dict(self._relations("_rels/.rels"))
        main = roles.get("officeDocument", _ROOT)
        self._main = main if main in self._names else _ROOT
        if self._main not in self._names:
            raise BadDocumentError(
                _("{name} is a zip archive, but no Word document").format(name=name),
                _("check that the file is what its name says"),
            )
        folder, base = posixpath.split(self._main)
        self._roles = roles | dict(self._relations(f"{folder}/_rels/{base}.rels"))
        self.body = child(self.part(self._main), "body")

    def by_role(self, role: str) -> Element | None:
        """The part of a role such as `styles`, `footnotes`, `core-properties`; `None` where there is none."""
        name = self._roles.get(role, "")
        return self.part(name) if name in self._names else None

    def part(self, name: str) -> Element:
        """The tree of a part; BadDocumentError where it is damaged or too large."""
        try:
            if self._archive.getinfo(name).file_size > PART:
                raise too_large("DOCX")
            data = self._archive.read(name)
        except (*ARCHIVE_ERRORS, KeyError) as error:
            raise BadDocumentError(
                _("{part} in the document is damaged").format(part=name),
                _("open the document in a word processor, save it again as .docx and import the new file"),
            ) from error
        for strict, usual in _STRICT:
            data = data.replace(strict, usual.encode())
        return parse_xml(data, name, "docx")

    def _relations(self, name: str) -> Iterator[tuple[str, str]]:
        """The roles that a file of relations gives to parts, by the last word of their type."""
        if name not in self._names:
            return
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in self.part(name):
            target = relation.get("Target") or ""
            if local(relation) != "Relationship" or relation.get("TargetMode") == "External":
                continue
            path = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            yield (relation.get("Type") or "").rpartition("/")[2], path


def _check_kind(data: bytes, name: str) -> None:
    """Refuse what is no zip archive, with what it is instead."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise BadDocumentError(
                _("{name} is encrypted").format(name=name),
                _("open it with its password, save it without one and import the new file"),
            )
        raise BadDocumentError(
            _("{name} is a document of the old .doc format").format(name=name),
            _("open it in a word processor and save it as .docx"),
        )
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise BadDocumentError(
            _("{name} is not a DOCX document, or it is cut short").format(name=name),
            _("open it in a word processor, save it as .docx and import the new file"),
        )
