"""The JSON of every command against its golden: stable keys, sorted records."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA, GOLDENS, Run

COMMANDS = {
    "list": ["list", "--items", "all"],
    "list-grouped": ["list", "--group-by", "theme"],
    "count": ["list", "--count", "--group-by", "standing"],
    "compare": ["compare", "2010", "2011"],
    "compare-three": ["compare", "2010-town", "ngo", "2011"],
    "threads": ["threads"],
    "threads-all": ["threads", "--min-years", "1"],
    "matrix": ["matrix"],
    "matrix-threads": ["matrix", "--by", "thread"],
    "show-report": ["show", "2010-town"],
    "show-item": ["show", "2011-town/r1"],
    "reports": ["reports"],
    "themes": ["themes"],
    "coverage": ["coverage"],
    "search": ["search", "judges OR piscine OR forum"],
    "search-nothing": ["search", "nothingatall"],
    "stats": ["stats"],
    "stats-across": ["stats", "--by", "theme,year"],
}


def normal(text: str) -> str:
    """The text without what differs between machines."""
    return re.sub(r"sentence-encoder [\d.]+", "sentence-encoder VERSION", text)


@pytest.mark.parametrize("name", COMMANDS)
def test_json_is_as_agreed(run: Run, golden: Callable[[str, str], None], name: str) -> None:
    result = run(*COMMANDS[name], "--library", str(DATA / "library"), "--format", "json", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["schema_version"] == 1
    golden(f"json/{name}.json", normal(result.stdout))


@pytest.mark.slow
def test_json_does_not_change_with_the_language_of_the_reader(run: Run) -> None:
    for arguments in COMMANDS.values():
        both = []
        for language in ("fr", "en"):
            command = [
                *arguments,
                "--library",
                str(DATA / "library"),
                "--format",
                "json",
                "-q",
                "--lang",
                language,
            ]
            data = json.loads(run(*command).stdout)
            both.append(_without_words(data))
        assert both[0] == both[1]


def test_no_golden_is_left_over() -> None:
    assert {file.stem for file in (GOLDENS / "json").iterdir()} == set(COMMANDS)


def _without_words(data: object) -> object:
    """The data without the parts meant for a reader of one language."""
    if isinstance(data, dict):
        return {k: _without_words(v) for k, v in data.items() if k not in {"citation", "address", "label"}}
    if isinstance(data, list):
        return [_without_words(part) for part in data]
    return data


@pytest.mark.parametrize("name", ["list", "reports", "themes", "coverage"])
@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_rows_are_the_objects_of_the_json(run: Run, tmp_path: Path, name: str, form: str) -> None:
    base = [*COMMANDS[name], "--library", str(DATA / "library"), "-q"]
    whole = json.loads(run(*base, "--format", "json").stdout)
    (rows,) = (value for key, value in whole.items() if isinstance(value, list) and key != "unread")
    text = run(*base, "--format", form).stdout
    if form == "jsonl":
        assert [json.loads(line) for line in text.splitlines()] == rows
        return
    import csv
    import io

    table = list(csv.DictReader(io.StringIO(text), delimiter="," if form == "csv" else "\t"))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert list(table[0]) == list(rows[0])


def test_an_empty_list_still_has_its_header(run: Run) -> None:
    base = ["list", "--library", str(DATA / "library"), "-q", "--text", "nothingatall", "--format"]
    header = run(*base, "csv").stdout.splitlines()
    assert len(header) == 1
    assert header[0].startswith("id,report,year")
    assert json.loads(run(*base, "json").stdout)["items"] == []
    assert run(*base, "jsonl").stdout == ""
