"""Each file of data/invalid is a change to the small library; the problems it must give stand beside it.

`NAME.yaml` replaces `2011-town.yaml` (or `themes.yaml`, `series.yaml`, `glossary.yaml`, `judgements.yaml`
where NAME begins so); `NAME.expected` holds the lines that are shown, of judgements the warnings too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from consultrep.errors import sort_problems
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library
from tests.conftest import DATA

EXAMPLES = sorted((DATA / "invalid").glob("*.yaml"))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
def test_problems_of_the_example(
    example: Path, small: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(small)
    kind = example.stem.split("-")[0]
    name = kind if kind in {"themes", "series", "glossary", "judgements"} else "2011-town"
    (small / f"reports/{name}.yaml").write_bytes(example.read_bytes())
    (small / "consultrep.toml").write_text('[check.levels]\nmissing-language = "off"\n', encoding="utf-8")
    problems = load_library(LibraryFolder(small), advice=kind == "judgements").problems
    shown = "".join(f"{problem}\n" for problem in problems)
    expected = example.with_suffix(".expected")
    if request.config.getoption("--update-goldens"):
        expected.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == expected.read_text(encoding="utf-8")
    assert problems == sort_problems(problems)
    assert problems
