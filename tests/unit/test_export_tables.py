"""What every table of an export holds: one meaning a column, in both languages, and nothing invented."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from consultrep.actions.list_items import list_items
from consultrep.export import data, write_sheet
from consultrep.export.data.database import database_tables
from consultrep.export.data.fields import DataTable, FieldType
from consultrep.export.data.items import IN_WORDS, items_table
from consultrep.export.records import ITEM_FIELDS
from consultrep.export.sheets import sheet_of
from consultrep.importers.tables import TableOptions, columns, entries_of, read_table
from consultrep.messages import gettext, in_language
from consultrep.model import Library
from consultrep.query import ItemFilter
from consultrep.query.filters import Items
from consultrep.store.folders import LibraryFolder
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import load_library
from tests.exporting import whole, written


def every_table(library: Library) -> list[DataTable]:
    chosen = whole(library)
    return [items_table("items", library, library.items), *data.sheets(chosen), *database_tables(chosen)]


def test_every_column_is_described_in_both_languages(loaded: LoadedLibrary) -> None:
    for table in every_table(loaded.library):
        for field in table.fields:
            assert field.about, f"{table.name}.{field.name} has no meaning: export/data/fields.py"
            with in_language("fr"):
                assert gettext(field.about) != field.about, f"{field.name} has no French"


def test_every_row_has_every_column(shipped: LoadedLibrary) -> None:
    for table in every_table(shipped.library):
        names = [field.name for field in table.fields]
        assert len(names) == len(set(names))
        for row in table.rows:
            assert list(row) == names


def test_values_are_of_their_columns_type(shipped: LoadedLibrary) -> None:
    kinds = {
        FieldType.INTEGER: int,
        FieldType.BOOLEAN: bool,
        FieldType.LIST: list,
        FieldType.INTEGERS: list,
        FieldType.OBJECT: dict | list,
        FieldType.DAY: str,
        FieldType.TEXT: str,
    }
    for table in every_table(shipped.library):
        for field in table.fields:
            values = [row[field.name] for row in table.rows if row[field.name] is not None]
            assert all(isinstance(value, kinds[field.type]) for value in values), field


def test_a_column_of_list_is_the_same_in_export(loaded: LoadedLibrary) -> None:
    listing = list_items(loaded.library, ItemFilter(items=Items.ALL))
    listed = [json.loads(line) for line in write_sheet(sheet_of(listing), "jsonl").splitlines()]
    exported = [json.loads(line) for line in written(loaded.library, "jsonl").splitlines()]
    by_id = {row["id"]: row for row in exported}
    assert list(exported[0])[: len(ITEM_FIELDS)] == ITEM_FIELDS == list(listed[0])
    for row in listed:
        assert row == {name: by_id[row["id"]][name] for name in row}


def test_import_knows_the_columns_of_export(loaded: LoadedLibrary) -> None:
    (table, *_others) = every_table(loaded.library)
    names = [field.name for field in table.fields]
    assert columns.is_exported(names)
    assert set(columns.IN_WORDS) == {*IN_WORDS, "number", "confidence"}
    assert not set(columns.IN_WORDS) & {*columns.OWN_COLUMNS, "also"}


def test_csv_is_rfc_4180(loaded: LoadedLibrary) -> None:
    content = written(loaded.library, "csv")
    lines = content.decode().split("\r\n")
    assert lines[-1] == ""
    assert len(lines) == len(loaded.library.items) + 2
    assert not content.startswith(b"\xef\xbb\xbf")


AWKWARD = """\
id: 2010-town
series: town
title: {en: "=HYPERLINK(1)", origin: {en: original}}
asked_by: ["+crown", "a; b"]
source: {publisher: p}
coverage: {level: complete, why: {en: w}}
recommendations:
  - id: r1
    text: {en: "=cmd|'/c calc'!A0", fr: "'=déjà", origin: {en: ours, fr: ours}}
    anchor: {page: 1}
    standing: formal
    strength: must
"""


@pytest.fixture
def awkward(small: Path) -> Library:
    """A library whose texts look like formulas."""
    for name in ("2010-ngo", "2011-town"):
        (small / f"reports/{name}.yaml").unlink()
    (small / "reports/2010-town.yaml").write_text(AWKWARD, encoding="utf-8")
    return load_library(LibraryFolder(small)).library


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_of_a_text_table_is_a_formula(awkward: Library, format: str, delimiter: str) -> None:
    text = written(awkward, format).decode("utf-8-sig")
    _head, row = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert not any(cell[:1] in "=+-@\t\r" for cell in row if cell)
    assert "'=cmd|'/c calc'!A0" in row
    assert "''=déjà" in row


def test_a_list_whose_parts_hold_the_separator_is_json(awkward: Library) -> None:
    (row,) = csv.DictReader(io.StringIO(written(awkward, "csv").decode(), newline=""))
    assert json.loads(row["asked_by"]) == ["+crown", "a; b"]


@pytest.mark.parametrize("name", ["also", "gone", "line", "coverage"])
def test_in_other_tables_such_columns_are_told_as_unused(name: str) -> None:
    table = read_table(f"text_en,{name}\nTrain.,true\n".encode(), "t.csv", "csv")
    found = entries_of(table, Library([]), TableOptions())
    assert found.unused == (name,)
    assert set(found.entries[0].item) == {"text"}
