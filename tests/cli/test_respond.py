"""`respond` and `status` as a person meets them: what is written, what is said, what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.conftest import Run

Command = Callable[..., Result]
ITEM = "2010-town/r1"
ANSWER = ("--status", "partly", "--by", "ville", "--date", "2010-09", "--source", "letter 4")
STATE = ("--state", "limited", "--date", "2012", "--source", "letter 5")
PROOF = ("--evidence-fr", "Un puits est là.", "--evidence-en", "A well is there.")


@pytest.fixture
def command(run: Run, small: Path) -> Command:
    """Run a command on the small library."""

    def invoke(*arguments: str, **extra: Any) -> Result:
        return run(*arguments, "--library", str(small), **extra)

    return invoke


@pytest.fixture
def file(small: Path) -> Path:
    return small / "reports/2010-town.yaml"


def held(command: Command, ident: str = ITEM) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(command("show", ident, "--format", "json").stdout)["item"]
    return item


def test_an_answer_is_written_and_said(command: Command, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    result = command(
        "respond", ITEM, *ANSWER, "--text-fr", "Plus tard.", "--address", "https://example.org/4"
    )
    assert result.exit_code == 0
    assert result.stdout == f"{ITEM}\n"
    assert "partly accepted, Town, 2010-09, letter 4" in result.stderr
    added = (
        '    response:\n      status: partly\n      by: town\n      date: "2010-09"\n      source: letter 4\n'
        "      address: https://example.org/4\n      text: {fr: Plus tard.}\n"
    )
    assert file.read_text(encoding="utf-8") == before.replace(
        "    answers: [f1]\n", f"    answers: [f1]\n{added}"
    )
    assert command("fmt", "--check").exit_code == command("check").exit_code == 0


def test_answers_follow_each_other_and_all_are_kept(command: Command) -> None:
    for date, body in (("2010-09", "town"), ("2013", "town"), ("2011", "Fire brigade")):
        given = ("--status", "noted", "--by", body, "--date", date, "--source", "x")
        result = command("respond", ITEM, *given)
        assert result.exit_code == 0, result.stderr
        assert ("A newer one is recorded" in result.stderr) == (date == "2011")
    item = held(command)
    assert (item["response"]["date"], item["response"]["by"]) == ("2013", "town")
    others = [(one["date"], one["by"]) for one in item["other_responses"]]
    assert others == [("2011", "Fire brigade"), ("2010-09", "town")]


def test_an_answer_without_date_is_the_newest_when_it_is_recorded(command: Command) -> None:
    undated = ("--status", "accepted", "--by", "town", "--source", "x")
    for given in (ANSWER, undated):
        assert command("respond", ITEM, *given).exit_code == 0
    assert held(command)["response"]["date"] is None


def test_states_are_a_history_of_which_the_newest_by_date_is_shown(command: Command) -> None:
    complete = ("--state", "complete", "--date", "2014", "--source", "x", "--by", "town", *PROOF)
    assert command("status", ITEM, *complete).exit_code == 0
    older = command("status", ITEM, *STATE)
    assert "A newer one is recorded" in older.stderr
    shown = command("show", ITEM, "--format", "md", "--lang", "fr").stdout
    newest = shown.index("réalisé (C), Ville, 2014, x\u00a0: Un puits est là.")
    assert newest < shown.index("progrès limité (LP), 2012, letter 5")
    states = [entry["state"] for entry in held(command)["implementation"]]
    assert sorted(states) == ["complete", "limited"]


def test_what_is_done_is_told_of_every_wording_of_a_thread(command: Command) -> None:
    command("status", ITEM, *STATE)
    command("respond", ITEM, *ANSWER)
    threads = command("threads", "--id", ITEM, "--format", "md").stdout
    assert f"**Implementation**: {ITEM}: limited progress (LP), 2012, letter 5" in threads
    assert f"**Answer**: to {ITEM} (residents): partly accepted, Town" in threads
    assert "**Answer**: to 2011-town/r1" in threads
    page = command("render", "report", "2010-town", "--format", "md").stdout
    assert "limited progress (LP), 2012, letter 5" in page
    assert "partly accepted, Town, 2010-09, letter 4" in page


def test_lists_carry_answers_and_states(command: Command) -> None:
    command("status", ITEM, *STATE)
    command("respond", ITEM, *ANSWER)
    rows = csv.DictReader(io.StringIO(command("list", "--format", "csv").stdout))
    row = next(row for row in rows if row["id"] == ITEM)
    assert json.loads(row["response"])["source"] == {"fr": "letter 4", "en": "letter 4"}
    assert [entry["date"] for entry in json.loads(row["implementation"])] == ["2012"]
    items = json.loads(command("list", "--format", "json").stdout)["items"]
    states = {item["id"]: [entry["state"] for entry in item["implementation"]] for item in items}
    assert states[ITEM] == ["limited"]
    assert not any(states[ident] for ident in states if ident != ITEM)


def test_lists_are_narrowed_by_answers_and_newest_states(command: Command) -> None:
    def listed(*arguments: str) -> list[str]:
        found = json.loads(command("list", *arguments, "--format", "json").stdout)["items"]
        return [item["id"] for item in found]

    command("status", ITEM, *STATE)
    command("status", ITEM, "--state", "not-started", "--date", "2011", "--source", "x")
    everything = listed()
    assert listed("--answered", "yes") == ["2011-town/r1"]
    assert listed("--answered", "no") == [ident for ident in everything if ident != "2011-town/r1"]
    assert listed("--state", "limited", "--state", "complete") == [ITEM]
    assert listed("--state", "not-started") == []
    page = command("render", "library", "--answered", "no", "--state", "limited", "--format", "md").stdout
    assert "answer: not recorded; state: limited progress" in page


def test_not_repeated_is_not_done(command: Command) -> None:
    compared = json.loads(command("compare", "2010-town", "2011-town", "--format", "json").stdout)
    gone = compared["not_repeated"]
    assert gone
    items = {item["id"]: item for item in compared["items"]}
    assert all(items[ident]["implementation"] == [] for ident in gone)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("respond", ITEM, *ANSWER[:4], "--date", "2009", "--source", "x"),
            "2009 lies before the consultation (2010-03",
        ),
        (("respond", ITEM, *ANSWER[:2], "--by", "twon", "--source", "x"), "did you mean Town?"),
        (("respond", ITEM, *ANSWER[:4]), "nothing is recorded without one"),
        (("respond", ITEM, *ANSWER, "--source-fr", "x"), "leave out --source-fr and --source-en"),
        (("respond", ITEM, *ANSWER[:2], "--by", " ", "--source", "x"), "the option --by needs a value"),
        (("respond", ITEM, *ANSWER[:4], "--source", "x", "--date", "2999"), "2999 has not come yet"),
        (("respond", ITEM, *ANSWER[:4], "--source", "x", "--date", "2011/.."), "month or the day: 2011"),
        (("status", ITEM, *STATE[:2], "--date", "2011-05/..", "--source", "x"), "2011-05/.. has no end"),
        (("status", ITEM, *STATE[:2], "--date", "", "--source", "x"), "the option --date needs a value"),
        (("status", ITEM, *STATE[:2], "--date", "2999-01", "--source", "x"), "2999-01 has not come yet"),
        (("respond", ITEM, *ANSWER[:4], "--source", "x", "--date", "soon"), "'soon' is not a date"),
        (("respond", ITEM, *ANSWER, "--address", "here"), "begins with https://"),
        (("respond", ITEM, "--status", "agreed", *ANSWER[2:]), "agreed"),
        (("respond", "2010-town/f1", *ANSWER), "is a finding"),
        (("respond", "2010-town/r9", *ANSWER), "there is no item"),
        (("respond", "r3", *ANSWER), "write its full id: 2010-town/r3"),
        (("status", ITEM, "--state", "complete", *STATE[2:]), "needs evidence"),
        (("status", ITEM, *STATE[:2], *STATE[4:]), "--date"),
        (("status", ITEM, *STATE[:4]), "nothing is recorded without one"),
        (
            ("status", ITEM, *STATE[:2], "--date", "2009", "--source", "x"),
            "2009 lies before the consultation (2010-03",
        ),
        (("status", ITEM, "--state", "done", *STATE[2:]), "done"),
    ],
)
def test_what_does_not_fit_is_refused(
    command: Command, file: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = file.read_bytes()
    result = command(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
    assert file.read_bytes() == before


def test_the_same_is_recorded_once(command: Command, file: Path) -> None:
    for arguments in (("respond", ITEM, *ANSWER), ("status", ITEM, *STATE)):
        assert command(*arguments).exit_code == 0
        before = file.read_bytes()
        again = command(*arguments)
        assert again.exit_code == 2
        assert "already" in again.stderr
        assert file.read_bytes() == before


def test_a_dry_run_writes_nothing(command: Command, file: Path) -> None:
    before = file.read_bytes()
    for arguments in (("respond", ITEM, *ANSWER), ("status", ITEM, *STATE)):
        result = command(*arguments, "--dry-run")
        assert result.exit_code == 0
        assert "nothing was written" in result.stderr
    assert file.read_bytes() == before


def test_an_item_that_waits_is_confirmed_first(command: Command, file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace(
        "    standing: formal\n", "    standing: formal\n    confidence: 0.5\n"
    )
    file.write_text(text.replace("series: town\n", "series: town\ndraft: true\n", 1), encoding="utf-8")
    result = command("status", ITEM, *STATE)
    assert result.exit_code == 2
    assert f"consultrep accept {ITEM}" in result.stderr


def test_the_shipped_library_is_not_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (("respond", "2009-upr/turkey", *ANSWER), ("status", "2009-upr/turkey", *STATE)):
        result = run(*arguments)
        assert result.exit_code == 4
        assert "consultrep init DIR --with-shipped" in result.stderr


def test_in_french(command: Command) -> None:
    result = command("respond", ITEM, *ANSWER, "--lang", "fr")
    assert "Consigné dans" in result.stderr
    assert "acceptée en partie, Ville, 2010-09, letter 4" in result.stderr
    refused = command("status", ITEM, "--state", "complete", *STATE[2:], "--lang", "fr")
    assert "«\u00a0complete\u00a0» demande une preuve" in refused.stderr
