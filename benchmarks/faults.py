"""Kill writers and let writers race; ends with 1 where anything was lost.

    python benchmarks/faults.py kill                    all commands that write, 200 kills each
    python benchmarks/faults.py kill fmt import --kills 50
    python benchmarks/faults.py race                    writers at once, by function and by command
    python benchmarks/faults.py all                     both

`kill` runs each command in a process of its own and ends it with SIGKILL (POSIX only): every second time at a
moment spread over the whole run, else while a file is being written. It says where the kills fell, and holds
that every file is the old or the new one, that the library is sound, that what was said to be saved is there,
and that the next run does its work and leaves nothing beside the records.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fault_cases import Case, Faults, Files, cases_in, do, files_of, fresh

from consultrep.errors import EnvironmentProblemError
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library
from consultrep.store.saving import save_text
from consultrep.store.turns import ENDING

PROGRAM: Final = (sys.executable, "-m", "consultrep")


def main() -> None:
    """Do what the command line asks, and end with 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("kill", "race", "all"))
    parser.add_argument("commands", nargs="*")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killed, raced = Path(folder, "killed"), Path(folder, "raced")
        killed.mkdir()
        raced.mkdir()
        os.environ |= {"CONSULTREP_CACHE": str(Path(folder, "cache")), "CONSULTREP_LANG": "en"}
        if given.what in {"kill", "all"}:
            kill_all(killed, given.commands, given.kills, random.Random())
        if given.what in {"race", "all"}:
            race(raced, given.rounds)


# Killing


def kill_all(folder: Path, commands: Sequence[str], kills: int, chance: random.Random) -> None:
    """Kill each command so many times and say where the kills fell."""
    cases = cases_in(folder)
    for name in commands or cases:
        fell = kill(folder / "killed", cases[name], kills, chance)
        print(
            f"{name:13} {kills} kills: " + ", ".join(f"{number} {where}" for where, number in fell.items()),
            flush=True,
        )


def kill(library: Path, case: Case, kills: int, chance: random.Random) -> Counter[str]:
    """Kill one command so many times; where the kills fell."""
    old = fresh(library, case)
    before = time.monotonic()
    run = started(library, case)
    if run.wait():
        raise Faults(f"{case.words} does not work: {log(library).read_text()}")
    whole, new = time.monotonic() - before, files_of(library)
    fell = Counter(dict.fromkeys(("before", "during", "between two writes", "after"), 0))
    for number in range(kills):
        fresh(library, case)
        run = started(library, case)
        if number % 2:
            wait_for_writing(library, run)
            time.sleep(chance.uniform(0, 0.02))
        else:
            time.sleep(whole * (number + chance.random()) / kills)
        run.kill()
        run.wait()
        fell[where(library, case, old, new)] += 1
        go_on(library, case, new)
    return fell


def log(library: Path) -> Path:
    """What the command said."""
    return library.with_suffix(".log")


def started(library: Path, case: Case) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    typed = library.with_suffix(".typed")
    typed.write_text(case.typed, encoding="utf-8")
    command = [*PROGRAM, *case.words, "--library", str(library)]
    with log(library).open("wb") as said, typed.open("rb") as keys:
        return subprocess.Popen(command, stdin=keys, stdout=said, stderr=said)


def wait_for_writing(library: Path, run: subprocess.Popen[bytes]) -> None:
    """Wait until a file is written beside a record, or the command has ended."""
    while run.poll() is None and not any(".yaml." in name for name in left_in(library)):
        pass


def left_in(library: Path) -> list[str]:
    """The files beside the records that only a writer uses."""
    return [file.name for file in (library / "reports").iterdir() if file.name.endswith(ENDING)]


def where(library: Path, case: Case, old: Files, new: Files) -> str:
    """Where a kill fell; raises Faults where a file is neither the old nor the new one."""
    now = files_of(library)
    if not old.keys() <= now.keys() <= new.keys():
        raise Faults(f"files: {sorted(now)}")
    for name, content in now.items():
        if content not in {old.get(name), new[name]} and not (case.typed and name == "judgements.yaml"):
            raise Faults(f"{name} is neither the old nor the new one:\n{content.decode()}")
    loaded = load_library(LibraryFolder(library), drafts=True)
    if loaded.errors:
        raise Faults("\n".join(map(str, loaded.errors)))
    said = log(library).read_text(encoding="utf-8").count(", saved")
    if said > len(loaded.library.judgements):
        raise Faults(f"{said} verdicts were said to be saved, {len(loaded.library.judgements)} are there")
    if any(".yaml." in name for name in left_in(library)):
        return "during"
    if now in (old, new):
        return "before" if now == old else "after"
    return "between two writes"


def go_on(library: Path, case: Case, new: Files) -> None:
    """Run the command again; raises Faults where it does not end as if nothing had happened."""
    do(*case.words, "--library", str(library), typed=case.typed)
    now = files_of(library)
    if now != new and not case.typed:
        raise Faults(f"the next run left {sorted(name for name in new if now.get(name) != new[name])}")
    if any(".yaml." in name for name in left_in(library)):
        raise Faults(f"the next run left {left_in(library)}")
    if load_library(LibraryFolder(library)).errors:
        raise Faults("the library is not sound after the next run")


# Racing


def race(folder: Path, rounds: int) -> None:
    """Let writers race, by function and by command."""
    for writers in (2, 4, 8):
        print(race_of_functions(folder / f"{writers}.txt", writers, 20 * rounds))
    cases = cases_in(folder)
    for number in (2, 4):
        print(race_of_commands(folder / "race", cases["respond"], number, rounds))


def race_of_functions(file: Path, writers: int, lines: int) -> str:
    """Each of several processes adds its lines to one file, reading it anew for each."""
    file.write_bytes(b"")
    command = [
        sys.executable,
        "-c",
        f"from faults import Path, add_lines; add_lines(Path({str(file)!r}), {lines})",
    ]
    runs = [
        subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE)
        for _each in range(writers)
    ]
    refused = sum(int(run.communicate()[0]) for run in runs)
    lost = writers * lines - len(file.read_bytes().splitlines())
    if lost:
        raise Faults(f"{writers} writers: {lost} of {writers * lines} lines were lost")
    return f"{writers} writers, {lines} changes each: {refused} refused and done again, {lost} lost"


def add_lines(file: Path, lines: int) -> None:
    """Add so many lines, each by a change of the whole file; print how many times that was refused."""
    added = refused = 0
    while added < lines:
        read = file.read_bytes()
        try:
            save_text(file, f"{read.decode()}{os.getpid()}\n", read=read)
            added += 1
        except EnvironmentProblemError:
            refused += 1
    print(refused)


def race_of_commands(library: Path, case: Case, writers: int, rounds: int) -> str:
    """Several processes answer different items of one report at once, while another one formats it."""
    count: Counter[int] = Counter()
    for _round in range(rounds):
        fresh(library, case)
        report = case.words[1].partition("/")[0]
        items = [
            one.id for one in load_library(LibraryFolder(library)).library.items if one.report.id == report
        ]
        orders = [["respond", item, *case.words[2:]] for item in items[:writers]] + [["fmt"]]
        runs = [
            subprocess.Popen(
                [*PROGRAM, *words, "--library", str(library)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for words in orders
        ]
        codes = [run.wait() for run in runs]
        library_now = load_library(LibraryFolder(library)).library
        held = {one.id for one in library_now.items if one.recommendation and one.recommendation.response}
        said = {item for item, code in zip(items, codes[:-1], strict=False) if code == 0}
        if held != said or not set(codes) <= {0, 3, 4}:
            raise Faults(f"said to be saved: {said}; there: {held}; codes {codes}")
        count.update(codes[:-1])
    return f"{writers} respond and fmt at once, {rounds} times: {count[0]} done, {count[4]} refused, 0 lost"


if __name__ == "__main__":
    main()
