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
    assert "1 item still waits to be confirmed: consultrep list --drafts" in result.stderr


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
def test_an_unknown_id_is_refused_with_the_nearest(
    run: Run, library: Path, ids: list[str], command: str
) -> None:
    near = f"{ids[0]}x"
    result = run(command, ids[1], near, "--library", str(library))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"no item '{near}' waits to be confirmed" in result.stderr
    assert ids[0] in result.stderr.splitlines()[-1]
    assert shown(run, library, "--drafts") == ids
    assert shown(run, library) == []


@pytest.mark.parametrize("command", ["accept", "reject"])
@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ([], "consultrep list --drafts"),
        (["nothing/like-it"], "consultrep list --drafts"),
        (["2010-town/r1"], ""),
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


def test_without_drafts_an_item_that_waits_is_not_shown(run: Run, library: Path, ids: list[str]) -> None:
    assert run("show", ids[0], "--library", str(library)).exit_code == 2
    drafted = run("show", ids[0], "--drafts", "--library", str(library))
    assert drafted.exit_code == 0
