"""Kills, races, full disks, caches that fail and clocks that jump, each in real processes.

`benchmarks/faults.py` does the killing and the racing at any length.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library
from tests.conftest import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform == "win32", reason="kill -9, limits of size and mounts are those of POSIX"
    ),
]

Said = subprocess.CompletedProcess[str]
Ask = Callable[..., Said]
KILLS = 4
COMPARE = ["compare", "2010", "2011"]
ANSWER = [
    "respond",
    "2010-town/r1",
    "--status",
    "accepted",
    "--by",
    "town",
    "--date",
    "2015",
    "--source",
    "L",
]
LARGE = "fr: " + "Former les juges et les procureurs. " * 4000


@pytest.fixture
def ask(small: Path, tmp_path: Path) -> Ask:
    """Run the program on the small library; a file that it writes holds at most `limit` bytes."""

    def run(*arguments: str, limit: int = 0, mortal: bool = False, **environ: str) -> Said:
        command = [sys.executable, "-m", "consultrep", *arguments, "--library", str(small)]
        if limit:
            code = f"import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
            command[1:3] = ["-c", f"{code}runpy.run_module('consultrep', run_name='__main__')"]
        if mortal and os.geteuid() == 0:
            command[:0] = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
            if shutil.which("setpriv") is None:
                pytest.skip("root reads everything here")
        surroundings = {**os.environ, "CONSULTREP_CACHE": str(tmp_path / "kept"), **environ}
        return subprocess.run(command, capture_output=True, check=False, text=True, env=surroundings)

    return run


def told(answer: Said) -> tuple[int, str, str]:
    return answer.returncode, answer.stdout, answer.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "reports").iterdir()}


def measured(*words: str) -> str:
    """What the script of faults says; its failure is the test's."""
    command = [sys.executable, str(ROOT / "benchmarks/faults.py"), *words]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_kill_at_any_moment_loses_nothing() -> None:
    said = measured("kill", "--kills", str(KILLS)).splitlines()
    commands = ["fmt", "import", "import-again", "accept", "reject", "review-sheet", "review-keys", "respond"]
    assert [line.split()[0] for line in said] == commands
    for line in said:
        fell = [int(number) for number in re.findall(r"(\d+) (?:before|during|between|after)", line)]
        assert (len(fell), sum(fell)) == (4, KILLS), line


def test_no_update_is_lost_between_writers() -> None:
    said = measured("race", "--rounds", "1").splitlines()
    assert len(said) == 5
    assert all("0 lost" in line for line in said)


def test_two_who_accept_at_once_are_both_right_or_told(ask: Ask, small: Path) -> None:
    for number in range(3):
        table = small / f"{number}.csv"
        table.write_text(
            f"text_en\nThe town must build road {number}.\nThe town must fund school {number}.\n"
        )
    done = ask("import", str(small / "0.csv"), "--as", "2020-roads", "--text-lang", "en")
    assert done.returncode == 0, done.stderr
    library = load_library(LibraryFolder(small), drafts=True).library
    waiting = [item.id for item in library.items if item.statement.is_draft]
    assert len(waiting) == 2
    command = [sys.executable, "-m", "consultrep", "accept", "--library", str(small)]
    runs = [subprocess.Popen([*command, item], stderr=subprocess.PIPE, text=True) for item in waiting]
    said = [run.communicate()[1] for run in runs]
    left = load_library(LibraryFolder(small), drafts=True).library
    held = {item.id for item in left.items if not item.statement.is_draft}
    for item, run, words in zip(waiting, runs, said, strict=True):
        assert (run.returncode == 0) is (item in held)
        assert run.returncode == 0 or (run.returncode, "somebody else" in words) == (4, True)
    assert held & set(waiting)


def test_readers_never_see_half_a_file(ask: Ask, small: Path) -> None:
    file = small / "reports/2011-town.yaml"
    old = file.read_bytes()
    new = old.replace(b"period: ", b"note: {en: " + b"Changed. " * 50_000 + b"}\nperiod: ", 1)
    code = (
        "import sys; from pathlib import Path; from consultrep.store.saving import overwrite\n"
        "file = Path(sys.argv[1]); texts = file.read_bytes(), sys.stdin.buffer.read()\n"
        "while True: overwrite(file, texts[1]); overwrite(file, texts[0])"
    )
    command = [sys.executable, "-c", code, str(file)]
    seen = []
    with subprocess.Popen(command, stdin=subprocess.PIPE) as writer:
        assert writer.stdin is not None
        writer.stdin.write(new)
        writer.stdin.close()
        try:
            end = time.monotonic() + 2
            while time.monotonic() < end:
                seen.append(file.read_bytes())
                assert load_library(LibraryFolder(small)).errors == []
            assert ask("list").returncode == 0
        finally:
            writer.kill()
    assert set(seen) == {old, new}


def test_a_disk_that_refuses_leaves_every_file(ask: Ask, small: Path) -> None:
    file = small / "reports/2010-town.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("fr: Les juges manquent de formation.", f'fr: "{LARGE[4:]}"'), "utf-8")
    assert ask("check").returncode == 0
    before = contents(small)
    for language, words in (("en", "cannot be written: File too large"), ("fr", "impossible d'écrire")):
        answer = ask(*ANSWER, "--lang", language, limit=50_000)
        assert answer.returncode == 4
        assert words in answer.stderr
        assert "2010-town.yaml" in answer.stderr
        assert contents(small) == before
    assert ask(*ANSWER).returncode == 0


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kilobytes, where the system lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_named_and_leaves_every_file(ask: Ask, small: Path, tiny_disk: Path) -> None:
    library = Path(shutil.copytree(small, tiny_disk / "library"))
    ballast = (tiny_disk / "ballast").open("wb", buffering=0)
    with ballast, pytest.raises(OSError, match="No space left"):
        while True:
            ballast.write(b"x" * 4096)
    before = contents(library)
    answer = ask(*ANSWER, CONSULTREP_LIBRARY=str(library))
    assert answer.returncode == 0
    command = [sys.executable, "-m", "consultrep", *ANSWER, "--library", str(library)]
    refused = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (refused.returncode, "No space left on device" in refused.stderr) == (4, True)
    assert contents(library) == before
    for words in (["list"], COMPARE):
        kept = ask(*words, CONSULTREP_CACHE=str(tiny_disk / "cache"))
        assert told(kept) == told(ask(*words, CONSULTREP_CACHE=""))
    left = [file for part in ("answers", "libraries") for file in (tiny_disk / "cache" / part).rglob("*")]
    assert left == []


def test_a_cache_that_cannot_be_used_changes_no_answer(ask: Ask, tmp_path: Path) -> None:
    wanted = [told(ask(*words, CONSULTREP_CACHE="")) for words in (["list"], COMPARE)]
    assert [code for code, _out, _err in wanted] == [0, 0]
    (tmp_path / "half").mkdir()
    for name in ("file", "half/answers", "half/libraries", "half/vectors"):
        (tmp_path / name).write_text("in the way")
    for place in ("file", "file/below", "half", "x" * 300):
        assert told(ask("list", CONSULTREP_CACHE=str(tmp_path / place))) == wanted[0]
    assert told(ask("list", CONSULTREP_CACHE="/proc/nowhere")) == wanted[0]
    assert told(ask(*COMPARE, CONSULTREP_CACHE=str(tmp_path / "half"))) == wanted[1]


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        (["list"], 0o000),
        (["list"], 0o500),
        (COMPARE, 0o500),
        (COMPARE, 0o000),
    ],
)
def test_a_cache_without_permission_changes_no_answer(
    ask: Ask, tmp_path: Path, words: list[str], mode: int
) -> None:
    """As it is after a run of another person; root has to give up its power over files first."""
    wanted = told(ask(*words, CONSULTREP_CACHE=""))
    cache = tmp_path / "theirs"
    cache.mkdir()
    cache.chmod(mode)
    answer = ask(*words, mortal=True, CONSULTREP_CACHE=str(cache))
    left = list(cache.iterdir())
    cache.chmod(0o700)
    assert (told(answer), left) == (wanted, [])


def test_damaged_files_of_the_cache_are_made_anew(ask: Ask, tmp_path: Path) -> None:
    wanted = told(ask(*COMPARE))
    kept = tmp_path / "kept"
    files = [file for file in kept.rglob("*") if file.is_file()]
    assert {"answers", "libraries", "vectors"} <= {file.relative_to(kept).parts[0] for file in files}
    spoils: list[Callable[[bytes], bytes]] = [
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    ]
    for spoil in spoils:
        for file in files:
            file.write_bytes(spoil(file.read_bytes()) if file.exists() else b"")
        assert told(ask(*COMPARE)) == wanted


def test_a_cache_that_vanishes_meanwhile_changes_no_answer(ask: Ask, tmp_path: Path) -> None:
    wanted = told(ask(*COMPARE, CONSULTREP_CACHE=""))
    code = (
        "import shutil, sys, time\n"
        "while True: shutil.rmtree(sys.argv[1], ignore_errors=True); time.sleep(0.001)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "kept")]) as remover:
        try:
            assert told(ask(*COMPARE)) == wanted
        finally:
            remover.kill()


def test_no_clock_makes_an_answer_stale(ask: Ask, small: Path, tmp_path: Path) -> None:
    file = small / "reports/2010-town.yaml"
    text = file.read_text(encoding="utf-8")
    tick = file.stat().st_mtime_ns
    for number, moment in enumerate((tick, tick, 0, 4_102_444_800 * 10**9)):
        file.write_text(text.replace("Train judges", f"Train judg{number}s"), encoding="utf-8")
        os.utime(file, ns=(moment, moment))
        for _time in ("read", "kept"):
            answer = ask("list", "--lang", "en")
            assert answer.returncode == 0
            assert f"Train judg{number}s" in answer.stdout
        for kept in (tmp_path / "kept").rglob("*"):
            os.utime(kept, (moment / 10**9, moment / 10**9))
