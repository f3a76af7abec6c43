"""PDF files opened and their pages read: the only place that knows pypdfium2."""

from __future__ import annotations

import ctypes
from contextlib import ExitStack
from importlib import import_module
from itertools import islice
from typing import Any, Final

from consultrep.errors import EnvironmentProblemError
from consultrep.importers.document import BadDocumentError
from consultrep.importers.readers.pdf_characters import Characters, Place
from consultrep.importers.readers.pdf_page import Box, Contents, Page
from consultrep.importers.readers.pdf_streams import check_streams
from consultrep.messages import gettext as _

MAX_PAGES: Final = 2_000
MAX_CHARACTERS: Final = 20_000_000
_MAX_OBJECTS: Final = 20_000
_MAX_SIDE: Final = 14_400.0
_MAX_BOOKMARKS: Final = 2_000


def read_pages(data: bytes, name: str) -> Contents:
    """The contents of a PDF; pages that are damaged come out empty.

    Raises BadDocumentError where the file is no PDF, encrypted, damaged or has more than 2,000 pages.
    """
    pdfium = _library()
    with ExitStack() as stack:
        document = _open(pdfium, data, name)
        stack.callback(document.close)
        count = len(document)
        if count > MAX_PAGES:
            raise BadDocumentError(
                _("{name} has {count} pages; more than {limit} are not read").format(
                    name=name, count=count, limit=MAX_PAGES
                ),
                _("split the document and import the part that holds the recommendations"),
            )
        pages: list[Page] = []
        characters = 0
        for index in range(count):
            page = _read_page(pdfium, document, index)
            characters += sum(len(piece.text) for piece in page.pieces)
            if characters > MAX_CHARACTERS:
                break
            pages.append(page)
        return Contents(
            pages, _metadata(pdfium, document), _language(pdfium, document), _bookmarks(pdfium, document)
        )


def _library() -> Any:
    try:
        library = import_module("pypdfium2")
        import_module("pypdfium2.raw")
    except ImportError as error:
        raise EnvironmentProblemError(
            _("reading PDF needs an extra that is not installed"), 'pip install "consultrep[pdf]"'
        ) from error
    return library


def _open(pdfium: Any, data: bytes, name: str) -> Any:
    """The opened document, which the caller closes."""
    if b"%PDF-" not in data[:1024]:
        raise BadDocumentError(
            _("{name} is not a PDF: it does not begin as one").format(name=name),
            _("check that the file is what its name says and that it was downloaded whole"),
        )
    check_streams(data, name)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise BadDocumentError(
                _("{name} is encrypted: it asks for a password").format(name=name),
                _("open it with the password, save or print it as a PDF without one, and import that"),
            ) from error
        if error.err_code == pdfium.raw.FPDF_ERR_SECURITY:
            raise BadDocumentError(
                _("{name} is encrypted in a way that cannot be read").format(name=name),
                _("open it in a PDF viewer, print it as a PDF and import that"),
            ) from error
        raise _damaged(name) from error
    if not len(document):
        document.close()
        raise _damaged(name)
    return document


def _damaged(name: str) -> BadDocumentError:
    return BadDocumentError(
        _("{name} is damaged: no page of it can be read").format(name=name),
        _("download or export the file again; it may have been cut off"),
    )


def _read_page(pdfium: Any, document: Any, index: int) -> Page:
    """The page at `index`, empty where it is damaged."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Page(index + 1, 0.0, 0.0, [], [])
    try:
        width, height = page.get_size()
        place = _placing(page)
        boxes, images = _boxes(pdfium, page, place)
        textpage = page.get_textpage()
        try:
            pieces = Characters(pdfium, textpage, place).pieces()
        finally:
            textpage.close()
        width, height = min(width, _MAX_SIDE), min(height, _MAX_SIDE)
        shown = [
            p
            for p in pieces
            if -width < p.x0 < width and p.x1 > 0 and 0 < p.y < height and p.x1 < 2 * _MAX_SIDE
        ]
        return Page(index + 1, width, height, shown, boxes, images)
    except pdfium.PdfiumError:
        return Page(index + 1, 0.0, 0.0, [], [])
    finally:
        page.close()


def _placing(page: Any) -> Place:
    """What turns a point of the page's own space into one from the left top corner of the page as shown."""
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[page.get_rotation() % 360]


def _boxes(pdfium: Any, page: Any, place: Place) -> tuple[list[Box], bool]:
    """The bounds of the paths on a page, and whether there are pictures."""
    raw = pdfium.raw
    boxes: list[Box] = []
    images = False
    for number, item in enumerate(page.get_objects(max_depth=4)):
        if number >= _MAX_OBJECTS:
            break
        images = images or item.type == raw.FPDF_PAGEOBJ_IMAGE
        if item.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        try:
            left, bottom, right, top = item.get_bounds()
        except pdfium.PdfiumError:
            continue
        if item.level or not all(abs(edge) < 4 * _MAX_SIDE for edge in (left, bottom, right, top)):
            continue
        (xa, ya), (xb, yb) = place(left, top), place(right, bottom)
        boxes.append(Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), *_drawn(raw, item)))
    return boxes, images


def _drawn(raw: Any, item: Any) -> tuple[bool, bool]:
    """Whether a path is filled with something that is seen on white paper, and whether it is stroked."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroke):
        return False, False
    filled = bool(mode.value) and _seen(raw.FPDFPageObj_GetFillColor, item)
    return filled, bool(stroke.value) and _seen(raw.FPDFPageObj_GetStrokeColor, item)


def _seen(get_color: Any, item: Any) -> bool:
    """Whether a colour of a path differs from the paper's."""
    parts = [ctypes.c_uint() for _part in range(4)]
    if not get_color(item, *parts):
        return False
    *color, alpha = (part.value for part in parts)
    return alpha > 8 and min(color) < 250


def _metadata(pdfium: Any, document: Any) -> dict[str, str]:
    try:
        found: dict[str, str] = document.get_metadata_dict(skip_empty=True)
    except (pdfium.PdfiumError, UnicodeError):
        return {}
    return found


def _language(pdfium: Any, document: Any) -> str:
    """The language tag of the document, empty where it has none."""
    buffer = (pdfium.raw.FPDF_WCHAR * 64)()
    pdfium.raw.FPDFCatalog_GetLanguage(document, buffer, 64)
    return "".join(map(chr, buffer)).split("\0")[0]


def _bookmarks(pdfium: Any, document: Any) -> list[tuple[int, str]]:
    try:
        return [(mark.level, mark.get_title()) for mark in islice(document.get_toc(), _MAX_BOOKMARKS)]
    except (pdfium.PdfiumError, UnicodeError):
        return []
