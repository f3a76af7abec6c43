"""`compare` answers in the order of the questions: coverage, what came back or is near, what stands alone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.conftest import Run

ORDER = {
    "en": [
        "What the records cover",
        "Also asked by another body",
        "Related, asked by",
        "Without counterpart",
    ],
    "fr": [
        "Ce que couvrent les fiches",
        "Aussi demandé par",
        "Apparentées, demandées par",
        "Sans équivalent",
    ],
}


def headings(text: str) -> list[tuple[int, str]]:
    """The level and the words of each heading."""
    return [(len(marks), words) for marks, words in re.findall(r"^(#+) (.*)$", text, re.MULTILINE)]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", ["md", "table"])
def test_what_has_no_counterpart_comes_last(run: Run, language: str, form: str) -> None:
    told = headings(run("compare", "tip", "ps", "--lang", language, "--format", form).stdout)
    second = [words for level, words in told if level == 2]
    assert len(second) == len(ORDER[language])
    assert all(words.startswith(start) for words, start in zip(second, ORDER[language], strict=True))
    assert [level for level, _words in told[-3:]] == [2, 3, 3]


@pytest.mark.parametrize("names", [["tip", "ps"], ["2013-tip", "2017-tip", "2015"]])
def test_no_level_of_heading_is_skipped_and_reasons_follow_their_table(run: Run, names: list[str]) -> None:
    text = run("compare", *names, "--explain", "--format", "md").stdout
    levels = [level for level, _words in headings(text)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    parts = re.split(r"^(?=#+ )", text, flags=re.MULTILINE)
    places = [place for place, part in enumerate(parts) if re.match(r"#+ Why: ", part)]
    assert len(places) > 5
    for place in places:
        if place - 1 not in places:
            assert "\n| --- |" in parts[place - 1]
