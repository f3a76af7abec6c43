"""What became of a demand that came back: each rule of docs/outcomes.md, and counts that add up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.actions.compare import compare
from consultrep.compare import Change, Comparison, Pair, PairKind, Side, accounts, compare_sides, counts_told
from consultrep.compare.account import LEAST_TOLD, worth_telling
from consultrep.compare.labels import headed, kept_order, left_out, probability, returned_after
from consultrep.compare.outcomes import changes_of
from consultrep.model import Basis, Library, Report, Verdict, items_of
from consultrep.store.loaded import LoadedLibrary
from tests.comparing import WordEncoder, compared, judged, library_of, make


def changes(result: Comparison) -> dict[tuple[str, str], Change | None]:
    return {(p.earlier.id, p.later.id): result.change_of(p) for p in result.pairs if p.same}


def paired(earlier: str, later: str, verdict: Verdict | None = None) -> Change:
    """The change of a pair with these words, called the same."""
    one, other = make("2010-a", [earlier]), make("2011-a", [later])
    basis = Basis.CONFIRMED if verdict else Basis.COMPUTED
    pair = Pair(items_of(one)[0], items_of(other)[0], 0.5, same=True, basis=basis, verdict=verdict)
    return changes_of([pair])[pair.earlier.id, pair.later.id]


@pytest.mark.parametrize(
    ("earlier", "later", "change"),
    [
        ("Train the judges.", "train THE judges", Change.SAME_WORDING),
        ("Train the judges.", "Train a judge.", Change.REWORDED),
        ("Train judges, police, nurses and teachers.", "Train judges.", Change.NARROWED),
        ("Train judges.", "Train judges, police, nurses and teachers.", Change.WIDENED),
        ("Train judges and police.", "Teach magistrates and constables.", Change.REWORDED),
        ("Train judges and police.", "Train judges.", Change.REWORDED),
        ("The.", "Of.", Change.REWORDED),
    ],
)
def test_the_words_decide(earlier: str, later: str, change: Change) -> None:
    assert paired(earlier, later) is change


@pytest.mark.parametrize(
    ("verdict", "change"),
    [
        (Verdict.NARROWER, Change.NARROWED),
        (Verdict.WIDER, Change.WIDENED),
        (Verdict.SAME, Change.REWORDED),
    ],
)
def test_a_person_decides_first(verdict: Verdict, change: Change) -> None:
    assert paired("Train the judges of the town.", "Teach magistrates.", verdict) is change


def test_what_a_person_called_the_same_is_neither_narrowed_nor_widened() -> None:
    long, short = "Train judges, police, nurses and teachers.", "Train judges."
    assert paired(long, short, Verdict.SAME) is Change.REWORDED
    assert paired(short, long, Verdict.SAME) is Change.REWORDED
    assert paired(short, short, Verdict.SAME) is Change.SAME_WORDING


@pytest.mark.parametrize(("language", "change"), [("en", Change.NARROWED), ("fr", Change.REWORDED)])
def test_english_decides_where_both_have_it(language: str, change: Change) -> None:
    texts = {
        "en": ("Train judges, police, nurses and teachers.", "Train judges."),
        "fr": ("Former les juges.", "Instruire les magistrats."),
    }
    found = []
    for place, year in enumerate(("2010-a", "2011-a")):
        data = make(year, ["x"]).model_dump(mode="json", exclude_none=True)
        kept = ("en", "fr") if language == "en" else ("fr",)
        text = {code: texts[code][place] for code in kept} | {"origin": dict.fromkeys(kept, "ours")}
        data["recommendations"][0]["text"] = text
        found.append(items_of(Report.model_validate(data))[0])
    assert list(changes_of([Pair(found[0], found[1], 0.9, same=True)]).values()) == [change]


def test_two_languages_have_no_words_to_compare() -> None:
    english, french = make("2010-a", ["Train judges"]), make("2011-a", ["x"])
    data = french.model_dump(mode="json", exclude_none=True)
    data["recommendations"][0]["text"] = {"fr": "Former les juges", "origin": {"fr": "ours"}}
    other = items_of(Report.model_validate(data))[0]
    pair = Pair(items_of(english)[0], other, 0.9, same=True)
    assert list(changes_of([pair]).values()) == [Change.REWORDED]


def many(*links: tuple[str, str]) -> dict[tuple[str, str], Change]:
    """The changes of pairs called the same, each item a text of its own."""
    reports = [make(name, ["alpha beta", "gamma delta", "epsilon zeta"]) for name in ("2010-a", "2011-a")]
    unlike = make("2011-b", ["eta theta", "iota kappa", "lambda mu"])
    items = {item.id: item for report in (*reports, unlike) for item in items_of(report)}
    found = changes_of([Pair(items[a], items[b], 0.5, same=True) for a, b in links])
    return dict(found)


def test_one_that_is_several_of_one_report_is_split() -> None:
    links = [("2010-a/r0", "2011-b/r0"), ("2010-a/r0", "2011-b/r1")]
    assert set(many(*links).values()) == {Change.SPLIT}


def test_several_that_are_one_are_merged() -> None:
    links = [("2010-a/r0", "2011-b/r0"), ("2010-a/r1", "2011-b/r0")]
    assert set(many(*links).values()) == {Change.MERGED}


def test_parts_count_whatever_their_words_and_come_before_the_wording() -> None:
    links = [("2010-a/r0", "2011-a/r0"), ("2010-a/r0", "2011-a/r1")]
    assert set(many(*links).values()) == {Change.SPLIT}


def test_a_persons_narrower_comes_before_a_split_and_counts_for_it() -> None:
    one, other = items_of(make("2010-a", ["alpha"])), items_of(make("2011-a", ["beta", "gamma"]))
    pairs = [
        Pair(one[0], other[0], 0.5, True, Basis.CONFIRMED, Verdict.NARROWER),
        Pair(one[0], other[1], 0.5, True, Basis.CONFIRMED, Verdict.SAME),
    ]
    assert list(changes_of(pairs).values()) == [Change.NARROWED, Change.SPLIT]


def test_where_both_hold_it_is_split() -> None:
    links = [("2010-a/r0", "2011-b/r0"), ("2010-a/r0", "2011-b/r1"), ("2010-a/r1", "2011-b/r0")]
    assert list(many(*links).values()) == [Change.SPLIT, Change.SPLIT, Change.MERGED]


def test_parts_in_two_reports_are_no_split() -> None:
    links = [("2010-a/r0", "2011-b/r0"), ("2010-a/r0", "2011-a/r1")]
    assert Change.SPLIT not in many(*links).values()


def test_another_body_changes_nothing() -> None:
    result = compared(
        [make("2010-b", ["train the judges"], series="other")], [make("2011-a", ["train the judges"])]
    )
    assert set(changes(result).values()) == {None}


def test_a_verdict_of_the_library_reaches_the_comparison() -> None:
    reports = [make("2010-a", ["train all the judges"]), make("2011-a", ["paint the bridge"])]
    plain = library_of(*reports)
    library = library_of(*reports, judgements=[judged(plain, "2011-a/r0", "2010-a/r0", "wider")])
    sides = [Side(report.id, [report], items_of(report)) for report in reports]
    result = compare_sides(library, sides, WordEncoder())
    assert changes(result) == {("2010-a/r0", "2011-a/r0"): Change.NARROWED}


def gap(level: str, gaps: int = 0) -> Comparison:
    middle = [] if level == "record_only" else ["paint the bridge"]
    return compared(
        [make("2010-a", ["train the judges"])],
        [make("2011-a", middle, level=level, gaps=gaps)],
        [make("2012-a", ["train the judges"])],
    )


def test_a_demand_returns_after_a_gap() -> None:
    (one,) = gap("complete").returned
    assert (one.pair.earlier.id, one.pair.later.id) == ("2010-a/r0", "2012-a/r0")
    assert returned_after(one) == "silent in 1"


@pytest.mark.parametrize(("level", "gaps"), [("partial", 0), ("complete", 1)])
def test_a_gap_of_which_a_part_is_missing_is_not_silence(level: str, gaps: int) -> None:
    (one,) = gap(level, gaps).returned
    assert returned_after(one) == "not known in 1: the text is not held whole"


def test_of_three_sides_each_item_is_held_against_those_before_and_after_it() -> None:
    """The side in the middle is not held against itself, nor against a text that nobody read."""
    result = compared(
        [make("2010-a", [], level="record_only")],
        [make("2011-a", ["train the judges"], level="partial")],
        [make("2012-a", ["paint the bridge"])],
    )
    (account,) = accounts(result)
    assert account.new is not None
    assert account.not_repeated is not None
    assert ([item.id for item in account.new.items], account.new.whole) == (["2012-a/r0"], False)
    assert ([i.id for i in account.not_repeated.items], account.not_repeated.whole) == (["2011-a/r0"], True)


def test_nothing_is_new_against_a_text_with_a_known_gap() -> None:
    (account,) = accounts(gap("complete", gaps=1))
    assert account.new is not None
    assert ([item.id for item in account.new.items], account.new.whole) == (["2011-a/r0"], True)
    earlier = make("2010-a", ["train the judges"], gaps=1)
    (account,) = accounts(compared([earlier], [make("2011-a", ["paint the bridge"])]))
    assert account.new is not None
    assert not account.new.whole


def test_what_nobody_read_is_no_gap() -> None:
    assert gap("record_only").returned == []


def test_two_selections_have_no_gap_nor_has_a_demand_that_was_there_between() -> None:
    same = [[make(f"{year}-a", ["train the judges"])] for year in (2010, 2011, 2012)]
    assert compared(*same).returned == []
    assert compared(same[0], same[2]).returned == []


def test_a_side_without_a_report_of_the_series_is_no_gap() -> None:
    between = [make("2011-b", ["paint the bridge"], series="other")]
    result = compared([make("2010-a", ["train the judges"])], between, [make("2012-a", ["train the judges"])])
    assert result.returned == []


TEXTS = st.lists(
    st.sampled_from(["train judges", "train judges and police", "fix bridges", "count cases", "open doors"]),
    max_size=5,
)
LEVELS = st.sampled_from(["complete", "partial"])


def outcome(result: Comparison) -> object:
    """All that is said, without the order of input."""
    return (
        [(p.earlier.id, p.later.id, p.score, p.kind, result.change_of(p)) for p in result.pairs],
        [item.id for item in result.new],
        [item.id for item in result.not_repeated],
        [
            (c.series, c.side.selector, c.items, c.recurring, c.related, c.alone, c.not_known)
            for c in counts_told(result)
        ],
        [(r.pair.earlier.id, [s.selector for s in r.silent]) for r in result.returned],
        result.claims,
    )


def reports_of(texts: Sequence[list[str]], level: str) -> list[Report]:
    names = ["2010-a", "2011-a", "2012-a", "2010-b", "2011-b", "2012-b"]
    return [make(name, found, level=level, series=name[-1]) for name, found in zip(names, texts, strict=True)]


def sides_of(reports: Sequence[Report]) -> list[Side]:
    years = ("2010", "2011", "2012")
    chosen = [[report for report in reports if report.id.startswith(year)] for year in years]
    return [
        Side(year, own, [item for report in own for item in items_of(report)])
        for year, own in zip(years, chosen, strict=True)
    ]


@settings(deadline=None, max_examples=50)
@given(st.tuples(*[TEXTS] * 6), LEVELS)
def test_counts_add_up(texts: Sequence[list[str]], level: str) -> None:
    reports = reports_of(texts, level)
    sides = sides_of(reports)
    result = compare_sides(library_of(*reports), sides, WordEncoder())
    counts = counts_told(result)
    for count in counts:
        assert count.items == count.recurring + count.related + count.alone + count.not_known
    assert sum(count.items for count in counts) == sum(len(side.items) for side in sides)


@settings(deadline=None, max_examples=50)
@given(st.tuples(*[TEXTS] * 6), LEVELS, st.data())
def test_the_order_of_input_never_matters(
    texts: Sequence[list[str]], level: str, data: st.DataObject
) -> None:
    reports = reports_of(texts, level)
    library, sides = library_of(*reports), sides_of(reports)
    shuffled = [
        Side(
            side.selector,
            data.draw(st.permutations(side.reports)),
            data.draw(st.permutations(side.items)),
        )
        for side in data.draw(st.permutations(sides))
    ]
    usual = outcome(compare_sides(library, sides, WordEncoder()))
    assert outcome(compare_sides(library, shuffled, WordEncoder())) == usual


@settings(deadline=None, max_examples=30)
@given(st.tuples(*[TEXTS] * 6))
def test_a_library_compared_with_itself_is_all_recurring(texts: Sequence[list[str]]) -> None:
    reports = reports_of(texts, "complete")
    library = library_of(*reports)
    every = Side("all", reports, library.items)
    result = compare_sides(library, [every, every], WordEncoder())
    assert (result.new, result.not_repeated, result.returned) == ([], [], [])
    assert all(count.recurring == count.items for count in counts_told(result))
    kept = {item.id: result.change_of(Pair(item, item, 1.0, same=True)) for item in library.items}
    assert set(kept.values()) <= {Change.SAME_WORDING}


def test_the_shipped_library_compared_with_itself_is_all_recurring(shipped: LoadedLibrary) -> None:
    library: Library = shipped.library
    every = Side("all", library.reports, library.items)
    result = compare_sides(library, [every, every], WordEncoder())
    assert (result.new, result.not_repeated) == ([], [])
    alike = {p.earlier.id for p in result.pairs if result.change_of(p) is Change.SAME_WORDING}
    assert alike == {item.id for item in library.items}


def test_no_pair_is_told_in_both_directions() -> None:
    reports = [make("2010-a", ["train judges"]), make("2011-a", ["train judges"])]
    library = library_of(*reports)
    every = Side("all", reports, library.items)
    keys = [(p.earlier.id, p.later.id) for p in compare_sides(library, [every, every], WordEncoder()).pairs]
    assert ("2010-a/r0", "2011-a/r0") in keys
    assert ("2011-a/r0", "2010-a/r0") not in keys


def test_selectors_are_put_in_order_of_time_and_it_is_said(loaded: LoadedLibrary) -> None:
    backwards = compare(loaded, ["2011", "2010"], encoder=WordEncoder())
    forwards = compare(loaded, ["2010", "2011"], encoder=WordEncoder())
    assert outcome(backwards) == outcome(forwards)
    assert (backwards.moved, forwards.moved) == (True, False)
    assert kept_order(backwards) == "The selections were put in order of time: 2010, 2011."


def related(scores: dict[tuple[int, int], float], *, confirmed: bool = False) -> list[Pair]:
    texts = [f"word{n}" for n in range(8)]
    one, other = items_of(make("2010-a", texts)), items_of(make("2011-a", texts))
    basis = Basis.CONFIRMED if confirmed else Basis.COMPUTED
    return [Pair(one[a], other[b], score, same=False, basis=basis) for (a, b), score in scores.items()]


def test_unlikely_related_pairs_are_not_told_unless_people_confirmed_them() -> None:
    assert worth_telling(related({(0, 1): LEAST_TOLD - 0.01})) == []
    assert len(worth_telling(related({(0, 1): LEAST_TOLD}))) == 1
    assert len(worth_telling(related({(0, 1): 0.01}, confirmed=True))) == 1


def test_an_item_is_told_with_its_best_three_at_most() -> None:
    pairs = related({(0, n): 0.9 - n / 100 for n in range(5)})
    pairs += related({(1, n): 0.5 - n / 100 for n in range(4)})
    told = [(p.earlier.id[-1], p.later.id[-1]) for p in worth_telling(pairs)]
    assert told == [("0", "0"), ("0", "1"), ("0", "2"), ("1", "0"), ("1", "1"), ("1", "2")]


def test_a_related_pair_that_is_not_shown_still_counts_and_is_said() -> None:
    """An item whose related ones have three others each is related, and not said to be new."""
    base = make("2010-a", ["train the judges"]), make("2011-a", [f"word{n}" for n in range(4)])
    library = library_of(*base)
    judgements = [judged(library, "2010-a/r0", f"2011-a/r{n}", "related") for n in range(4)]
    sides = [Side(report.id, [report], items_of(report)) for report in base]
    result = compare_sides(library_of(*base, judgements=judgements), sides, WordEncoder())
    (account,) = accounts(result)
    assert (len(account.related), account.more_related, account.new) == (3, 1, None)
    assert [count.related for count in account.counts] == [1, 4]
    assert left_out(1).startswith("1 more related pair is not shown")


def test_headings_say_how_many_pairs_are_confirmed() -> None:
    mixed = [*related({(0, 1): 0.5}), *related({(1, 1): 0.5}, confirmed=True)]
    assert headed("T", mixed) == "T (2 pairs, 1 confirmed)"
    assert headed("T", mixed[:1]) == "T (1 pair, computed, not confirmed)"
    assert headed("T", mixed[1:]) == "T (1 pair, confirmed)"
    assert [probability(pair) for pair in mixed] == ["0.50", ""]


def test_an_item_with_an_unlikely_relative_only_has_no_counterpart() -> None:
    result = compared([make("2010-a", ["train the judges"])], [make("2011-a", ["paint the bridge"])])
    (account,) = accounts(result)
    assert [pair.kind for pair in account.related] == []
    assert [count.alone for count in account.counts] == [1, 1]
    assert account.new is not None
    assert PairKind.RECURRING not in [pair.kind for pair in result.pairs]
