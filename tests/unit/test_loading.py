"""A library is found and read; one bad file never hides another."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultrep.errors import UsageError
from consultrep.store.folders import LibraryFolder, find_library, is_library, shipped_folder
from consultrep.store.loading import load_library
from tests.conftest import DATA


def test_reads_reports_in_order_of_time(small: Path) -> None:
    loaded = load_library(LibraryFolder(small))
    assert loaded.problems == []
    assert [report.id for report in loaded.library.reports] == ["2010-ngo", "2010-town", "2011-town"]
    assert loaded.title is not None
    assert loaded.title.fr == "Bibliothèque d'essai"


def test_bad_files_are_all_named_and_good_ones_still_read(small: Path) -> None:
    (small / "reports/a.yaml").write_text("id: [\n", encoding="utf-8")
    (small / "reports/b.yaml").write_bytes(b"id: caf\xe9\n")
    (small / "reports/c.yaml").write_text("id: c\n", encoding="utf-8")
    (small / "reports/d.yaml").mkdir()
    (small / "reports/e.yaml").write_text("", encoding="utf-8")
    loaded = load_library(LibraryFolder(small))
    assert [Path(file).name for file in loaded.bad_files] == [
        "a.yaml",
        "b.yaml",
        "c.yaml",
        "d.yaml",
        "e.yaml",
    ]
    assert len(loaded.library.reports) == 3


def test_a_byte_order_mark_and_crlf_change_nothing(small: Path) -> None:
    before = load_library(LibraryFolder(small)).library.reports
    for file in (small / "reports").iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    loaded = load_library(LibraryFolder(small))
    assert loaded.problems == []
    assert loaded.library.reports == before


@pytest.mark.parametrize("period", ["2014-01-29", "'2014-01-29'", '"2014-01-29"'])
def test_a_date_stays_text_quoted_or_not(small: Path, period: str) -> None:
    file = small / "reports/2010-town.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('period: "2010-03"', f"period: {period}"), encoding="utf-8"
    )
    report = load_library(LibraryFolder(small)).library.find_report("2010-town")
    assert report is not None
    assert report.period == "2014-01-29"


def test_themes_and_the_other_vocabularies_may_be_absent(small: Path) -> None:
    for name in ("themes", "actors", "series"):
        (small / f"reports/{name}.yaml").unlink()
    loaded = load_library(LibraryFolder(small))
    assert loaded.problems == []
    assert loaded.library.theme_label("judges", "fr") == "judges"


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    (tmp_path / "consultrep.toml").write_text("", encoding="utf-8")
    assert [p.rule for p in load_library(LibraryFolder(tmp_path)).problems] == ["no-report"]


@pytest.mark.parametrize("text", ["[library\n", "[library]\nname = 1\n", "[library.title]\nde = 'x'\n"])
def test_bad_settings_are_a_problem(small: Path, text: str) -> None:
    (small / "consultrep.toml").write_text(text, encoding="utf-8")
    assert [p.rule for p in load_library(LibraryFolder(small)).problems] == ["settings"]


def test_the_library_is_the_one_given_then_the_environment_s_then_the_nearest_then_the_shipped(
    small: Path, tmp_path: Path
) -> None:
    other = DATA / "library"
    deep = small / "reports/deep/er"
    deep.mkdir(parents=True)
    environ = {"CONSULTREP_LIBRARY": str(other)}
    assert find_library(str(small), environ, tmp_path).path == small
    assert find_library(None, environ, small).path == other
    assert find_library(None, {}, deep).path == small
    assert find_library(None, {}, tmp_path) == shipped_folder()
    assert shipped_folder().shipped


def test_records_with_our_modeline_make_a_library_others_do_not(small: Path, tmp_path: Path) -> None:
    (small / "consultrep.toml").unlink()
    assert is_library(small)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/other.yaml").write_text("# yaml-language-server: $schema=pod.json\nkind: Pod\n")
    assert not is_library(tmp_path)


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_named_folder_must_be_a_library(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_library(name, {}, Path.cwd())
    assert "consultrep init" in caught.value.hint
