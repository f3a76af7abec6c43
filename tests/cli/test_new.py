"""`new`: entries that check passes, ids that do not collide, nothing written on refusal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from consultrep.store.ids import new_id
from tests.conftest import Run

DEMAND = ["--fr", "Ouvrir le musée.", "--en", "Open the museum.", "--theme", "access", "--standing", "formal",
          "--strength", "must", "--place", "1"]  # fmt: skip

NEW_REPORT = ["--id", "2012-x", "--kind", "forum", "--title-en", "X", "--publisher", "x", "--why-en", "x"]


def test_a_recommendation_is_added_and_listed(run: Run, small: Path) -> None:
    made = run("new", "recommendation", "--report", "2010-town", *DEMAND, "--library", str(small))
    assert made.exit_code == 0
    ident = made.stdout.strip()
    assert ident.startswith("2010-town/r-")
    listed = run("list", "--library", str(small), "--text", "musee", "--format", "json")
    assert [item["id"] for item in json.loads(listed.stdout)["items"]] == [ident]
    assert run("check", str(small)).exit_code == 0
    assert run("fmt", "--check", str(small / "reports/2010-town.yaml")).exit_code == 0


def test_two_branches_do_not_choose_the_same_id() -> None:
    made = [new_id("r", set()) for _ in range(200)]
    assert len(set(made)) == 200
    assert all(ident.startswith("r-") and len(ident) == 7 for ident in made)


def test_a_finding_a_theme_and_a_report(run: Run, small: Path) -> None:
    base = ["--library", str(small)]
    theme = run("new", "theme", "--fr", "Musées", "--en", "Museums", *base)
    assert (theme.exit_code, theme.stdout) == (0, "museums\n")
    described = ["--id", "2012-town", "--series", "town", "--kind", "forum", "--title-en", "2012 forum"]
    held = ["--period", "2012", "--publisher", "town", "--why-en", "Not read yet."]
    report = run("new", "report", *described, *held, *base)
    assert (report.exit_code, report.stdout) == (0, "2012-town\n")
    said = ["--en", "The museum is shut.", "--theme", "musees", "--place", "point 3"]
    finding = run("new", "finding", "--report", "2010-town", *said, *base)
    assert finding.exit_code == 0
    assert run("check", str(small)).exit_code == 0
    assert "record only" in run("coverage", "--for", "2012", *base).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (
            ["recommendation", "--report", "2010-town"],
            2,
            "--theme, --standing, --strength, --place is missing",
        ),
        (["recommendation", "--report", "2010-twon", *DEMAND], 2, "2010-town"),
        (["recommendation", "--report", "2010-town", *DEMAND, "--theme", "acess"], 2, "Access"),
        (["recommendation", "--report", "2010-town", *DEMAND, "--id", "r1"], 2, "already used"),
        (["recommendation", "--report", "2010-town", *DEMAND, "--id", "R 1"], 3, "expected form"),
        (["theme", "--en", "Training"], 2, "training"),
        (["theme", "--id", "other", "--en", "Data"], 2, "data"),
        (["recommendation", "--report", "2010-town", *DEMAND[:-1], "9"], 3, "the report lists no section 9"),
        (["report", *NEW_REPORT, "--series", "twon"], 3, "there is no series twon"),
        (
            ["report", "--id", "2010-town", "--series", "x", "--kind", "forum", "--publisher", "x"],
            2,
            "already used",
        ),
    ],
)
def test_a_refusal_writes_nothing(run: Run, small: Path, arguments: list[str], code: int, words: str) -> None:
    before = {f.name: f.read_bytes() for f in (small / "reports").iterdir()}
    result = run("new", *arguments, "--library", str(small))
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert {f.name: f.read_bytes() for f in (small / "reports").iterdir()} == before


def test_a_dry_run_writes_nothing(run: Run, small: Path) -> None:
    before = (small / "reports/2010-town.yaml").read_bytes()
    result = run("new", "recommendation", "--report", "2010-town", *DEMAND, "-n", "--library", str(small))
    assert result.exit_code == 0
    assert "would be added" in result.stderr
    assert (small / "reports/2010-town.yaml").read_bytes() == before


def test_the_shipped_library_is_not_written(run: Run) -> None:
    result = run("new", "recommendation", "--report", "2015-workshop", *DEMAND)
    assert result.exit_code == 4
    assert "consultrep init DIR --with-shipped" in result.stderr


def test_comments_of_the_file_stay(run: Run, small: Path) -> None:
    file = small / "reports/2010-town.yaml"
    text = file.read_text(encoding="utf-8").replace("recommendations:\n", "# a remark\nrecommendations:\n")
    file.write_text(text, encoding="utf-8")
    run("new", "recommendation", "--report", "2010-town", *DEMAND, "--library", str(small))
    assert "# a remark" in file.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_what_is_missing_is_asked_for_and_asked_again(small: Path) -> None:
    import pty

    report, text = ["2010-twon", "2010-town"], ["Ouvrir le musée.", "Open the museum."]
    rest = ["acess", "access", "strong", "formal", "must", "1"]
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "consultrep", "new", "recommendation", "--library", str(small)]
    with subprocess.Popen(command, stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        os.write(master, "".join(f"{answer}\n" for answer in [*report, *text, *rest]).encode())
        out, err = process.communicate(timeout=60)
    os.close(master)
    os.close(slave)
    assert process.returncode == 0, err
    assert out.decode().startswith("2010-town/r-")
    assert err.decode().count("this does not fit") == 3
