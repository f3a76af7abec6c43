"""`accept` and `reject` as a person runs them, between one import and the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.drafting import PONDS


@pytest.fixture
def library(run: Run, small: Path, tmp_path: Path) -> Path:
    """The small library with two imported reports."""
    (tmp_path / "ponds.txt").write_text(PONDS, encoding="utf-8")
    (tmp_path / "frogs.txt").write_text("The Town must count the frogs of the pond.\n", encoding="utf-8")
    for name in ("ponds", "frogs"):
        made = run("import", str(tmp_path / f"{name}.txt"), "--as", name, "--library", str(small), "-q")
        assert made.exit_code == 0
    return small


@pytest.fixture
def ids(run: Run, library: Path) -> list[str]:
    """The ids of what waits."""
    return shown(run, library, "--drafts")


def shown(run: Run, library: Path, *more: str) -> list[str]:
    """The ids of the imported items that a list holds."""
    arguments = [
        "list",
        "--library",
        str(library),
        "--report",
        "ponds",
        "--report",
        "frogs",
        "--items",
        "all",
    ]
    result = run(*arguments, "--format", "json", "-q", *more)
    assert result.exit_code == 0
    return [item["id"] for item in json.loads(result.stdout)["items"]]


def test_one_after_the_other(run: Run, library: Path, ids: list[str]) -> None:
    for done, ident in enumerate(ids[:-1], 1):
        result = run("accept", ident, "--library", str(library))
        assert (result.exit_code, result.stdout) == (0, f"{ident}\n")
        assert f"{len(ids) - done} item" in result.stderr
        assert set(shown(run, library)) == set(ids[:done])
    last = run("reject", ids[-1], "--library", str(library))
    assert (last.exit_code, last.stdout) == (0, f"{ids[-1]}\n")
    assert "Nothing waits to be confirmed. Next: consultrep check" in last.stderr
    assert set(shown(run, library)) == set(shown(run, library, "--drafts")) == set(ids[:-1])
    assert run("fmt", "--check", str(library)).exit_code == 0
    assert run("check", str(library)).exit_code == 0


def test_all_of_one_report(run: Run, library: Path, ids: list[str]) -> None:
    result = run("accept", "--all", "--report", "ponds", "--library", str(library))
    assert result.exit_code == 0
    wanted = [ident for ident in ids if ident.startswith("ponds/")]
    assert sorted(result.stdout.split()) == sorted(wanted)
    assert shown(run, library) == wanted
    assert f"{len(wanted)} items accepted" in result.stderr
    assert "1 item still waits to be confirmed: consultrep list --waiting --report frogs" in result.stderr


def test_all_of_the_library(run: Run, library: Path, ids: list[str]) -> None:
    assert run("accept", "--all", "--library", str(library), "-q").stderr == ""
    assert shown(run, library) == ids
    again = run("accept", "--all", "--library", str(library))
    assert (again.exit_code, again.stdout) == (0, "")


@pytest.mark.parametrize("command", ["accept", "reject"])
@pytest.mark.parametrize("flag", ["-n", "--dry-run"])
def test_a_dry_run_only_says(run: Run, library: Path, ids: list[str], command: str, flag: str) -> None:
    result = run(command, ids[0], flag, "--library", str(library))
    assert (result.exit_code, result.stdout) == (0, f"{ids[0]}\n")
    assert shown(run, library, "--drafts") == ids
    assert shown(run, library) == []


@pytest.mark.parametrize("command", ["accept", "reject"])
def test_an_unknown_id_is_refused_and_none_is_guessed(
    run: Run, library: Path, ids: list[str], command: str
) -> None:
    near = f"{ids[0]}x"
    result = run(command, ids[1], near, "--library", str(library))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"no item '{near}' waits to be confirmed" in result.stderr
    assert result.stderr.splitlines()[-1].strip() == "consultrep list --waiting"
    assert shown(run, library, "--drafts") == ids
    assert shown(run, library) == []


@pytest.mark.parametrize("command", ["accept", "reject"])
@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ([], "consultrep list --waiting"),
        (["nothing/like-it"], "consultrep list --waiting"),
        (["2010-town/r1"], "2010-town/r1 is already confirmed"),
        (["--all", "--report", "pnds"], "ponds"),
    ],
)
def test_what_is_asked_wrongly(
    run: Run, library: Path, command: str, arguments: list[str], hint: str
) -> None:
    result = run(command, *arguments, "--library", str(library))
    assert (result.exit_code, result.stdout) == (2, "")
    assert hint in result.stderr


def test_what_was_rejected_is_left_out_of_the_next_import(
    run: Run, library: Path, ids: list[str], tmp_path: Path
) -> None:
    gone = next(ident for ident in ids if ident.startswith("ponds/"))
    assert run("reject", gone, "--library", str(library)).exit_code == 0
    again = run(
        "import", str(tmp_path / "ponds.txt"), "--as", "ponds", "--library", str(library), "--format", "json"
    )
    fates = [item["fate"] for item in json.loads(again.stdout)["items"]]
    assert sorted(set(fates)) == ["refused", "unchanged"]
    assert fates.count("refused") == 1
    assert shown(run, library, "--drafts") == [ident for ident in ids if ident != gone]


def test_what_was_accepted_stays_so_in_the_next_import(
    run: Run, library: Path, ids: list[str], tmp_path: Path
) -> None:
    assert run("accept", "--all", "--library", str(library)).exit_code == 0
    run("import", str(tmp_path / "ponds.txt"), "--as", "ponds", "--library", str(library))
    assert shown(run, library) == ids


@pytest.mark.parametrize("command", ["accept", "reject"])
def test_the_shipped_library_is_not_judged(run: Run, command: str) -> None:
    result = run(command, "--all")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "consultrep init DIR --with-shipped" in result.stderr


def test_an_item_that_waits_is_shown_to_whoever_names_it(run: Run, library: Path, ids: list[str]) -> None:
    result = run("show", ids[0], "--library", str(library))
    assert result.exit_code == 0
    assert f"consultrep accept {ids[0]}" in result.stdout
    assert ids[0] not in run("show", ids[0].partition("/")[0], "--library", str(library)).stdout


def test_what_waits_is_listed_with_its_confidence(run: Run, library: Path, ids: list[str]) -> None:
    assert run("accept", ids[0], "--library", str(library)).exit_code == 0
    command = ["list", "--waiting", "--library", str(library)]
    items = json.loads(run(*command, "--format", "json").stdout)["items"]
    assert [item["id"] for item in items] == ids[1:]
    assert all(0 < item["confidence"] <= 1 for item in items)
    rows = run(*command, "--report", "ponds").stdout.splitlines()
    assert [row.split("\t")[0] for row in rows] == [ident for ident in ids[1:] if ident.startswith("ponds/")]
    assert all(0 < float(row.split("\t")[1]) <= 1 for row in rows)
    assert "| Id | Confidence | Text |" in run(*command, "--format", "md").stdout
    assert run(*command, "--format", "csv").stdout.splitlines()[0].endswith(",confidence")


def test_where_nothing_waits_the_list_says_so(run: Run, small: Path) -> None:
    result = run("list", "--waiting", "--library", str(small))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing waits to be confirmed." in result.stderr


@pytest.mark.parametrize("command", ["accept", "reject"])
def test_an_id_without_its_report(run: Run, library: Path, ids: list[str], command: str) -> None:
    result = run(command, ids[0].partition("/")[2], "--library", str(library))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"write its full id: {ids[0]}" in result.stderr


@pytest.mark.parametrize("command", ["accept", "reject"])
def test_a_report_in_place_of_an_item(run: Run, library: Path, command: str) -> None:
    result = run(command, "ponds", "--library", str(library))
    assert result.exit_code == 2
    assert f"consultrep {command} --all --report ponds" in result.stderr


@pytest.mark.parametrize("command", ["accept", "reject"])
def test_a_word_given_before_is_told(run: Run, library: Path, ids: list[str], command: str) -> None:
    done, other = ("accept", "reject") if command == "accept" else ("reject", "accept")
    assert run(done, ids[0], "--library", str(library)).exit_code == 0
    again, otherwise = (run(word, ids[0], "--library", str(library)) for word in (command, other))
    for result in (again, otherwise):
        assert (result.exit_code, result.stdout) == (2, "")
        told = "is already confirmed" if done == "accept" else "was rejected earlier"
        assert f"{ids[0]} {told}" in result.stderr
        assert "did you mean" not in result.stderr


def test_what_is_gone_may_be_rejected_though_it_was_confirmed(
    run: Run, library: Path, ids: list[str], tmp_path: Path
) -> None:
    run("accept", "--all", "--library", str(library))
    (tmp_path / "frogs.txt").write_text("The Town must plant an oak.\n", encoding="utf-8")
    run("import", str(tmp_path / "frogs.txt"), "--as", "frogs", "--library", str(library))
    (gone,) = (ident for ident in ids if ident.startswith("frogs/"))
    listed = run("list", "--report", "frogs", "--library", str(library)).stdout
    assert "(no longer in the document read last)" in listed
    assert (
        "(no longer in the document read last)"
        in run("compare", "frogs", "2010-town", "--library", str(library)).stdout
    )
    rendered = run("render", "report", "frogs", "--library", str(library)).stdout
    assert "Note: no longer in the document read last" in rendered
    everything = run("reject", "--all", "--library", str(library), "-n").stdout.split()
    assert gone not in everything
    assert run("reject", gone, "--library", str(library)).stdout == f"{gone}\n"
    assert gone not in shown(run, library, "--drafts")


def test_check_names_the_list_of_what_waits(run: Run, library: Path) -> None:
    assert "consultrep list --waiting" in run("check", str(library)).stderr
    run("accept", "--all", "--library", str(library))
    assert "--waiting" not in run("check", str(library)).stderr
