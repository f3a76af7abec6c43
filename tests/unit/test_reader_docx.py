"""The DOCX reader: each feature of Word by a small invented document, and files that attack it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.importers.document import BadDocumentError, Block, BlockKind, Document
from consultrep.importers.readers.docx import read_docx

docx = pytest.importorskip("docx")

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONSULTATIONS = Path(__file__).parents[3] / "shared" / "corpora" / "consultations"


def built(make: Callable[[Any], object]) -> bytes:
    document = docx.Document()
    make(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


PLAIN = built(lambda document: None)


def with_body(xml: str, **parts: str) -> bytes:
    """A document of that body; `parts` such as `styles` are added or replaced."""
    stream = io.BytesIO()
    wanted = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{xml}</w:body></w:document>",
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    roles = "".join(f'<Relationship Id="r{n}" Type="{kind}{n}" Target="{n}.xml"/>' for n in parts)
    with (
        zipfile.ZipFile(io.BytesIO(PLAIN)) as plain,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in plain.namelist():
            data = wanted.pop(name, None)
            out.writestr(name, _related(plain.read(name), roles, name) if data is None else data)
        for name, text in wanted.items():
            out.writestr(name, text)
    return stream.getvalue()


def _related(data: bytes, roles: str, name: str) -> bytes:
    if name != "word/_rels/document.xml.rels":
        return data
    return data.replace(b"</Relationships>", roles.encode() + b"</Relationships>")


def read(data: bytes) -> Document:
    document = read_docx(data, "report.docx")
    for block in document.blocks:
        assert document.text[slice(*block.span(0, len(block.text)))] == block.text
    return document


def of_kind(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_titles_and_headings_by_style() -> None:
    def make(d: Any) -> None:
        d.add_heading("Report on ponds", 0)
        d.add_heading("Context", 1)
        d.add_paragraph("The pond is low.")
        d.add_heading("Details", 2)
        d.add_paragraph("By a foot.")

    document = read(built(make))
    assert [(b.kind.value, b.text, b.level) for b in document.blocks] == [
        ("title", "Report on ponds", 0),
        ("heading", "Context", 1),
        ("paragraph", "The pond is low.", 0),
        ("heading", "Details", 2),
        ("paragraph", "By a foot.", 0),
    ]
    assert document.format == "docx"
    assert all(b.page is None for b in document.blocks)


def test_a_first_heading_above_all_others_is_the_title() -> None:
    def make(d: Any) -> None:
        d.add_heading("Report on ponds", 1)
        for name in ("Context", "Findings"):
            d.add_heading(name, 2)
            d.add_paragraph("Some text.")

    document = read(built(make))
    assert [b.text for b in of_kind(document, BlockKind.TITLE)] == ["Report on ponds"]
    assert [b.level for b in of_kind(document, BlockKind.HEADING)] == [1, 1]


def test_outline_level_of_a_paragraph_and_french_style_names() -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="T1"><w:name w:val="Titre 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Sous-section"/><w:basedOn w:val="T1"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    )
    body = (
        p("Contexte", '<w:pStyle w:val="T1"/>')
        + p("Le lac", '<w:pStyle w:val="S"/>')
        + p("La rive", '<w:outlineLvl w:val="2"/>')
        + p("Il est bas.")
    )
    data = with_body(body, styles=styles)
    assert [(b.text, b.level) for b in of_kind(read(data), BlockKind.HEADING)] == [
        ("Contexte", 1),
        ("Le lac", 2),
        ("La rive", 3),
    ]


def test_headings_of_bold_and_larger_text_where_no_style_makes_any() -> None:
    def make(d: Any) -> None:
        for text, size in (("Context", 16), ("", 11), ("Water", 13), ("", 11), ("Findings", 16), ("", 11)):
            run = d.add_paragraph().add_run(text or "The water fell, and nobody saw it. " * 3)
            run.bold = bool(text)
            run.font.size = docx.shared.Pt(size)
        label = d.add_paragraph()
        label.add_run("Recommendation:").bold = True
        label.add_run(" The dam should be mended.")

    document = read(built(make))
    assert [(b.text, b.level) for b in of_kind(document, BlockKind.HEADING)] == [
        ("Context", 1),
        ("Water", 2),
        ("Findings", 1),
    ]
    assert document.blocks[-1].text == "Recommendation: The dam should be mended."


def test_lists_by_style_and_by_numbering() -> None:
    def make(d: Any) -> None:
        d.add_paragraph("wood", "List Bullet")
        d.add_paragraph("ash", "List Bullet 2")
        d.add_paragraph("first", "List Number")
        d.add_paragraph("second", "List Number")

    items = of_kind(read(built(make)), BlockKind.ITEM)
    assert [(b.text, b.level, b.marker) for b in items] == [
        ("wood", 1, "•"),
        ("ash", 2, "•"),
        ("first", 1, "1."),
        ("second", 1, "2."),
    ]


def test_numbers_are_counted_as_word_shows_them() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (start, form, text) in enumerate(
            [(1, "decimal", "%1."), (1, "lowerLetter", "%2)"), (3, "upperRoman", "%1-%3")]
        )
    )
    numbering = (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )

    def item(text: str, number: int, at: int) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')

    body = "".join(
        item(*each)
        for each in [
            ("a", 4, 0),
            ("b", 4, 1),
            ("c", 4, 1),
            ("d", 4, 2),
            ("e", 4, 0),
            ("f", 4, 1),
            ("g", 5, 0),
        ]
    )
    items = of_kind(
        read(with_body(body + p("no list", '<w:numPr><w:numId w:val="0"/></w:numPr>'), numbering=numbering)),
        BlockKind.ITEM,
    )
    assert [(b.marker, b.level) for b in items] == [
        ("1.", 1),
        ("a)", 2),
        ("b)", 2),
        ("1-III", 3),
        ("2.", 1),
        ("a)", 2),
        ("7.", 1),
    ]


def test_typed_bullets_make_items() -> None:
    body = p("We ask:") + p("- bread;") + p("- salt.") + p("• tea") + p("1. milk") + p("– said the clerk")
    items = of_kind(read(with_body(body)), BlockKind.ITEM)
    assert [(b.marker, b.text) for b in items][:4] == [
        ("-", "bread;"),
        ("-", "salt."),
        ("•", "tea"),
        ("1.", "milk"),
    ]


def test_a_dash_alone_is_no_list() -> None:
    document = read(with_body(p("It rained.") + p("– A miller") + p("Then it stopped.")))
    assert not of_kind(document, BlockKind.ITEM)


def test_quotes_captions_and_boxes_by_style() -> None:
    def make(d: Any) -> None:
        d.add_paragraph("“We had no bread.”", "Quote")
        d.add_paragraph("Figure 1: Bread", "Caption")
        d.add_paragraph("Did it help?", "Intense Quote")
        d.add_paragraph("It did, in part.", "Intense Quote")

    document = read(built(make))
    assert [(b.kind.value, b.boxed) for b in document.blocks] == [
        ("quote", False),
        ("caption", False),
        ("paragraph", True),
        ("paragraph", True),
    ]


def test_table_cells_have_their_column_and_merged_ones_stand_once() -> None:
    def make(d: Any) -> None:
        table = d.add_table(rows=4, cols=3, style="Table Grid")
        for row, texts in enumerate(
            [
                ("Theme", "Measure", "Who"),
                ("Roads", "Mend", "Town"),
                ("", "Widen", "County"),
                ("All agreed.", "", ""),
            ]
        ):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(3, 0).merge(table.cell(3, 2))

    cells = of_kind(read(built(make)), BlockKind.CELL)
    assert [(b.text, b.row, b.column) for b in cells] == [
        ("Theme", 0, ""),
        ("Measure", 0, ""),
        ("Who", 0, ""),
        ("Roads", 1, "Theme"),
        ("Mend", 1, "Measure"),
        ("Town", 1, "Who"),
        ("Widen", 2, "Measure"),
        ("County", 2, "Who"),
        ("All agreed.", 3, ""),
    ]
    assert {b.table for b in cells} == {1}


def test_columns_headed_by_languages() -> None:
    def make(d: Any) -> None:
        table = d.add_table(rows=2, cols=2)
        for cell, text in zip(
            table._cells, ("Français", "English", "Il faut un pont.", "A bridge is needed."), strict=True
        ):
            cell.text = text

    cells = of_kind(read(built(make)), BlockKind.CELL)
    assert [b.language for b in cells] == [None, None, "fr", "en"]


def test_a_table_of_one_lined_cell_is_a_box_and_its_title_no_heading() -> None:
    def make(d: Any) -> None:
        d.add_heading("Context", 1)
        d.add_paragraph("The mill stands still. " * 20)
        cell = d.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
        cell.text = "The box speaks."
        cell.paragraphs[0].insert_paragraph_before("Box title", "Heading 2")

    document = read(built(make))
    assert [(b.text, b.kind.value) for b in document.blocks if b.boxed] == [
        ("Box title", "paragraph"),
        ("The box speaks.", "paragraph"),
    ]
    assert [b.text for b in of_kind(document, BlockKind.HEADING)] == ["Context"]


def test_a_nested_table_is_read_where_it_stands() -> None:
    def make(d: Any) -> None:
        outer = d.add_table(rows=1, cols=2)
        outer.cell(0, 0).text = "Left text."
        inner = outer.cell(0, 1).add_table(rows=2, cols=2)
        for cell, text in zip(inner._cells, ("Who", "What", "Crew", "Rest"), strict=True):
            cell.text = text

    assert read(built(make)).text.split("\n") == ["Left text.", "Who", "What", "Crew", "Rest"]


def test_a_text_box_stands_once_and_boxed() -> None:
    box = f"<w:txbxContent>{p('Boxed words.')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Before.</w:t></w:r><w:r><mc:AlternateContent>"
        "<mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>" + p("After, with some more words to read.")
    )
    document = read(with_body(body))
    assert [(b.text, b.boxed) for b in document.blocks][:2] == [("Before.", False), ("Boxed words.", True)]
    assert document.text.count("Boxed") == 1


def test_notes_follow_the_text_and_their_marks_are_dropped() -> None:
    notes = (
        f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="-1">{p("line")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Second in the file.")}</w:footnote>'
        '<w:footnote w:id="3"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
        '<w:t xml:space="preserve"> From 4 mills.</w:t>'
        "</w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    body = (
        '<w:p><w:r><w:t>It fell</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
    )
    document = read(with_body(body, footnotes=notes))
    assert [(b.kind.value, b.text, b.marker) for b in document.blocks] == [
        ("paragraph", "It fell.", ""),
        ("note", "From 4 mills.", "1"),
    ]


def test_typed_notes_below_their_heading() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    body = (
        p("Context", '<w:outlineLvl w:val="0"/>')
        + f"<w:p><w:r><w:t>The river rose.</w:t></w:r>{raised}</w:p>"
        + "<w:p><w:r><w:t>The field is 9 m</w:t></w:r>"
        + raised.replace(">1<", ">2<")
        + "</w:p>"
        + p("________")
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Notes</w:t></w:r></w:p>"
        + f"<w:p>{raised}<w:r><w:t xml:space='preserve'> By a foot.</w:t></w:r></w:p>"
    )
    document = read(with_body(body))
    assert [(b.kind.value, b.text) for b in document.blocks] == [
        ("heading", "Context"),
        ("paragraph", "The river rose."),
        ("paragraph", "The field is 9 m2"),
        ("note", "By a foot."),
    ]


def test_contents_are_dropped_as_field_as_control_and_as_styles() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        '<w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Context 3</w:t></w:r></w:p>'
        + p("Findings 4")
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Contents')}{p('Part one 9')}</w:sdtContent></w:sdt>"
    )
    styled = p("Part two 10", '<w:pStyle w:val="TOC1"/>')
    styles = (
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="TOC1">'
        f'<w:name w:val="toc 1"/></w:style></w:styles>'
    )
    body = field + control + styled + f"<w:sdt><w:sdtContent>{p('Kept in a control.')}</w:sdtContent></w:sdt>"
    assert read(with_body(body, styles=styles)).text == "Kept in a control."


def test_changes_hidden_text_and_comments() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>We </w:t></w:r><w:del><w:r>"
        "<w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t xml:space='preserve'>always </w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:commentRangeStart w:id='1'/>"
        "<w:r><w:t>paid.</w:t></w:r><w:r><w:commentReference w:id='1'/></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r>"
        "<w:t xml:space='preserve'>The mark </w:t></w:r></w:p>"
        + p("is gone.")
        + f"<w:moveFrom>{p('Moved.')}</w:moveFrom><w:moveTo>{p('Moved here.')}</w:moveTo>"
    )
    assert read(with_body(body)).text.split("\n") == ["We always paid.", "The mark is gone.", "Moved here."]


def test_signs_links_and_breaks_in_a_paragraph() -> None:
    body = (
        "<w:p><w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/>"
        "<w:t>tion</w:t><w:tab/><w:t>of</w:t>"
        "<w:br/></w:r><w:hyperlink w:anchor='x'><w:r><w:t>the\u00a0mill</w:t></w:r></w:hyperlink>"
        "<w:fldSimple w:instr=' PAGEREF a '><w:r><w:t>12</w:t></w:r></w:fldSimple>"
        "<w:fldSimple w:instr=' REF b '><w:r><w:t>, section 3</w:t></w:r></w:fldSimple></w:p>"
    )
    assert read(with_body(body)).text == "coop-tion of the mill, section 3"


def test_headers_and_footers_are_dropped() -> None:
    def make(d: Any) -> None:
        d.sections[0].header.paragraphs[0].text = "Running head"
        d.sections[0].footer.paragraphs[0].text = "Page 1"
        d.add_paragraph("The text.")

    assert read(built(make)).text == "The text."


def test_facts_from_the_properties() -> None:
    def make(d: Any) -> None:
        d.add_paragraph("Texte.")
        d.core_properties.title = "Bilan"
        d.core_properties.language = "fr-CA"
        d.core_properties.modified = datetime(2021, 4, 5, 6, 7, 8)

    facts = read(built(make)).facts
    assert (facts.title, facts.language, facts.modified) == ("Bilan", "fr", "2021-04-05")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE, "old .doc format"),
        (b"", "not a DOCX"),
        (b"{\\rtf1 hello}", "not a DOCX"),
        (PLAIN, "no text"),
        (built(lambda d: d.add_paragraph("x"))[:-400], "not a DOCX"),
        (with_body("<w:p>"), "damaged"),
        (with_body("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000), "damaged"),
    ],
)
def test_what_is_no_readable_document_is_refused_in_clear_words(data: bytes, words: str) -> None:
    with pytest.raises(BadDocumentError) as caught:
        read_docx(data, "report.docx")
    assert words in caught.value.message
    assert caught.value.hint


def test_an_archive_of_something_else_is_no_document() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(BadDocumentError, match="no Word document"):
        read_docx(stream.getvalue(), "report.docx")


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY s SYSTEM "file:///etc/passwd">]>'
    data = with_body(p("hello"))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as plain, zipfile.ZipFile(stream, "w") as out:
        for name in plain.namelist():
            text = plain.read(name)
            out.writestr(name, bomb.encode() + text if name == "word/document.xml" else text)
    with pytest.raises(BadDocumentError, match="entities"):
        read_docx(stream.getvalue(), "report.docx")


def test_tables_nested_as_deep_as_xml_allows_are_read_or_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 70 + p("core") + "</w:tc></w:tr></w:tbl>" * 70
    assert read(with_body(deep)).text == "core"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_document_or_a_bad_one(data: bytes) -> None:
    with pytest.raises(BadDocumentError):
        read_docx(data, "any.docx")


SAMPLE = with_body(
    p("Title", '<w:pStyle w:val="Title"/>')
    + p("One", '<w:pStyle w:val="Heading1"/>')
    + p("wood", '<w:pStyle w:val="ListBullet"/>')
    + f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('a')}</w:tc></w:tr></w:tbl>"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_documents_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SAMPLE)
    for place, byte in changes:
        data[place] = byte
    try:
        assert read_docx(bytes(data), "any.docx").blocks
    except BadDocumentError as error:
        assert error.message


XML = p("One", '<w:pStyle w:val="Heading1"/>') + p(
    "wood", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(XML)), st.text(alphabet='<>/w:pr"=1-9 val', max_size=12))
def test_damaged_xml_is_read_or_refused(place: int, text: str) -> None:
    try:
        read_docx(with_body(XML[:place] + text + XML[place:]), "any.docx")
    except BadDocumentError as error:
        assert error.message


@pytest.mark.parametrize("folder", sorted(CONSULTATIONS.glob("*/")), ids=lambda f: f.name)
def test_headings_and_sentences_of_the_invented_reports(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    document = read((folder / "doc.docx").read_bytes())
    headings = [(b.text, b.level) for b in of_kind(document, BlockKind.HEADING)]
    assert headings == [(" ".join(s["title"].split()), s["level"]) for s in gold["sections"]]
    texts = [block.text for block in document.blocks]
    for entry in gold["recommendations"] + gold["findings"]:
        sentence = " ".join(entry["text"].replace("\u00ad", "").split())
        assert any(sentence in text for text in texts), sentence
