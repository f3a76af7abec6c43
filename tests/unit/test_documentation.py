"""The README keeps its promises: every command in it runs, and it stays short."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ consultrep (.+)$", README, re.MULTILINE)


def test_the_readme_is_short_and_shows_commands() -> None:
    assert len(README.splitlines()) <= 120
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(run: Run, command: str) -> None:
    result = run(*shlex.split(command))
    assert result.exit_code == 0
    assert "error:" not in result.stderr
    written = re.search(r" -o (\S+)", command)
    answer = Path(written.group(1)).read_text(encoding="utf-8") if written else result.stdout
    if not command.startswith("check"):
        assert "2015-workshop" in answer or "2014-forum" in answer


def test_links_lead_somewhere() -> None:
    for name in ("README.md", "ARCHITECTURE.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / target).exists(), target


def test_what_the_readme_quotes_is_what_is_printed(run: Run) -> None:
    quoted = " ".join(line.removeprefix("> ") for line in README.splitlines() if line.startswith("> "))
    assert quoted in run("compare", "2014", "2015").stdout
