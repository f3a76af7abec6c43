"""The README keeps its promises: every command in it runs, and it stays short."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import docx
import pypdfium2
import pytest

from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")
EVERY = re.findall(r"^\$ consultrep (.+)$", README, re.MULTILINE)
IMPORTING = [command for command in EVERY if re.match(r"import|accept|.*--waiting", command)]
COMMANDS = [command for command in EVERY if command not in IMPORTING]
PAGES = ROOT / "tests" / "data" / "pages"
TABLE = "To,Session,Text,From,Issue\nCanada,16,Train the police.,Norway,Training\n"


def test_the_readme_is_short_and_shows_commands() -> None:
    assert len(README.splitlines()) <= 120
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(run: Run, command: str) -> None:
    result = run(*shlex.split(command))
    assert result.exit_code == 0
    assert "error:" not in result.stderr
    written = re.search(r" -o (\S+)", command)
    answer = text_of(Path(written.group(1))) if written else result.stdout
    if not command.startswith("check"):
        assert "2015-workshop" in answer or "2014-forum" in answer


def text_of(file: Path) -> str:
    """The text of a file that a command wrote, whatever its format."""
    if file.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(file)
        return " ".join(page.get_textpage().get_text_range() for page in pages)
    if file.suffix == ".docx":
        return " ".join(text for text in docx.Document(str(file)).element.itertext())
    return file.read_text(encoding="utf-8")


def test_the_commands_that_import_run_one_after_the_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "library", "--with-shipped")
    monkeypatch.chdir("library")
    for language in ("fr", "en"):
        shutil.copy(PAGES / f"forum.{language}.html", f"page.{language}.html")
    Path("table.csv").write_text(TABLE, encoding="utf-8")
    assert len(IMPORTING) >= 4
    for command in IMPORTING:
        result = run(*shlex.split(command))
        assert result.exit_code == 0, result.stderr
        assert "2014-forum" in result.stdout or "upr-canada-16" in result.stdout


def test_links_lead_somewhere() -> None:
    for name in ("README.md", "ARCHITECTURE.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / target).exists(), target


def test_what_the_readme_quotes_is_what_is_printed(run: Run) -> None:
    quoted = " ".join(line.removeprefix("> ") for line in README.splitlines() if line.startswith("> "))
    assert quoted in run("compare", "2014", "2015").stdout
