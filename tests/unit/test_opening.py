"""A library that was found sound is opened as it was kept, and never otherwise than it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultrep.store.folders import LibraryFolder, shipped_folder
from consultrep.store.loading import load_library
from consultrep.store.opening import FOLDER, open_kept


@pytest.fixture
def shelf(own_cache: Path) -> Path:
    return own_cache / FOLDER


@pytest.mark.parametrize("drafts", [False, True])
def test_what_is_opened_again_is_what_was_read(shelf: Path, small: Path, drafts: bool) -> None:
    for folder in (LibraryFolder(small), shipped_folder()):
        read = load_library(folder, drafts=drafts)
        assert read.problems == []
        for _time in ("first", "kept"):
            opened = open_kept(folder, drafts=drafts)
            assert opened.library == read.library
            assert [r.waiting for r in opened.library.reports] == [r.waiting for r in read.library.reports]
            assert opened.library.fingerprint == read.library.fingerprint
            assert (opened.title, opened.files, opened.places) == (read.title, read.files, read.places)
            assert opened.problems == []
    assert len(list(shelf.iterdir())) == 2


def test_a_change_is_seen(shelf: Path, small: Path) -> None:
    folder = LibraryFolder(small)
    record = sorted((small / "reports").glob("20*.yaml"))[0]
    before = open_kept(folder).library
    record.write_text(
        record.read_text(encoding="utf-8").replace("period: ", "note: {en: Changed}\nperiod: "),
        encoding="utf-8",
    )
    after = open_kept(folder).library
    assert before != after
    assert after == load_library(folder).library
    assert len(list(shelf.iterdir())) == 2


def test_problems_are_found_each_time(shelf: Path, small: Path) -> None:
    (small / "reports" / "bad.yaml").write_text("id: [\n", encoding="utf-8")
    found = [open_kept(LibraryFolder(small)).problems for _time in range(2)]
    assert found[0] == found[1] != []
    assert not shelf.exists()


def test_a_damaged_or_foreign_file_is_made_anew(shelf: Path, small: Path) -> None:
    folder = LibraryFolder(small)
    library = open_kept(folder).library
    (file,) = shelf.iterdir()
    content = file.read_bytes()
    for spoilt in (b"", content[:100], content.replace(b"id", b"di")):
        file.write_bytes(spoilt)
        assert open_kept(folder).library == library
        assert file.read_bytes() == content


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    shelf: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(folder: LibraryFolder, *, drafts: bool) -> object:
        loaded = load_library(folder, drafts=drafts)
        (small / "consultrep.toml").write_text("[library]\n", encoding="utf-8")
        return loaded

    monkeypatch.setattr("consultrep.store.loading.load_library", changing)
    open_kept(LibraryFolder(small))
    assert not shelf.exists()
