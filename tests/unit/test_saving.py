"""Files replaced whole or not at all, by one writer at a time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import use_language
from consultrep.store import turns
from consultrep.store.saving import Replacement, overwrite, save_bytes, save_together
from consultrep.store.turns import ENDING, turn_at

HOLD = (
    "import sys; from pathlib import Path; from consultrep.store.turns import turn_at\n"
    "with turn_at([Path(sys.argv[1])]): print('mine', flush=True); sys.stdin.read()"
)


@pytest.fixture
def somebody(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the turn at the folder until its input ends."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "mine\n"
        yield process
        process.kill()


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_whoever_waits_too_long_is_told_in_both_languages(
    somebody: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.1)
    for language, words in (("en", "somebody else is writing"), ("fr", "quelqu'un d'autre écrit")):
        use_language(language)  # type: ignore[arg-type]
        with pytest.raises(EnvironmentProblemError, match=words) as refused:
            overwrite(tmp_path / "new.yaml", "text")
        assert str(tmp_path) in refused.value.message
        assert refused.value.hint
    assert not (tmp_path / "new.yaml").exists()


def test_the_turn_comes_when_the_other_is_done_or_killed(
    somebody: subprocess.Popen[str], tmp_path: Path
) -> None:
    somebody.kill()
    overwrite(tmp_path / "new.yaml", "text")
    assert names(tmp_path) == ["new.yaml"]


def test_a_turn_is_had_once_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with turn_at([tmp_path, tmp_path / "a"]), turn_at([tmp_path / "a" / ".."]):
        assert len(names(tmp_path)) == 2
        overwrite(tmp_path / "b", "text")
        assert len(names(tmp_path)) == 3
    assert names(tmp_path) == ["a", "b"]
    assert names(tmp_path / "a") == []


def test_leftovers_of_killed_writers_are_removed_and_nothing_else(tmp_path: Path) -> None:
    left = tmp_path / f".2014-forum.yaml.k3_x9abc{ENDING}"
    others = [f"mine{ENDING}", ".2014-forum.yaml.swp", ".x.abcdefgh.tmp", "2014-forum.yaml~"]
    for file in (left, *(tmp_path / name for name in others)):
        file.write_text("half")
    overwrite(tmp_path / "new.yaml", "text")
    assert names(tmp_path) == sorted(["new.yaml", *others])


def test_all_are_replaced_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    second.write_text("changed")
    wanted = [Replacement(first, b"1", None), Replacement(second, b"2", b"as read")]
    with pytest.raises(EnvironmentProblemError, match="second was changed by somebody else meanwhile"):
        save_together(wanted)
    assert names(tmp_path) == ["second"]
    second.write_bytes(b"as read")
    save_together(wanted)
    assert [first.read_bytes(), second.read_bytes()] == [b"1", b"2"]


def test_a_disk_that_is_full_leaves_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "first").write_bytes(b"old")
    real, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    wanted = [Replacement(tmp_path / "first", b"1", b"old"), Replacement(tmp_path / "second", b"2", None)]
    with pytest.raises(EnvironmentProblemError, match="second cannot be written: No space left on device"):
        save_together(wanted)
    assert (names(tmp_path), (tmp_path / "first").read_bytes()) == (["first"], b"old")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has locks")
def test_a_file_system_without_locks_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refused)
    save_bytes(tmp_path / "new", b"text", read=None)
    assert names(tmp_path) == ["new"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblemError, match=r"gone cannot be written: No such file or directory"):
        overwrite(tmp_path / "gone" / "new.yaml", "text")


def test_a_long_name_is_saved(tmp_path: Path) -> None:
    file = tmp_path / ("é" * 120 + ".csv")
    overwrite(file, "text")
    assert names(tmp_path) == [file.name]
