"""What commands cost on a library of 10,000 records, and on a record of 50,000 items; POSIX only.

    python benchmarks/large_libraries.py [--records 10000] [--items 50000]

Each command runs in a process of its own without anything kept; its processor time is told as a multiple of
reading the same files with the yaml loader in C, beside its peak memory. Twice as many records or items
should cost twice as much: give other numbers to see.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

PROGRAM: Final = (sys.executable, "-m", "consultrep")
READ: Final = """
import sys, yaml, pathlib
for file in pathlib.Path(sys.argv[1]).iterdir():
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
"""
COMMANDS: Final = (
    ("check",),
    ("list", "--theme", "training"),
    ("show", "r0"),
    ("stats",),
    ("fmt", "--check"),
    ("respond", "r0/i1", "--status", "noted", "--by", "Town", "--date", "2025", "--source", "Letter"),
)


def main() -> None:
    """Write the libraries and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--items", type=int, default=50_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, files, items in (("many records", given.records, 5), ("one record", 1, given.items)):
            library = Path(folder, name)
            write_library(library, files, items)
            print(f"{name}: {files} of {items} items")
            measure(library)


def measure(library: Path) -> None:
    """Print what each command costs, beside reading the same files with yaml in C."""
    base, memory = cost([sys.executable, "-c", READ, str(library / "reports")])
    print(f"  read with yaml in C: {base:.1f} s of processor = 1 x, {memory:.0f} MB")
    for words in COMMANDS:
        seconds, memory = cost([*PROGRAM, *words, "--library", str(library)])
        print(f"  {' '.join(words[:2]):24} {seconds / base:6.2f} x {memory:6.0f} MB", flush=True)


def cost(command: Sequence[str]) -> tuple[float, float]:
    """Processor seconds and peak memory in megabytes of a command; raises RuntimeError where it fails."""
    environ = {**os.environ, "CONSULTREP_CACHE": ""}
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ)
    _pid, status, used = os.wait4(run.pid, 0)
    if status:
        raise RuntimeError(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def write_library(library: Path, files: int, items: int) -> None:
    """A library of so many records of so many items each."""
    subprocess.run([*PROGRAM, "init", str(library)], check=True, capture_output=True)
    (library / "reports" / "example.yaml").rename(library / "example")
    form = (library / "example").read_text(encoding="utf-8")
    form = form.replace("nulle part", "ici").replace("nowhere", "here")
    head, _, item = form.partition("  - id: r1")
    chance = random.Random(1)
    for number in range(files):
        texts = "".join(item_texts(item, items, chance))
        own = head.replace("id: example", f"id: r{number}").replace('"2020"', f'"{1950 + number % 75}"')
        (library / "reports" / f"r{number}.yaml").write_text(own + texts, encoding="utf-8")


def item_texts(form: str, items: int, chance: random.Random) -> Iterator[str]:
    """The text of so many items, each with words of its own."""
    for number in range(items):
        words = " ".join("".join(chance.choices("abcdefghilmnoprstuv", k=6)) for _word in range(10))
        own = form.replace("le public", f"le public {words}").replace("the public", f"the public {words}")
        yield f"  - id: i{number}{own}"


if __name__ == "__main__":
    main()
