"""Each command as a person runs it: stdout, stderr and exit code apart."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

COMMANDS: dict[str, list[str]] = {
    "list": ["list"],
    "compare": ["compare", "2010", "2011"],
    "render": ["render"],
    "show": ["show", "2010-town"],
    "reports": ["reports"],
    "themes": ["themes"],
    "coverage": ["coverage"],
}
TABULAR = ["list", "show", "reports", "themes", "coverage", "compare"]


def items(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text)["items"])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_command_answers_in_both_languages(run: Run, small: Path, command: str, language: str) -> None:
    result = run(*COMMANDS[command], "--library", str(small), "--lang", language)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_two_languages_differ(run: Run, small: Path, command: str) -> None:
    both = {run(*COMMANDS[command], "--library", str(small), "--lang", lang).stdout for lang in ("fr", "en")}
    assert len(both) == 2


@pytest.mark.parametrize("command", [*COMMANDS, "init"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_is_in_the_language_asked_for(run: Run, command: str, language: str) -> None:
    result = run(command, "--help", "--lang", language)
    assert result.exit_code == 0
    assert ("Utilisation" in result.stdout) is (language == "fr")
    assert ("Show this message" in result.stdout) is (language == "en")


@pytest.mark.parametrize("command", ["list", "compare"])
def test_the_filters_are_the_same_and_explained(run: Run, command: str) -> None:
    shown = run(command, "--help").stdout
    for name in ("theme", "year", "report", "series", "actor", "standing", "strength", "text", "items"):
        assert f"--{name} " in shown
    assert "accents are ignored" in " ".join(shown.split())


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help_of_the_program_goes_to_stdout(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(command in result.stdout for command in [*COMMANDS, "init"])


@pytest.mark.parametrize(
    ("option", "sign"),
    [
        (["--lang", "fr"], "thème"),
        (["--lang=fr"], "thème"),
        (["--format", "json"], '"schema_version"'),
        (["--color", "always"], "\x1b["),
    ],
)
def test_shared_options_stand_before_or_after_the_command(
    run: Run, small: Path, option: list[str], sign: str
) -> None:
    command = ["themes"]
    if "fr" in option[-1]:
        command, sign = ["coverage"], "Couverture"
    before = run("--library", str(small), *option, *command)
    after = run(*command, *option, "--library", str(small))
    assert before.exit_code == after.exit_code == 0
    assert before.stdout == after.stdout
    assert sign in before.stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-q", "--quiet", "-v", "--verbose", "--debug", "--keep-going"])
def test_shared_flags_stand_before_or_after_every_command(
    run: Run, small: Path, command: str, flag: str
) -> None:
    before = run("--library", str(small), flag, *COMMANDS[command])
    after = run(*COMMANDS[command], flag, "--library", str(small))
    assert (before.exit_code, before.stdout, before.stderr) == (after.exit_code, after.stdout, after.stderr)
    assert before.exit_code == 0
    assert ("library:" in before.stderr) is (flag in {"-v", "--verbose"})


def test_the_later_place_of_an_option_wins(run: Run, small: Path) -> None:
    result = run("--format", "csv", "themes", "--format", "json", "--library", str(small))
    assert result.stdout.startswith("{")


@pytest.mark.parametrize(
    ("environ", "french"),
    [
        ({"CONSULTREP_LANG": "fr"}, True),
        ({"LANG": "fr_CA.UTF-8"}, True),
        ({"CONSULTREP_LANG": "en", "LANG": "fr_CA.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
    ],
)
def test_the_language_follows_the_environment(
    run: Run, small: Path, environ: dict[str, str], french: bool
) -> None:
    result = run("coverage", "--library", str(small), env=environ)
    assert ("Couverture" in result.stdout) is french


def test_the_library_may_come_from_the_environment_or_the_folder(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = run("reports", env={"CONSULTREP_LIBRARY": str(small)}).stdout
    monkeypatch.chdir(small / "reports")
    assert run("reports").stdout == named
    assert "2010-town" in named


def test_list_as_json_has_the_promised_keys(run: Run, small: Path) -> None:
    result = run("list", "--library", str(small), "--items", "all", "--format", "json")
    data = json.loads(result.stdout)
    assert data["schema_version"] == 1
    promised = (
        "id report year series text_fr text_en themes standing strength section anchor asked_by addressees"
    )
    for item in data["items"]:
        assert set(promised.split()) <= set(item)
    first = next(item for item in data["items"] if item["id"] == "2010-town/r1")
    assert (first["year"], first["strength"], first["addressees"]) == (2010, "must", ["town"])


def test_jsonl_and_csv_hold_the_same_items_as_json(run: Run, small: Path) -> None:
    base = ["list", "--library", str(small), "--items", "all", "--format"]
    objects = items(run(*base, "json").stdout)
    assert [json.loads(line) for line in run(*base, "jsonl").stdout.splitlines()] == objects
    rows = list(csv.DictReader(io.StringIO(run(*base, "csv").stdout)))
    assert [row["id"] for row in rows] == [item["id"] for item in objects]
    assert list(rows[0]) == list(objects[0])
    assert rows[2]["text_fr"] == objects[2]["text_fr"]
    assert json.loads(rows[2]["anchor"]) == objects[2]["anchor"]


def test_lists_in_csv_cells_are_joined(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("list", "--format", "csv").stdout))
    assert any("; " in row["themes"] for row in rows)


def test_list_counts_groups_and_limits(run: Run, small: Path) -> None:
    base = ["list", "--library", str(small)]
    counted = run(*base, "--count")
    assert counted.stdout == "6\n"
    assert "Town: 5, Neighbouring body: 1" in counted.stderr
    assert json.loads(run(*base, "--count", "--format", "json").stdout)["count"] == 6
    assert "Judicial training\t2\tTown: 2" in run(*base, "--count", "--group-by", "theme").stdout
    assert "## Data (1)" in run(*base, "--group-by", "theme").stdout
    limited = run(*base, "--limit", "2").stdout
    assert "2 of 6 items" in limited


def test_piped_output_is_plain_and_whole(run: Run, small: Path) -> None:
    lines = run("list", "--library", str(small)).stdout.splitlines()
    assert lines[0].split("\t")[:2] == ["2010-town/r1", "Train judges and prosecutors on accessibility."]
    assert all("\x1b" not in line for line in lines)


@pytest.mark.parametrize("width", ["40", "80", "140"])
def test_on_a_terminal_sentences_are_wrapped_and_never_cut(run: Run, width: str) -> None:
    result = run("list", "--items", "all", "--color", "always", env={"COLUMNS": width})
    shown = "".join(c for c in _without_colour(result.stdout) if c.isalnum())
    for item in items(run("list", "--items", "all", "--format", "json").stdout):
        assert max(map(len, _without_colour(result.stdout).splitlines())) <= int(width)
        if width == "140":
            continue
        assert all(
            part in shown for part in ("".join(c for c in w if c.isalnum()) for w in item["text_en"].split())
        )
    assert "…" not in result.stdout


def _without_colour(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_who_asked_stands_in_every_list(run: Run, small: Path) -> None:
    for item in items(run("list", "--library", str(small), "--format", "json").stdout):
        assert item["asked_by"]
    for line in run("list", "--library", str(small)).stdout.splitlines():
        assert line.split("\t")[5] in {"residents", "Neighbours", "Royal Canadian Mounted Police"}


def test_a_text_in_the_other_language_says_so(run: Run, small: Path) -> None:
    english = run("list", "--library", str(small), "--theme", "data").stdout
    assert "[fr] Publier" in english


@pytest.mark.parametrize("name", ["formation", "Formation", "training", "COURS"])
def test_the_names_of_a_theme_give_the_same_list(run: Run, small: Path, name: str) -> None:
    result = run("list", "--library", str(small), "--theme", name, "--format", "json")
    assert [item["id"] for item in items(result.stdout)] == ["2010-town/r1", "2011-town/r1"]


def test_compare_as_json(run: Run, small: Path) -> None:
    data = json.loads(run("compare", "2010", "2011", "--library", str(small), "--format", "json").stdout)
    assert set(data) >= {"schema_version", "selectors", "coverage", "claims", "recurring", "related", "new"}
    assert data["selectors"] == ["2010", "2011"]
    assert data["claims"] == {"recurring": "sound", "new": "sound", "not_repeated": "sound"}
    assert {(p["from_id"], p["to_id"], p["same_series"]) for p in data["recurring"]} == {
        ("2010-town/r1", "2011-town/r1", True),
        ("2010-ngo/n1", "2011-town/r2", False),
    }
    assert all(p["basis"] == "computed" and 0 <= p["score"] <= 1 for p in data["recurring"])
    seen = {i for p in data["recurring"] + data["related"] for i in (p["from_id"], p["to_id"])}
    assert seen | set(data["new"]) | set(data["not_repeated"]) == {item["id"] for item in data["items"]}


def test_compare_says_what_another_body_asked_apart(run: Run, small: Path) -> None:
    text = run("compare", "2010", "2011", "--library", str(small)).stdout
    recurring, also = (
        text.index("### Recurring (1 pair, computed, not confirmed)"),
        text.index("Also asked by another body (1 pair, computed, not confirmed)"),
    )
    assert recurring < text.index("2010-town/r1 — ") < also < text.index("2010-ngo/n1 — ")
    assert (
        "### New (computed, not confirmed): 2011 forum (1 item)"
        in text[text.index("## Without counterpart") :]
    )


def test_compare_with_a_text_that_is_missing_claims_nothing(run: Run) -> None:
    result = run("compare", "2014", "2015")
    assert result.exit_code == 0
    assert "not in the library" in result.stdout
    assert "nothing can be said" in result.stdout
    assert "init DIR --with-shipped" in result.stdout or "reports/2014-forum.yaml" in result.stdout
    assert "## Public Safety Canada" not in result.stdout
    assert "confirmed): Human Trafficking Workshop" not in result.stdout
    assert "Recurring" not in result.stdout
    data = json.loads(run("compare", "2014", "2015", "--format", "json").stdout)
    assert set(data["claims"].values()) == {"cannot_say"}
    assert len(data["new"]) == 101
    rows = csv.DictReader(io.StringIO(run("compare", "2014", "2015", "--format", "csv").stdout))
    assert {row["outcome"] for row in rows} == {"also_asked", "related", "cannot_say"}


def test_compare_shows_what_another_body_asked_that_year(run: Run) -> None:
    text = run("compare", "2014", "2015").stdout
    also = text[text.index("## Also asked by another body (") :]
    assert "2014-ccr-forum/r4" in also
    assert "participants in the 2014 forum of the Canadian Council for Refugees" in also


def test_two_years_of_one_companion_show_real_recurrence(run: Run) -> None:
    data = json.loads(run("compare", "2013-tip", "2017-tip", "--format", "json").stdout)
    pairs = {(p["from_id"], p["to_id"]) for p in data["recurring"]}
    assert {("2013-tip/r3", "2017-tip/r2"), ("2013-tip/r2-1", "2017-tip/r1-1")} <= pairs
    assert data["claims"] == {"recurring": "limited", "new": "limited", "not_repeated": "sound"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["2010-town", "2011-town"], 1), (["2010-town", "2010-town"], 0)],
)
def test_exit_code_says_whether_they_differ(run: Run, small: Path, arguments: list[str], code: int) -> None:
    assert run("compare", *arguments, "--library", str(small)).exit_code == 0
    result = run("compare", *arguments, "--library", str(small), "--exit-code")
    assert result.exit_code == code


def test_a_report_on_both_sides_is_said(run: Run, small: Path) -> None:
    assert (
        "2010-town stands on more than one side"
        in run("compare", "town", "2010-town", "--library", str(small)).stdout
    )


def test_show_a_report_and_an_item(run: Run, small: Path) -> None:
    report = run("show", "2010-town", "--library", str(small)).stdout
    for part in ("2010 consultation", "https://example.org/2010-en", "complete", "2010-town/r3"):
        assert part in report
    item = run("show", "2010-town/r1", "--library", str(small)).stdout
    for part in (
        "Former les juges",
        "Train judges",
        "[our wording]",
        "Town",
        "paragraph 2",
        "Il faut former…",
        "f1",
    ):
        assert part in item
    data = json.loads(run("show", "2011-town/r1", "--library", str(small), "--format", "json").stdout)
    assert data["item"]["response"]["status"] == "accepted"


def test_an_answer_is_never_called_recurrence(run: Run, small: Path) -> None:
    shown = run("show", "2011-town/r1", "--library", str(small)).stdout
    assert "accepted, Town, 2011-09" in shown
    assert "recurr" not in shown.casefold()


def test_coverage_for_a_year(run: Run) -> None:
    text = run("coverage", "--for", "2014").stdout
    assert "2014-forum" in text
    assert "2015-workshop" not in text
    assert "record only" in text


def test_reports_can_be_selected(run: Run, small: Path) -> None:
    lines = run("reports", "2010", "--library", str(small)).stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["2010-town", "2010-ngo"]


@pytest.mark.parametrize("command", TABULAR)
@pytest.mark.parametrize("form", ["json", "md"])
def test_every_table_is_written_to_a_file_by_its_ending(
    run: Run, small: Path, tmp_path: Path, command: str, form: str
) -> None:
    file = tmp_path / f"answer.{form}"
    result = run(*COMMANDS[command], "--library", str(small), "-o", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    assert (
        file.read_text(encoding="utf-8")
        == run(*COMMANDS[command], "--library", str(small), "--format", form).stdout
    )
    again = run(*COMMANDS[command], "--library", str(small), "-o", str(file))
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert run(*COMMANDS[command], "--library", str(small), "-o", str(file), "--force").exit_code == 0
