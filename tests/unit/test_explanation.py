"""Explanations are computed from the texts, and say what speaks against too."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.compare.encoder import BundledEncoder
from consultrep.compare.explanation import Edit, Explanation, explain
from consultrep.compare.pairing import Pair, Pairing
from consultrep.export.explanation import explanation_facts, explanation_record, redline_text
from consultrep.messages import Language
from consultrep.model import Library, Report, items_of
from tests.comparing import WordEncoder

WORDS = ["train", "judges", "on", "the", "lamps", ",", "of", "wharf", "."]


def report(ident: str, text: dict[str, str], **facts: Any) -> Report:
    """A report with one recommendation."""
    demand = {
        "id": "r1",
        "text": {**text, "origin": dict.fromkeys(text, "ours")},
        "themes": ["training"],
        "anchor": {"line": 1},
        "standing": "formal",
        "strength": "should",
        **facts,
    }
    data = {
        "id": ident,
        "title": {"en": ident, "origin": {"en": "original"}},
        "period": ident[:4],
        "source": {},
        "coverage": {"level": "complete", "why": {"en": "all"}},
        "recommendations": [demand],
    }
    return Report.model_validate(data)


def explained(first: Report, second: Report, language: Language = "en", *, real: bool = False) -> Explanation:
    pairing = Pairing(Library([first, second]), BundledEncoder() if real else WordEncoder())
    pair = Pair(items_of(first)[0], items_of(second)[0], 0.5, same=True)
    return explain(pair, pairing.matcher, language)


def test_terms_that_answer_each_other_and_those_that_nothing_answers() -> None:
    one = explained(
        report("2010-a", {"en": "Train judges on lamps."}), report("2012-a", {"en": "Train pilots on lamps."})
    )
    assert [(a.earlier, a.later, a.likeness) for a in one.answers] == [
        ("Train", "Train", 1),
        ("lamps", "lamps", 1),
    ]
    assert (one.only_earlier, one.only_later) == (["judges"], ["pilots"])
    assert one.languages == ("en", "en")


def test_the_real_encoder_aligns_two_languages() -> None:
    one = explained(
        report("2010-a", {"fr": "Formation des juges sur la pêche."}),
        report("2012-a", {"en": "Training for judges on fishing."}),
        "fr",
        real=True,
    )
    assert one.languages == ("fr", "en")
    answers = {(answer.earlier, answer.later) for answer in one.answers}
    assert {("Formation", "Training"), ("juges", "judges")} <= answers
    assert one.redline == []


def test_a_redline_tells_what_went_and_what_came() -> None:
    one = explained(
        report("2010-a", {"en": "Fund the old lamps, always."}),
        report("2012-a", {"en": "Fund the new lamps, always."}),
    )
    assert redline_text(one) == "Fund the [-old-] {+new+} lamps, always."
    same = explained(report("2010-a", {"en": "Fund lamps."}), report("2012-a", {"en": "Fund lamps."}))
    assert redline_text(same) == ""


def test_what_is_shared_and_what_speaks_against_by_the_record() -> None:
    first = report("2010-a", {"en": "Train judges."}, addressees=["town"])
    second = report("2012-a", {"en": "Train judges."}, addressees=["port"], strength="must", themes=["lamps"])
    one = explained(first, second)
    rows = dict(explanation_facts(Library([first, second]), one).rows)
    assert "they share no theme" in rows["Speaks against it"]
    assert "they are addressed to others" in rows["Speaks against it"]
    assert "they ask with another strength: should, then must" in rows["Speaks against it"]
    assert "Shared themes" not in rows
    other = explained(first, report("2012-a", {"en": "Train judges."}, addressees=["town"]))
    shared = dict(explanation_facts(Library([first]), other).rows)
    assert (shared["Shared themes"], shared["Both addressed to"]) == ("training", "town")


def test_a_record_has_the_same_keys_whatever_the_pair() -> None:
    first = report("2010-a", {"en": "Train judges."})
    one = explained(first, report("2012-a", {"fr": "Financer des phares."}))
    other = explained(first, report("2012-a", {"en": "Train judges."}))
    assert list(explanation_record(one)) == list(explanation_record(other))
    assert explanation_record(one)["redline"] == []


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["train", "judges", "on", "the", "lamps", ",", "of", "wharf", "."]),
        min_size=1,
        max_size=8,
    ),
    st.data(),
)
def test_the_redline_holds_both_texts(words: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(words))
    texts = [f"x {' '.join(side)}" for side in (words, other)]
    one = explained(report("2010-a", {"en": texts[0]}), report("2012-a", {"en": texts[1]}))
    for kept_out, text in ((Edit.ADDED, texts[0]), (Edit.REMOVED, texts[1])):
        side = " ".join(run for edit, run in one.redline if edit is not kept_out)
        assert side.replace(" ", "") == text.replace(" ", "")


def test_every_signal_that_speaks_has_words() -> None:
    from consultrep.compare.reasons import _AGAINST, _FOR
    from consultrep.compare.signals import SIGNALS

    assert set(SIGNALS) - {"length"} <= set(_FOR) | set(_AGAINST)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_language_of_the_reader_is_taken_where_both_have_it(language: Language) -> None:
    text = {"fr": "Former les juges.", "en": "Train judges."}
    assert explained(report("2010-a", text), report("2012-a", text), language).languages == (
        language,
        language,
    )
