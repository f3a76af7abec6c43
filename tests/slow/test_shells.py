"""Completion as it is met: in the shells themselves, at a terminal, after Tab is pressed."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
pytestmark = pytest.mark.slow

Press = Callable[[str], str]
CLEAR, TAB = "\x15", "\t"
PATIENCE = 20.0
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source <(consultrep completion bash)"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "autoload -Uz compinit; compinit -u -D; source <(consultrep completion zsh)",
    ),
}
LINES = [
    ("consultrep thre", "consultrep threads "),
    ("consultrep list --theme journ", "consultrep list --theme journ"),
    ("consultrep list --theme formation\\ d", "consultrep list --theme formation\\ des\\ juges "),
    ("consultrep list --theme 'formation d", "consultrep list --theme 'formation des juges' "),
    ("consultrep list --theme=dat", "consultrep list --theme=data "),
    ("consultrep respond 2011", "consultrep respond 2011-town/"),
    ("consultrep show 2010-town/f", "consultrep show 2010-town/f1 "),
    ("consultrep list --standing sug", "consultrep list --standing suggested "),
    ("true; consultrep fm", "true; consultrep fmt "),
    ("consultrep fmt READ", "consultrep fmt README.txt "),
]


@pytest.fixture
def folder(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (small / "README.txt").write_text("x", encoding="utf-8")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for name, value in {"TERM": "dumb", "LANG": "C.UTF-8", "PS1": "> ", "HOME": str(small)}.items():
        monkeypatch.setenv(name, value)
    return small


class Terminal:
    """A shell at a terminal of its own, in a folder."""

    def __init__(self, arguments: list[str], folder: Path) -> None:
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvp(arguments[0], arguments)

    def type(self, keys: str, until: str) -> str:
        """Press keys, and what then stands there once `until` is part of it, or patience ends."""
        os.write(self.file, keys.encode())
        received, end = b"", time.monotonic() + PATIENCE
        while until not in line_of(received) and time.monotonic() < end:
            if select.select([self.file], [], [], 0.1)[0]:
                received += os.read(self.file, 65536)
        return line_of(received)

    def close(self) -> None:
        """End the shell."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.file)


def line_of(received: bytes) -> str:
    """What stands on a terminal after it received this: bells are not seen, a backspace takes back a sign."""
    line = ""
    for sign in received.decode("utf-8", "replace").replace("\a", ""):
        line = line[:-1] if sign == "\b" else line + sign
    return line


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_at_a_terminal(shell: str, folder: Path) -> None:
    arguments, setup = SHELLS[shell]
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    terminal = Terminal(arguments, folder)
    try:
        terminal.type(f"{setup}; echo rea''dy\n", "ready\r")
        for typed, wanted in LINES:
            shown = terminal.type(f"{CLEAR}{typed}{TAB}", wanted)
            assert wanted in shown, f"{typed!r} became {shown!r}"
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("consultrep thre", "threads\tFollow each demand"),
        ("consultrep list --theme formation\\ d", "formation des juges\tjudges"),
        ("consultrep list --theme=dat", "--theme=data\tData"),
        ("consultrep show 2010-town/f", "2010-town/f1\tJudges lack training."),
        ("consultrep fmt READ", "README.txt"),
    ],
)
def test_fish_completes(typed: str, wanted: str, folder: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")
    script = f"consultrep completion fish | source; complete -C {typed!r}"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith(wanted)
    assert done.stderr == ""


def test_powershell_completes(folder: Path) -> None:
    if shutil.which("pwsh") is None:
        pytest.skip("PowerShell is not installed")
    script = (
        "consultrep completion powershell | Out-String | Invoke-Expression; "
        "(TabExpansion2 'consultrep show 2010-town/f' 27).CompletionMatches.CompletionText"
    )
    done = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", script],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "2010-town/f1"


@pytest.mark.parametrize(
    "line", ["consultrep li", "consultrep list --theme ", "consultrep show 2015-workshop/"]
)
def test_an_answer_comes_within_half_a_second(line: str, tmp_path: Path) -> None:
    environ = {**os.environ, "_CONSULTREP_COMPLETE": "bash", "_CONSULTREP_LINE": line}
    took = []
    for _ in range(5):
        start = time.perf_counter()
        program = [sys.executable, "-m", "consultrep"]
        done = subprocess.run(program, cwd=tmp_path, env=environ, capture_output=True, check=True)
        took.append(time.perf_counter() - start)
        assert done.stdout
    assert min(took) < 0.5
