"""Files that a reader must refuse or bear, made on the fly and small on disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "The town must build ramps at every school."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = "<!DOCTYPE x [<!ENTITY l0 'ha'>{}]>".format(
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 11))
)


def archive(members: dict[str, str | bytes]) -> bytes:
    """A zip archive of those members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return stream.getvalue()


def with_bomb(data: bytes, name: str, megabytes: int = 1100) -> bytes:
    """The archive with one more member, which unpacks to that many megabytes of zeros."""
    stream, million = io.BytesIO(data), bytes(1 << 20)
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
        out.open(name, "w", force_zip64=True) as member,
    ):
        for _turn in range(megabytes):
            member.write(million)
    return stream.getvalue()


def relations(kind: str, target: str, mode: str = "") -> str:
    """A part that leads to one other part."""
    return (
        f'{_XML}<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/{kind}" '
        f'Target="{target}"{mode}/></Relationships>'
    )


def docx(text: str = SENTENCE, doctype: str = "", body: str = "") -> bytes:
    """A Word document of one paragraph, or of `body`."""
    paragraph = body or f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return archive(
        {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
            "_rels/.rels": relations("officeDocument", "word/document.xml"),
            "word/document.xml": f'{_XML}{doctype}<w:document xmlns:w="{_W}"><w:body>{paragraph}</w:body>'
            "</w:document>",
        }
    )


def xlsx(text: str = SENTENCE, doctype: str = "") -> bytes:
    """A workbook with the headings ID and Recommendation and one row."""

    def cell(place: str, value: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    rows = f'<row r="1">{cell("A1", "ID")}{cell("B1", "Recommendation")}</row>'
    rows += f'<row r="2">{cell("A2", "r1")}{cell("B2", text)}</row>'
    return archive(
        {
            "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'{_XML}<workbook xmlns="{_S}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Items" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'{_XML}{doctype}<worksheet xmlns="{_S}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        }
    )


def pdf(draw: Callable[[Canvas], None] | None = None, pages: int = 1, password: str = "") -> bytes:
    """A PDF of those pages, each drawn by `draw`, or with a sentence."""
    stream = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(stream, encrypt=encrypt)
    for _page in range(pages):
        if draw is None:
            canvas.drawString(72, 700, SENTENCE)
        else:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scanned_pdf() -> bytes:
    """A PDF whose pages are pictures."""
    grey = b"P5 40 40 255\n" + bytes(range(40)) * 40
    picture = ImageReader(io.BytesIO(grey))
    return pdf(lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842), pages=3)


def bomb_pdf() -> bytes:
    """A PDF whose page is drawn by a stream that unpacks to a gigabyte of spaces."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return _pdf_of(b"\x78\x9c" + block * 1024 + b"\x03\x00")


def _pdf_of(stream: bytes) -> bytes:
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def page(body: str, doctype: str = "<!DOCTYPE html>") -> bytes:
    """A web page."""
    return f"{doctype}<html lang='en'><body><main>{body}</main></body></html>".encode()


def nested(opening: str, closing: str, times: int) -> bytes:
    """A web page with a sentence that deep in elements."""
    return page(opening * times + SENTENCE + closing * times)
