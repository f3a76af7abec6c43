"""The consoles of a Markdown page, run: each command in order, its exit code and what is quoted of it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx

from tests.conftest import ROOT, Run

SAMPLES = {"forum.fr.html": "page.fr.html", "forum.en.html": "page.en.html", "table.csv": "table.csv"}

_FENCE = re.compile(r"^(```+)([^\n`]*)\n(.*?)^\1[ ]*$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "
_LEFT_OUT = "…"
_AS_ON_A_TERMINAL = ("--color", "always")
_PARTS = re.compile(r"\[…\]|…")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Step:
    """A command of a page with the output that the page quotes, or a file whose content the page shows."""

    page: Path
    line: int
    command: str
    quoted: str
    file: str = ""

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}: {self.command or self.file}"


def commands_of(page: Path) -> list[str]:
    """The commands of a page."""
    return [step.command for step in iter_steps(page) if step.command]


def iter_steps(page: Path) -> Iterator[Step]:
    """Each command and each file of a page, in order; ```` ```text NAME ```` shows the file NAME."""
    text = page.read_text(encoding="utf-8")
    for fence in _FENCE.finditer(text):
        kind, _, name = fence.group(2).strip().partition(" ")
        line = text.count("\n", 0, fence.start()) + 2
        if kind == "console":
            yield from _commands(page, line, fence.group(3))
        elif name:
            yield Step(page, line, "", fence.group(3), name)


def _commands(page: Path, line: int, block: str) -> Iterator[Step]:
    pieces = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not pieces[0], f"{page.name}:{line}: a console begins with a command"
    for piece in pieces[1:]:
        command, _, quoted = re.sub(r"\\\n\s*", "", piece).partition("\n")
        yield Step(page, line, command.strip(), quoted)
        line += piece.count("\n")


def run_page(page: Path, run: Run, library: Path) -> None:
    """Run a page in `library`, a copy of the shipped one made for it, with the documents that pages name.

    `echo $?` after a command says with which code it ends.
    """
    assert run("init", str(library), "--with-shipped").exit_code == 0
    for source, name in SAMPLES.items():
        shutil.copy(ROOT / "tests/data/pages" / source, library / name)
    os.chdir(library)
    steps = list(iter_steps(page))
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if step.file:
            write_file(Path(step.file), step.quoted)
        elif step.command != "echo $?":
            told = following is not None and following.command == "echo $?"
            code = int(following.quoted) if told and following else 0
            _run(step, run, code)


def write_file(file: Path, text: str) -> None:
    """The file that a page shows; of Word, a paragraph a line."""
    if file.suffix == ".docx":
        document = docx.Document()
        for line in text.splitlines():
            document.add_paragraph(line)
        document.save(str(file))
    else:
        file.write_text(text, encoding="utf-8")


def _run(step: Step, run: Run, code: int) -> None:
    words = shlex.split(step.command)
    if words[0] == "cd":
        os.chdir(words[1])
    elif words[0] == "git":
        _run_git(step)
    else:
        assert words[0] == "consultrep", f"{step}: not a command that is run here"
        result = run(*words[1:], *_AS_ON_A_TERMINAL)
        output = _COLOUR.sub("", result.output)
        assert result.exit_code == code, f"{step}: {result.exit_code}\n{output}"
        _compare(step, output)


def _run_git(step: Step) -> None:
    if shutil.which("git"):
        done = subprocess.run(step.command, shell=True, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{step}: {done.stdout}{done.stderr}"


def _compare(step: Step, output: str) -> None:
    if step.quoted.strip():
        wanted = re.compile(pattern(step.quoted))
        assert wanted.search(_plain(output)), (
            f"{step}: the page quotes\n{step.quoted}\nbut it prints\n{output}"
        )


def pattern(quoted: str) -> str:
    """A pattern of what a page quotes: a line "…" leaves out lines, "…" and "[…]" in a line a part of it.

    >>> bool(re.search(pattern("a […] d\\n…\\nz\\n"), "a b c d\\ne\\nf\\nz\\n"))
    True
    >>> bool(re.search(pattern("a\\nz\\n"), "a\\nb\\nz\\n"))
    False
    """
    lines = (
        r"(?:.*\n)*" if line == _LEFT_OUT else r".*".join(map(re.escape, _PARTS.split(line))) + r"\n"
        for line in _plain(quoted).splitlines()
    )
    return r"(?m)\A" + "".join(lines) + r"\Z"


def _plain(text: str) -> str:
    """Lines without space at their ends, and with plain spaces for no-break ones."""
    text = re.sub("[\u00a0\u202f]", " ", text)
    return "".join(f"{line.rstrip()}\n" for line in text.strip("\n").splitlines())
