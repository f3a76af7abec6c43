"""How far two reviewers agree, against figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.compare.agreement import agreements_of, measured
from consultrep.export import sheet_of, write_sheet
from consultrep.messages import use_language
from consultrep.model import Judgement, Verdict

S, N, W, R, D, U = Verdict


def judgement(reviewer: str, number: int, verdict: Verdict, *, swapped: bool = False) -> Judgement:
    a, b = f"x/r{number}", f"y/r{number}"
    return Judgement.model_validate(
        {
            "a": b if swapped else a,
            "b": a if swapped else b,
            "verdict": verdict,
            "reviewer": reviewer,
            "date": "2026-11-25",
            "fingerprints": {"a": "sha256:0000000000000000", "b": "sha256:0000000000000000"},
        }
    )


def test_kappa_by_hand() -> None:
    # Cohen's table: 45 and 15 agreed on, 15 and 25 not: p0 = 0.6, pe = 0.6 * 0.7 + 0.4 * 0.3 = 0.54
    said = [("y", "y")] * 45 + [("y", "n")] * 15 + [("n", "y")] * 25 + [("n", "n")] * 15
    result = measured(said)
    assert result.pairs == 100
    assert result.observed == pytest.approx(0.6)
    assert result.kappa == pytest.approx((0.6 - 0.54) / (1 - 0.54))


def test_three_categories_by_hand() -> None:
    # p0 = 4/6; pe = (3*2 + 2*2 + 1*2) / 36 = 12/36; kappa = (24 - 12) / (36 - 12) = 0.5
    said = [("a", "a"), ("a", "a"), ("b", "b"), ("c", "c"), ("a", "b"), ("b", "c")]
    assert measured(said).kappa == pytest.approx(0.5)


def test_kappa_is_not_made_up_where_it_is_undefined() -> None:
    assert measured([]).kappa is None
    assert measured([("a", "a")] * 5).kappa is None
    assert measured([("a", "b")] * 5).kappa == 0


def test_two_kappas_over_the_pairs_that_both_judged() -> None:
    ada = [S, S, N, R, D, D, U, S]
    bo = [S, N, N, D, D, S, D]
    given = [judgement("Ada", n, v) for n, v in enumerate(ada)]
    given += [judgement("Bo", n, v) for n, v in enumerate(bo)]
    result = agreements_of(given)
    (agreement,) = result.agreements
    assert dict(result.reviewers) == {"Ada": 8, "Bo": 7}
    assert (agreement.first, agreement.second) == ("Ada", "Bo")
    # verdicts: p0 = 3/7; pe = (S 2*2 + N 1*2 + R 1*0 + D 2*3 + U 1*0) / 49 = 12/49
    assert agreement.verdicts.observed == pytest.approx(3 / 7)
    assert agreement.verdicts.kappa == pytest.approx((21 - 12) / (49 - 12))
    # same or not, six pairs without the unsure one: Ada + + + - - -, Bo + + + - - +
    assert agreement.same.pairs == 6
    assert agreement.same.observed == pytest.approx(5 / 6)
    assert agreement.same.kappa == pytest.approx((30 - 18) / (36 - 18))
    assert [(p.a, p.first, p.second) for p in agreement.disagreements] == [
        ("x/r1", S, N),
        ("x/r3", R, D),
        ("x/r5", D, S),
        ("x/r6", U, D),
    ]


def test_a_pair_has_no_order_and_a_name_no_case() -> None:
    given = [judgement("Ada", 0, N), judgement("Bo", 0, W, swapped=True), judgement("BO", 1, S)]
    (agreement,) = agreements_of(given).agreements
    assert agreement.disagreements == []
    assert agreement.verdicts.pairs == 1


def test_three_reviewers_are_three_twos() -> None:
    given = [judgement(name, 0, S) for name in ("Cy", "Ada", "Bo")]
    assert [(a.first, a.second) for a in agreements_of(given).agreements] == [
        ("Ada", "Bo"),
        ("Ada", "Cy"),
        ("Bo", "Cy"),
    ]


VERDICTS = st.lists(st.tuples(st.sampled_from(list(Verdict)), st.sampled_from(list(Verdict))), max_size=30)


@given(VERDICTS)
def test_kappa_has_its_bounds_and_no_direction(said: list[tuple[Verdict, Verdict]]) -> None:
    result = measured(said)
    assert result == measured([(other, one) for one, other in said])
    if result.kappa is not None and result.observed is not None:
        assert -1 - 1e-9 <= result.kappa <= result.observed


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheet_says_who_differs(language: str) -> None:
    use_language("fr" if language == "fr" else "en")
    given = [judgement("Ada", 0, S), judgement("Bo", 0, R), judgement("Ada", 1, S), judgement("Bo", 1, S)]
    sheet = sheet_of(agreements_of(given))
    shown = write_sheet(sheet, "table")
    assert ("apparenté" if language == "fr" else "related") in shown
    assert ("0,50" if language == "fr" else "0.50") in shown
    assert "x/r0 y/r0: same / related" in write_sheet(sheet, "csv")
    nobody = write_sheet(sheet_of(agreements_of(given[:1])), "table")
    assert ("deux réviseurs" if language == "fr" else "two reviewers") in nobody
