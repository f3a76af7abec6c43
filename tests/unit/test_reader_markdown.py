from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.importers.document import BadDocumentError, BlockKind, Document
from consultrep.importers.readers.markdown import read_markdown


def read(text: str) -> Document:
    document = read_markdown(text.encode(), "sample.md")
    assert_leads_back(document)
    return document


def assert_leads_back(document: Document, *, exact: bool = True) -> None:
    for block in document.blocks:
        assert block.text == " ".join(block.text.split()) != ""
        assert block.offsets is not None and len(block.offsets) == len(block.text)
        assert block.start == block.offsets[0]
        assert list(block.offsets) == sorted(block.offsets)
        for character, offset in zip(block.text, block.offsets, strict=True):
            there = document.text[offset : offset + 1]
            # The space that a line break tag leaves stands for no white space of the file.
            assert not exact or character in (there, " ")


def shown(document: Document) -> list[tuple[str, int, str, str]]:
    return [(block.kind.value, block.level, block.marker, block.text) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_headings_lists_and_quotes() -> None:
    document = read(
        "# Harbours\n\n## Views\n\nThe *north* wharf\nis **old**.\n\n"
        "- a wharf that\n  is wide\n    - in the north\n"
        "- fuel\n\n3. first\n4. second\n\n> We were told\n> nothing.\n\nPlans\n-----\n\n"
        "### Soon ###\n\n1) one\n"
    )
    assert shown(document) == [
        ("title", 0, "", "Harbours"),
        ("heading", 1, "", "Views"),
        ("paragraph", 0, "", "The north wharf is old."),
        ("item", 1, "-", "a wharf that is wide"),
        ("item", 2, "-", "in the north"),
        ("item", 1, "-", "fuel"),
        ("item", 1, "3.", "first"),
        ("item", 1, "4.", "second"),
        ("quote", 0, "", "We were told nothing."),
        ("heading", 1, "", "Plans"),
        ("heading", 2, "", "Soon"),
        ("item", 1, "1)", "one"),
    ]


def test_second_paragraphs_of_items_are_paragraphs() -> None:
    assert [b.kind.value for b in read("- one\n\n  more\n- two\n").blocks] == ["item", "paragraph", "item"]


def test_tables() -> None:
    document = read("Text.\n\n| Place | Want |\n|---|---|\n| *Avon* | a wharf |\n| | fuel |\n\nEnd.\n")
    cells = [b for b in document.blocks if b.kind is BlockKind.CELL]
    assert [(b.table, b.row, b.column, b.text) for b in cells] == [
        (1, 0, "Place", "Place"),
        (1, 0, "Want", "Want"),
        (1, 1, "Place", "Avon"),
        (1, 1, "Want", "a wharf"),
        (1, 2, "Want", "fuel"),
    ]


def test_links_code_escapes_and_tags_leave_their_words() -> None:
    document = read(
        "See [the *plan*](http://a.example/see 'x'), `code`, ![a map](m.png), 3 \\* 4<br>and <b>so</b> on.\n"
    )
    assert texts(document) == ["See the plan, code, a map, 3 * 4 and so on."]


def test_the_words_after_a_link_are_those_after_it() -> None:
    document = read("See [the plan](http://a.example/of.the.plan).of.the.plan\n")
    (block,) = document.blocks
    start, end = block.span(len(block.text) - len("of.the.plan"), len(block.text))
    assert (document.text[start:end], end) == ("of.the.plan", len(document.text) - 1)


def test_an_entity_is_one_character_at_its_place() -> None:
    document = read_markdown(b"Wharves &amp; fuel\n", "x.md")
    (block,) = document.blocks
    assert block.text == "Wharves & fuel"
    assert block.span(10, 14) == (14, 18)


def test_footnotes() -> None:
    document = read(
        "Built in 1962.[^1] Sold[^note].\n\n"
        "[^1]: By the *province*.\n[^note]: https://a.example\n\nA<sup>2</sup> end.\n"
    )
    assert shown(document) == [
        ("paragraph", 0, "", "Built in 1962. Sold."),
        ("note", 0, "1", "By the province."),
        ("note", 0, "note", "https://a.example"),
        ("paragraph", 0, "", "A end."),
    ]


def test_items_numbered_in_ways_that_markdown_does_not_know() -> None:
    document = read("88.1 Repair the wharf;\n88.2 Sell\nfuel.\n\n(a) One;\n(b) two.\n")
    assert [(b.kind.value, b.marker, b.text) for b in document.blocks] == [
        ("item", "88.1", "Repair the wharf;"),
        ("item", "88.2", "Sell fuel."),
        ("item", "(a)", "One;"),
        ("item", "(b)", "two."),
    ]


def test_front_matter_gives_facts_and_is_dropped() -> None:
    document = read('---\ntitle: "Havres: suite"\nlang: fr-CA\ndate: 2020-01-02\n---\n\nDu texte.\n')
    assert texts(document) == ["Du texte."]
    assert (document.facts.title, document.facts.language, document.facts.modified) == (
        "Havres: suite",
        "fr",
        "2020-01-02",
    )
    assert document.text.startswith("---\ntitle")


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert texts(read("---\n\nOnly a rule above.\n\n---\n\nEnd.\n")) == ["Only a rule above.", "End."]


def test_the_date_of_the_last_change_in_the_text() -> None:
    document = read("# Plan\n\nText.\n\nDate modified: 2021-05-06\n")
    assert document.facts.modified == "2021-05-06"
    assert texts(document) == ["Plan", "Text."]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# A\n\n# B\n\ntext\n\n# C\n\ntext\n", [("title", 0), ("heading", 1), ("heading", 1)]),
        ("# A\n\ntext\n\n# B\n\ntext\n", [("heading", 1), ("heading", 1)]),
        ("## A\n\ntext\n\n### B\n\ntext\n", [("title", 0), ("heading", 1)]),
        ("Some text.\n\n# A\n\n## B\n", [("heading", 1), ("heading", 2)]),
    ],
)
def test_the_title_is_the_heading_that_stands_above_all(text: str, kinds: list[tuple[str, int]]) -> None:
    found = [(b.kind.value, b.level) for b in read(text).blocks]
    assert [pair for pair in found if pair[0] != "paragraph"] == kinds


def test_html_and_code_blocks_are_their_words() -> None:
    document = read(
        "<div class='x'>\n<p>Some <b>text</b></p>\n</div>\n\n```\ncode here\n```\n\n    indented\n"
    )
    assert texts(document) == ["Some text", "code here", "indented"]


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\x00\x01" * 9, b"---\ntitle: x\n---\n"])
def test_files_without_text_are_refused(data: bytes) -> None:
    with pytest.raises(BadDocumentError):
        read_markdown(data, "x.md")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_the_reader_s_own_error(data: bytes) -> None:
    try:
        assert_leads_back(read_markdown(data, "x.md"), exact=False)
    except BadDocumentError:
        return


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "**",
        "_",
        "`",
        "```\n",
        "[a b](c d)",
        "[x](http://y)",
        "[^1]",
        "[^1]: ",
        "&amp;",
        "\\*",
        "<br>",
        "<b>",
        "    ",
        "wharf",
        "fuel. ",
        "---\n",
        "|",
        "| a | b |\n|---|---|\n| c | d |\n",
        "![i](j)",
        "<http://k>",
        "[l][m]",
        "\n[m]: n\n",
        "\u00ad",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=50).map("".join))
def test_any_markup_leads_back_to_the_file(text: str) -> None:
    try:
        assert_leads_back(read_markdown(text.encode(), "x.md"), exact="&" not in text)
    except BadDocumentError:
        return
