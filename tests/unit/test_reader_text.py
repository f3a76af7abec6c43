from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.importers.document import BadDocumentError, Block, BlockKind, Document
from consultrep.importers.readers.text import read_text

SHARED = Path(__file__).parents[3] / "shared"
WHARF = (
    "The harbour commission met fishers and ferry users in three villages. People spoke of crowded wharves "
    "and of fuel that costs too much. The commission should repair the north wharf before the next season."
)
WALL = (
    "Most speakers agreed that the breakwater, which dates from 1962, protects nothing any more. It must be "
    "rebuilt, and the work should be shared between the province and the villages that use it."
)
SLOW = (
    "Others wanted a slower pace. They would like the plan to be tried in one village first, and the results "
    "to be published before anything else is decided by those who sit in the capital."
)


def wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, 72, initial_indent=indent)


def read(text: str) -> Document:
    document = read_text(text.encode(), "sample.txt")
    assert_leads_back(document)
    return document


def assert_leads_back(document: Document) -> None:
    for block in document.blocks:
        assert block.text == " ".join(block.text.split()) != ""
        assert block.offsets is not None and len(block.offsets) == len(block.text)
        assert list(block.offsets) == sorted(block.offsets)
        assert block.start == block.offsets[0]
        for character, offset in zip(block.text, block.offsets, strict=True):
            there = document.text[offset]
            assert there == character or (character == " " and there.isspace())


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.text) for block in document.blocks]


def of_kind(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def headings(document: Document) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in of_kind(document, BlockKind.HEADING)]


def texts(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.text for block in of_kind(document, kind)]


class TestParagraphs:
    def test_one_line_each(self) -> None:
        document = read(f"Harbours\n\nViews\n{WHARF}\n{WALL}\n\nPlans\n{SLOW}\n")
        assert headings(document) == [(1, "Views"), (1, "Plans")]
        assert texts(document) == [WHARF, WALL, SLOW]

    def test_wrapped_with_blank_lines(self) -> None:
        document = read(f"Harbours\n\nViews\n\n{wrapped(WHARF)}\n\n{wrapped(WALL)}\n")
        assert texts(document) == [WHARF, WALL]

    def test_wrapped_and_indented_without_blank_lines(self) -> None:
        body = "\n".join(wrapped(text, "    ") for text in (WHARF, WALL, SLOW))
        document = read(f"Harbours\n\nVIEWS\n{body}\nPLANS\n{wrapped(WALL, '    ')}\n")
        assert texts(document) == [WHARF, WALL, SLOW, WALL]
        assert headings(document) == [(1, "VIEWS"), (1, "PLANS")]

    def test_wrapped_without_blank_lines_or_indents_end_at_a_short_line(self) -> None:
        document = read(f"Harbours\n\n{wrapped(WHARF)}\nIt did so.\n{wrapped(WALL)}\n")
        assert texts(document) == [f"{WHARF} It did so.", WALL] or texts(document) == [
            WHARF,
            "It did so.",
            WALL,
        ]

    def test_a_number_or_dash_that_a_line_happens_to_begin_with_starts_no_item(self) -> None:
        document = read(
            "Harbours\n\nThe commission met, on the day that had been set in the well-known paragraph\n"
            "15. It then met again in the year of the great flood, with all the people\n"
            "- as far as anyone knows - of the three villages, and with M. Roy and with\n"
            "M. Fort, who were glad to be there.\n"
        )
        assert [block.kind.value for block in document.blocks] == ["title", "paragraph"]

    def test_a_page_s_end_does_not_part_a_sentence(self) -> None:
        document = read("Harbours\n\n" + WHARF.replace("fuel that ", "fuel that\n\f") + "\n")
        assert texts(document) == [WHARF]

    def test_a_footnote_does_not_part_a_sentence(self) -> None:
        document = read(f"Harbours**\n\n{WALL[:100]}\n** Not edited.\n{WALL[100:].strip()}\n")
        assert texts(document) == [WALL]
        assert (
            texts(document, BlockKind.NOTE) == ["** Not edited."] or "Not edited." in shown(document)[-1][2]
        )

    def test_no_break_spaces_and_soft_hyphens(self) -> None:
        document = read("Havres\n\nIl faut\u00a0:\u00a0«\u00a0ré\u00adparer\u00a0» le\u202fquai.\n")
        assert texts(document) == ["Il faut : « réparer » le quai."]


class TestHyphens:
    def test_those_of_a_line_end_go_and_real_ones_stay(self) -> None:
        document = read(
            "Havres\n\nLa commis-\nsion a dit que le brise-lames est vieux; "
            "le brise-\nlames sera refait, et elle s'y\n"
            "en-\ngage. Peut-\nêtre faudra-t-\nil un quai à Saint-\nJean, en 2012-\n13.\n"
        )
        assert texts(document) == [
            "La commission a dit que le brise-lames est vieux; le brise-lames sera refait, "
            "et elle s'y engage. "
            "Peut-être faudra-t-il un quai à Saint-Jean, en 2012-13."
        ]

    def test_two_words_that_the_text_has_apart_keep_their_hyphen(self) -> None:
        document = read(
            "Plan\n\nPlain words in real time: a real-\ntime count of words that fish-\ners sent in.\n"
        )
        assert texts(document) == [
            "Plain words in real time: a real-time count of words that fishers sent in."
        ]


class TestPages:
    BODY = tuple(f"{wrapped(f'Village {name} spoke. {WHARF}')}\n" for name in "ABCDEFGH")

    @pytest.mark.parametrize("feed", ["\f", ""])
    @pytest.mark.parametrize("number", ["Page {}", "Page {} of 8", "- {} -", "{} / 8"])
    def test_running_heads_and_page_numbers_are_dropped(self, feed: str, number: str) -> None:
        pages = [
            f"Harbours of the North\n\n{body}\n{number.format(n)}\n" for n, body in enumerate(self.BODY, 1)
        ]
        document = read(feed.join(pages))
        assert [text.split(".")[0] for text in texts(document)] == [
            f"Village {name} spoke" for name in "ABCDEFGH"
        ]
        assert not [text for text in texts(document) if "Page" in text or "North" in text]

    def test_pages_are_counted_where_form_feeds_part_them(self) -> None:
        document = read(f"Plan\n\n{WHARF}\n\f{WALL}\n\f{SLOW}\n")
        assert [block.page for block in document.blocks] == [1, 1, 2, 3]
        assert [block.page for block in read(f"Plan\n\n{WHARF}\n").blocks] == [None, None]


class TestHeadings:
    def test_numbers_tell_the_level(self) -> None:
        document = read(
            f"Plan\n\n1. Wharves\n\n1.1 State\n\n{WHARF}\n\n1.1.1 North\n\n{WALL}\n\n1.2 Cost\n\n"
            f"{SLOW}\n\n2. Fuel\n\n{SLOW}"
        )
        assert headings(document) == [
            (1, "1. Wharves"),
            (2, "1.1 State"),
            (3, "1.1.1 North"),
            (2, "1.2 Cost"),
            (1, "2. Fuel"),
        ]

    def test_roman_numbers_stand_above_letters(self) -> None:
        document = read(
            f"Plan\n\nIntroduction\n\n{SLOW}\n\nI. Wharves\n\nA. State\n\n{WHARF}\n\nB. Cost\n\n"
            f"{WALL}\n\nII. Fuel\n\n{SLOW}"
        )
        assert [level for level, _text in headings(document)] == [1, 1, 2, 2, 1]

    def test_parts_stand_above_decimals(self) -> None:
        document = read(
            f"Havres\n\nPARTIE I – LES QUAIS\n\n1.1 État\n\n{WHARF}\n\n1.2 Coût\n\n{WALL}\n\n"
            f"PARTIE II – LA SUITE\n\n{SLOW}\n"
        )
        assert [level for level, _text in headings(document)] == [1, 2, 2, 1]

    def test_titles_that_come_back_are_deeper(self) -> None:
        sections = "".join(
            f"{n}. {name}\n\nWhat we heard\n\n{WHARF}\n\nSuggested actions\n\n- Act.\n\n"
            for n, name in enumerate(["Wharves", "Fuel"], 1)
        )
        assert [level for level, _text in headings(read(f"Plan\n\n{sections}"))] == [1, 2, 2, 1, 2, 2]

    def test_a_heading_directly_above_another_is_higher(self) -> None:
        document = read(
            f"Havres\n\nQuais\n\nÉtat des lieux\n\n{WHARF}\n\nAccès\n\n{WALL}\n\nCarburant\n\n"
            f"Prix\n\n{SLOW}\n\nConclusion\n\n{SLOW}"
        )
        assert [level for level, _text in headings(document)] == [1, 2, 2, 1, 2, 1]

    def test_capitals_stand_above_other_letters(self) -> None:
        document = read(
            f"PLAN\n\nWHARVES\n\nTheir state\n\n{WHARF}\n\nTheir cost\n\n{WALL}\n\nFUEL\n\n{SLOW}\n"
        )
        assert [level for level, _text in headings(document)] == [1, 2, 2, 1]

    def test_wider_gaps_stand_above_others(self) -> None:
        document = read(
            f"Plan\n\n\n\nWharves\n\n{WHARF}\n\nState\n\n{WALL}\n\n\n\nFuel\n\n{SLOW}\n\nPrice\n\n{SLOW}\n"
        )
        assert [level for level, _text in headings(document)] == [1, 2, 1, 2]

    def test_underlined_lines_are_headings(self) -> None:
        document = read(f"Plan\n====\n\nWharves and more, too.\n----------------------\n\n{wrapped(WHARF)}\n")
        assert shown(document)[:2] == [("title", 0, "Plan"), ("heading", 1, "Wharves and more, too.")]

    def test_without_a_clue_the_level_is_one(self) -> None:
        document = read(f"Plan\n\nWharves\n\n{WHARF}\n\nFuel\n\n{WALL}\n\nAnnex A: Villages\n\n{SLOW}\n")
        assert headings(document) == [(1, "Wharves"), (1, "Fuel"), (1, "Annex A: Villages")]

    def test_the_date_under_the_title_is_no_heading(self) -> None:
        document = read(f"Havres\n\nCe que l'on a dit\n\nAvon, le 7 mai 2020\n\nContexte\n\n{WHARF}\n")
        assert headings(document) == [(1, "Contexte")]
        assert "Avon, le 7 mai 2020" in texts(document)

    def test_numbered_lines_without_text_between_are_a_list(self) -> None:
        document = read(
            f"Plan\n\nThe panel recommends:\n\n1. Repair the wharf\n2. Sell fuel\n3. Wait\n\n"
            f"Next steps\n\n{SLOW}\n"
        )
        assert texts(document, BlockKind.ITEM) == ["Repair the wharf", "Sell fuel", "Wait"]
        assert headings(document) == [(1, "Next steps")]

    def test_names_in_an_annex_are_no_headings(self) -> None:
        document = read(
            f"Plan\n\nWharves\n\n{WHARF}\n\nAnnex A: Speakers\n\nAnn Roy\n\nPaul Fort\n\nMary Dow\n\nJo Lee\n"
        )
        assert headings(document) == [(1, "Wharves"), (1, "Annex A: Speakers")]

    def test_a_text_of_one_sentence_has_no_title(self) -> None:
        assert shown(read("Only one sentence stands here.")) == [
            ("paragraph", 0, "Only one sentence stands here.")
        ]

    def test_an_aside_is_boxed_and_no_section(self) -> None:
        document = read(f"Plan\n\nWharves\n\n{WHARF}\n\nDid you know?\n\n{WALL}\n\nFuel\n\n{SLOW}\n")
        assert headings(document) == [(1, "Wharves"), (1, "Fuel")]
        assert [block.text for block in document.blocks if block.boxed] == ["Did you know?", WALL]


class TestItems:
    @pytest.mark.parametrize("bullet", ["-", "*", "•", "·", "–", "¥", "▪", "\uf0b7", "+"])
    def test_bullets(self, bullet: str) -> None:
        document = read(f"Plan\n\nThey asked for:\n\n{bullet} a wharf;\n{bullet} fuel.\n")
        assert [(b.text, b.level, b.marker) for b in of_kind(document, BlockKind.ITEM)] == [
            ("a wharf;", 1, bullet),
            ("fuel.", 1, bullet),
        ]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("1.", "2."),
            ("1)", "2)"),
            ("(a)", "(b)"),
            ("i.", "ii."),
            ("88.12", "88.13"),
            ("61.1.", "61.2."),
            ("a)", "b)"),
        ],
    )
    def test_numbers(self, first: str, second: str) -> None:
        document = read(f"Plan\n\nThe plan is this:\n\n{first} Repair the wharf;\n{second} Sell fuel.\n")
        assert [(b.text, b.level, b.marker) for b in of_kind(document, BlockKind.ITEM)] == [
            ("Repair the wharf;", 1, first),
            ("Sell fuel.", 1, second),
        ]

    def test_nested_by_indentation_with_continuation_lines(self) -> None:
        document = read(
            "Plan\n\nThey asked for these things, "
            "which were written down with some care by the\nsecretary:\n\n"
            "- a wharf that is wide enough for two boats to lie at it, one on each of the\n  sides;\n"
            "  - one in the north\n  - one in the south\n- fuel.\n"
        )
        assert [(b.level, b.text[-8:]) for b in of_kind(document, BlockKind.ITEM)] == [
            (1, "e sides;"),
            (2, "he north"),
            (2, "he south"),
            (1, "fuel."),
        ]

    def test_nested_by_marker_without_indentation(self) -> None:
        document = read(
            "Plan\n\n1. Fuel is dear:\n(a) by day;\n(b) by night;\n2. Wharves are old;\n3. So are boats.\n"
        )
        assert [b.level for b in of_kind(document, BlockKind.ITEM)] == [1, 2, 2, 1, 1]

    @pytest.mark.parametrize("gap", ["\n", "\n\n", " \t\n"])
    def test_a_marker_alone_on_its_line(self, gap: str) -> None:
        document = read(f"Plan\n\n1.{gap}Repair the wharf, please.\n\n2.{gap}Sell fuel there.\n")
        assert [(b.marker, b.text) for b in of_kind(document, BlockKind.ITEM)] == [
            ("1.", "Repair the wharf, please."),
            ("2.", "Sell fuel there."),
        ]

    def test_items_glued_in_one_paragraph_are_parted(self) -> None:
        document = read(
            "Plan\n\n61. These were heard: 61.1. Repair the wharf (Avon); 61.2. Sell fuel (Brome); "
            "61.3 Wait (Dow). "
            "62. The rest is as in paragraph 4. It follows: (a) one; (b) two.\n"
        )
        assert [(b.marker, b.level, b.text) for b in of_kind(document, BlockKind.ITEM)] == [
            ("61.", 1, "These were heard:"),
            ("61.1.", 2, "Repair the wharf (Avon);"),
            ("61.2.", 2, "Sell fuel (Brome);"),
            ("61.3", 2, "Wait (Dow)."),
            ("62.", 1, "The rest is as in paragraph 4. It follows: (a) one; (b) two."),
        ]

    def test_an_item_goes_on_after_a_page_s_end_and_a_footnote(self) -> None:
        document = read(
            "Plan*\n\n88.1 Repair the wharf that stands at the northern end of the village and that the\n"
            "* As printed.\n\nfishers use (Avon);\n88.2 Sell fuel (Brome).\n"
        )
        assert [b.text[-14:] for b in of_kind(document, BlockKind.ITEM)] == [
            "rs use (Avon);",
            "Sell fuel (Brome)."[-14:],
        ]
        assert texts(document, BlockKind.NOTE) == ["As printed."]


class TestTables:
    @pytest.mark.parametrize(
        "rows",
        [
            "Place | Want\nAvon | a wharf\nBrome | fuel",
            "| Place | Want |\n|-------|------|\n| Avon | a wharf |\n| Brome | fuel |",
            "Place\tWant\nAvon\ta wharf\nBrome\tfuel",
        ],
    )
    def test_rows_become_cells_with_their_column(self, rows: str) -> None:
        document = read(f"Plan\n\n{wrapped(WHARF)}\n\nTable 1: What was asked\n\n{rows}\n\n{wrapped(WALL)}\n")
        assert [(b.table, b.row, b.column, b.text) for b in of_kind(document, BlockKind.CELL)] == [
            (1, 0, "Place", "Place"),
            (1, 0, "Want", "Want"),
            (1, 1, "Place", "Avon"),
            (1, 1, "Want", "a wharf"),
            (1, 2, "Place", "Brome"),
            (1, 2, "Want", "fuel"),
        ]
        assert texts(document, BlockKind.CAPTION) == ["Table 1: What was asked"]
        assert texts(document) == [WHARF, WALL]

    def test_a_cell_may_go_on_in_the_next_line(self) -> None:
        document = read(
            f"Plan\n\n{wrapped(WHARF)}\n\nPlace | Want\nAvon | a wharf that is\n  wide\nBrome | fuel\n"
        )
        assert [b.text for b in of_kind(document, BlockKind.CELL)][3] == "a wharf that is wide"


class TestWhatIsNotText:
    def test_tables_of_contents(self) -> None:
        for contents in (
            "Table of contents\n\n1. Wharves ........ 3\n2. Fuel ...... 4\nAnnex ...... 9\n",
            "Contents\n1. Wharves\n2. Fuel\n",
            "Table des matières\n",
            "Sommaire\n\nWharves\t3\nFuel\t4\n",
        ):
            document = read(f"Plan\n\n{contents}\n1. Wharves\n\n{WHARF}\n\n2. Fuel\n\n{WALL}\n")
            assert [kind for kind, _l, _t in shown(document)] == ["title", *["heading", "paragraph"] * 2], (
                contents
            )

    def test_a_summary_called_sommaire_stays(self) -> None:
        assert headings(read(f"Havres\n\nSommaire\n\n{WHARF}\n\nQuais\n\n{WALL}\n")) == [
            (1, "Sommaire"),
            (1, "Quais"),
        ]

    @pytest.mark.parametrize(
        "mark", ["[1]", "Note1", "Footnote 1", "Note de bas de page 1", "¹", " [1]", "¹²"]
    )
    def test_footnote_marks(self, mark: str) -> None:
        document = read(f"Plan\n\nThe wharf was built.{mark} It failed.\n")
        assert texts(document) == ["The wharf was built. It failed."]

    def test_what_only_looks_like_a_mark_stays(self) -> None:
        text = "See note 3 of the act: 40 m², 3 km² and [2015] of it. Footnotes 2 and 3 apply."
        assert texts(read(f"Plan\n\n{text}\n")) == [text]

    @pytest.mark.parametrize("title", ["Notes", "Footnotes", "Notes de bas de page", "Endnotes:"])
    def test_notes(self, title: str) -> None:
        document = read(
            f"Plan\n\n{WHARF}[1]\n\n{title}\n\n[1] By the mayor,\n   in May.\n2. By no one.\n\n3\n\nLate.\n"
        )
        assert texts(document, BlockKind.NOTE)[1:3] == ["By the mayor, in May.", "By no one."]
        assert [b.marker for b in of_kind(document, BlockKind.NOTE)][1:3] == ["1", "2."]
        assert texts(document) == [WHARF]

    @pytest.mark.parametrize(
        "line",
        [
            "Date modified: 2021-05-06",
            "Date de modification\u00a0: 2021-05-06",
            "Date modified:\n\n2021-05-06",
        ],
    )
    def test_the_date_of_the_last_change(self, line: str) -> None:
        document = read(f"Plan\n\n{WHARF}\n\n{line}\n")
        assert document.facts.modified == "2021-05-06"
        assert texts(document) == [WHARF]

    def test_lines_about_other_versions(self) -> None:
        document = read(f"Havres\n\nHavres – Version PDF (412 Ko)\n\nQuais\n\n{WHARF}\n")
        assert [kind for kind, _l, _t in shown(document)] == ["title", "heading", "paragraph"]

    def test_an_indented_quotation(self) -> None:
        document = read(f"Plan\n\n{WHARF}\n\n    « On ne nous a rien demandé. » – Pêcheur\n\n{WALL}\n")
        assert texts(document, BlockKind.QUOTE) == ["« On ne nous a rien demandé. » – Pêcheur"]


def test_span_leads_back_to_the_file() -> None:
    document = read("Plan\n\nThe vil-\nlages asked[1] for a\nwharf; no more.\n")
    (block,) = of_kind(document, BlockKind.PARAGRAPH)
    at = block.text.index("villages")
    start, end = block.span(at, at + len("villages asked for a wharf"))
    assert document.text[start:end] == "vil-\nlages asked[1] for a\nwharf"


@pytest.mark.parametrize("data", [b"", b" \n\f\n", "\ufeff".encode(), b"\x00\x01" * 9])
def test_files_without_text_are_refused(data: bytes) -> None:
    with pytest.raises(BadDocumentError):
        read_text(data, "x.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_the_reader_s_own_error(data: bytes) -> None:
    try:
        document = read_text(data, "x.txt")
    except BadDocumentError:
        return
    assert_leads_back(document)


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\f",
        "- ",
        "1. ",
        "(a) ",
        "88.1 ",
        " | ",
        "\t",
        "    ",
        "Wharves",
        "the fuel",
        ". ",
        ": ",
        "[1]",
        "-\n",
        "Notes\n",
        "Contents\n",
        "====\n",
        "Page 3\n",
        "¹",
        "* ",
        "**",
        "\u00ad",
        "\u00a0",
        "«",
        "»",
        "61.2. Aa",
        "o ",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_layout_leads_back_to_the_file(text: str) -> None:
    try:
        document = read_text(text.encode(), "x.txt")
    except BadDocumentError:
        return
    assert_leads_back(document)


def gold_files(folder: str, pattern: str) -> list[Path]:
    return sorted((SHARED / "corpora" / folder).glob(pattern))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not here")
def test_the_sample_reports_have_their_statements_and_sections() -> None:
    for file in gold_files("consultations", "*/gold.json"):
        gold = json.loads(file.read_text(encoding="utf-8"))
        document = read_text((file.parent / "doc.txt").read_bytes(), "doc.txt")
        assert_leads_back(document)
        for item in (*gold["recommendations"], *gold["findings"]):
            wanted = " ".join(item["text"].replace("\u00ad", "").split())
            assert any(wanted in block.text for block in document.blocks), wanted
        found = {text for _level, text in headings(document)}
        assert {section["title"] for section in gold["sections"]} <= found


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not here")
def test_the_sample_un_reports_have_each_recommendation_in_one_block() -> None:
    for file in gold_files("upr", "documents/*.gold.json"):
        source = file.with_name(file.name.replace(".gold.json", ".txt"))
        if not source.exists() or "canada2009" in file.name:
            continue
        wanted = json.loads(file.read_text(encoding="utf-8"))["recommendations"]
        document = read_text(source.read_bytes(), source.name)
        assert_leads_back(document)
        there = ["".join(filter(str.isalpha, block.text.casefold())) for block in document.blocks]
        found = [
            any("".join(filter(str.isalpha, r["text"].casefold())) in text for text in there) for r in wanted
        ]
        assert sum(found) > 0.98 * len(found), source.name
