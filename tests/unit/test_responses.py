"""Answers and implementation: what the model holds, what a record keeps beside them, what check finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from consultrep.errors import InvalidDataError, Problem
from consultrep.messages import use_language
from consultrep.model import Implementation, ImplementationState, Level, Recommendation, Response
from consultrep.model.labels import label
from consultrep.query.statements import implementation_text, response_text
from consultrep.store.folders import LibraryFolder
from consultrep.store.formatting import format_text
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import load_library
from consultrep.store.responding import save_implementation, save_response

Check = Callable[..., list[Problem]]
SOURCE = {"fr": "un rapport assez long pour sa ligne", "en": "a report long enough for its line"}


def demand(**fields: Any) -> Recommendation:
    return Recommendation.model_validate(
        {
            "id": "r1",
            "text": {"en": "Dig.", "origin": {"en": "ours"}},
            "anchor": {"line": 1},
            "standing": "formal",
            "strength": "must",
            **fields,
        }
    )


def state(name: str = "limited", date: str = "2012", **fields: Any) -> Implementation:
    return Implementation.model_validate({"state": name, "date": date, "source": "x", **fields})


def answer(**fields: Any) -> Response:
    return Response.model_validate({"status": "accepted", "by": "town", "source": "x", **fields})


def test_a_source_is_one_name_for_both_languages_or_a_name_for_each() -> None:
    assert (answer().source.fr, answer().source.en) == ("x", "x")
    assert answer(source=SOURCE).source.best("fr") == SOURCE["fr"]
    empty: list[object] = ["", {}, ["x"]]
    for nothing in empty:
        with pytest.raises(ValidationError):
            answer(source=nothing)


def test_an_answer_shows_its_source_in_the_language_in_force(loaded: LoadedLibrary) -> None:
    said = {}
    for language in ("fr", "en"):
        use_language(language)
        said[language] = response_text(loaded.library, answer(date="2012", source=SOURCE))
        said[f"{language}, not known"] = response_text(loaded.library, answer(source={"fr": "ici"}))
    assert said == {
        "fr": f"acceptée, Ville, 2012, {SOURCE['fr']}",
        "en": f"accepted, Town, 2012, {SOURCE['en']}",
        "fr, not known": "acceptée, Ville, ici",
        "en, not known": "accepted, Town, [fr] ici",
    }


def test_every_state_has_its_official_code_and_words() -> None:
    told = {}
    for language in ("en", "fr"):
        use_language(language)
        told[language] = [(one.code, label(one)) for one in ImplementationState]
    assert told["en"] == [
        ("NS", "not started"),
        ("LP", "limited progress"),
        ("SP", "substantial progress"),
        ("C", "completed"),
    ]
    assert told["fr"] == [
        ("NS", "non commencé"),
        ("LP", "progrès limité"),
        ("SP", "progrès important"),
        ("C", "réalisé"),
    ]


def test_a_complete_text_is_not_a_completed_demand() -> None:
    assert label(Level.COMPLETE) == "complete" != label(ImplementationState.COMPLETE)


@pytest.mark.parametrize(
    ("dates", "newest"),
    [
        (["2012", "2014", "2013"], "2014"),
        (["2014-06", "2014"], "2014"),
        (["2015-05/..", "2016"], "2015-05/.."),
        (["2012/2013", "2013-11"], "2012/2013"),
    ],
)
def test_the_newest_state_holds_whatever_the_order(dates: list[str], newest: str) -> None:
    for order in (dates, dates[::-1]):
        held = demand(implementation=[state(date=date) for date in order]).latest_implementation
        assert held is not None
        assert held.date == newest


def test_of_two_states_with_one_date_the_first_holds() -> None:
    held = demand(implementation=[state("substantial"), state("limited")]).latest_implementation
    assert held is not None
    assert held.state is ImplementationState.SUBSTANTIAL


def test_nothing_recorded_is_said_and_nothing_concluded(loaded: LoadedLibrary) -> None:
    assert demand().latest_implementation is None
    assert implementation_text(loaded.library, None) == "not recorded"
    assert demand(response=answer()).latest_implementation is None


def test_other_responses_stand_beside_a_response() -> None:
    with pytest.raises(ValidationError, match="other_responses"):
        demand(other_responses=[answer()])
    both = demand(response=answer(by="a"), other_responses=[answer(by="b")])
    assert [one.by for one in both.responses] == ["a", "b"]
    assert demand().responses == []


TAILS = {
    "nothing": "",
    "a comment": "  # on the next\n",
    "blank lines and comments": "\n\n  # on the next\n\n  # more\n",
    "a blank line": "\n",
    "a deep comment": "    # of this one\n",
}
LASTS = {
    "a text": "    strength: must\n",
    "a text and its comment": "    strength: must  # as printed\n",
    "a list": "    asked_by: [town, residents]\n",
    "an answer": "    response:\n      status: noted\n      by: town\n      source: x  # said aloud\n",
    "a list in lines": "    addressees:\n      - town  # the only one\n",
}


HEAD = """\
# yaml-language-server: $schema=../schema/report.schema.json
id: 2012-town
kind: forum
title: {en: Forum, origin: {en: ours}}
source: {publisher: town}
coverage:
  level: complete
  why: {en: All was read.}
recommendations:
"""
ITEM = """\
  - id: r1
    text:
      en: Dig a well in the middle of the market square.
      origin: {en: ours}
    anchor: {line: 1}
    standing: formal
"""
STRENGTH = "    strength: must\n"
ADDED = f"""\
    implementation:
      - state: limited
        date: "2012"
        source:
          fr: {SOURCE["fr"]}
          en: {SOURCE["en"]}
"""


@pytest.mark.parametrize("last", LASTS.values(), ids=LASTS)
@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
@pytest.mark.parametrize("following", ["", ITEM.replace("r1", "r2") + STRENGTH], ids=["last", "first"])
def test_what_follows_an_item_stays_after_it(small: Path, last: str, tail: str, following: str) -> None:
    file = small / "reports/2012-town.yaml"
    item = HEAD + ITEM + ("" if "strength" in last else STRENGTH) + last
    file.write_text(item + tail + following, encoding="utf-8")
    save_implementation(LibraryFolder(small), file, "r1", state(source=SOURCE), dry_run=False)
    assert file.read_text(encoding="utf-8") == format_text(item + ADDED + tail + following, "report")


def test_a_new_answer_makes_the_one_before_it_one_of_the_others(small: Path) -> None:
    file = small / "reports/2011-town.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("by: town", "by: town  # the mayor"), "utf-8")
    folder = LibraryFolder(small)
    for date, is_newest in (("2012", True), ("2010", False)):
        save_response(folder, file, "r1", answer(date=date), is_newest=is_newest, dry_run=False)
    item = load_library(folder).library.find_item("2011-town/r1")
    assert item is not None and item.recommendation is not None
    assert [one.date for one in item.recommendation.responses] == ["2012", "2010", "2011-09"]
    assert "# the mayor" in file.read_text(encoding="utf-8")


def test_nothing_is_written_that_would_make_the_library_unsound(small: Path) -> None:
    file = small / "reports/2011-town.yaml"
    before = file.read_bytes()
    with pytest.raises(InvalidDataError) as refused:
        save_implementation(LibraryFolder(small), file, "r1", state("complete"), dry_run=False)
    assert [problem.rule for problem in refused.value.problems] == ["unproved-state"]
    save_implementation(LibraryFolder(small), file, "r1", state(), dry_run=True)
    assert file.read_bytes() == before


@pytest.fixture
def check(small: Path) -> Check:
    """What check finds when this text takes the place of the answer of 2011-town/r1."""

    def found(text: str) -> list[Problem]:
        file = small / "reports/2011-town.yaml"
        held = file.read_text(encoding="utf-8")
        start, end = held.index("    response:"), held.index("  - id: r2")
        file.write_text(held[:start] + text + held[end:], encoding="utf-8")
        rest = ("missing-language", "language-drift")
        problems = load_library(LibraryFolder(small), advice=True).problems
        return [one for one in problems if "2011-town" in one.location.file and one.rule not in rest]

    return found


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        (
            '    implementation: [{state: complete, date: "2012", source: x}]\n',
            "unproved-state",
            "no evidence",
        ),
        (
            '    implementation: [{state: limited, date: "2009", source: x}]\n',
            "date-order",
            "2009 lies before",
        ),
        (
            '    response: {status: noted, by: town, date: "2009", source: x}\n',
            "date-order",
            "2009 lies before",
        ),
        ("    response: {status: noted, by: twon, source: x}\n", "unknown-actor", "'twon'"),
        (
            '    implementation: [{state: limited, by: twon, date: "2012", source: x}]\n',
            "unknown-actor",
            "'twon'",
        ),
        ('    implementation: [{state: limited, date: "2012"}]\n', "schema", "source is missing"),
        ("    implementation: [{state: limited, source: x}]\n", "schema", "date is missing"),
        ('    implementation: [{state: done, date: "2012", source: x}]\n', "schema", "'done' is not one of"),
        ("    response: {status: noted, by: town, source: {de: x}}\n", "schema", "de is not known here"),
    ],
)
def test_check_finds_what_is_not_founded(check: Check, text: str, rule: str, words: str) -> None:
    (problem,) = check(text)
    assert problem.rule == rule
    assert words in problem.message
    assert problem.location.line > 20


def test_check_has_nothing_against_what_is_founded(check: Check) -> None:
    evidence = '        evidence: {fr: Un puits., en: A well.}\n        date: "2012"\n        source: x\n'
    assert check(f"    implementation:\n      - state: complete\n{evidence}") == []


def test_the_answers_that_travel_with_the_program_name_their_source_in_both_languages(
    shipped: LoadedLibrary,
) -> None:
    answers = [
        response
        for item in shipped.library.items
        if item.recommendation
        for response in item.recommendation.responses
    ]
    assert answers
    for response in answers:
        assert response.source.fr and response.source.en
        assert response.source.fr != response.source.en
        assert response.status == "accepted"
    assert not any(i.recommendation and i.recommendation.implementation for i in shipped.library.items)
