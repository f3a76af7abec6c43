"""Reading tables: whatever parts the cells, wherever the headings stand, nothing is lost without a word."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.errors import Severity, UsageError
from consultrep.export.records import ITEM_FIELDS
from consultrep.importers.document import BadDocumentError
from consultrep.importers.tables import OWN_COLUMNS, TABLE_FORMATS, Table, read_table
from consultrep.importers.tables.table import Cell

ROWS = [["Text", "Theme"], ["Train the staff, all of it", "training"], ["Open; at last", "access"]]


def csv_table(text: str, encoding: str = "utf-8") -> Table:
    return read_table(text.encode(encoding), "t.csv", "csv")


def written(rows: list[list[str]], delimiter: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def cells(table: Table) -> list[list[Cell]]:
    return [list(row.values) for row in table.rows]


def messages(table: Table) -> list[str]:
    return [f"{p.location.line}: {p.message}" for p in table.problems]


def test_our_columns_are_those_of_the_exporter() -> None:
    assert list(OWN_COLUMNS) == ITEM_FIELDS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_in_any_encoding(delimiter: str, encoding: str) -> None:
    rows = [*ROWS, ["Écoutez les élèves; vite, vite", "accès"]]
    table = csv_table(written(rows, delimiter), encoding)
    assert table.columns == ("Text", "Theme")
    assert cells(table) == rows[1:]
    assert [row.line for row in table.rows] == [2, 3, 4]
    assert table.problems == ()


def test_decimal_commas_do_not_part_cells() -> None:
    table = csv_table("Texte;Part\nFormer;3,5\nOuvrir;2,4\n")
    assert cells(table) == [["Former", "3,5"], ["Ouvrir", "2,4"]]


def test_the_separator_that_excel_names() -> None:
    table = csv_table('sep=|\r\nText|Theme\r\n"a, b; c"|x\r\n')
    assert cells(table) == [["a, b; c", "x"]]
    assert table.rows[0].line == 3


def test_one_column_with_commas_stays_one_column() -> None:
    table = csv_table("Recommendation\nTrain, then open\nOpen, wide\n")
    assert cells(table) == [["Train, then open"], ["Open, wide"]]


def test_a_title_of_one_word_above_a_table() -> None:
    table = csv_table('Recommendations\n"Text";Theme\na, b, c;x\nd, e, f;y\n')
    assert (table.columns, cells(table)[0]) == (("Text", "Theme"), ["a, b, c", "x"])


def test_line_breaks_in_cells_and_the_lines_of_rows() -> None:
    table = csv_table('Text,Theme\r\n"one\r\ntwo",x\r\n\r\nthree,y\r\n')
    assert cells(table) == [["one\ntwo", "x"], ["three", "y"]]
    assert [row.line for row in table.rows] == [2, 5]


def test_a_line_separator_inside_a_cell_parts_no_row() -> None:
    assert cells(csv_table("Text,Theme\none\u2028two,x\n")) == [["one\ntwo", "x"]]


def test_rows_of_a_wrong_length() -> None:
    table = csv_table("Text,Theme,Note\na,x,1\nb,y\nc,z,2,3\nd,w,4,\n")
    assert cells(table) == [["a", "x", "1"], ["b", "y", ""], ["d", "w", "4"]]
    assert messages(table) == [
        "3: the row has 2 cells under 3 headings: the others are taken as empty",
        "4: the row has 4 cells under 3 headings: it is left out",
    ]
    assert [p.severity for p in table.problems] == [Severity.WARNING, Severity.ERROR]


def test_columns_beyond_the_headings_are_kept_where_most_rows_have_them() -> None:
    table = csv_table("Text,Theme\na,x,1\nb,y,2\n")
    assert table.columns == ("Text", "Theme", "column 3")
    assert messages(table) == ["1: a heading is empty: the column is called column 3"]


def test_double_and_empty_headings() -> None:
    table = csv_table("Text,,Note,Note,\na,x,1,2,\n")
    assert table.columns == ("Text", "column 2", "Note", "Note (2)")
    assert cells(table) == [["a", "x", "1", "2"]]
    assert len(table.problems) == 2


def test_title_rows_above_the_headings() -> None:
    table = csv_table("Follow-up of the hearings,,\nDate,2019,\n,,\nWhat,Theme,Who\na,x,1\nb,y,2\n")
    assert (table.columns, table.line) == (("What", "Theme", "Who"), 4)
    assert messages(table) == ["1: 2 rows above the headings are left out"]


def test_known_or_wanted_headings_settle_which_row_they_are() -> None:
    rows = "A,B,C,D\nText,Theme,,\na,x,1,2\nb,y,3,4\n"
    assert csv_table(rows).line == 2
    assert read_table(rows.encode(), "t.csv", "csv", wanted=["b", "C"]).line == 1


def test_a_cell_longer_than_the_csv_module_allows() -> None:
    before = csv.field_size_limit()
    table = csv_table(f"Text,Theme\n{'word ' * 60_000},x\n")
    assert len(str(table.rows[0].values[0])) == 300_000
    assert csv.field_size_limit() == before


def test_a_quotation_mark_that_is_never_closed_loses_only_itself() -> None:
    table = csv_table('Text,Theme\na,x\n"b,y\nc,z\n"d, e",w\n'.replace('"d, e"', "d"))
    assert cells(table) == [["a", "x"], ['"b', "y"], ["c", "z"], ["d", "w"]]
    assert messages(table) == ["3: a quotation mark opened in this line is never closed"]


def test_characters_that_no_record_may_hold() -> None:
    table = csv_table("Text,Theme\n" + "Train the staff of every office of every town\0,x\n" * 9)
    assert cells(table)[0] == ["Train the staff of every office of every town", "x"]
    assert messages(table) == ["2: characters that no text may hold are left out (here and in 8 other rows)"]


@pytest.mark.parametrize("data", [b"", b"\n \n", b",,\n,,\n"])
def test_a_file_without_a_table(data: bytes) -> None:
    with pytest.raises(BadDocumentError, match="holds no table"):
        read_table(data, "t.csv", "csv")


def test_an_unknown_format() -> None:
    with pytest.raises(UsageError, match="'xslx'") as caught:
        read_table(b"", "t", "xslx")
    assert caught.value.hint == "did you mean xlsx?"


def test_json_lines() -> None:
    good = ['{"text": "a", "themes": ["x", "y"], "n": 3.0}', '{"text": null, "anchor": {"page": 2}}']
    text = "\n".join([good[0], "", "[1]", '{"bad": ', good[1], ""])
    table = read_table(text.encode(), "t.jsonl", "jsonl")
    assert table.columns == ("text", "themes", "n", "anchor")
    assert cells(table) == [["a", ["x", "y"], "3", ""], ["", "", "", {"page": 2}]]
    assert [row.line for row in table.rows] == [1, 5]
    assert [p.location.line for p in table.problems] == [3, 4]
    assert "JSON object" in table.problems[0].message


@pytest.mark.parametrize("wrap", ["%s", '{"count": 2, "x": {"items": []}, "items": %s, "z": [1]}'])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_and_the_object_that_list_writes(wrap: str, indent: int | None) -> None:
    rows = [{"text": "a ] , {"}, {"text": "b"}]
    document = json.loads(wrap % json.dumps(rows))
    text = json.dumps(document, indent=indent)
    table = read_table(text.encode(), "t.json", "json")
    assert cells(table) == [["a ] , {"], ["b"]]
    starts = [text[: text.index(f'"text": "{row["text"]}"')].rstrip().rstrip("{") for row in rows]
    assert [row.line for row in table.rows] == [start.count("\n") + 1 for start in starts]


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, "17", '{\n"a": \n', "not json", "[1,\n"])
def test_json_without_rows(text: str) -> None:
    with pytest.raises(BadDocumentError):
        read_table(text.encode(), "t.json", "json")


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(TABLE_FORMATS), st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_table_or_our_own_error(format: str, data: bytes) -> None:
    try:
        table = read_table(data, "t", format)
    except BadDocumentError as error:
        assert error.hint
        return
    assert len(set(table.columns)) == len(table.columns)
    assert all(table.columns)
    assert all(len(row.values) == len(table.columns) for row in table.rows)
    assert all(p.location.line >= 1 for p in table.problems)


JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(JSON_LIKE, max_size=5), st.sampled_from([None, 1]))
def test_any_json_gives_a_table_or_our_own_error(values: list[object], indent: int | None) -> None:
    for text in (json.dumps(values, indent=indent), "\n".join(json.dumps(value) for value in values)):
        try:
            table = read_table(text.encode(), "t", "jsonl")
        except BadDocumentError:
            continue
        assert table.rows
        assert all(len(row.values) == len(table.columns) for row in table.rows)


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1).filter(
                str.strip
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]) -> None:
    table = csv_table(written([["text_en", "themes", "section"], *rows], ","))
    assert cells(table) == rows
