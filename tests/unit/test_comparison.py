"""What came back: pairs, what coverage allows to say, and the counts that must add up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.actions.compare import compare
from consultrep.compare import Claim, Comparison, PairKind, accounts, across_series
from consultrep.model import Report
from consultrep.query import ItemFilter
from consultrep.store.loaded import LoadedLibrary
from tests.comparing import WordEncoder, compared, make


def test_same_demand_recurs_another_does_not() -> None:
    result = compared(
        [make("2010-a", ["train the judges", "fix the old bridge"])], [make("2011-a", ["train the judges"])]
    )
    assert [(p.earlier.id, p.later.id, p.kind) for p in result.pairs] == [
        ("2010-a/r0", "2011-a/r0", PairKind.RECURRING)
    ]
    assert [item.id for item in result.not_repeated] == ["2010-a/r1"]
    assert result.new == []


def test_an_item_may_have_several_partners_best_first() -> None:
    earlier = make("2010-a", ["train the judges now"])
    later = make("2011-a", ["train the judges", "train the judges now"])
    result = compared([earlier], [later])
    assert [p.later.id for p in result.pairs] == ["2011-a/r1", "2011-a/r0"]


@pytest.mark.parametrize(
    ("earlier", "later", "claims"),
    [
        (("complete", 0), ("complete", 0), ("sound", "sound", "sound")),
        (("complete", 1), ("complete", 0), ("limited", "limited", "sound")),
        (("complete", 0), ("partial", 0), ("limited", "sound", "limited")),
        (("record_only", 0), ("complete", 0), ("cannot_say", "cannot_say", "cannot_say")),
        (("complete", 0), ("record_only", 0), ("cannot_say", "cannot_say", "cannot_say")),
    ],
)
def test_claims_go_no_further_than_coverage(
    earlier: tuple[str, int], later: tuple[str, int], claims: tuple[str, str, str]
) -> None:
    sides = [
        make(f"{year}-a", [] if level == "record_only" else ["x"], level=level, gaps=gaps)
        for year, (level, gaps) in (("2010", earlier), ("2011", later))
    ]
    result = compared([sides[0]], [sides[1]])
    assert (result.claims.recurring, result.claims.new, result.claims.not_repeated) == claims


def test_what_another_body_asked_never_recurs() -> None:
    result = compared(
        [make("2010-b", ["train the judges"], series="other")], [make("2011-a", ["train the judges"])]
    )
    assert result.claims.recurring is Claim.CANNOT_SAY
    assert [pair.kind for pair in across_series(result, PairKind.ALSO_ASKED)] == [PairKind.ALSO_ASKED]
    assert all(not account.recurring for account in accounts(result))


def test_new_is_said_only_where_the_other_side_is_whole() -> None:
    later = make("2011-a", ["paint the town hall"])
    for level, whole in (("complete", True), ("partial", False)):
        account = accounts(compared([make("2010-a", ["train the judges"], level=level)], [later]))[0]
        assert account.new is not None
        assert account.new.whole is whole


def test_nothing_is_listed_against_a_text_that_was_not_read() -> None:
    result = compared([make("2010-a", [], level="record_only")], [make("2011-a", ["x", "y"])])
    assert accounts(result) == []
    assert [report.id for report in result.unread()] == ["2010-a"]
    assert len(result.new) == 2


def test_a_report_on_both_sides_is_said_and_all_of_it_recurs() -> None:
    report = make("2010-a", ["train the judges", "fix the old bridge"])
    result = compared([report], [report])
    assert [r.id for r in result.on_several_sides] == ["2010-a"]
    assert (result.new, result.not_repeated) == ([], [])


def test_three_sides_compare_each_with_every_later_one() -> None:
    result = compared(
        [make("2010-a", ["aaa bbb"])], [make("2011-a", ["ccc ddd"])], [make("2012-a", ["aaa bbb"])]
    )
    assert [(p.earlier.id, p.later.id) for p in result.pairs if p.same] == [("2010-a/r0", "2012-a/r0")]
    assert [item.id for item in result.new] == ["2011-a/r0"]
    assert [item.id for item in result.not_repeated] == ["2011-a/r0"]


TEXTS = st.lists(
    st.sampled_from(["train judges", "fix bridges", "count cases", "train police", "open doors"]), max_size=5
)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_counts_add_up_and_every_item_appears(a: list[str], b: list[str], c: list[str]) -> None:
    sides = [make(f"{year}-a", texts) for year, texts in (("2010", a), ("2011", b), ("2012", c))]
    result = compared(*[[side] for side in sides])
    matched_later = {p.later.id for p in result.pairs if p.same}
    matched_earlier = {p.earlier.id for p in result.pairs if p.same}
    assert len(result.new) + len(matched_later) == len(b) + len(c)
    assert len(result.not_repeated) + len(matched_earlier) == len(a) + len(b)


@settings(deadline=None)
@given(st.permutations(["train judges", "fix bridges", "count cases"]))
def test_the_order_of_items_does_not_matter(order: list[str]) -> None:
    later = make("2011-a", ["train judges", "count cases"])

    def texts(result: Comparison) -> set[tuple[str | None, str | None]]:
        return {(p.earlier.statement.text.en, p.later.statement.text.en) for p in result.pairs}

    assert texts(compared([make("2010-a", order)], [later])) == texts(
        compared([make("2010-a", sorted(order))], [later])
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_bundled_encoder_finds_the_demand_that_came_back(loaded: LoadedLibrary, language: str) -> None:
    """Also where one side has one language only: the pair is then compared across languages."""
    library = loaded.library
    kept = []
    for report in library.reports:
        data = report.model_dump(mode="json", exclude_none=True)
        for item in data["recommendations"] if report.id == "2010-town" else []:
            if len(item["text"]["origin"]) == 2:
                del item["text"][language], item["text"]["origin"][language]
        kept.append(Report.model_validate(data))
    object.__setattr__(library, "reports", tuple(kept))
    result = compare(loaded, ["2010-town", "2011-town"])
    assert [(p.earlier.id, p.later.id) for p in result.pairs if p.same] == [("2010-town/r1", "2011-town/r1")]


def test_filters_apply_to_both_sides(loaded: LoadedLibrary) -> None:
    result = compare(loaded, ["2010", "2011"], ItemFilter(themes=["access"]), WordEncoder())
    assert [[item.id for item in side.items] for side in result.sides] == [
        ["2010-ngo/n1", "2010-town/r3"],
        ["2011-town/r2"],
    ]


def test_primary_series_come_first() -> None:
    reports = [[make(f"{year}-{s}", ["x y"], series=s) for s in ("b", "a")] for year in ("2010", "2011")]
    names = [account.series for account in accounts(compared(*reports))]
    assert all(one <= other for one, other in pairwise(names))
