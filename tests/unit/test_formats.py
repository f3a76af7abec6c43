"""Formats: what goes out can be read back, and a text of a record is never a mark of a format."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from consultrep.export import Column, Facts, Heading, Paragraph, Sheet, Table, write_sheet
from consultrep.export.sheet import Block
from consultrep.language import escape_markdown

LINES = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60).map(
    lambda s: " ".join(s.split())
)
HOSTILE = [
    "# title",
    "- item",
    "1. one",
    "a | b",
    "<script>",
    "[x](y)",
    "**b**",
    "`c`",
    "&amp;",
    "> q",
    "~~~",
    "+ p",
    "===",
]


def shown(markdown: str) -> str:
    """The text a Markdown reader shows, marks removed."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    parts = [child.content for token in tokens for child in token.children or [] if child.type == "text"]
    return "".join(parts)


def kinds(markdown: str) -> set[str]:
    return {token.type for token in MarkdownIt("commonmark").enable("table").parse(markdown)}


@given(LINES | st.sampled_from(HOSTILE))
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    escaped = escape_markdown(text)
    assert shown(escaped) == text
    assert kinds(escaped) <= {"paragraph_open", "inline", "paragraph_close"}


@given(LINES | st.sampled_from(HOSTILE))
def test_a_text_never_breaks_a_markdown_table(text: str) -> None:
    table = write_sheet(Sheet({}, [], [Table([Column("A"), Column("B")], [[text, "end"]])]), "md")
    tokens = MarkdownIt("commonmark").enable("table").parse(table)
    cells = [t for t in tokens if t.type == "td_open"]
    assert len(cells) == 2


@given(st.lists(LINES, min_size=1, max_size=4))
def test_csv_and_tsv_read_back(cells: list[str]) -> None:
    record = {f"k{i}": cell for i, cell in enumerate(cells)}
    sheet = Sheet({}, [record], [])
    assert list(csv.DictReader(io.StringIO(write_sheet(sheet, "csv")))) == [record]
    assert list(csv.DictReader(io.StringIO(write_sheet(sheet, "tsv")), delimiter="\t")) == [record]


def test_json_is_one_object_with_its_version_first() -> None:
    text = write_sheet(Sheet({"x": "é"}, [], []), "json")
    assert list(json.loads(text)) == ["schema_version", "x"]
    assert "é" in text


def test_blocks_as_markdown_and_plain() -> None:
    blocks: list[Block] = [
        Heading("H"),
        Paragraph("P"),
        Facts([("n", "v")]),
        Table([Column("A", number=True)], [["1"]]),
    ]
    sheet = Sheet({}, [], blocks)
    assert write_sheet(sheet, "md") == "## H\n\nP\n\n- **n**: v\n\n| A |\n| ---: |\n| 1 |\n"
    assert write_sheet(sheet, "table") == "\n## H\nP\nn\tv\n1\n"


def test_only_a_titled_table_names_its_columns_in_a_pipe() -> None:
    for titled, wanted in ((False, "a\t1\n"), (True, "Report\tItems\na\t1\n")):
        table = Table([Column("Report"), Column("Items")], [["a", "1"]], titled=titled)
        assert write_sheet(Sheet({}, [], [table]), "table") == wanted
