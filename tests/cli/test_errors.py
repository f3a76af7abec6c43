"""What goes wrong is said in the reader's language, with what to do, and the right exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "french", "english"),
    [
        (["list", "--themes", "x"], "il n'y a pas d'option --themes", "there is no option --themes"),
        (["lst"], "il n'y a pas de commande lst", "there is no command lst"),
        (["compare", "2010"], "manque", "is missing"),
        (["respond", "2010-town/r1"], "au choix : accepted", "one of: accepted, partly, noted"),
        (["list", "--limit", "x"], "n'est pas un nombre entier", "is not a whole number"),
        (["list", "--strength", "strong"], "n'est pas une des valeurs permises", "is not one of"),
        (["themes", "extra"], "extra", "one argument too many: extra"),
        (["list", "--theme"], "--theme", "the option '--theme' needs a value"),
        (["list", "--theme", "formaton"], "il n'y a pas de thème 'formaton'", "there is no theme 'formaton'"),
        (["compare", "1999", "2011"], "'1999'", "no report answers to '1999'"),
        (["show", "2010-town/r9"], "'2010-town/r9'", "there is no item '2010-town/r9'"),
        (["render", "poster"], "'poster'", "there is no document 'poster'"),
        (["render", "--format", "csv"], "'csv'", "does not write the format 'csv'"),
        (["list", "--lang", "de"], "'de'", "there is no language 'de'"),
    ],
)
def test_usage_errors_in_both_languages(
    run: Run, small: Path, arguments: list[str], french: str, english: str
) -> None:
    for language, words in (("fr", french), ("en", english)):
        result = run(*arguments, env={"CONSULTREP_LIBRARY": str(small), "CONSULTREP_LANG": language})
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr.replace("\u00a0", " ")
        assert "Traceback" not in result.stderr


def test_a_misspelt_option_names_the_near_one(run: Run) -> None:
    assert "--theme" in run("list", "--them", "x").stderr.splitlines()[1]


def test_a_bad_file_stops_the_answer_and_is_placed(run: Run, small: Path) -> None:
    (small / "reports/bad.yaml").write_text("id: bad\nkind: fourm\n", encoding="utf-8")
    (small / "reports/worse.yaml").write_text("id: [\n", encoding="utf-8")
    result = run("list", "--library", str(small))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "small/reports/bad.yaml:2:7: error: kind: 'fourm' is not one of" in result.stderr
    assert "small/reports/worse.yaml:" in result.stderr


@pytest.mark.parametrize("command", [["list"], ["compare", "2010", "2011"], ["render"], ["coverage"]])
def test_keep_going_answers_from_the_good_files(run: Run, small: Path, command: list[str]) -> None:
    good = run(*command, "--library", str(small)).stdout
    (small / "reports/bad.yaml").write_text("id: [\n", encoding="utf-8")
    result = run(*command, "--library", str(small), "--keep-going")
    assert result.exit_code == 3
    assert result.stdout == good
    assert "left out" in result.stderr
    assert "bad.yaml" in result.stderr


def test_a_folder_that_is_no_library_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("list", "--library", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "consultrep init" in result.stderr


def test_a_bug_says_so_and_shows_its_trace_only_when_asked(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("consultrep.cli.commands.themes.list_themes", broken)
    result = run("themes", "--library", str(small))
    assert result.exit_code == 70
    assert "ZeroDivisionError: oops" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("themes", "--debug", "--library", str(small)).stderr


def test_ctrl_c_ends_with_130(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("consultrep.cli.commands.themes.list_themes", interrupted)
    result = run("themes", "--library", str(small))
    assert result.exit_code == 130
    assert "Traceback" not in result.stderr


def started(*arguments: str, **extra: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "consultrep", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **extra},
    )


def test_output_is_utf8_under_a_cp1252_console() -> None:
    process = started("themes", "--lang", "fr", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert "Données" in out.decode("utf-8") or "données" in out.decode("utf-8")
    assert b"\r" not in out


def test_a_closed_pipe_ends_quietly() -> None:
    with started("list", "--format", "json", "-q") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "consultrep", "list"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert b"consultrep: error:" in done.stderr
