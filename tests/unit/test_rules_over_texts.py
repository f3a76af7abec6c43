"""The rules on languages look at every text of a record, not at items alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultrep.messages import in_language
from consultrep.store.rules.language_drift import iter_drifts
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


@pytest.mark.parametrize(
    ("fr", "en", "said"),
    [
        ("Former 40\u00a0000 agents.", "Train 40,000 officers.", ""),
        ("Former 40 000 agents.", "Train 40,000 officers.", ""),
        ("Former 1\u202f234\u202f567 agents.", "Train 1,234,567 officers.", ""),
        ("Former 1,5 agent.", "Train 1.5 officers.", ""),
        ("En 2015, 300 agents.", "In 2015, 300 officers.", ""),
        ("Former 40\u00a0000 agents.", "Train officers.", "40 000 in French, no number in English"),
        ("Former 400 agents.", "Train 40 officers, then 10.", "400 in French, 40, 10 in English"),
    ],
)
def test_numbers_are_compared_as_each_language_writes_them(fr: str, en: str, said: str) -> None:
    drifts = [message for message in list(iter_drifts(fr, en, {})) if "numbers" in message]
    assert drifts == ([f"the numbers differ: {said}"] if said else [])


@pytest.mark.parametrize(
    ("fr", "en", "said"),
    [
        (
            "Former 40 agents.",
            "Train officers.",
            "les nombres diffèrent\u00a0: 40 en français, aucun nombre en anglais",
        ),
        (
            "Former la GRC.",
            "Train police.",
            "les sigles diffèrent\u00a0: GRC en français, aucun sigle en anglais",
        ),
    ],
)
def test_a_drift_is_told_in_good_french(fr: str, en: str, said: str) -> None:
    with in_language("fr"):
        assert list(iter_drifts(fr, en, {})) == [said]
