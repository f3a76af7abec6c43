"""`export` from the command line: which file in which format, what is said, and the way back by `import`."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT, Run

LIBRARY = ("--library", str(DATA / "library"))
BEGINS = {
    "a.csv": b"id,report,",
    "a.tsv": b"id\treport\t",
    "a.json": b'{\n  "schema_version": 1,\n  "items": [',
    "a.jsonl": b'{"id": "2010-',
    "a.ndjson": b'{"id": "2010-',
    "a.xlsx": b"PK\x03\x04",
    "a.db": b"SQLite format 3\x00",
    "a.sqlite": b"SQLite format 3\x00",
    "a.parquet": b"PAR1",
    "a.qdc": b"<?xml version=",
}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", BEGINS)
def test_the_ending_chooses_the_format(run: Run, name: str) -> None:
    result = run("export", name, *LIBRARY)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert Path(name).read_bytes().startswith(BEGINS[name])
    again = run("export", f"again-{name}", *LIBRARY)
    assert again.exit_code == 0
    assert Path(f"again-{name}").read_bytes() == Path(name).read_bytes()


def test_standard_output_is_csv_with_findings(run: Run) -> None:
    result = run("export", *LIBRARY)
    assert {row["type"] for row in rows_of(result.stdout)} == {"recommendation", "finding"}
    assert run("export", "-", *LIBRARY).stdout == run("export", "-o", "-", *LIBRARY).stdout == result.stdout


def test_the_filters_of_list_apply(run: Run) -> None:
    chosen = ("--year", "2011", "--items", "recommendations")
    listed = run("list", *chosen, "--format", "json", *LIBRARY).stdout
    result = run("export", *chosen, *LIBRARY)
    wanted = [item["id"] for item in json.loads(listed)["items"]]
    assert [row["id"] for row in rows_of(result.stdout)] == wanted != []


def test_nothing_found_leaves_the_headings(run: Run) -> None:
    result = run("export", "--text", "nowhere-to-be-found", *LIBRARY)
    assert (result.exit_code, result.stderr) == (0, "No item matches.\n")
    assert result.stdout == run("export", *LIBRARY).stdout.partition("\n")[0] + "\n"


@pytest.mark.parametrize("name", ["xlsx", "sqlite", "parquet"])
def test_a_binary_file_is_not_for_standard_output(run: Run, name: str) -> None:
    for target in ((), ("-",), ("-o", "-")):
        result = run("export", *target, "--format", name, *LIBRARY)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{name} is not written to standard output" in result.stderr


def test_a_file_that_exists_is_kept_unless_forced(run: Run) -> None:
    Path("mine.csv").write_text("mine", encoding="utf-8")
    refused = run("export", "mine.csv", *LIBRARY)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert Path("mine.csv").read_text(encoding="utf-8") == "mine"
    assert run("export", "mine.csv", "--force", *LIBRARY).exit_code == 0
    assert Path("mine.csv").read_bytes().startswith(b"id,report,")
    assert [file.name for file in Path().iterdir()] == ["mine.csv"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.docx"], "does not write the format 'docx'"),
        (["a.csv", "-o", "b.csv"], "two files are named: a.csv, b.csv"),
        (["a.xlsx", "--bom"], "--bom is not for the format xlsx"),
        (["a.csv", "--theme", "nothing"], "there is no theme 'nothing'"),
    ],
)
def test_wrong_usage_writes_nothing(run: Run, arguments: list[str], told: str) -> None:
    result = run("export", *arguments, *LIBRARY)
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(Path().iterdir()) == []


def test_a_mark_for_excel_where_asked_for(run: Run) -> None:
    run("export", "plain.csv", *LIBRARY)
    run("export", "marked.csv", "--bom", *LIBRARY)
    plain, marked = Path("plain.csv").read_bytes(), Path("marked.csv").read_bytes()
    assert marked == b"\xef\xbb\xbf" + plain
    assert not plain.startswith(b"\xef\xbb\xbf")


@pytest.mark.slow
def test_judgements_of_what_is_not_exported_are_told(run: Run) -> None:
    result = run("export", "part.db", "--year", "2015", "--library", str(ROOT))
    assert re.search(r"^\d+ judgements are left out", result.stderr, re.MULTILINE)
    assert run("export", "part.csv", "--year", "2015", "--library", str(ROOT)).stderr == ""


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.xlsx"])
def test_importing_it_back_changes_nothing(run: Run, small: Path, name: str) -> None:
    run("export", name, "--library", str(small))
    before = {file: file.read_bytes() for file in small.rglob("*") if file.is_file()}
    result = run("import", name, "--library", str(small))
    assert result.exit_code == 0, result.stderr
    assert "--map" not in result.stdout + result.stderr
    assert {file: file.read_bytes() for file in small.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.jsonl"])
def test_drafts_and_what_is_gone_stay_what_they_are(run: Run, small: Path, name: str) -> None:
    into = ("--as", "2012-table", "--library", str(small))
    table = Path("table.csv")
    table.write_text(
        "id,text_en,themes\na1,Train the police.,access\na2,=Build homes.,access\n", encoding="utf-8"
    )
    assert run("import", "table.csv", *into).exit_code == 0
    table.write_text("id,text_en,themes\na1,Train the police.,access\n", encoding="utf-8")
    assert run("import", "table.csv", *into).exit_code == 0
    record = small / "reports/2012-table.yaml"
    before = record.read_text(encoding="utf-8")
    assert "gone: true" in before
    run("export", name, "--drafts", "--library", str(small))
    result = run("import", name, "--library", str(small))
    assert result.exit_code == 0, result.stderr
    assert record.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.json"])
def test_a_library_that_lacks_reports_gets_their_items(run: Run, small: Path, name: str) -> None:
    run("export", name, "--library", str(small))
    shutil.copytree(small, "other")
    for file in Path("other/reports").glob("*-town.yaml"):
        file.unlink()
    result = run("import", name, "--accept", "--library", "other")
    assert result.exit_code == 0, result.stderr
    both = [rows_of(run("export", "--library", library).stdout) for library in (str(small), "other")]
    told = ("id", "type", "text_fr", "text_en", "origin_fr", "themes", "standing", "strength", "anchor")
    said = [{row["id"]: [row[column] for column in told] for row in rows} for rows in both]
    assert said[0] == said[1] != {}
    again = run("import", name, "--accept", "--library", "other", "--format", "json")
    assert {item["fate"] for item in json.loads(again.stdout)["items"]} <= {"unchanged"}


def test_help_and_remarks_are_french_where_asked(run: Run) -> None:
    assert "tableurs" in run("export", "--help", "--lang", "fr").stdout
    result = run("export", "a.db", "-o", "b.db", "--lang", "fr", *LIBRARY)
    assert "deux fichiers sont nommés" in result.stderr


@pytest.mark.slow
def test_the_search_of_the_page_finds(run: Run) -> None:
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"```sql\n(.+?)```", page, re.DOTALL)
    run("export", "all.db", "--library", str(ROOT))
    with closing(sqlite3.connect("all.db")) as database:
        found = database.execute(query).fetchall()
    assert any("hébergement" in text for _id, text in found)


@pytest.mark.slow
def test_the_commands_of_the_page_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ consultrep (.+)$", page, re.MULTILINE)
    assert len(commands) >= 8
    run("init", "library", "--with-shipped")
    monkeypatch.chdir("library")
    for command in commands:
        result = run(*shlex.split(command))
        assert result.exit_code == 0, f"{command}: {result.stderr}"


@pytest.mark.parametrize(("name", "module"), [("a.parquet", "duckdb"), ("a.xlsx", "xlsxwriter")])
def test_a_missing_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = run("export", name, *LIBRARY)
    assert result.exit_code == 4
    assert f'pip install "consultrep[{name.removeprefix("a.")}]"' in result.stderr
    assert list(Path().iterdir()) == []
