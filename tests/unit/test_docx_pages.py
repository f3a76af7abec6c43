"""Word documents: their text, styles and structure; templates of people; the same bytes every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Inches
from lxml import etree

from consultrep.errors import EnvironmentProblemError, TemplateProblemError
from consultrep.messages import Language
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates
from consultrep.render.formats.docx import write_docx
from tests.conftest import ROOT
from tests.pages import HOSTILE, TEMPLATES, WORDS, document

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 60" width="680" height="60" '
    'aria-label="{alt}"><rect width="400" height="20" fill="currentColor"/></svg>'
)
ENGLISH_AND_FRENCH = document("en", "fr")


def opened(data: bytes) -> Docx:
    return docx.Document(io.BytesIO(data))


def one(html: str, language: Language = "en", templates: Templates = TEMPLATES, **view: object) -> Docx:
    part = Part(language, "t.html.j2", html, view)
    return opened(write_docx(Document("sample", [part], "consultrep 0"), templates))


def styled(file: Docx) -> list[tuple[str, str]]:
    return [(p.style.name if p.style else "", p.text) for p in file.paragraphs]


def raw(file: Docx) -> str:
    return etree.tostring(file.element, encoding="unicode")


def values(file: Docx, path: str) -> list[str]:
    return [str(value) for value in file.element.xpath(path)]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# Text and styles


def test_every_block_has_its_style() -> None:
    file = one(
        '<h1>A</h1><p class="lead">B</p><h2>C</h2><h3>D</h3><h4>E</h4><p>F</p><p class="warning">G</p>'
        "<blockquote><p>H</p></blockquote><hr><dl><dt>I</dt><dd>J</dd><dd>K</dd></dl><footer><p>L</p></footer>"
    )
    assert styled(file) == [
        ("Title", "A"),
        ("Subtitle", "B"),
        ("Heading 1", "C"),
        ("Heading 2", "D"),
        ("Heading 3", "E"),
        ("Normal", "F"),
        ("Warning", "G"),
        ("Quote", "H"),
        ("Rule", ""),
        ("Fact", "I\tJ"),
        ("Fact Continue", "K"),
        ("Imprint", "L"),
    ]


def test_lists_are_real_lists_with_levels() -> None:
    file = one("<ul><li>a<ul><li>b<p>c</p><ul><li>d<ul><li>e</li></ul></li></ul></li></ul></li></ul>")
    assert styled(file) == [
        ("List Bullet", "a"),
        ("List Bullet 2", "b"),
        ("List Continue 2", "c"),
        ("List Bullet 3", "d"),
        ("List Bullet 3", "e"),
    ]
    levels = [
        style.element.xpath("string(w:pPr/w:numPr/w:ilvl/@w:val)")
        for style in (file.styles[name] for name in ("List Bullet", "List Bullet 2", "List Bullet 3"))
    ]
    assert levels == ["", "1", "2"]
    numbering = file.part.numbering_part.element
    assert numbering.xpath("w:abstractNum[1]/w:lvl/w:pStyle/@w:val") == [
        "ListBullet",
        "ListBullet2",
        "ListBullet3",
    ]


def test_each_numbered_list_begins_at_one() -> None:
    file = one("<ol><li>a</li><li>b</li></ol><p>x</p><ol><li>c<ol><li>d</li></ol></li></ol>")
    assert [style for style, _text in styled(file)] == [
        "List Number", "List Number", "Normal", "List Number", "List Number 2",
    ]  # fmt: skip
    first, second, third, inner = values(file, "//w:body//w:numId/@w:val")
    assert first == second and len({first, third, inner}) == 3
    assert values(file, "//w:body//w:ilvl/@w:val") == ["0", "0", "0", "1"]
    starts = file.part.numbering_part.element.xpath(f"w:num[@w:numId={third}]//w:startOverride/@w:val")
    assert starts == ["1"]


def test_who_asked_stands_under_the_demand_without_its_dash() -> None:
    item = (
        '<li class="item"><span class="text">Build ramps.</span><span class="dash"> — </span>'
        '<span class="meta">asked by: residents. <a href="https://example.org/">r1</a></span>'
        '<ul class="notes"><li class="note">Note: x</li><li class="caution">Caution: y</li></ul></li>'
    )
    assert styled(one(f"<ul>{item}</ul>")) == [
        ("List Bullet", "Build ramps."),
        ("List Source", "asked by: residents. r1"),
        ("List Note", "Note: x"),
        ("List Caution", "Caution: y"),
    ]


def test_a_dash_stays_where_nothing_is_set_apart() -> None:
    assert styled(one('<p>a<span class="dash"> — </span>b</p>')) == [("Normal", "a — b")]


def test_what_stands_in_a_line_has_character_styles() -> None:
    file = one(
        '<p><strong>a</strong><em>b</em><code>c</code><ins>d</ins><del>e</del><span class="mark">f</span>'
        '<ins><strong>g</strong></ins><strong><em>h</em></strong><a href="https://x.org/">i</a></p>'
    )
    runs = file.element.xpath("//w:body//w:r")
    assert [(run.text, run.style and file.styles.element.get_by_id(run.style).name_val) for run in runs] == [
        ("a", "Strong"),
        ("b", "Emphasis"),
        ("c", "HTML Code"),
        ("d", "Inserted"),
        ("e", "Deleted"),
        ("f", "Remark"),
        ("g", "Inserted"),
        ("h", "Emphasis"),
        ("i", "Hyperlink"),
    ]
    inserted, deleted = file.styles["Inserted"].font, file.styles["Deleted"].font
    assert inserted.underline and deleted.strike


def test_words_added_and_struck_keep_their_marks_under_other_emphasis() -> None:
    file = one("<p><ins>a <strong>b</strong></ins> <del><em>c</em></del></p>")
    marks = [
        (run.text, run.style, [found.tag for found in run.xpath("w:rPr/*[self::w:b or self::w:i]")])
        for run in file.element.xpath("//w:body//w:r")
    ]
    assert marks == [
        ("a ", "Inserted", []),
        ("b", "Inserted", [qn("w:b")]),
        (" ", None, []),
        ("c", "Deleted", [qn("w:i")]),
    ]


def test_formatting_is_by_style() -> None:
    direct = "//w:body//w:rPr/*[not(self::w:rStyle or self::w:lang)]"
    assert opened(write_docx(ENGLISH_AND_FRENCH, TEMPLATES)).element.xpath(direct) == []


# Tables


TABLE = (
    '<table><caption>By year</caption><thead><tr><th scope="col">Theme</th>'
    '<th scope="col" class="number">2014</th><th scope="col" class="number">2015</th></tr></thead>'
    '<tbody><tr><th scope="row">Training</th><td class="number zero">0</td>'
    '<td class="number unknown">?</td></tr></tbody></table>'
)


def test_a_table_has_caption_headings_and_a_description() -> None:
    file = one(TABLE)
    (table,) = file.tables
    assert styled(file)[0] == ("Caption", "By year")
    assert table.style is not None and table.style.name == "Report Table"
    assert values(file, "//w:tblPr/w:tblCaption/@w:val") == ["By year"]
    assert values(file, "//w:tblPr/w:tblDescription/@w:val") == ["Columns: Theme, 2014, 2015"]
    heading, row = table.rows
    assert [bool(r._tr.xpath("w:trPr/w:tblHeader")) for r in table.rows] == [True, False]
    assert all(r._tr.xpath("w:trPr/w:cantSplit") for r in table.rows)
    assert [c.paragraphs[0].style.name for c in heading.cells] == [
        "Table Heading", "Table Heading Right", "Table Heading Right",
    ]  # fmt: skip
    assert [c.text for c in row.cells] == ["Training", "0", "?"]
    assert values(file, "//w:tr[2]//w:rStyle/@w:val") == ["Zero", "Unknown"]


def test_widths_fill_the_page_and_figures_are_alike() -> None:
    widths = [int(width) for width in values(one(TABLE), "//w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) == 9360
    assert widths[1] == widths[2] < widths[0]
    assert values(one(TABLE), "//w:tr[1]/w:tc/w:tcPr/w:tcW/@w:w") == [str(width) for width in widths]


def test_rows_that_are_too_short_are_filled() -> None:
    file = one("<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>")
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [["a", ""], ["b", "c"]]


def wide(columns: int) -> str:
    heads = "".join(f'<th scope="col">{"responsibilities" + str(n)}</th>' for n in range(columns))
    return f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{'<td>x</td>' * columns}</tr></tbody></table>"


def test_a_wide_table_stands_with_its_heading_on_a_page_on_its_side() -> None:
    file = one(f"<h1>A</h1><p>b</p><h2>C</h2><h3>D</h3>{wide(6)}<p>e</p><h2>F</h2><p>g</p>")
    assert [section.orientation for section in file.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    ends = [p.text for p in file.paragraphs if p._p.xpath("w:pPr/w:sectPr")]
    assert ends == ["b", "e"]
    assert sum(map(int, values(file, "//w:gridCol/@w:w"))) == 15840 - 2880
    assert file.sections[1].page_width == Inches(11)


def test_only_the_first_page_goes_without_running_title() -> None:
    file = one(f"<h1>A</h1><p>b</p><h2>C</h2>{wide(6)}<h2>D</h2><p>e</p>")
    assert [section.different_first_page_header_footer for section in file.sections] == [True, False, False]
    assert [section.header.paragraphs[0].text for section in file.sections] == ["A", "A", "A"]


# Pictures, links, languages


def test_a_drawing_is_a_picture_with_its_words() -> None:
    file = one(f"<figure>{SVG.format(alt='Two &amp; three')}<figcaption>Cap</figcaption></figure>")
    (shape,) = file.inline_shapes
    assert values(file, "//wp:docPr/@descr") == ["Two & three"]
    assert shape.width == Inches(6.5)
    (png,) = (blob for name, blob in members(saved(file)).items() if name.endswith(".png"))
    assert png.startswith(b"\x89PNG")
    assert [style for style, _text in styled(file)] == ["Figure", "Caption"]


def saved(file: Docx) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def test_links_lead_to_the_web_and_within_the_document() -> None:
    file = one(
        '<p><a href="https://example.org/a b?x=<1>&y=é">web</a> <a href="#here">inner</a> '
        '<a href="#nowhere">none</a> <a href="javascript:alert(1)">code</a></p>'
        '<p id="here">Target</p><p id="other">Other</p>'
    )
    (anchor,) = values(file, "//w:hyperlink/@w:anchor")
    assert values(file, "//w:p[w:r/w:t='Target']/w:bookmarkStart/@w:name") == [anchor]
    assert len(values(file, "//w:bookmarkStart/@w:name")) == 1
    external = [r.target_ref for r in file.part.rels.values() if r.is_external]
    assert external == ["https://example.org/a%20b?x=%3C1%3E&y=%C3%A9"]
    assert len(values(file, "//w:hyperlink/@r:id")) == 1
    assert file.paragraphs[0].text == "web inner none code"


def test_bookmarks_have_names_that_word_takes() -> None:
    ids = ["é" * 50, "é" * 50 + "2", "a-b/c"]
    body = "".join(f'<p id="{ident}"><a href="#{ident}">x</a></p>' for ident in ids)
    names = values(one(body), "//w:bookmarkStart/@w:name")
    assert len(set(names)) == 3 and all(re.fullmatch(r"_\w{1,39}", name) for name in names)


def test_the_language_is_that_of_the_document_and_of_what_differs() -> None:
    file = one('<p>un <span lang="en">two</span></p><div lang="en"><p>three</p></div>', "fr")
    assert file.styles.element.xpath("string(w:docDefaults//w:lang/@w:val)") == "fr-CA"
    assert values(file, "//w:r[w:rPr/w:lang/@w:val='en-CA']/w:t/text()") == ["two", "three"]
    assert file.core_properties.language == "fr-CA"


def test_a_second_language_begins_on_a_page_of_its_own_with_its_own_margins() -> None:
    file = opened(write_docx(ENGLISH_AND_FRENCH, TEMPLATES))
    first, second = file.sections
    english, french = (part.title for part in ENGLISH_AND_FRENCH.parts)
    assert [s.header.paragraphs[0].text for s in (first, second)] == [english, french]
    feet = ["".join(s.footer._element.xpath(".//w:t/text()")) for s in (first, second)]
    assert feet == ["consultrep 0.0 · Page 1 of 1", "consultrep 0.0 · Page 1 sur 1"]
    for section in (first, second):
        assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
        assert section.different_first_page_header_footer
    assert second._sectPr.find(qn("w:type")) is None
    said = values(file, "//w:r[w:rPr/w:lang/@w:val='fr-CA']/w:t/text()")
    assert WORDS["fr"]["bridges"] in "".join(said)
    margins = [s.footer._element.xpath(".//w:lang/@w:val") for s in (first, second)]
    assert margins[0] == [] and set(margins[1]) == {"fr-CA"}


def test_a_long_document_has_its_contents_before_its_first_heading() -> None:
    headings = "".join(f"<h2>A{n}</h2><h3>B{n}</h3><p>x</p>" for n in range(3))
    file = one(f"<h1>T</h1><p>y</p>{headings}<footer><p>z</p></footer>")
    assert styled(file)[:6] == [
        ("Title", "T"),
        ("Normal", "y"),
        ("TOC Heading", "Contents"),
        ("toc 1", "A0"),
        ("toc 2", "B0"),
        ("toc 1", "A1"),
    ]
    (instruction,) = values(file, "//w:instrText/text()")
    bookmark = instruction.split()[-1]
    assert instruction.split()[:3] == ["TOC", "\\o", '"1-2"']
    assert values(file, f"//w:p[w:bookmarkStart/@w:name='{bookmark}']//w:t/text()") == ["A0"]
    (ident,) = values(file, f"//w:bookmarkStart[@w:name='{bookmark}']/@w:id")
    assert values(file, f"//w:p[w:bookmarkEnd/@w:id='{ident}']//w:t/text()") == ["z"]
    for anchor, text in zip(
        values(file, "//w:hyperlink/@w:anchor"), values(file, "//w:hyperlink//w:t/text()"), strict=True
    ):
        assert values(file, f"//w:p[w:bookmarkStart/@w:name='{anchor}']/w:r/w:t/text()") == [text]
    assert values(file, "//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]


def test_contents_are_short_and_those_of_each_part_in_its_language() -> None:
    many = "".join(f"<h2>A{n}</h2>" + "<h3>B</h3>" * 9 for n in range(4))
    parts = [Part(language, "t.html.j2", f"<h1>T</h1>{many}") for language in ("fr", "en")]
    texts = [p.text for p in opened(write_docx(Document("x", parts, "g"), TEMPLATES)).paragraphs]
    assert [text for text in texts if text not in {"B", "T"}] == [
        "Table des matières", *(["A0", "A1", "A2", "A3"] * 2), "Contents", *(["A0", "A1", "A2", "A3"] * 2),
    ]  # fmt: skip
    assert "Contents" not in raw(one("<h1>T</h1>" + "<h2>A</h2>" * 5))


# What records may hold


def test_hostile_text_stays_text() -> None:
    file = opened(write_docx(document("en"), TEMPLATES))
    shown = HOSTILE.replace("\x07", "\\x07")
    assert [p.text for p in file.paragraphs if p.text == shown] == [shown, shown]
    assert not [r.target_ref for r in file.part.rels.values() if "evil" in str(r._target)]


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b\x1b[31m",
        "\ufffe\uffff",
        "\ud800",
        "]]>",
        "{{ 7*7 }}{% raw %}{_{",
        "&amp;amp; <b>",
        "👩‍👧 עברית",
    ],
)
def test_every_title_can_be_written(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    file = one(f"<h1>{escaped}</h1>")
    shown = re.sub("[\x00\x1b\ud800\ufffe\uffff]", lambda found: f"\\x{ord(found[0]):02x}", text)
    assert file.paragraphs[0].text == shown
    assert file.sections[0].header.paragraphs[0].text == shown
    assert file.core_properties.title == shown


def test_a_long_title_is_cut_in_the_properties_alone() -> None:
    file = one(f"<h1>{'word ' * 100}</h1>")
    assert len(file.paragraphs[0].text) == 499
    assert len(file.core_properties.title) == 255


# The bytes


def test_the_same_document_has_the_same_bytes_in_every_process() -> None:
    data = write_docx(ENGLISH_AND_FRENCH, TEMPLATES)
    assert data == write_docx(document("en", "fr"), TEMPLATES)
    code = (
        "import sys; from tests.pages import *; from consultrep.render.formats.docx import write_docx; "
        "sys.stdout.buffer.write(write_docx(document('en', 'fr'), TEMPLATES))"
    )
    environment = {"PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"}
    again = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert again.stdout == data


def test_a_date_is_written_only_where_there_is_one() -> None:
    without, dated = (
        members(write_docx(document("en", date=date), TEMPLATES)) for date in (None, "2026-03-01")
    )
    assert b"dcterms:" not in without["docProps/core.xml"].replace(b"xmlns:dcterms", b"")
    assert dated["docProps/core.xml"].count(b">2026-03-01T00:00:00Z<") == 2
    assert b"2026-03-01" in b"".join(blob for name, blob in dated.items() if "footer" in name)
    with zipfile.ZipFile(io.BytesIO(write_docx(document("en", date="2026-03-01"), TEMPLATES))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_say_what_the_document_is() -> None:
    properties = opened(write_docx(ENGLISH_AND_FRENCH, TEMPLATES)).core_properties
    assert properties.title == ENGLISH_AND_FRENCH.title
    assert (properties.author, properties.last_modified_by) == ("", "consultrep 0.0")
    assert properties.comments == ""


def test_every_part_is_named_once_and_is_xml() -> None:
    data = write_docx(ENGLISH_AND_FRENCH, TEMPLATES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert len(set(names)) == len(names)
    for name, blob in members(data).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(blob)
    used = set(opened(data).element.xpath("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    assert used <= set(opened(data).styles.element.xpath("w:style/@w:styleId"))


def test_the_packaged_page_is_what_its_script_makes() -> None:
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.path.insert(0, 'tools'); from page_docx import *; "
            "sys.stdout.buffer.write(bytes_of(page()))",
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert members(made.stdout) == members((ROOT / "templates/page.docx").read_bytes())


# Templates of people


@dataclass(frozen=True)
class Row:
    name: str
    count: int


Fill = Callable[..., Docx]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Fill a template made of these paragraphs, or by a function of its own."""

    def filled(*texts: str, make: Callable[[Docx], object] | None = None, **view: object) -> Docx:
        page = docx.Document()
        for text in texts:
            page.add_paragraph(text)
        if make:
            make(page)
        page.save(str(tmp_path / "own.docx"))
        templates = Templates([ROOT / "templates"], {"page.docx": tmp_path / "own.docx"})
        return one("<h1>Title</h1><ul><li>item</li></ul><ol><li>one</li></ol>", "fr", templates, **view)

    return filled


def test_a_template_may_loop_over_the_view(fill: Fill) -> None:
    def table(page: Docx) -> None:
        rows = page.add_table(3, 2).rows
        rows[0].cells[0].text = "{%tr for row in rows %}"
        rows[1].cells[0].text, rows[1].cells[1].text = "{{ row.name }}", "{{ row.count }}"
        rows[2].cells[0].text = "{%tr endfor %}"

    rows = [Row("<b>&", 1), Row("{{ 7*7 }} {_{", 2), Row("a\x1bb", 3)]
    file = fill("{{ title }}, {{ rows | length }}, {{ _('Theme') }}", make=table, rows=rows)
    assert file.paragraphs[0].text == "Title, 3, Thème"
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [
        ["<b>&", "1"],
        ["{{ 7*7 }} {_{", "2"],
        ["a\\x1bb", "3"],
    ]


def test_a_template_without_body_is_filled_as_it_is(fill: Fill) -> None:
    assert [p.text for p in fill("About {{ about }}", about="x & y").paragraphs] == ["About x & y"]


def test_the_body_goes_where_the_template_has_it(fill: Fill) -> None:
    texts = [p.text for p in fill("Before", "{{ body }}", "After").paragraphs]
    assert texts == ["Before", "Title", "item", "one", "After"]


def test_words_beside_the_body_are_kept(fill: Fill) -> None:
    assert [p.text for p in fill("{{ body }} and this").paragraphs] == ["Title", "item", "one", " and this"]


def test_the_body_may_stand_in_a_cell(fill: Fill) -> None:
    def cell(page: Docx) -> None:
        page.add_table(1, 1).cell(0, 0).text = "{{ body }}"

    (table,) = fill(make=cell).tables
    assert [p.text for p in table.cell(0, 0).paragraphs] == ["Title", "item", "one", ""]


def bare(page: Docx) -> None:
    """Take out every style but those that must be, and all numberings, as Word leaves a new document."""
    kept = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    for style in page.styles.element.findall(qn("w:style")):
        if style.name_val not in kept:
            page.styles.element.remove(style)
    for relation, found in list(page.part.rels.items()):
        if found.reltype.endswith("/numbering"):
            del page.part.rels[relation]


def test_styles_and_numberings_that_a_template_lacks_are_added(fill: Fill) -> None:
    file = fill("{{ body }}", make=bare)
    assert [style for style, _text in styled(file)] == ["Title", "List Bullet", "List Number"]
    (number,) = file.styles["List Bullet"].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
    numbering = file.part.numbering_part.element
    (abstract,) = numbering.xpath(f"w:num[@w:numId={number}]/w:abstractNumId/@w:val")
    assert numbering.xpath(f"w:abstractNum[@w:abstractNumId={abstract}]/w:lvl[1]/w:numFmt/@w:val") == [
        "bullet"
    ]


def test_styles_of_the_template_are_used_by_their_names(fill: Fill) -> None:
    def rename(page: Docx) -> None:
        title: Any = page.styles["Title"]
        title.element.set(qn("w:styleId"), "Titre")

    file = fill("{{ body }}", make=rename)
    assert values(file, "//w:body/w:p[1]/w:pPr/w:pStyle/@w:val") == ["Titre"]


def test_a_cover_page_and_what_follows_keep_their_layout(tmp_path: Path) -> None:
    page = docx.Document()
    for text in ("Cover", "{{ body }}", "Back"):
        page.add_paragraph(text)
    page.save(str(tmp_path / "own.docx"))
    templates = Templates([ROOT / "templates"], {"page.docx": tmp_path / "own.docx"})
    file = one(f"<h2>A</h2>{wide(8)}", "en", templates)
    assert [s.orientation for s in file.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [p.text for p in file.paragraphs if p.text] == ["Cover", "A", "Back"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ titel }}", r"own\.docx.*“{{ titel }}”.*'titel' is undefined"),
        ("{{ rows[0].nmae }}", r"“{{ rows\[0\]\.nmae }}”.*nmae"),
        ("{% if %}", r"own\.docx.*“{% if %}”"),
        ("{% for x in rows %}", r"own\.docx"),
        ("{{ ''.__class__ }}", "__class__.*unsafe"),
        ("{{ rows.append(1) }}", "append.*safe"),
        ("{% include 'other.docx' %}", "own.docx"),
        ("{% import '/etc/passwd' as x %}", "own.docx"),
        ("{{ 1 / 0 }}", "division"),
        ("{{ '<w:p>' | safe }}", "own.docx"),
    ],
)
def test_what_a_template_may_not_do_is_said_with_its_place(fill: Fill, text: str, words: str) -> None:
    with pytest.raises(TemplateProblemError, match=words):
        fill("First", text, rows=[Row("a", 1)])


def test_the_nearest_name_is_offered(fill: Fill) -> None:
    with pytest.raises(TemplateProblemError) as caught:
        fill("{{ titel }}")
    assert "title" in caught.value.hint
    with pytest.raises(TemplateProblemError) as caught:
        fill("{{ quite_another }}", rows=[])
    assert caught.value.hint == "the template may use: body, date, generator, page_numbers, rows, title"


def test_the_body_cannot_stand_in_a_header(fill: Fill) -> None:
    def header(page: Docx) -> None:
        page.sections[0].header.paragraphs[0].text = "{{ body }}"

    with pytest.raises(TemplateProblemError, match="'body' is undefined"):
        fill(make=header)


def test_properties_of_a_template_may_have_tags(fill: Fill) -> None:
    def comment(page: Docx) -> None:
        page.core_properties.comments = "About {{ about }}"

    assert fill(make=comment, about="x & y").core_properties.comments == "About x & y"


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "own.docx").write_bytes(content)
    templates = Templates([ROOT / "templates"], {"page.docx": tmp_path / "own.docx"})
    with pytest.raises(TemplateProblemError, match=r"own\.docx cannot be used"):
        one("<p>x</p>", "en", templates)


def test_a_librarys_own_page_goes_before_the_packaged_one(tmp_path: Path) -> None:
    page = docx.Document()
    page.add_paragraph("Ours: {{ title }}")
    page.save(str(tmp_path / "page.docx"))
    file = one("<h1>x</h1>", "en", Templates([tmp_path, ROOT / "templates"]))
    assert [p.text for p in file.paragraphs] == ["Ours: x"]


@pytest.mark.parametrize("library", ["docxtpl", "typst"])
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(EnvironmentProblemError) as caught:
        one("<p>x</p>")
    assert caught.value.hint == 'pip install "consultrep[docx]"'
