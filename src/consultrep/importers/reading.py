"""A file, whatever its format, as a document: the format is told by the content first, then by the name."""

from __future__ import annotations

import io
import json
import re
import stat
import zipfile
from pathlib import Path, PurePath
from typing import Final

from consultrep.errors import ConsultrepError, EnvironmentProblemError
from consultrep.importers.document import BadDocumentError, Document, naming
from consultrep.importers.readers.archives import ARCHIVE_ERRORS
from consultrep.importers.readers.encoding import decode
from consultrep.messages import gettext as _

SIZE_LIMIT: Final = 100 << 20
TEXT_LIMIT: Final = 5 << 20
TABLE_FORMATS: Final = ("csv", "tsv", "jsonl", "xlsx")
_LIMITS: Final = {
    "html": 20 << 20,
    "markdown": TEXT_LIMIT,
    "text": TEXT_LIMIT,
    "csv": 20 << 20,
    "tsv": 20 << 20,
    "jsonl": 20 << 20,
}
_ENDINGS: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_BINARY_DOCUMENTS: Final = (".pdf", ".docx")
_PDF_HEAD: Final = 1024
_TEXT_HEAD: Final = 1 << 14
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_SHEETS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_OLD_WORKBOOK: Final = "Workbook".encode("utf-16-le")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_NO_WORKBOOK: Final = (_ENCRYPTED, "WordDocument".encode("utf-16-le"))
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"BM")
_HTML: Final = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|main|article|section|div|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"<(p|div|h[1-6]|ul|ol|li|table|tr|br|span|body|section)\b[^<>]*>", re.IGNORECASE)


def read_document(
    file: Path | None = None, data: bytes | None = None, name: str = "", charset: str = ""
) -> Document:
    """The document in `file`, or in `data` where they were read already.

    `name` is the file's name (for its ending and messages), `charset` what a server declared.
    Raises BadDocumentError for content that cannot be read, EnvironmentProblemError for a file that
    cannot be opened. A table (CSV, XLSX, …) is no document: `format_of` tells beforehand.
    """
    if data is None:
        if file is None:
            raise TypeError("a file or its data")
        data = load_bytes(file)
    name = name or (file.name if file else "")
    kind = format_of(data, name)
    if kind in TABLE_FORMATS:
        raise BadDocumentError(
            _("{name} is a table, not a document").format(name=name), _("import it as a table of items")
        )
    with naming(name):
        document = _read(kind, data, name, charset)
    if len(document.text) > TEXT_LIMIT:
        message = _("{name} holds more text than a report: {count} million characters")
        raise BadDocumentError(
            message.format(name=name, count=-(-len(document.text) // 10**6)),
            _("save the part that you need in a smaller file"),
        )
    return document


def _read(kind: str, data: bytes, name: str, charset: str) -> Document:
    """The document, by the reader of its format."""
    if kind == "pdf":
        from consultrep.importers.readers.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "docx":
        from consultrep.importers.readers.docx import read_docx

        return read_docx(data, name)
    if kind == "html":
        from consultrep.importers.readers.html import read_html

        return read_html(data, name, charset=charset)
    if kind == "markdown":
        from consultrep.importers.readers.markdown import read_markdown

        return read_markdown(data, name)
    from consultrep.importers.readers.text import read_text

    return read_text(data, name)


def load_bytes(file: Path, limit: int = SIZE_LIMIT) -> bytes:
    """The content of `file`, whose size is looked at before it is read."""
    try:
        state = file.stat()
        if stat.S_ISDIR(state.st_mode):
            raise _unreadable(file, _("it is a folder"), _("name the files in it, one by one"))
        if not stat.S_ISREG(state.st_mode):
            raise _unreadable(file, _("it is not an ordinary file"), _("name an ordinary file"))
        if state.st_size > limit:
            raise _too_large(file.name, state.st_size, limit)
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise _unreadable(file, _("there is no such file"), _("check the name and the folder")) from error
    except PermissionError as error:
        raise _unreadable(file, _("permission is refused"), _("check who may read the file")) from error
    except (OSError, ValueError) as error:
        raise _unreadable(file, str(error), _("check the name and the disk")) from error
    if len(data) > limit:
        raise _too_large(file.name, len(data), limit)
    return data


def format_of(data: bytes, name: str) -> str:
    """One of `pdf docx xlsx html markdown text csv tsv jsonl`, by the content where that is certain.

    `xlsx` is any workbook. Raises BadDocumentError for content that is none of these, with what to do
    about it.
    """
    if not data.strip():
        raise BadDocumentError(
            _("{name} is empty").format(name=name), _("check that this is the file you meant")
        )
    with naming(name):
        kind = _format_of(data, name)
    if len(data) > (limit := _LIMITS.get(kind, SIZE_LIMIT)):
        raise _too_large(name, len(data), limit)
    return kind


def _format_of(data: bytes, name: str) -> str:
    """The format, whatever the size."""
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive_format(data, name)
    if data.startswith(_OLE) and _OLD_WORKBOOK in data and not any(one in data for one in _NO_WORKBOOK):
        return "xlsx"
    _refuse_foreign(data, name)
    return _text_format(decode(data[:_TEXT_HEAD] if len(data) > _TEXT_HEAD else data), name)


def _archive_format(data: bytes, name: str) -> str:
    """Which Office format a zip archive holds; sheets of OpenDocument are read as those of XLSX are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
            if "mimetype" in members and archive.open("mimetype").read(len(_OPEN_SHEETS)) == _OPEN_SHEETS:
                return "xlsx"
    except ARCHIVE_ERRORS as error:
        raise BadDocumentError(
            _("{name} is damaged: it cannot be unpacked").format(name=name),
            _("open it in the program that made it, save it again and import the new file"),
        ) from error
    for folder, kind in (("word/", "docx"), ("xl/", "xlsx")):
        if any(member.replace("\\", "/").lstrip("/").startswith(folder) for member in members):
            return kind
    raise _unknown(name, _("an archive that is neither a DOCX nor an XLSX file"))


def _refuse_foreign(data: bytes, name: str) -> None:
    """Refuse formats that are known and cannot be read."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise BadDocumentError(
                _("{name} is encrypted").format(name=name),
                _("save it without a password and import the new file"),
            )
        raise _unknown(name, _("a file of an old Office format (.doc)"))
    if data.startswith(b"{\\rtf"):
        raise _unknown(name, _("an RTF file"))
    if data.startswith(_PICTURES) and b"\0" in data[:_TEXT_HEAD]:
        raise BadDocumentError(
            _("{name} is a picture").format(name=name), _("import the text that it shows, not its picture")
        )


def _text_format(head: str, name: str) -> str:
    """Which format of text a file has, by its first characters and its name."""
    ending = PurePath(name).suffix.lower()
    kind = _ENDINGS.get(ending, "text")
    if kind in ("markdown", "csv", "tsv"):
        certain = re.match(r"\s*<(!doctype\s+html|html)\b", head, re.IGNORECASE)
        return "html" if certain else kind
    if ending in _WORKBOOKS and not _HTML.match(head):
        raise BadDocumentError(
            _("{name} is a text, not a workbook").format(name=name),
            _("give it the ending .csv if it holds a table, .txt if it does not"),
        )
    if _HTML.match(head) or (kind == "html" and _TAG.search(head)):
        return "html"
    if head.lstrip().startswith("<?xml"):
        raise _unknown(name, _("an XML file that is not a web page"))
    if ending in _BINARY_DOCUMENTS:
        raise BadDocumentError(
            _("{name} is a text, not a {format} file").format(name=name, format=ending[1:].upper()),
            _("open it in a text editor to see what was saved; give it the ending .txt if it is a text"),
        )
    if kind == "jsonl" or _is_json_lines(head):
        return "jsonl"
    return "text" if kind == "html" else kind


def _is_json_lines(head: str) -> bool:
    """Whether the first lines are JSON objects, as they are in no text."""
    lines = [line for line in head.split("\n")[:3] if line.strip()]
    try:
        return bool(lines) and all(isinstance(json.loads(line), dict) for line in lines)
    except (ValueError, RecursionError):
        return False


def _unknown(name: str, what: str) -> BadDocumentError:
    return BadDocumentError(
        _("{name} cannot be read: it is {what}").format(name=name, what=what),
        _("save it as DOCX, PDF, HTML or text and import the new file"),
    )


def _too_large(name: str, size: int, limit: int) -> BadDocumentError:
    message = _("{name} is too large: {size} MB, where {limit} MB is the limit")
    return BadDocumentError(
        message.format(name=name, size=-(-size >> 20), limit=limit >> 20),
        _("save the part that you need in a smaller file"),
    )


def _unreadable(file: Path, reason: str, hint: str) -> ConsultrepError:
    return EnvironmentProblemError(_("cannot read {file}: {reason}").format(file=file, reason=reason), hint)
