"""Where the time of each main command goes: the share of each part of the program, and of what it imports.

    python benchmarks/profiles.py

Each command is run twice in a process of its own under cProfile, the second time as another question of a
library that is kept. Under a profiler calls cost more than they do: these are shares to look at, not times.
"""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import Final

from consultrep.cli.app import app

COMMANDS: Final = (
    "list",
    "search training",
    "stats",
    "show 2015-workshop/c27",
    "compare 2013 2015",
    "threads",
    "render --format html",
    "check",
)
SHOWN: Final = 5
BUILT_IN: Final = "~"
"""Where functions of C stand for the profiler; their time is that of who called them."""

Function = tuple[str, int, str]


def main() -> None:
    """Print the shares of every command; with arguments, those of that command."""
    if len(sys.argv) > 1:
        print(", ".join(shares(sys.argv[1:])))
        return
    for line in lines():
        print(line)


def lines() -> Iterator[str]:
    """A line a command."""
    said = {}
    with tempfile.TemporaryDirectory() as cache:
        for command in COMMANDS * 2:
            run = subprocess.run(
                [sys.executable, __file__, *command.split()],
                check=True,
                capture_output=True,
                text=True,
                env={**os.environ, "CONSULTREP_CACHE": cache},
            )
            said[command] = run.stdout.strip()
        yield from (f"{command:<24} {shares}" for command, shares in said.items())


def shares(arguments: list[str]) -> Iterator[str]:
    """The parts with the largest shares of a command's own time."""
    profiler = cProfile.Profile()
    profiler.enable()
    _run(arguments)
    profiler.disable()
    spent: defaultdict[str, float] = defaultdict(float)
    found: Mapping[Function, tuple[int, int, float, float, Mapping[Function, Sequence[float]]]]
    found = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    for function, (_calls, _all, own, _total, callers) in found.items():
        if function[0] == BUILT_IN and callers:
            for caller, times in callers.items():
                spent[_part(*caller)] += times[2]
        else:
            spent[_part(*function)] += own
    whole = sum(spent.values())
    for part in sorted(spent, key=lambda part: -spent[part])[:SHOWN]:
        yield f"{part} {spent[part] / whole:.0%}"


def _run(arguments: list[str]) -> None:
    """The command as the program runs it, nothing shown."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            app(arguments, prog_name="consultrep")
        except SystemExit:
            return


def _part(file: str, _line: int, name: str) -> str:
    """What part of the program or which library a function belongs to."""
    if "importlib" in file or name in {"<built-in method marshal.loads>", "<built-in method io.open_code>"}:
        return "importing"
    pieces = file.replace("\\", "/").split("/")
    if "consultrep" in pieces:
        after = pieces[len(pieces) - pieces[::-1].index("consultrep") :]
        return f"consultrep.{after[0].removesuffix('.py')}"
    if "site-packages" in pieces:
        return pieces[pieces.index("site-packages") + 1].removesuffix(".py")
    return "the standard library"


if __name__ == "__main__":
    main()
