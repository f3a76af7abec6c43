"""PDF documents read: text in reading order, made into blocks by place and look."""

from __future__ import annotations

import re
from typing import Final

from consultrep.importers.document import BadDocumentError, Block, BlockKind, Document, Facts
from consultrep.importers.readers.pdf_blocks import make_blocks
from consultrep.importers.readers.pdf_file import read_pages
from consultrep.importers.readers.pdf_headings import letters
from consultrep.importers.readers.pdf_layout import lay_out
from consultrep.importers.readers.pdf_page import Contents
from consultrep.messages import Language
from consultrep.messages import gettext as _

_DATE: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_FILE_NAME: Final = re.compile(
    r"\.(?:docx?|pdf|indd|odt|rtf|qxd|wpd)$|^untitled|^microsoft word", re.IGNORECASE
)
_LETTERS_A_PAGE: Final = 30


def read_pdf(data: bytes, name: str) -> Document:
    """The document that a PDF file holds; its text has one line for each block.

    Raises BadDocumentError where the file is no PDF, encrypted, damaged, longer than 2,000 pages, or holds
    pictures of text only.
    """
    contents = read_pages(data, name)
    _check_text(contents, name)
    blocks = make_blocks(lay_out(contents.pages), contents.bookmarks)
    if not blocks:
        raise _without_text(name)
    text = "\n".join(block.text for block in blocks)
    return Document(name, "pdf", text, tuple(blocks), _facts(contents, blocks))


def _check_text(contents: Contents, name: str) -> None:
    """Raise BadDocumentError where there is next to no text on the pages."""
    letters_found = sum(c.isalnum() for page in contents.pages for p in page.pieces for c in p.text)
    pictures = sum(1 for page in contents.pages if page.images)
    if not letters_found or (
        pictures * 2 > len(contents.pages) and letters_found < _LETTERS_A_PAGE * pictures
    ):
        raise _without_text(name)


def _without_text(name: str) -> BadDocumentError:
    return BadDocumentError(
        _("{name} holds no text, only images of pages").format(name=name),
        _("run text recognition (OCR) on it first, then import the result"),
    )


def _facts(contents: Contents, blocks: list[Block]) -> Facts:
    """Title, language and date of the last change, where the file names them and they can be true."""
    title = " ".join(contents.metadata.get("Title", "").split())
    opening = letters(" ".join(block.text for block in blocks[:12]))
    sensible = len(title.split()) > 2 and not _FILE_NAME.search(title) and letters(title) in opening
    printed = next((block.text for block in blocks if block.kind is BlockKind.TITLE), None)
    languages: dict[str, Language] = {"en": "en", "fr": "fr"}
    language = languages.get(contents.language[:2].casefold())
    return Facts(title if sensible else printed, language, _modified(contents))


def _modified(contents: Contents) -> str | None:
    """The day of the last change as ISO date, None where the file names none that exists."""
    found = _DATE.match(contents.metadata.get("ModDate", ""))
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    if not (1990 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}-{day:02}"
