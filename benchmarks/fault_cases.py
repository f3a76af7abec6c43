"""The commands that write, each with a library to start from; a part of benchmarks/faults.py."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from typer.testing import CliRunner

from consultrep.cli.app import app
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library

WORDS: Final = ("train", "judges", "nurses", "schools", "fund", "shelters", "borders", "workers", "advice")
LINKS: Final = ("in", "for", "with", "near", "against", "before", "about", "through", "among", "towards")
REPORTS: Final = 5
ITEMS: Final = 4
KEYS: Final = 8
Files = dict[str, bytes]


@dataclass(frozen=True)
class Case:
    """A command that writes: the library it starts from, its words, and what is typed."""

    start: Path
    words: Sequence[str]
    typed: str = ""


class Faults(Exception):  # noqa: N818 - it is what is counted
    """Something was lost or half written."""


def cases_in(folder: Path) -> dict[str, Case]:
    """The commands, each with a library to start from."""
    empty, drafts, held, untidy = (folder / name for name in ("empty", "drafts", "held", "untidy"))
    first, second, sheet = (folder / f"{name}.csv" for name in ("first", "second", "sheet"))
    table(first, "")
    table(second, " as soon as possible")
    words = ["--split-by", "Body", "--map", "text_en=Text", "--map", "themes=Theme", "--text-lang", "en"]
    do("init", str(empty))
    shutil.copytree(empty, drafts)
    do("import", str(first), *words, "--library", str(drafts))
    shutil.copytree(drafts, held)
    do("accept", "--all", "--library", str(held))
    shutil.copytree(held, untidy)
    for file in (untidy / "reports").iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    do("review", "--export", str(sheet), "--reviewer", "Ada", "--library", str(held))
    judge(sheet)
    items = load_library(LibraryFolder(held)).library.items
    item = next(one for one in items if one.recommendation and one.report.id != "example")
    answer = ["--status", "accepted", "--by", "Town", "--date", "2025", "--source", "Letter"]
    return {
        "fmt": Case(untidy, ["fmt"]),
        "import": Case(empty, ["import", str(first), *words]),
        "import-again": Case(held, ["import", str(second), *words]),
        "accept": Case(drafts, ["accept", "--all"]),
        "reject": Case(drafts, ["reject", "--all"]),
        "review-sheet": Case(held, ["review", "--import", str(sheet), "--reviewer", "Ada"]),
        "review-keys": Case(held, ["review", "--reviewer", "Ada", "--limit", str(KEYS)], "related\n" * KEYS),
        "respond": Case(held, ["respond", item.id, *answer]),
    }


def table(file: Path, ending: str) -> None:
    """A table of what several bodies ask for, with a theme that the library does not know."""
    chance = random.Random(1)
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Body", "Text", "Theme"])
        for body in range(REPORTS):
            for _item in range(ITEMS):
                words = " ".join(f"{chance.choice(LINKS)} {chance.choice(WORDS)}" for _word in range(6))
                rows.writerow([f"Body {body}", f"The town should look {words}{ending}.", "Roads"])


def judge(sheet: Path) -> None:
    """Give every pair of a sheet the same verdict."""
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "verdict": "related"} for row in rows)


def do(*words: str, typed: str = "") -> int:
    """Run a command in this process; its exit code."""
    result = CliRunner().invoke(app, list(words), input=typed, prog_name="consultrep")
    if result.exit_code not in {0, 2}:
        raise Faults(f"{words}: {result.exit_code}\n{result.output}")
    return result.exit_code


def fresh(library: Path, case: Case) -> Files:
    """Put the library that a case starts from in its place; its files."""
    shutil.rmtree(library, ignore_errors=True)
    shutil.copytree(case.start, library)
    return files_of(library)


def files_of(library: Path) -> Files:
    """The content of every record file."""
    return {file.name: file.read_bytes() for file in (library / "reports").glob("*.yaml")}
