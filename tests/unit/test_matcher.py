"""Candidates, signals and probabilities of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from consultrep.compare import matcher as matching
from consultrep.compare import pool as pooling
from consultrep.compare import signals as scoring
from consultrep.compare.background import Background
from consultrep.compare.best import Scored
from consultrep.compare.calibration import calibration_from, packaged_calibration
from consultrep.compare.demand import reader_of
from consultrep.compare.matcher import Matcher
from consultrep.compare.signals import SIGNALS, Signals
from consultrep.compare.vectors import CachedEncoder
from consultrep.model import Bilingual, GlossaryTerm, Library
from tests.comparing import WordEncoder

EN = [
    "Train judges and prosecutors on lamps.",
    "Fund new shelters for stranded pilots.",
    "Collect data on wrecks every year.",
    "Ratify the Harbour Treaty.",
    "Ratify the Lamp Protocol.",
    "Implement the Harbour Treaty in national law.",
]
TREATIES = [
    {"id": "ht", "kind": "instrument", "en": ["Harbour Treaty"], "fr": ["Traité des ports"]},
    {"id": "lp", "kind": "instrument", "en": ["Lamp Protocol"], "fr": ["Protocole des lampes"]},
]


def matcher(background: Sequence[Bilingual]) -> Matcher:
    library = Library([], glossary=[GlossaryTerm.model_validate(term) for term in TREATIES])
    return Matcher(reader_of(library), WordEncoder(), background, packaged_calibration())


def texts(sides: Sequence[str]) -> list[Bilingual]:
    return [Bilingual(en=side) for side in sides]


def by_place(found: Sequence[Scored]) -> dict[tuple[int, int], Scored]:
    return {(one.first, one.second): one for one in found}


def test_every_pair_of_a_small_comparison_is_scored_and_the_same_text_is_best() -> None:
    sides = texts(EN)
    found = by_place(matcher(sides).scores(sides, sides))
    assert len(found) == len(EN) ** 2
    for row in range(len(EN)):
        best = max(range(len(EN)), key=lambda column: found[row, column].probability)
        assert best == row
        assert found[row, row].signals["likeness"] == pytest.approx(1, abs=1e-5)
        assert found[row, row].signals["covered_least"] == pytest.approx(1, abs=1e-5)


def test_instruments_shared_clashing_and_named_otherwise() -> None:
    sides = texts(EN)
    found = by_place(matcher(sides).scores(sides, sides))
    assert found[3, 3].signals["instrument_shared"] == 1
    assert found[3, 4].signals["instrument_clash"] == 1
    assert found[3, 5].signals["instrument_otherwise"] == 1
    assert found[0, 1].signals["instrument_clash"] == 0
    assert found[3, 3].probability > found[3, 5].probability > 0
    assert found[3, 3].probability > found[3, 4].probability


def test_a_pair_has_the_same_score_in_every_selection() -> None:
    sides = texts(EN)
    one = matcher(sides)
    whole = by_place(one.scores(sides, sides))[1, 2].probability
    (alone,) = one.scores([sides[1]], [sides[2]])
    assert alone.probability == pytest.approx(whole, abs=1e-6)


def test_pairs_are_compared_in_a_language_that_both_have() -> None:
    first = [Bilingual(en="Train judges.", fr="Former les juges."), Bilingual(fr="Former les juges.")]
    second = [Bilingual(en="Train judges."), Bilingual(fr="Former les juges."), *first]
    found = by_place(matcher([*first, *second]).scores(first, second))
    assert len(found) == 8
    assert [found[0, column].languages for column in range(4)] == [
        ("en", "en"),
        ("fr", "fr"),
        ("en", "en"),
        ("fr", "fr"),
    ]
    assert [found[1, column].languages for column in range(4)] == [
        ("fr", "en"),
        ("fr", "fr"),
        ("fr", "fr"),
        ("fr", "fr"),
    ]


def test_the_least_probability_leaves_out_the_others() -> None:
    sides = texts(EN)
    every = matcher(sides).scores(sides, sides)
    least = sorted(one.probability for one in every)[-5]
    kept = matcher(sides).scores(sides, sides, least=least)
    assert [one for one in every if one.probability >= least] == kept


def test_candidates_of_a_large_comparison_hold_the_best_of_every_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = [
        "lamp",
        "wharf",
        "pilot",
        "judge",
        "data",
        "fund",
        "train",
        "boat",
        "harbour",
        "law",
        "school",
        "youth",
    ]
    rng = np.random.default_rng(1)
    sides = texts([" ".join(rng.choice(words, 5)) + "." for _ in range(60)])
    one = matcher(sides)
    whole = one.scores(sides, sides)
    monkeypatch.setattr(matching, "EVERY_PAIR", 100)
    monkeypatch.setattr(matching, "CANDIDATES", 15)
    some = by_place(one.scores(sides, sides))
    assert len(some) < len(whole)
    for place, scored in some.items():
        assert scored.probability == pytest.approx(by_place(whole)[place].probability, abs=1e-6)
    best = sorted(whole, key=lambda scored: -scored.probability)[:60]
    assert sum((scored.first, scored.second) in some for scored in best) >= 58


def test_nothing_against_nothing() -> None:
    assert matcher([]).scores([], []) == []
    assert matcher(texts(EN)).scores(texts(EN), []) == []
    assert len(matcher(texts(["."])).scores(texts(["."]), texts(["!"]))) == 1


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(EN))), st.permutations(range(len(EN))))
def test_the_order_of_texts_changes_no_score(first: list[int], second: list[int]) -> None:
    sides = texts(EN)
    one = matcher(sides)
    whole = by_place(one.scores(sides, sides))
    turned = by_place(one.scores([sides[i] for i in first], [sides[j] for j in second]))
    for (row, column), scored in turned.items():
        assert scored.probability == pytest.approx(whole[first[row], second[column]].probability, abs=1e-5)


def test_the_best_of_each_text_are_those_of_every_pair() -> None:
    sides = texts([*EN, EN[0]])
    one = matcher(sides)
    every = one.scores(sides, sides)
    for row in range(len(sides)):
        own = [scored for scored in every if scored.first == row]
        last = sorted((scored.probability for scored in own), reverse=True)[1]
        wanted = [scored for scored in own if scored.probability >= last]
        assert [scored for scored in one.scores(sides, sides, top=2) if scored.first == row] == wanted


def test_pairs_that_are_not_wanted_are_not_scored_and_take_no_place() -> None:
    sides = texts(EN)
    one = matcher(sides)
    found = one.scores(sides, sides, top=1, wanted=lambda rows, columns: rows < columns)
    assert [scored.first for scored in found] == list(range(len(EN) - 1))
    assert all(scored.first < scored.second for scored in found)


def test_pages_of_clauses_change_no_score(monkeypatch: pytest.MonkeyPatch) -> None:
    sides = texts([*EN, *(text.replace(".", ", and build more harbours.") for text in EN)])
    whole = by_place(matcher(sides).scores(sides, sides))
    for module in (pooling, scoring, matching):
        monkeypatch.setattr(module, "PAGE", 3)
    monkeypatch.setattr(scoring, "SMALL_PAGE", 2)
    paged = by_place(matcher(sides).scores(sides, sides))
    assert paged.keys() == whole.keys()
    for place, scored in paged.items():
        np.testing.assert_allclose(scored.values, whole[place].values, atol=1e-6)


def test_a_large_pool_has_its_vectors_made_before_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pooling, "PAGE", 3)
    asked: list[str] = []

    class Told(CachedEncoder):
        def keep(self, texts: Sequence[str]) -> None:
            asked.extend(texts)

    one = replace(matcher(texts(EN)), encoder=Told(WordEncoder(), None))
    one.scores(texts(EN), texts(EN[:2]))
    assert {*EN, "judges"} <= set(asked)


def test_long_runs_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    sides = texts(EN)
    whole = matcher(sides).scores(sides, sides)
    monkeypatch.setattr(scoring, "_LONGEST", 2)
    assert [one.probability for one in matcher(sides).scores(sides, sides)] == [
        pytest.approx(one.probability, abs=1e-6) for one in whole
    ]


class LetterEncoder(WordEncoder):
    """A toy: a text is the bag of its letters, so that the forms of a word differ a little."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array(
            [[text.casefold().count(chr(97 + n)) for n in range(26)] for text in texts], np.float32
        )
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


@pytest.mark.parametrize(
    ("language", "earlier"),
    [
        ("en", ["Instructions informing the guards.", "Instruct and inform the guards."]),
        ("fr", ["Informations aux gardes.", "Informer les gardes."]),
    ],
)
def test_a_pair_has_the_same_probability_whichever_forms_of_a_word_stand_beside_it(
    language: str, earlier: list[str]
) -> None:
    sides = [Bilingual.model_validate({language: text}) for text in earlier]
    later = [Bilingual(en="Instructors give informants to guardians.")]
    one = replace(matcher([*sides, *later]), encoder=LetterEncoder())
    whole = by_place(one.scores(sides, later))[1, 0]
    alone = by_place(one.scores(sides[1:], later))[0, 0]
    assert alone.probability == pytest.approx(whole.probability, abs=1e-6)
    assert alone.signals == pytest.approx(whole.signals, abs=1e-6)


def test_terms_that_are_alike_are_the_same_near_or_cognate() -> None:
    one = matcher(texts(EN))
    first = one.pool_of("Former les juges, discrimination.", "fr")
    second = one.pool_of("Train judges, discriminations.", "en")
    alike = Signals(first, second, Background.of(first)).alike
    assert alike.shape == (len(first.vocabulary), len(second.vocabulary))
    near = alike[first.vocabulary["discrimin"], second.vocabulary["discrimin"]]
    assert near == 1
    assert alike[first.vocabulary["form"], second.vocabulary["train"]] == 0


def test_coefficients_of_other_signals_are_refused() -> None:
    data = {"signals": ["likeness"]}
    with pytest.raises(ValueError, match=r"benchmarks/matching\.py"):
        calibration_from(data)


def test_contributions_add_up_to_the_log_odds() -> None:
    calibration = replace(packaged_calibration(), intercept=0.0)
    values = np.linspace(-1, 1, len(SIGNALS), dtype=np.float32)
    parts = calibration.contributions(values, across=False)
    assert list(parts) == list(SIGNALS)
    whole = calibration.logits(values[None, :], across=False)[0]
    assert sum(parts.values()) == pytest.approx(whole, rel=1e-5)
