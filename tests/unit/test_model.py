"""The model: frozen, strict about keys, and honest about origin and coverage."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from consultrep.model import Anchor, Library, Report, SourcedText, Theme, fingerprint, items_of

REPORT: dict[str, Any] = {
    "id": "2014-x",
    "series": "ps",
    "kind": "forum",
    "title": {"en": "A forum", "origin": {"en": "original"}},
    "source": {"publisher": "X"},
    "coverage": {"level": "complete", "why": {"en": "Read."}},
}
DEMAND: dict[str, Any] = {
    "id": "r1",
    "text": {"en": "Do it.", "origin": {"en": "ours"}},
    "themes": ["t"],
    "anchor": {"line": 1},
    "standing": "formal",
    "strength": "must",
}


def report(**changes: Any) -> Report:
    return Report.model_validate({**REPORT, **changes})


def test_a_report_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        report().id = "other"  # type: ignore[misc]


@pytest.mark.parametrize("key", ["recomendations", "__class__", "years"])
def test_an_unknown_key_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        report(**{key: "x"})


@pytest.mark.parametrize("ident", ["", "-a", "A", "é", "a b", "a/b", "a" * 81])
def test_an_id_is_small_letters_digits_and_hyphens(ident: str) -> None:
    with pytest.raises(ValidationError):
        report(id=ident)


def test_a_record_only_report_is_empty_but_known() -> None:
    coverage = {"level": "record_only", "why": {"en": "Not read."}}
    assert report(coverage=coverage).recommendations == []


@pytest.mark.parametrize("gap", [{"what": {"en": "x"}}, {"line": 0, "what": {"en": "x"}}, {"line": 3}])
def test_a_gap_has_a_place_and_says_what_is_missing(gap: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        report(coverage={"level": "partial", "why": {"en": "Part."}, "gaps": [gap]})


@pytest.mark.parametrize(
    "text",
    [
        {"origin": {}},
        {"fr": "Oui", "origin": {}},
        {"fr": "Oui", "origin": {"fr": "ours", "en": "ours"}},
        {"fr": "Oui", "en": "Yes", "origin": {"fr": "ours"}},
        {"fr": "  ", "origin": {"fr": "ours"}},
        {"fr": "Oui", "origin": {"fr": "machine"}},
        {"fr": "escape \x1b[31m", "origin": {"fr": "ours"}},
        {"fr": "reversed \u202e text", "origin": {"fr": "ours"}},
    ],
)
def test_every_side_of_a_text_says_whose_words_it_is(text: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SourcedText.model_validate(text)


def test_one_side_of_a_text_may_be_missing() -> None:
    text = SourcedText.model_validate({"fr": "Oui", "origin": {"fr": "original"}})
    assert (text.side("en"), text.best("en"), text.best_language("en")) == (None, "Oui", "fr")
    assert text.origin_of("en") is None


@pytest.mark.parametrize(
    "anchor",
    [
        {},
        {"line": 0},
        {"line": 1, "span": [5, 5]},
        {"line": 1, "fingerprint": "abc"},
        {"line": 1, "opening": "one two three four five six"},
    ],
)
def test_an_anchor_names_a_real_place(anchor: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Anchor.model_validate(anchor)


def test_a_fingerprint_ignores_white_space_and_sees_words() -> None:
    assert fingerprint("Il  faut\u00a0agir ") == fingerprint("Il faut\nagir")
    assert fingerprint("Il faut agir") != fingerprint("Il faut réagir")


def test_a_demand_may_be_of_no_theme_and_a_report_of_no_series() -> None:
    bare = {key: value for key, value in REPORT.items() if key not in {"series", "kind"}}
    demand = {key: value for key, value in DEMAND.items() if key != "themes"}
    held = Report.model_validate({**bare, "recommendations": [demand]})
    assert (held.series, held.kind, held.recommendations[0].themes) == ("2014-x", "report", [])


def test_a_section_may_have_no_number() -> None:
    title = {"en": "Access", "origin": {"en": "original"}}
    assert report(sections=[{"title": title, "level": 1}]).section_title(None) is None


@pytest.mark.parametrize(
    "said",
    [
        {"confidence": 1.5},
        {"confidence": -0.1},
        {"confidence": "high"},
        {"theme_confidence": {"t": 2}},
        {"imported": "sha256:xyz"},
        {"gone": "perhaps"},
        {"also": [{}]},
        {"also": [{"language": "en"}]},
        {"anchor": {"language": "de", "line": 1}},
    ],
    ids=str,
)
def test_what_import_notes_has_a_form(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        report(recommendations=[{**DEMAND, **said}])


def test_an_item_waits_while_it_has_a_confidence() -> None:
    held = report(recommendations=[DEMAND, {**DEMAND, "id": "r2", "confidence": "0.5"}])
    assert [item.is_draft for item in held.recommendations] == [False, True]
    assert held.waiting == 1


def test_items_follow_the_document() -> None:
    demands = [{**DEMAND, "id": f"r{line}", "anchor": {"line": line}} for line in (9, 2, 5)]
    assert [item.id for item in items_of(report(recommendations=demands))] == [
        "2014-x/r2",
        "2014-x/r5",
        "2014-x/r9",
    ]


def test_an_item_is_asked_by_its_own_body_else_by_its_report_s() -> None:
    demands = [DEMAND, {**DEMAND, "id": "r2", "asked_by": ["taskforce"]}]
    items = items_of(report(asked_by=["participants"], recommendations=demands))
    assert [item.asked_by for item in items] == [["participants"], ["taskforce"]]


def test_a_broad_theme_includes_all_that_is_under_it() -> None:
    themes = [
        Theme.model_validate({"id": ident, "label": {"en": ident}, "broader": broader})
        for ident, broader in (("a", None), ("b", "a"), ("c", "b"), ("d", None))
    ]
    library = Library(reports=(), themes=themes)
    assert library.themes_within(themes[0]) == {"a", "b", "c"}


@pytest.mark.parametrize("name", ["formation", "Formation", "FORMATION", "training", "cours", "Cóurs"])
def test_a_theme_answers_to_all_its_names(name: str) -> None:
    theme = Theme.model_validate(
        {"id": "t", "label": {"fr": "Formation", "en": "Training"}, "aliases": {"fr": ["cours"]}}
    )
    assert Library(reports=(), themes=[theme]).find_theme(name) is theme
