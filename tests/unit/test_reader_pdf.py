from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from consultrep.importers.document import BadDocumentError, Block, BlockKind, Document
from consultrep.importers.readers import pdf_file
from consultrep.importers.readers.pdf import read_pdf
from consultrep.importers.readers.pdf_joining import Joiner
from consultrep.importers.readers.pdf_lines import Line
from consultrep.importers.readers.pdf_page import Piece, Style

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
SENTENCES = (
    "The ferry runs twice a day in winter, and not at all when the strait freezes.",
    "Nobody we met could say who answers for the wharf.",
    "Lighthouse keepers asked for a second generator before the next season.",
    "Fish plants close early because the ice house has no spare parts.",
    "Two of the five harbours have a crane that works.",
    "The Agency should dredge the inner basin before the autumn storms.",
)
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13, spaceAfter=7)
BIG = ParagraphStyle("big", fontName="Helvetica-Bold", fontSize=16, leading=20, spaceBefore=12, spaceAfter=4)
MIDDLE = ParagraphStyle("middle", fontName="Helvetica-Bold", fontSize=12, leading=15, spaceBefore=8)
SMALL = ParagraphStyle("small", fontName="Helvetica-Bold", fontSize=11, leading=13, spaceBefore=6)
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=26, leading=31, spaceAfter=20)
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=18, bulletIndent=4, spaceAfter=2)
NESTED = ParagraphStyle("nested", parent=ITEM, leftIndent=38, bulletIndent=24)


def prose(count: int, seed: int = 0) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(SENTENCES) for _number in range(count))


def platypus(story: Sequence[Flowable], decorate: Callable[..., None] | None = None, **facts: str) -> bytes:
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=letter, **facts)
    nothing = decorate or (lambda _canvas, _document: None)
    document.build(list(story), onFirstPage=nothing, onLaterPages=nothing)
    return out.getvalue()


def drawn(pages: Sequence[Sequence[tuple[float, float, float, str, str]]], **options: object) -> bytes:
    """A PDF with texts at (x, y from the top, size, font, text) on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, **options)
    for page in pages:
        for x, y, size, font, text in page:
            canvas.setFont(font, size)
            canvas.drawString(x, letter[1] - y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(
    texts: Sequence[str], x: float = 72, y: float = 100, size: float = 11, leading: float = 14
) -> list[tuple[float, float, float, str, str]]:
    return [(x, y + number * leading, size, "Times-Roman", text) for number, text in enumerate(texts)]


def kinds(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [block.text for block in kinds(document, kind)]


def test_paragraphs_headings_and_title_are_told_apart() -> None:
    story = [Paragraph("Harbours of the north shore: a summary", TITLE)]
    for number in range(4):
        story += [
            Paragraph(f"Part {'ABCD'[number]} of the story", BIG),
            Paragraph(prose(5, number), BODY),
            Paragraph(f"What we saw in {'ABCD'[number]}", MIDDLE),
            Paragraph(prose(6, number + 10), BODY),
            Paragraph(f"Details of {'ABCD'[number]}", SMALL),
            Paragraph(prose(7, number + 20), BODY),
        ]
    document = read_pdf(platypus(story), "harbours.pdf")
    assert texts(document, BlockKind.TITLE) == ["Harbours of the north shore: a summary"]
    headings = [(block.level, block.text) for block in kinds(document, BlockKind.HEADING)]
    assert headings[:3] == [(1, "Part A of the story"), (2, "What we saw in A"), (3, "Details of A")]
    assert len(headings) == 12
    wanted = [prose(5 + step, number + 10 * step) for number in range(4) for step in range(3)]
    assert texts(document, BlockKind.PARAGRAPH) == wanted


def test_text_is_one_line_a_block_and_starts_point_into_it() -> None:
    story = [Paragraph(prose(9, seed), BODY) for seed in range(12)]
    document = read_pdf(platypus(story), "lines.pdf")
    assert document.format == "pdf"
    assert document.text.split("\n") == [block.text for block in document.blocks]
    for block in document.blocks:
        first, last = block.span(0, len(block.text))
        assert document.text[first:last] == block.text
    assert [block.page for block in document.blocks] == sorted(block.page or 0 for block in document.blocks)
    assert document.blocks[0].page == 1


def test_a_paragraph_over_two_pages_is_one_block() -> None:
    document = read_pdf(platypus([Paragraph(prose(60, seed), BODY) for seed in range(3)]), "long.pdf")
    assert texts(document, BlockKind.PARAGRAPH) == [prose(60, seed) for seed in range(3)]
    assert [block.page for block in document.blocks] == [1, 2, 3] or document.blocks[1].page == 1


def test_first_line_indents_part_paragraphs_without_spacing() -> None:
    style = ParagraphStyle("set in", parent=BODY, firstLineIndent=16, spaceAfter=0, alignment=4)
    document = read_pdf(platypus([Paragraph(prose(4, seed), style) for seed in range(8)]), "indents.pdf")
    assert texts(document, BlockKind.PARAGRAPH) == [prose(4, seed) for seed in range(8)]


def test_running_heads_feet_and_page_numbers_go() -> None:
    def decorate(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, letter[1] - 36, "X/HARB/24/11")
        canvas.drawCentredString(306, 30, f"Page {document.page} of 4")
        canvas.drawRightString(540, 45, str(document.page))

    story: list[Flowable] = []
    for seed in range(4):
        story += [Paragraph(prose(10, seed), BODY), PageBreak()]
    document = read_pdf(platypus(story, decorate), "feet.pdf")
    assert [block.text for block in document.blocks] == [prose(10, seed) for seed in range(4)]


@pytest.mark.parametrize("number", ["1", "2013"])
def test_numbers_in_the_text_stay(number: str) -> None:
    document = read_pdf(drawn([lines([f"In {number} things changed", "for the harbours."])]), "numbers.pdf")
    assert document.text == f"In {number} things changed for the harbours."


def test_bullets_of_all_kinds_are_items_with_depth() -> None:
    story: list[Flowable] = [Paragraph(prose(3), BODY)]
    fonts = {"\u2022": "Symbol", "n": "ZapfDingbats", "\u2013": "Times-Roman", "o": "Courier"}
    for bullet, font in fonts.items():
        for seed in range(2):
            story.append(
                Paragraph(prose(3, seed), ParagraphStyle("i", parent=ITEM, bulletFontName=font), bullet)
            )
    story += [Paragraph(prose(2, 9), NESTED, "-"), Paragraph(prose(2, 8), ITEM, "\u2013")]
    document = read_pdf(platypus(story), "bullets.pdf")
    items = kinds(document, BlockKind.ITEM)
    assert [item.marker for item in items] == ["•", "•", "•", "•", "–", "–", "o", "o", "-", "–"]
    assert [item.level for item in items] == [1] * 8 + [2, 1]
    assert [item.text for item in items] == [prose(3, 0), prose(3, 1)] * 4 + [prose(2, 9), prose(2, 8)]


def test_drawn_dots_are_bullets() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, "They asked for three things:")
    for number, text in enumerate(("More ice", "More light", "A crane that works")):
        canvas.circle(76, 680 - 16 * number + 4, 2, fill=1, stroke=0)
        canvas.drawString(90, 680 - 16 * number, text)
    canvas.save()
    items = kinds(read_pdf(out.getvalue(), "dots.pdf"), BlockKind.ITEM)
    assert [(item.marker, item.text) for item in items] == [
        ("•", "More ice"),
        ("•", "More light"),
        ("•", "A crane that works"),
    ]


@pytest.mark.parametrize("markers", [["1.", "2.", "3."], ["(a)", "(b)", "(c)"], ["i)", "ii)", "iii)"]])
def test_numbers_and_letters_are_markers(markers: list[str]) -> None:
    story = [Paragraph(prose(3, seed), ITEM, marker) for seed, marker in enumerate(markers)]
    items = kinds(read_pdf(platypus(story), "numbers.pdf"), BlockKind.ITEM)
    assert [item.marker for item in items] == markers
    assert [item.text for item in items] == [prose(3, seed) for seed in range(3)]


def test_numbered_paragraphs_that_go_back_to_the_margin_are_one_item_each() -> None:
    style = ParagraphStyle("un", parent=BODY, alignment=4)
    story = [Paragraph(f"86.{n}.&nbsp;&nbsp;&nbsp; {prose(25, n)}", style) for n in range(120, 130)]
    items = kinds(read_pdf(platypus(story), "numbered.pdf"), BlockKind.ITEM)
    assert [item.marker for item in items] == [f"86.{n}." for n in range(120, 130)]
    assert [item.text for item in items] == [prose(25, n) for n in range(120, 130)]


def test_hyphens_at_line_ends_go_where_they_are_not_real() -> None:
    page = lines(
        [
            "Consultation is the base of this work and well-being is its aim, as all consul-",
            "tations have shown; the harbour mas-",
            "ter agreed that well-",
            "being and co-",
            "operatives matter, but a har-",
            "bour is no play-",
            "thing. Consultations go on, the har-",
            "bourmaster said: co-operatives, plaything, master.",
        ]
    )
    text = read_pdf(drawn([page]), "hyphens.pdf").text
    assert text == (
        "Consultation is the base of this work and well-being is its aim, as all consultations have shown; "
        "the harbour master agreed that well-being and co-operatives matter, but a harbour is no plaything. "
        "Consultations go on, the harbourmaster said: co-operatives, plaything, master."
    )


def test_soft_hyphens_no_break_spaces_and_double_spaces() -> None:
    page = lines(["Les 50\u00a0000\u00a0habitants  demandent\u00a0: un quai."])
    assert read_pdf(drawn([page]), "spaces.pdf").text == "Les 50 000 habitants demandent : un quai."


def test_soft_hyphens_and_ligatures_are_for_print_only() -> None:
    texts = ((10, "De\u00adman\u00ad"), (23, "de o\ufb03cielle et diver\ufb01\u00adée"))
    rows = [Line((Piece(text, 72, 300, y, Style(11)),), y, 1) for y, text in texts]
    assert Joiner(rows).join(rows) == "Demande officielle et diverfiée"


def test_footnotes_at_the_foot_are_notes_and_their_marks_go() -> None:
    opening = "All of the five harbours on this shore were closed in spring."
    page = lines([opening, "Ice came late, and left late; the boats stayed on land."])
    page.append((72 + stringWidth(opening, "Times-Roman", 11), 96, 6, "Times-Roman", "1"))
    foot = ["1 See the log of the keeper.", "2 Only in the inner basin,", "not outside."]
    page += lines(foot, y=700, size=8, leading=10)
    following = lines([f"{sentence} Again and again." for sentence in SENTENCES])
    document = read_pdf(drawn([page, following]), "notes.pdf")
    notes = kinds(document, BlockKind.NOTE)
    assert [(note.marker, note.text) for note in notes] == [
        ("1", "See the log of the keeper."),
        ("2", "Only in the inner basin, not outside."),
    ]
    assert document.text.startswith(f"{opening} Ice came late")


def test_notes_at_the_end_and_typed_marks() -> None:
    story = [
        Paragraph(f"{prose(3)} It is said so.[1] {prose(3, 2)}[2] It has [9] lamps.", BODY),
        Paragraph("Notes de bas de page", BIG),
        Paragraph("1. Selon le gardien du phare.", BODY),
        Paragraph("2. Journal du quai, page 3.", BODY),
    ]
    document = read_pdf(platypus(story), "endnotes.pdf")
    assert texts(document, BlockKind.NOTE) == ["Selon le gardien du phare.", "Journal du quai, page 3."]
    assert texts(document, BlockKind.HEADING) == []
    assert texts(document, BlockKind.PARAGRAPH) == [
        f"{prose(3)} It is said so. {prose(3, 2)} It has [9] lamps."
    ]


def test_square_metres_are_no_footnotes() -> None:
    page = lines(["The ice house has 400 m", "and no spare parts."])
    page.append((72 + stringWidth("The ice house has 400 m", "Times-Roman", 11), 96, 6, "Times-Roman", "2"))
    assert "400 m²" in read_pdf(drawn([page]), "square.pdf").text


def test_contents_lists_go() -> None:
    titles = ["Ice and light", "Cranes", "Who answers for the wharf"]
    contents = [Paragraph("Table of contents", BIG)]
    contents += [Paragraph(f"{title} {'.' * 60} {number + 2}", BODY) for number, title in enumerate(titles)]
    story: list[Flowable] = [*contents, PageBreak()]
    for seed, title in enumerate(titles):
        story += [Paragraph(title, BIG), Paragraph(prose(30, seed), BODY)]
    document = read_pdf(platypus(story), "contents.pdf")
    assert texts(document, BlockKind.HEADING) == titles
    assert len(document.blocks) == 6


def test_contents_lists_without_page_numbers_go() -> None:
    titles = ["Ice and light", "Cranes", "Who answers for the wharf"]
    story: list[Flowable] = [Paragraph("Sommaire", BIG)]
    story += [Paragraph(title, ITEM, "\u2022") for title in titles]
    for seed, title in enumerate(titles):
        story += [Paragraph(title, BIG), Paragraph(prose(8, seed), BODY)]
    document = read_pdf(platypus(story), "contents.pdf")
    assert [block.text for block in document.blocks] == [
        text for seed, title in enumerate(titles) for text in (title, prose(8, seed))
    ]


ROWS = [
    ["Harbour", "Asked for", "Votes"],
    ["North", SENTENCES[5], "12"],
    ["South", SENTENCES[2], "7"],
    ["West", SENTENCES[4], "3"],
]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
BOOK = [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)]
SHADED = [
    ("BACKGROUND", (0, 0), (-1, 0), colors.lightblue),
    ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black),
]


@pytest.mark.parametrize("look", [GRID, BOOK, SHADED, []])
def test_tables_are_cells_with_rows_and_column_headings(look: list[tuple[object, ...]]) -> None:
    narrow = ParagraphStyle("cell", parent=BODY, spaceAfter=0)
    cells = [[row[0], Paragraph(row[1], narrow), row[2]] for row in ROWS]
    table = Table(cells, colWidths=[80, 200, 60], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *look])
    caption = Paragraph("Table 1: What was asked for", SMALL)
    document = read_pdf(
        platypus([Paragraph(prose(3), BODY), caption, table, Spacer(1, 9), Paragraph(prose(4), BODY)]),
        "t.pdf",
    )
    found = kinds(document, BlockKind.CELL)
    assert [[cell.text for cell in found if cell.row == row] for row in range(4)] == ROWS
    assert {cell.table for cell in found} == {1}
    assert [cell.column for cell in found] == ROWS[0] * 4
    assert texts(document, BlockKind.CAPTION) == ["Table 1: What was asked for"]
    assert texts(document, BlockKind.PARAGRAPH) == [prose(3), prose(4)]


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    cells = [["No.", "Asked for"], *([str(n), f"{SENTENCES[n % 6]} ({n})"] for n in range(60))]
    table = Table(cells, colWidths=[50, 380], style=GRID, repeatRows=1)
    document = read_pdf(platypus([Paragraph(prose(2), BODY), table]), "long-table.pdf")
    found = kinds(document, BlockKind.CELL)
    assert {cell.table for cell in found} == {1}
    assert [cell.text for cell in found if cell.column == "No."] == ["No.", *(str(n) for n in range(60))]
    assert [cell.row for cell in found if cell.column == "No."] == list(range(61))
    assert max(cell.page or 0 for cell in found) > 1


@pytest.mark.parametrize(
    "look", [("BACKGROUND", (0, 0), (-1, -1), colors.lavender), ("BOX", (0, 0), (-1, -1), 1, colors.black)]
)
def test_text_on_a_shade_or_in_a_frame_is_boxed(look: tuple[object, ...]) -> None:
    box = Table(
        [[[Paragraph("Good to know", MIDDLE), Paragraph(prose(4, 5), BODY)]]], colWidths=[380], style=[look]
    )
    story = [
        Paragraph("Harbours of the north shore", TITLE),
        Paragraph(prose(8), BODY),
        box,
        Paragraph(prose(8, 1), BODY),
        Paragraph("A heading", BIG),
        Paragraph(prose(5), BODY),
    ]
    document = read_pdf(platypus(story), "box.pdf")
    assert [block.text for block in document.blocks if block.boxed] == ["Good to know", prose(4, 5)]
    assert texts(document, BlockKind.HEADING) == ["A heading"]


def test_block_quotes() -> None:
    quote = ParagraphStyle("quote", parent=BODY, leftIndent=45, rightIndent=45)
    story = [Paragraph(prose(8), BODY), Paragraph(prose(4, 5), quote), Paragraph(prose(8, 1), BODY)]
    document = read_pdf(platypus(story), "quote.pdf")
    assert texts(document, BlockKind.QUOTE) == [prose(4, 5)]


def test_two_columns_are_read_one_after_the_other() -> None:
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=letter)
    frames = [Frame(60, 60, 235, 660, id="left"), Frame(317, 60, 235, 660, id="right")]
    document.addPageTemplates([PageTemplate("two", frames)])
    style = ParagraphStyle("column", parent=BODY, alignment=4)
    story: list[Flowable] = []
    for seed in range(8):
        story += [Paragraph(f"Theme {'abcdefgh'[seed]}", BIG), Paragraph(prose(20, seed), style)]
        story += [Paragraph(prose(2, seed), ITEM, "\u2022"), Paragraph(prose(2, seed + 1), ITEM, "\u2022")]
    document.build(story)
    found = read_pdf(out.getvalue(), "columns.pdf")
    wanted = [[f"Theme {'abcdefgh'[s]}", prose(20, s), prose(2, s), prose(2, s + 1)] for s in range(8)]
    assert [block.text for block in found.blocks] == [text for part in wanted for text in part]
    assert {item.level for item in kinds(found, BlockKind.ITEM)} == {1}


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter)
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.setFont("Times-Roman", 11)
    for number, sentence in enumerate(SENTENCES[:3]):
        canvas.drawString(80, -100 - number * 30, sentence)
    canvas.save()
    found = read_pdf(out.getvalue(), "turned.pdf")
    assert [block.text for block in found.blocks] == list(SENTENCES[:3])


def test_facts_come_from_the_file_where_they_make_sense() -> None:
    story = [Paragraph("Harbours of the north shore", TITLE), Paragraph(prose(9), BODY)]
    facts = read_pdf(platypus(story, title="Harbours of the north shore", lang="fr-CA"), "facts.pdf").facts
    assert (facts.title, facts.language) == ("Harbours of the north shore", "fr")
    assert facts.modified is None or len(facts.modified) == 10
    other = read_pdf(platypus(story, title="Microsoft Word - draft3.docx"), "facts.pdf").facts
    assert (other.title, other.language) == ("Harbours of the north shore", None)


def test_a_scan_asks_for_text_recognition() -> None:
    from PIL import Image

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter)
    for _page in range(3):
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "gray")), 0, 0, 612, 792)
        canvas.showPage()
    canvas.save()
    with pytest.raises(BadDocumentError, match="only images") as caught:
        read_pdf(out.getvalue(), "scan.pdf")
    assert "OCR" in (caught.value.hint or "")


def test_an_encrypted_file_says_so() -> None:
    lock = pdfencrypt.StandardEncryption("secret", ownerPassword="owner")
    with pytest.raises(BadDocumentError, match="password"):
        read_pdf(drawn([lines(SENTENCES)], encrypt=lock), "locked.pdf")


def test_a_file_without_a_password_for_reading_is_read() -> None:
    lock = pdfencrypt.StandardEncryption("", ownerPassword="owner", canCopy=0)
    assert SENTENCES[0] in read_pdf(drawn([lines(SENTENCES)], encrypt=lock), "open.pdf").text


@pytest.mark.parametrize("data", [b"", b"Harbours", b"%PDF-", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + b"x" * 90])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(BadDocumentError, match=r"harbours\.pdf"):
        read_pdf(data, "harbours.pdf")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "MAX_PAGES", 2)
    with pytest.raises(BadDocumentError, match="3 pages"):
        read_pdf(drawn([lines(SENTENCES)] * 3), "long.pdf")


SAMPLE = platypus(
    [Paragraph("Harbours of the north shore", TITLE), Paragraph(prose(9), BODY), Table(ROWS, style=GRID)]
    + [Paragraph(prose(2, n), ITEM, "\u2022") for n in range(5)]
)


def read_or_refuse(data: bytes) -> None:
    try:
        document = read_pdf(data, "any.pdf")
    except BadDocumentError as error:
        assert str(error)
    else:
        assert document.text == "\n".join(block.text for block in document.blocks)


@given(st.binary(max_size=400))
@example(b"%PDF-1.4\ntrailer<</Root 1 0 R>>")
def test_any_bytes_give_a_document_or_its_error(data: bytes) -> None:
    read_or_refuse(data)
    read_or_refuse(b"%PDF-1.5\n" + data)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=30),
    st.integers(0, len(SAMPLE)),
)
def test_a_damaged_pdf_gives_a_document_or_its_error(changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(SAMPLE)
    for place, value in changes:
        data[place] = value
    read_or_refuse(bytes(data))
    read_or_refuse(bytes(data[:end]))


def plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@pytest.mark.parametrize(
    "path", sorted(CORPORA.glob("consultations/*/doc.pdf")), ids=lambda path: path.parent.name
)
def test_sections_and_statements_of_the_shared_reports(path: Path) -> None:
    gold = json.loads(path.with_name("gold.json").read_text("utf-8"))
    document = read_pdf(path.read_bytes(), path.name)
    sections = [(section["level"], plain(section["title"])) for section in gold["sections"]]
    assert [(block.level, plain(block.text)) for block in kinds(document, BlockKind.HEADING)] == sections
    blocks = [plain(block.text) for block in document.blocks]
    for statement in (*gold["recommendations"], *gold["findings"]):
        assert any(plain(statement["text"]) in block for block in blocks)


@pytest.mark.parametrize("path", sorted(CORPORA.glob("upr/documents/*.pdf")), ids=lambda path: path.stem)
def test_recommendations_of_the_shared_reviews_stand_in_one_block(path: Path) -> None:
    gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text("utf-8"))
    document = read_pdf(path.read_bytes(), path.name)
    blocks, whole = [plain(block.text) for block in document.blocks], plain(document.text)
    wanted = [plain(one["text"]) for one in gold["recommendations"] if plain(one["text"]) in whole]
    assert len(wanted) > 0.7 * len(gold["recommendations"])
    assert all(any(text in block for block in blocks) for text in wanted)
