"""Small valid inputs to begin from, for each target; those of the tests, of the docs, and made here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import xlsxwriter
from reportlab.pdfgen.canvas import Canvas
from tests.exporting import written
from tests.hostile_files import docx, page, pdf, relations, xlsx

from consultrep.model import Library
from fuzz.mutation import packed

ROOT: Final = Path(__file__).resolve().parents[1]
DATA: Final = ROOT / "tests/data"
CORPUS: Final = Path(__file__).parent / "corpus"
LONGEST: Final = 2_500

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def _made(*names: str) -> list[bytes]:
    """Files of the corpus, made for fuzzing: small, and with much of what their format can say."""
    return [(CORPUS / name).read_bytes() for name in names]


def html() -> list[bytes]:
    """Web pages."""
    pages = [file.read_bytes() for file in sorted((DATA / "pages").glob("*.html"))]
    shipped = [data[data.index(b"<main") :][:LONGEST] for data in pages]
    body = _made("body.html")[0].decode()
    return [page(body), *shipped, page("<p>Une ville doit agir.</p>", "<!-- x -->")]


def text() -> list[bytes]:
    """A plain text, in three encodings."""
    report = _made("report.txt")[0].decode()
    return [report.encode(), report.encode("cp1252"), report[:300].encode("utf-16")]


def markdown() -> list[bytes]:
    """Markdown, with what the pages of the documentation use of it."""
    pages = [(ROOT / "docs" / name).read_bytes()[:LONGEST] for name in ("rules.md", "glossary.md")]
    return [*_made("report.md"), *pages]


def csv() -> list[bytes]:
    """Tables parted by commas, semicolons and bars."""
    return _made("commas.csv", "semicolons.csv", "bars.csv")


def tsv() -> list[bytes]:
    """The same parted by tabs."""
    return [b"\xef\xbb\xbf" + table.replace(b",", b"\t").replace(b"|", b"\t") for table in csv()]


def json_rows() -> list[bytes]:
    """Rows of JSON, in the three forms that are read."""
    return _made("rows.jsonl", "rows.json", "listing.json")


def pdfs() -> list[bytes]:
    """PDF documents whose streams are not compressed, so that changes reach what they say."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=0, invariant=1)
    canvas.setTitle("A report of the town")
    for size, line, at in ((20, "A report of the town", 780), (14, "1. Housing", 740), (10, "1", 90)):
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(72, at, line)
    canvas.setFont("Helvetica", 10)
    for place, line in enumerate(["• The town must build", "ramps at every school.", "Asked by   Town"] * 3):
        canvas.drawString(72 + 20 * (place % 3), 700 - 14 * place, line)
    canvas.rect(60, 300, 300, 60)
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry("1. Housing", "a")
    canvas.showPage()
    canvas.drawString(72, 700, "The police should train officers.")
    canvas.save()
    return [stream.getvalue(), pdf()]


def docx_files() -> list[bytes]:
    """Word documents: one with styles, lists, a note, changes, fields and a table, one of a sentence."""
    names = ("styles", "numbering", "footnotes")
    roles = "".join(f'<Relationship Id="{n}" Type="{_OFFICE}/{n}" Target="{n}.xml"/>' for n in names)
    roles = f'<Relationships xmlns="{_RELATIONS}">{roles}</Relationships>'
    members = {
        "_rels/.rels": relations("officeDocument", "word/document.xml").encode(),
        "word/_rels/document.xml.rels": roles.encode(),
        **{f"word/{name}.xml": _made(f"{name}.xml")[0] for name in ("document", *names)},
    }
    return [packed(members), docx()]


def workbooks() -> list[bytes]:
    """Workbooks: of one sheet made by hand, of several with styles and merged cells, and one of old Excel."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, other = book.add_worksheet("Items"), book.add_worksheet("Notes")
    for row, cells in enumerate((("ID", "Recommendation", "Year"), ("r1", "The town must act.", 2014))):
        sheet.write_row(row, 0, cells)
    sheet.merge_range(2, 0, 3, 1, "Train officers")
    sheet.write_formula(4, 1, "=A1&B2", None, "x")
    sheet.write_boolean(4, 2, True)
    other.write_row(0, 0, ["a", "b"])
    book.close()
    return [xlsx(), stream.getvalue()]


def open_sheets() -> list[bytes]:
    """A workbook of OpenDocument."""
    content, manifest = _made("content.xml", "manifest.xml")
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return [packed({"mimetype": kind, "content.xml": content.strip(), "META-INF/manifest.xml": manifest})]


def old_workbooks() -> list[bytes]:
    """A workbook of old Excel, as LibreOffice writes it."""
    return _made("table.xls")


def exported(library: Library) -> list[bytes]:
    """What export writes of the small library, in the formats of text that import reads back."""
    return [written(library, format) for format in ("csv", "tsv", "jsonl")]


def yaml() -> list[bytes]:
    """The files of the small library, and those that are invalid."""
    records = sorted((DATA / "library/reports").glob("*.yaml"))
    return [file.read_bytes()[:LONGEST] for file in (*records, *sorted((DATA / "invalid").glob("*.yaml")))]


def queries() -> list[bytes]:
    """Queries that use every part of the language."""
    asked: Sequence[str] = (
        "former OU formations",
        "“former les agents” theme:access|training -year:2010..2015 form*",
        '(ramps AND school) OR NOT (kind:finding lang:fr) SAUF actor:(residents|"town")',
        "year:2010 lang:fr response:yes état:complete l’accès d'un",
    )
    return [query.encode() for query in asked]


def selectors() -> list[bytes]:
    """Names of reports, years, and dates."""
    return [
        s.encode()
        for s in ("2014", "2012-13", "2013..2015", "2010-town", "town", "2014-05-01/2015-06", "2014/..")
    ]
