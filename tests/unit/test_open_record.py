"""A record is changed alike as plain data and, with a remark in it, as a tree that keeps remarks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consultrep.store.editing import as_tree
from consultrep.store.emitting import plain_data
from consultrep.store.open_record import open_record
from tests.conftest import Run
from tests.drafting import ETANGS, PONDS

REMARK = "# a remark\n"
FINAL_STEPS = {
    "accept one": ["accept", "{item}"],
    "accept all": ["accept", "--all"],
    "reject one": ["reject", "{item}"],
    "reject all": ["reject", "--all"],
    "a changed text": ["import", "{changed}", "--as", "2014-ponds", "--text-lang", "en"],
    "another language": ["import", "{french}", "--as", "2014-ponds", "--text-lang", "fr"],
}


@pytest.fixture
def library(small: Path, run: Run, tmp_path: Path) -> Path:
    """A small library with the drafts of a document."""
    for name, text in (
        ("ponds.txt", PONDS),
        ("etangs.txt", ETANGS),
        ("changed.txt", PONDS.replace("gravel", "wooden").replace("must test", "must test and publish")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    words = [
        "import",
        str(tmp_path / "ponds.txt"),
        "--as",
        "2014-ponds",
        "--text-lang",
        "en",
        "--date",
        "2014",
    ]
    assert run(*words, "--library", str(small)).exit_code == 0
    return small


@pytest.mark.parametrize("step", FINAL_STEPS)
def test_a_remark_changes_nothing_but_how_long_it_takes(
    step: str, library: Path, run: Run, tmp_path: Path
) -> None:
    remarked = Path(shutil.copytree(library, tmp_path / "remarked"))
    file = remarked / "reports/2014-ponds.yaml"
    file.write_text(file.read_text(encoding="utf-8") + REMARK, encoding="utf-8")
    known = {
        "item": next(item["id"] for item in open_record(file).tree["recommendations"]),
        "changed": tmp_path / "changed.txt",
        "french": tmp_path / "etangs.txt",
    }
    known["item"] = f"2014-ponds/{known['item']}"
    words = [word.format(**known) for word in FINAL_STEPS[step]]
    texts = []
    for folder in (library, remarked):
        record = folder / "reports/2014-ponds.yaml"
        before = record.read_text(encoding="utf-8")
        assert run(*words, "--library", str(folder)).exit_code == 0
        texts.append(record.read_text(encoding="utf-8"))
        assert texts[-1] != before
    assert texts[1].replace(REMARK, "") == texts[0]


def test_only_what_import_wrote_is_opened_as_plain_data(library: Path) -> None:
    file = library / "reports/2014-ponds.yaml"
    text = file.read_text(encoding="utf-8")
    assert open_record(file).wrap is plain_data
    for other in (text + REMARK, text.replace("\n", "\r\n"), text.replace("id: 2014", "id:  2014", 1)):
        file.write_bytes(other.encode())
        assert open_record(file).wrap is as_tree


def test_a_record_that_was_not_changed_is_written_as_it_was(library: Path) -> None:
    for file in (library / "reports").glob("2014*.yaml"):
        assert open_record(file).change().after == file.read_text(encoding="utf-8")
