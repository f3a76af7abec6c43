"""Who judged is said: in sentences, in explanations and in JSON, as the library describes its reviewers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consultrep.compare import Comparison, Side, compare_sides
from consultrep.export import sheet_of, write_sheet
from consultrep.messages import use_language
from consultrep.model import Judgement, Library, Reviewer, items_of
from consultrep.query.statements import how_matches_were_made, how_pairs_were_made, how_threads_were_made
from consultrep.store.folders import LibraryFolder, modeline
from consultrep.store.judging import save_judgements
from consultrep.store.loading import load_library
from tests.comparing import WordEncoder, judged, library_of, make
from tests.conftest import ROOT, Run

ADA = Reviewer.model_validate(
    {
        "id": "Ada",
        "label": {"fr": "Ada, analyste", "en": "Ada, analyst"},
        "note": {"fr": "Ada a lu {une} fois.", "en": "Ada read {once}."},
    }
)
LIBRARY = Library(reports=[], reviewers=[ADA])


def test_who_judged_how_many_and_what_must_be_known_of_them() -> None:
    said = how_pairs_were_made(LIBRARY, "e", 0.5, [["ada", "Bo"], [], ["Ada"]])
    assert said.startswith(
        "Of the 3 pairs shown, 2 were judged by: Ada, analyst (2), Bo (1). Ada read {once}."
    )
    assert "The others are computed by e" in said
    assert said.count("Ada read") == 1


def test_where_all_are_judged_nothing_is_said_of_probabilities() -> None:
    said = how_pairs_were_made(LIBRARY, "e", 0.5, [["Bo"], ["Bo"]])
    assert said.startswith("All 2 pairs shown were judged by: Bo (2). The reasons")
    assert said.endswith("Whether there are others was computed by e, and nobody has judged that.")
    one = how_pairs_were_made(LIBRARY, "e", 0.5, [["Bo"]])
    assert one.startswith("1 pair shown, judged by: Bo (1).")
    joined = how_threads_were_made(LIBRARY, "e", 0.5, [["Bo"], []])
    assert joined.startswith("Of the 2 pairs that join these wordings, 1 was judged by: Bo (1).")


@pytest.mark.parametrize("made", [how_pairs_were_made, how_threads_were_made])
def test_where_nobody_judged_it_is_said(made: Any) -> None:
    assert made(LIBRARY, "e", 0.5, [[], []]) == how_matches_were_made("e", 0.5)
    assert "nobody has confirmed them" in how_matches_were_made("e", 0.5)


def test_reviewers_are_named_in_the_language_of_the_reader() -> None:
    use_language("fr")
    said = how_pairs_were_made(LIBRARY, "e", 0.5, [["ADA"]])
    assert said.startswith("1 paire montrée, jugée par\u00a0: Ada, analyste (1). Ada a lu {une} fois.")


def disagreeing(*verdicts: tuple[str, str]) -> Comparison:
    """Two reports of an item each, judged by these reviewers."""
    reports = [make("2010-a", ["train the judges"]), make("2011-a", ["train the judges"])]
    base = judged(library_of(*reports), "2011-a/r0", "2010-a/r0", "same").model_dump()
    reason = {"en": "Same people."}
    held = [
        Judgement.model_validate({**base, "reviewer": name, "verdict": verdict, "reason": reason})
        for name, verdict in verdicts
    ]
    sides = [Side(report.id, [report], items_of(report)) for report in reports]
    library = Library(reports=reports, judgements=held, reviewers=[ADA])
    return compare_sides(library, sides, WordEncoder(), explained_in="en")


def pair_in_json(result: Comparison) -> dict[str, Any]:
    document = json.loads(write_sheet(sheet_of(result), "json"))
    (pair,) = document["recurring"]
    return dict(pair)


def test_json_names_the_reviewers_of_a_pair_but_not_those_who_are_unsure() -> None:
    pair = pair_in_json(disagreeing(("Ada", "same"), ("Bo", "unsure")))
    assert (pair["basis"], pair["reviewers"]) == ("confirmed", ["Ada"])


def test_where_reviewers_differ_they_are_named_and_nothing_is_confirmed() -> None:
    result = disagreeing(("Ada", "same"), ("Bo", "not-same"))
    pair = pair_in_json(result)
    assert (pair["basis"], pair["reviewers"]) == ("disputed", ["Ada", "Bo"])
    assert result.pairs[0].confirmed_by == []


def test_an_explanation_gives_what_was_said_seen_from_the_earlier_item_and_why() -> None:
    text = write_sheet(sheet_of(disagreeing(("Ada", "wider"))), "md")
    assert "- **Judged**: narrower (Ada, analyst): Same people." in text


FILE = """{modeline}
reviewers:
  - id: Ada
    label: {{fr: Ada, en: Ada}}
judgements: []
"""


def rules_of(small: Path) -> list[str]:
    """The rules that the file of the judgements breaks."""
    problems = load_library(LibraryFolder(small), advice=True).problems
    return [problem.rule for problem in problems if problem.location.file.endswith("judgements.yaml")]


def test_a_judgement_that_is_saved_leaves_the_reviewers(small: Path) -> None:
    file = small / "reports/judgements.yaml"
    file.write_text(FILE.format(modeline=modeline("judgements")), encoding="utf-8")
    folder = LibraryFolder(small)
    library = load_library(folder).library
    save_judgements(folder, [judged(library, "2010-town/r1", "2011-town/r1", "same")])
    library = load_library(folder).library
    assert [one.id for one in library.reviewers] == ["Ada"]
    assert [one.reviewer for one in library.judgements] == ["me"]


@pytest.mark.parametrize(("side", "warned"), [("fr: Ada, en: Ada", False), ("en: Ada", True)])
def test_what_is_said_of_a_reviewer_is_wanted_in_both_languages(small: Path, side: str, warned: bool) -> None:
    text = FILE.format(modeline=modeline("judgements")).replace("fr: Ada, en: Ada", side)
    (small / "reports/judgements.yaml").write_text(text, encoding="utf-8")
    assert (rules_of(small) == ["missing-language"]) is warned


def test_a_reason_may_be_in_one_language(small: Path) -> None:
    folder = LibraryFolder(small)
    base = judged(load_library(folder).library, "2010-town/r1", "2011-town/r1", "same")
    reason = {"en": "Same people."}
    save_judgements(folder, [Judgement.model_validate({**base.model_dump(), "reason": reason})])
    assert rules_of(small) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "note"),
    [("en", "no person has read it over yet"), ("fr", "personne ne l'a encore relue")],
)
@pytest.mark.parametrize(
    "command",
    [
        ["compare", "tip", "ps"],
        ["threads", "--min-years", "3"],
        ["match", "2013-tip", "2017-tip"],
        ["compare", "tip", "ps", "--format", "md"],
    ],
)
def test_the_answer_says_whose_reading_the_shipped_judgements_are(
    run: Run, language: str, note: str, command: list[str]
) -> None:
    text = run(*command, "--lang", language).stdout
    assert text.count(note) == 1
    assert "by people" not in text
    assert "par des personnes" not in text


def test_the_shipped_reviewers_are_all_described() -> None:
    library = load_library(LibraryFolder(ROOT)).library
    assert library.judgements
    for judgement in library.judgements:
        reviewer = library.find_reviewer(judgement.reviewer)
        assert reviewer is not None
        assert reviewer.note is not None
