"""What is kept between runs: found again, by content, and never in the way."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from consultrep.store.folders import LibraryFolder
from consultrep.store.keeping import cache_folder, keep, kept, key_of, library_key, write_whole


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "for it"
    assert kept(folder, "a1") is None
    keep(folder, "a1", b"content", most=5)
    assert kept(folder, "a1") == b"content"
    assert [file.name for file in folder.iterdir()] == ["a1"]


def test_a_damaged_file_is_thrown_away(tmp_path: Path) -> None:
    for spoil in (lambda c: c[:-1], lambda c: c[:20] + b"x" + c[21:], lambda _c: b"", lambda c: c + b"more"):
        keep(tmp_path, "a1", b"content that is long enough", most=5)
        file = tmp_path / "a1"
        file.write_bytes(spoil(file.read_bytes()))
        assert kept(tmp_path, "a1") is None
        assert not file.exists()


def test_the_newest_are_kept(tmp_path: Path) -> None:
    (tmp_path / ".stopped.part").write_bytes(b"half")
    os.utime(tmp_path / ".stopped.part", (0, 0))
    for number in range(6):
        keep(tmp_path, f"k{number}", b"x", most=3)
        os.utime(tmp_path / f"k{number}", (number, number))
    keep(tmp_path, "last", b"x", most=3)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["k4", "k5", "last"]


def test_files_of_a_wrong_clock_go_first(tmp_path: Path) -> None:
    """A clock that was years ahead for a day must not fill the folder for years."""
    for number in range(3):
        keep(tmp_path, f"k{number}", b"x", most=3)
        os.utime(tmp_path / f"k{number}", (4_000_000_000 + number,) * 2)
    for name in ("new", "newer", "newest"):
        keep(tmp_path, name, b"x", most=3)
        assert kept(tmp_path, name) == b"x"
    assert {"newer", "newest"} < {file.name for file in tmp_path.iterdir()}


def test_a_file_under_the_name_of_another_is_thrown_away(tmp_path: Path) -> None:
    keep(tmp_path, "a1", b"of a1", most=5)
    (tmp_path / "a1").rename(tmp_path / "b2")
    assert kept(tmp_path, "b2") is None
    assert not (tmp_path / "b2").exists()


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    keep(tmp_path, "a1", b"content", most=5)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_costs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("in the way")
    keep(file, "a1", b"content", most=5)
    assert kept(file, "a1") is None
    keep(None, "a1", b"content", most=5)
    assert kept(None, "a1") is None
    assert file.read_text() == "in the way"


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are those of POSIX")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    keep(tmp_path / "own", "a1", b"content", most=5)
    assert (tmp_path / "own").stat().st_mode & 0o077 == 0
    assert (tmp_path / "own/a1").stat().st_mode & 0o077 == 0


def test_parts_are_told_apart() -> None:
    different: list[list[str | bytes]] = [
        ["ab", "c"],
        ["a", "bc"],
        ["abc"],
        ["abc", ""],
        [b"abc", "d"],
        ["\udce9"],
    ]
    assert len({key_of(parts) for parts in different}) == 6


def test_the_folder_is_the_one_of_the_system_or_the_one_that_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for off in ("", "off", "OFF"):
        monkeypatch.setenv("CONSULTREP_CACHE", off)
        assert cache_folder("answers") is None
    monkeypatch.setenv("CONSULTREP_CACHE", "here")
    assert cache_folder("answers") == Path("here/answers")
    monkeypatch.delenv("CONSULTREP_CACHE")
    folder = cache_folder("answers")
    assert folder is not None
    assert folder.parts[-2:] == ("consultrep", "answers")


def test_a_library_has_another_key_when_any_of_its_files_changes(small: Path) -> None:
    folder = LibraryFolder(small)
    keys = [library_key(folder), library_key(folder)]
    assert keys[0] == keys[1]
    record = next(folder.reports.glob("*.yaml"))
    stamp = record.stat()
    record.write_text(record.read_text(encoding="utf-8").replace("a", "e", 1), encoding="utf-8")
    os.utime(record, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    keys.append(library_key(folder))
    record.rename(record.with_name("renamed.yaml"))
    keys.append(library_key(folder))
    (small / "consultrep.toml").write_text("[library]\n", encoding="utf-8")
    keys.append(library_key(folder))
    (folder.reports / "more.yml").write_text("", encoding="utf-8")
    keys.append(library_key(folder))
    (small / "outside.yml").write_text("", encoding="utf-8")
    (folder.reports / "more.yml").unlink()
    (folder.reports / "more.yml").symlink_to(small / "outside.yml")
    keys.append(library_key(folder))
    assert len(set(keys)) == 6


def test_a_library_that_cannot_be_read_has_no_key(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_file: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert library_key(LibraryFolder(small)) is None


def test_a_file_is_written_whole_or_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_beside: Path, _file: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a1", [b"one", memoryview(b"two")])
    assert list(tmp_path.iterdir()) == []
