"""What the matcher ranks first on the records that travel with the program, where nobody has judged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

TRAINING_OF_JUDGES = frozenset({"2015-workshop/c27", "2015-workshop/c31"})
WORK_WITH_POLICE = ("2015-workshop/c49-2", "2015-workshop/c14-5")


@pytest.fixture
def unjudged(tmp_path: Path) -> Path:
    """The shipped records without the judgements."""
    folder = tmp_path / "unjudged"
    shutil.copytree(ROOT / "reports", folder / "reports", ignore=shutil.ignore_patterns("judgements.yaml"))
    return folder


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Former la police, la justice"),
        ("fr", "Former la police, la justice et les procureurs"),
        ("en", "train police, the judiciary and others on human trafficking"),
    ],
)
def test_training_of_judges_ranks_before_work_with_the_police(
    run: Run, unjudged: Path, tmp_path: Path, language: str, text: str
) -> None:
    file = tmp_path / "asked.csv"
    file.write_text(f'id,text_{language}\na,"{text}"\n', encoding="utf-8")
    result = run("match", str(file), "2015", "--library", str(unjudged), "--format", "json", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    matches = json.loads(result.stdout)["matches"]
    assert {one["basis"] for one in matches} == {"computed"}
    ranked = [one["to_id"] for one in matches]
    first = min(ranked.index(ident) for ident in TRAINING_OF_JUDGES)
    assert first < min(ranked.index(ident) for ident in WORK_WITH_POLICE), ranked[:5]
