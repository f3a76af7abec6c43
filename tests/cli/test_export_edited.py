"""What spreadsheets make of an export, read back: moved sheets, truths as numbers, sheets of OpenDocument."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from consultrep.export import data
from consultrep.importers.reading import format_of
from consultrep.importers.tables import read_table
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library
from tests.conftest import DATA, Run
from tests.exporting import whole
from tests.unit.test_table_sheets import open_cell, open_document

LIBRARY = ("--library", str(DATA / "library"))


def rows_of(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(file).read_text(encoding="utf-8"), newline="")))


def write(file: str, rows: list[dict[str, str]]) -> None:
    with Path(file).open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def fates(run: Run, file: str, library: Path) -> dict[str, dict[str, Any]]:
    result = run("import", file, "--format", "json", "--library", str(library))
    assert result.exit_code == 0, result.stderr
    return {item["id"]: item for item in json.loads(result.stdout)["items"]}


def test_what_a_table_says_otherwise_of_an_item_that_a_person_wrote_is_told(run: Run, small: Path) -> None:
    run("export", "a.csv", "--library", str(small))
    rows = rows_of("a.csv")
    rows[0] |= {"text_en": "Something else.", "themes": "data"}
    rows[1]["theme_labels_en"] = "left aside"
    write("a.csv", rows)
    before = {file: file.read_bytes() for file in small.rglob("*.yaml")}
    told = fates(run, "a.csv", small)
    kept = told.pop(rows[0]["id"])
    assert (kept["fate"], kept["differs"]) == ("kept", ["text_en", "themes"])
    assert {(one["fate"], *one["differs"]) for one in told.values()} == {("unchanged",)}
    assert {file: file.read_bytes() for file in small.rglob("*.yaml")} == before
    shown = run("import", "a.csv", "--library", str(small), "--lang", "fr").stdout
    assert "le fichier dit autre chose pour text_en, themes" in shown


def test_an_edited_item_that_import_had_made_is_told_once_its_table_changes(run: Run, small: Path) -> None:
    into = ("--as", "2012-table", "--accept", "--library", str(small))
    write("t.csv", [{"id": "a1", "text_en": "Train the police."}])
    assert run("import", "t.csv", *into).exit_code == 0
    record = small / "reports/2012-table.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("Train", "Teach"), encoding="utf-8")
    assert "file has another" not in run("import", "t.csv", *into).stdout
    write("t.csv", [{"id": "a1", "text_en": "Train the judges."}])
    result = run("import", "t.csv", *into)
    assert "the file has another text_en" in result.stdout
    assert "Teach the police." in record.read_text(encoding="utf-8")


def test_a_row_with_an_impossible_value_is_told_and_no_bug(run: Run, small: Path) -> None:
    run("export", "a.csv", "--library", str(small))
    rows = rows_of("a.csv")
    rows[0]["anchor"] = json.dumps({"nonsense": "x"})
    write("a.csv", rows)
    assert "anchor" in fates(run, "a.csv", small)[rows[0]["id"]]["differs"]


def test_a_workbook_is_read_back_wherever_its_sheets_stand(run: Run, small: Path) -> None:
    library = load_library(LibraryFolder(small)).library
    sheets = data.sheets(whole(library))
    for name, tables in (("a.xlsx", sheets), ("b.xlsx", sheets[::-1])):
        Path(name).write_bytes(data.to_xlsx(tables))
        assert set(fates(run, name, small)) == {item.id for item in library.items}


@pytest.mark.parametrize(("written", "is_gone"), [("TRUE", True), ("VRAI", True), ("1", True), ("", False)])
def test_an_item_stays_gone_however_a_spreadsheet_writes_it(
    run: Run, small: Path, written: str, *, is_gone: bool
) -> None:
    into = ("--as", "2012-table", "--library", str(small))
    write("t.csv", [{"id": "a1", "text_en": "Train the police."}, {"id": "a2", "text_en": "Build homes."}])
    run("import", "t.csv", *into)
    write("t.csv", [{"id": "a1", "text_en": "Train the police."}])
    run("import", "t.csv", *into)
    run("export", "a.csv", "--drafts", "--library", str(small))
    rows = rows_of("a.csv")
    assert {row["gone"] for row in rows} == {"false", "true"}
    for row in rows:
        row["gone"] = written if row["gone"] == "true" else ""
    write("a.csv", rows)
    run("import", "a.csv", "--library", str(small))
    record = (small / "reports/2012-table.yaml").read_text(encoding="utf-8")
    assert ("gone: true" in record) is is_gone


def test_sheets_of_opendocument_are_a_table() -> None:
    row = "<table:table-row>{}</table:table-row>"
    content = open_document(row.format(open_cell("text_en")) + row.format(open_cell("Build homes.")))
    assert format_of(content, "a.ods") == "xlsx"
    table = read_table(content, "a.ods", "xlsx")
    assert (table.columns, [row.values for row in table.rows]) == (("text_en",), [["Build homes."]])


@pytest.mark.parametrize("name", ["reports", "threads", "judgements", "gaps", "themes", "actors", "series"])
def test_any_table_can_be_had_alone(run: Run, name: str) -> None:
    run("export", "a.json", *LIBRARY)
    whole = json.loads(Path("a.json").read_text(encoding="utf-8"))[name]
    alone = run("export", "--format", "jsonl", "--table", name, *LIBRARY).stdout
    assert [json.loads(line) for line in alone.splitlines()] == whole
    table = rows_of(_file(run, name))
    assert len(table) == len(whole)


def _file(run: Run, table: str) -> str:
    result = run("export", f"{table}.csv", "--table", table, *LIBRARY)
    assert (result.exit_code, result.stderr) == (0, "")
    return f"{table}.csv"


def test_the_guide_alone_describes_the_columns_of_the_items(run: Run) -> None:
    run("export", "a.csv", *LIBRARY)
    told = [row["column"] for row in rows_of(_file(run, "guide")) if row["table"] == "items"]
    assert told == list(rows_of("a.csv")[0])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.xlsx", "--table", "reports"], "--table is not for the format xlsx"),
        (
            ["a.xlsx", "--format", "gc-consultations"],
            "gc-consultations is not what a file that ends in .xlsx",
        ),
        (["a.csv", "--format", "sqlite"], "sqlite is not what a file that ends in .csv holds"),
        (["a.DB", "--format", "datasette"], "datasette is not what a file that ends in .db holds"),
    ],
)
def test_a_file_is_what_its_ending_says(run: Run, arguments: list[str], told: str) -> None:
    result = run("export", *arguments, *LIBRARY)
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(Path().iterdir()) == []


def test_endings_of_the_same_kind_of_text_are_taken(run: Run) -> None:
    for name, form in (("a.json", "jsonl"), ("b.json", "datasette"), ("c.csv", "gc-consultations")):
        assert run("export", name, "--format", form, *LIBRARY).exit_code == 0


def test_a_part_says_which_part_it_is(run: Run) -> None:
    told = _about(run, "a.json", "--year", "2011", "--items", "findings")
    assert told["whole"] == "false"
    assert (told["selection_fr"], told["selection_en"]) == (
        "année\u00a0: 2011; nature\u00a0: constats",
        "year: 2011; kind: findings",
    )
    assert {"selection_fr", "selection_en"}.isdisjoint(_about(run, "b.json"))


def _about(run: Run, *arguments: str) -> dict[str, str]:
    assert run("export", *arguments, *LIBRARY).exit_code == 0
    document = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    return {row["name"]: row["value"] for row in document["about"]}


def test_the_index_is_one_that_datasette_and_sqlite_utils_find_by_themselves(run: Run) -> None:
    run("export", "a.db", *LIBRARY)
    with closing(sqlite3.connect("a.db")) as database:
        ((made,),) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'items_fts'").fetchall()
    assert 'content="items"' in made


def test_it_is_said_which_database_is_described(run: Run) -> None:
    result = run("export", "all.json", "--format", "datasette", *LIBRARY)
    assert "the file all.db" in result.stderr
    assert list(json.loads(Path("all.json").read_text(encoding="utf-8"))["databases"]) == ["all"]


def test_help_says_which_kinds_are_taken(run: Run) -> None:
    for command in ("export", "render", "search"):
        assert "all, unless you say else" in " ".join(run(command, "--help").stdout.split())
    assert "recommendations, unless you say else" in " ".join(run("list", "--help").stdout.split())
