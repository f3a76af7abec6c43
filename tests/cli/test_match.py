"""`match` as a person runs it, on a library and on files of one's own, and why two items match."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from consultrep.compare import matcher
from consultrep.compare.signals import SIGNALS
from tests.conftest import Run

OURS = """id,text_en,text_fr
a1,Train judges on lamps.,Former les juges sur les lampes.
a2,Fund new shelters.,
"""
THEIRS = """{"id": "b1", "text_en": "Give judges training on lamps."}
{"id": "b2", "text_fr": "Financer des refuges."}
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Two files of texts."""
    (tmp_path / "ours.csv").write_text(OURS, encoding="utf-8")
    (tmp_path / "theirs.jsonl").write_text(THEIRS, encoding="utf-8")
    return str(tmp_path / "ours.csv"), str(tmp_path / "theirs.jsonl")


def test_two_files_need_no_library(run: Run, files: tuple[str, str]) -> None:
    result = run("match", *files, "--format", "jsonl", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [list(row) for row in rows] == [["from_id", "to_id", "score", "basis", "reviewers"]] * 4
    assert {row["basis"] for row in rows} == {"computed"}
    best = {row["from_id"]: row["to_id"] for row in reversed(rows)}
    assert best == {"a1": "b1", "a2": "b2"}
    assert all(0 <= row["score"] <= 1 and row["score"] != round(row["score"], 4) for row in rows)


def test_tables_as_spreadsheets_write_them_are_read(run: Run, files: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "fr.csv").write_bytes("ID;text_fr\n0;Évaluer l’accès;\n".encode("cp1252"))
    line = json.dumps({"id": 0, "text_fr": "Évaluer\u2028l’accès", "years": [2014]}, ensure_ascii=False)
    (tmp_path / "fr.jsonl").write_text(line, encoding="utf-8")
    result = run("match", str(tmp_path / "fr.csv"), str(tmp_path / "fr.jsonl"), "--format", "jsonl", "-q")
    (row,) = map(json.loads, result.stdout.splitlines())
    assert (row["from_id"], row["to_id"]) == ("0", "0")
    assert row["score"] > 0.9


def test_at_most_so_many_partners_and_no_less_than_that(run: Run, files: tuple[str, str]) -> None:
    one = run("match", *files, "--top", "1", "--format", "csv", "-q").stdout
    assert [row["to_id"] for row in csv.DictReader(io.StringIO(one))] == ["b1", "b2"]
    scores = [float(row["score"]) for row in csv.DictReader(io.StringIO(one))]
    least = str(max(scores) - 1e-6)
    assert len(run("match", *files, "--min", least, "--format", "csv", "-q").stdout.splitlines()) == 2
    assert run("match", *files, "--top", "0").exit_code == 2
    assert run("match", *files, "--min", "2").exit_code == 2


def test_the_signals_are_shown_on_request(run: Run, files: tuple[str, str]) -> None:
    row = json.loads(run("match", *files, "--features", "--format", "jsonl", "-q").stdout.splitlines()[0])
    assert list(row) == ["from_id", "to_id", "score", "basis", "reviewers", *SIGNALS]


def test_the_same_twice(run: Run, files: tuple[str, str]) -> None:
    arguments = ["match", *files, "--format", "json", "-q"]
    assert run(*arguments).stdout == run(*arguments).stdout


def test_selections_of_the_library_and_a_file(run: Run, files: tuple[str, str]) -> None:
    result = run("match", "2013-tip", "2017-tip", "--top", "1", "--format", "jsonl", "-q")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    pairs = {row["from_id"]: (row["to_id"], row["basis"]) for row in rows}
    assert pairs["2013-tip/r3"] == ("2017-tip/r2", "confirmed")
    mixed = run("match", "2013-tip", files[1], "--top", "1", "--format", "csv", "-q")
    assert mixed.exit_code == 0
    assert len(mixed.stdout.splitlines()) == 7


def test_pairs_judged_not_the_same_are_left_out(run: Run) -> None:
    result = run("match", "2014-ccr-forum", "2015-workshop", "--format", "jsonl", "-q")
    pairs = {(row["from_id"], row["to_id"]) for row in map(json.loads, result.stdout.splitlines())}
    assert ("2014-ccr-forum/r3", "2015-workshop/c20") not in pairs
    assert ("2014-ccr-forum/r2", "2015-workshop/c17-1") in pairs


def test_the_table_for_people_in_both_languages(run: Run, files: tuple[str, str]) -> None:
    english = run("match", *files, "--top", "1").stdout
    assert "Give judges training on lamps." in english
    assert "of 100 that it called the same" in english
    french = run("match", *files, "--top", "1", "--lang", "fr").stdout
    assert "Former les juges sur les lampes." in french
    assert "0," in french


BAD = {
    "none.csv": (None, 4, "cannot read"),
    "nul\0.csv": (None, 4, "cannot read"),
    "empty.csv": ("", 3, "the file holds no table"),
    "heading.csv": ("id,text_en\n", 3, "heading.csv:1:1: error: the file holds no text"),
    "columns.csv": ("name,text_enn\nx,y\n", 3, "the table has no column id"),
    "near.csv": (
        "id,texten\nx,y\n",
        3,
        "near.csv:1:1: error: the table has no column text_en / text_fr (texten: did you",
    ),
    "ids.csv": ("id,text_en\n,One.\n", 3, "ids.csv:2:1: error: the line has no id"),
    "texts.csv": ("id,text_en\na,\n", 3, "texts.csv:2:1: error: the line has neither text_en nor text_fr"),
    "twice.csv": ("id,text_en\na,One.\na,Two.\n", 3, "twice.csv:3:1: error: the id a stands twice"),
    "comma.csv": ("id,text_en\na,One\nb,Train, and fund\n", 3, "comma.csv:3:1: error: the row has 3 cells"),
    "commas.csv": (
        "id,text_en\na,One, two\nb,Train, and fund\n",
        3,
        "commas.csv:1:1: error: a heading is empty",
    ),
    "list.jsonl": ("[1]\n", 3, "no JSON object"),
    "cut.jsonl": (
        '{"id": "a", "text_en": "One."}\n{"id": "b", \n',
        3,
        "cut.jsonl:2:1: error: the line is not",
    ),
    "nested.jsonl": ('{"id": "a", "text_en": ["One."]}\n', 3, "nested.jsonl:1:1: error: text_en is a list"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_line(
    run: Run, tmp_path: Path, files: tuple[str, str], name: str
) -> None:
    content, code, message = BAD[name]
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run("match", str(tmp_path / name), files[1])
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


@pytest.mark.slow
def test_compare_explains_each_pair_on_request(run: Run) -> None:
    text = run("compare", "2013-tip", "2017-tip", "--explain").stdout
    assert "Why: 2013-tip/r3 and 2017-tip/r2" in text
    assert "forced labour ↔ forced labour" in text
    assert "[-against-] {+above all against+}" in text or "{+above all+}" in text
    assert "they share no theme" in text
    french = run("compare", "2013-tip", "2017-tip", "--explain", "--lang", "fr").stdout
    assert "travail forcé ↔ travail forcé" in french
    assert "Ce qui parle pour" in french
    plain = json.loads(run("compare", "2013-tip", "2017-tip", "--format", "json", "-q").stdout)
    assert "explanation" not in plain["recurring"][0]
    data = json.loads(run("compare", "2013-tip", "2017-tip", "--explain", "--format", "json", "-q").stdout)
    assert {"answers", "redline", "for", "against"} <= set(data["recurring"][0]["explanation"])


def test_what_two_bodies_asked_stands_in_order_of_time(run: Run) -> None:
    data = json.loads(run("compare", "tip", "ps", "--explain", "--format", "json", "-q").stdout)
    pairs = [pair for pair in data["recurring"] if not pair["same_series"]]
    assert len(pairs) > 10
    for pair in pairs:
        assert pair["from_id"][:4] <= pair["to_id"][:4]
        assert pair["explanation"]["answers"] or pair["explanation"]["only_from"]
    text = run("compare", "tip", "ps", "--explain").stdout
    assert "Why: 2015-workshop/c27 and 2017-tip/r4" in text


@pytest.mark.parametrize("size", ["600MB", "600 Mo", "1,5 go", "2.5GB", "600000kb"])
def test_memory_is_a_number_and_its_unit(run: Run, files: tuple[str, str], size: str) -> None:
    assert run("match", *files, "--memory", size, "--format", "csv", "-q").exit_code == 0


@pytest.mark.parametrize("size", ["600", "MB", "-1GB", "lots", "", "1e9MB", "٣MB"])
def test_nonsense_as_memory_is_refused(run: Run, files: tuple[str, str], size: str) -> None:
    result = run("match", *files, "--memory", size)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{size!r} is no amount of memory" in result.stderr
    assert "600MB" in result.stderr
    french = run("match", *files, "--memory", size, "--lang", "fr").stderr
    assert "n'est pas une quantité de mémoire" in french.replace("’", "'")
    assert "600\u00a0Mo" in french


def test_too_little_memory_is_refused_before_long_lists_are_compared(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matcher, "EVERY_PAIR", 10)
    file = tmp_path / "ten.csv"
    file.write_text("id,text_en\n" + "".join(f"r{n},Train {n} judges.\n" for n in range(10)))
    result = run("match", str(file), str(file), "--memory", "20MB")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "20 MB of memory are too few for this comparison: it takes" in result.stderr
    assert run("match", str(file), str(file), "--memory", "2GB").exit_code == 0
    french = run("match", str(file), str(file), "--memory", "20MB", "--lang", "fr").stderr
    assert "20\u00a0Mo de mémoire ne suffisent pas" in french
