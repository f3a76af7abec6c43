"""`threads`, `matrix` and the thread that `show` names, at the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run

ENGLISH = re.compile(
    r"\b(not asked|not known|First asked|Wording|Thread|confirmed|Silent|recurring|reworded)\b"
)


def test_a_thread_is_shown_with_its_wordings_and_answer(run: Run, small: Path) -> None:
    result = run("threads", "--id", "2011-town/r1", "--library", str(small))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "## Train judges and prosecutors on accessibility. (2010, 2011)" in result.stdout
    assert "t:2010-town/r1" in result.stdout
    assert (
        "Answer\tto 2011-town/r1 (residents): accepted, Town, 2011-09, https://example.org/answer"
        in result.stdout
    )
    assert "computed" in result.stdout


def test_rows_are_wordings(run: Run, small: Path) -> None:
    text = run("threads", "--library", str(small), "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["thread"], row["id"]) for row in rows] == [
        ("t:2010-ngo/n1", "2010-ngo/n1"),
        ("t:2010-ngo/n1", "2011-town/r2"),
        ("t:2010-town/r1", "2010-town/r1"),
        ("t:2010-town/r1", "2011-town/r1"),
    ]


def test_nothing_found_says_so_and_keeps_the_header(run: Run, small: Path) -> None:
    result = run("threads", "--min-years", "9", "--library", str(small), "--format", "csv")
    assert result.stdout.startswith("thread,label_fr,label_en,id,report,year")
    assert result.stderr == "No thread matches.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["threads", "--id", "nothing"],
        ["threads", "--series", "nothing"],
        ["threads", "--theme", "nothing"],
        ["threads", "--min-years", "0"],
        ["matrix", "--series", "nothing"],
        ["matrix", "--by", "nothing"],
    ],
)
def test_what_is_unknown_is_wrong_usage(run: Run, small: Path, arguments: list[str]) -> None:
    assert run(*arguments, "--library", str(small)).exit_code == 2


def test_a_cell_of_the_matrix_is_a_row_of_csv(run: Run, small: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("matrix", "--library", str(small), "--format", "csv").stdout)))
    cells = {(row["series"], row["key"], row["year"]): row["count"] for row in rows}
    assert cells["town", "data", "2010"] == "1"
    assert cells["town", "data", "2011"] == "0"


def test_what_is_not_known_is_null_in_json_and_a_question_mark_for_people(run: Run) -> None:
    data = json.loads(run("matrix", "--series", "ps", "--format", "json").stdout)
    assert data["matrices"][0]["total"]["2014"] is None
    assert {one["year"]: one["level"] for one in data["coverage"]}[2014] == "record_only"
    text = run("matrix", "--series", "ps").stdout
    assert "Theme\t2012\t2013\t2014\t2015*\t2016*\t2018" in text
    assert re.search(r"^All recommendations\t\?\t\?\t\?\t101\t", text, re.MULTILINE)


@pytest.mark.parametrize(
    "command",
    [["threads"], ["matrix"], ["matrix", "--by", "thread"], ["compare", "2013-tip", "2017-tip"]],
)
def test_french_output_has_no_english_words(run: Run, command: list[str]) -> None:
    text = run(*command, "--lang", "fr").stdout
    assert len(text) > 500
    assert ENGLISH.findall(text) == []


def test_show_names_the_thread(run: Run, small: Path) -> None:
    text = run("show", "2011-town/r1", "--library", str(small)).stdout
    assert "t:2010-town/r1: asked in 2010, 2011 (computed); consultrep threads --id t:2010-town/r1" in text
    alone = run("show", "2010-town/r3", "--library", str(small)).stdout
    assert "t:2010-town/r3: no other report was found to ask the same" in alone
    assert "t:" not in run("show", "2010-town/f1", "--library", str(small)).stdout


def test_a_contradiction_is_told_with_its_path(run: Run, small: Path) -> None:
    from consultrep.store.folders import LibraryFolder
    from consultrep.store.loading import load_library
    from tests.comparing import judged

    library = load_library(LibraryFolder(small)).library
    pairs = [
        ("2010-town/r1", "2011-town/r1", "same"),
        ("2011-town/r1", "2010-ngo/n1", "same"),
        ("2010-town/r1", "2010-ngo/n1", "not-same"),
    ]
    verdicts = [
        judged(library, a, b, verdict).model_dump(mode="json", exclude_none=True) for a, b, verdict in pairs
    ]
    file = small / "reports/judgements.yaml"
    file.write_text(json.dumps({"judgements": verdicts}), encoding="utf-8")
    text = run("threads", "--library", str(small)).stdout
    told = (
        "2010-ngo/n1 same 2011-town/r1, 2011-town/r1 same 2010-town/r1, but 2010-ngo/n1 not-same 2010-town/r1"
    )
    assert told in text
