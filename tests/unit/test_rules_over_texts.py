"""The rules on languages look at every text of a record, not at items alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("en: All of it was read.", "en: All 7 of it was read.", "numbers differ"),
        (
            "why: {fr: Tout est lu., en: All of it was read.}",
            "why: {en: All of it was read.}",
            "missing in French",
        ),
        ("title: {fr: Justice, en: Justice,", "title: {fr: Justice 3, en: Justice,", "numbers differ"),
    ],
)
def test_texts_beside_the_items_are_looked_at(run: Run, small: Path, old: str, new: str, words: str) -> None:
    file = small / "reports/2010-town.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    assert words not in run("check", str(file)).stdout
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert words in run("check", str(file)).stdout


def test_what_the_publisher_says_in_two_languages_is_not_ours_to_mend(run: Run, small: Path) -> None:
    file = small / "reports/2010-town.yaml"
    text = file.read_text(encoding="utf-8").replace("en: 2010 consultation", "en: Consultation")
    file.write_text(text, encoding="utf-8")
    assert "numbers differ" not in run("check", str(file)).stdout
