"""`compare` answers in the order of the questions: coverage, what came back or is near, what stands alone."""

from __future__ import annotations

import json
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


def test_a_filter_takes_no_counterpart_away(run: Run) -> None:
    """2016-forum/r2 does not speak of schools, and is the counterpart of an item that does."""
    document = json.loads(run("compare", "2015", "2016", "--text", "school", "--format", "json").stdout)
    assert "2016-forum/r2" not in {
        item["id"] for item in json.loads(run("list", "--text", "school", "--format", "json").stdout)["items"]
    }
    pairs = {(pair["from_id"], pair["to_id"]) for pair in document["recurring"]}
    assert pairs == {("2015-workshop/c41", "2016-forum/r2")}
    assert "2015-workshop/c41" not in document["not_repeated"]
    assert document["new"] == []
    later = [count for count in document["counts"] if count["selector"] == "2016"]
    assert [count["items"] for count in later] == [0]


def test_a_side_of_which_the_filter_keeps_nothing_is_still_compared(run: Run) -> None:
    whole = json.loads(run("compare", "2015", "2016", "--format", "json").stdout)
    part = json.loads(run("compare", "2015", "2016", "--theme", "training", "--format", "json").stdout)
    kept = {*part["not_repeated"]}
    assert kept < {*whole["not_repeated"]}
    assert all(pair in whole["recurring"] for pair in part["recurring"])
