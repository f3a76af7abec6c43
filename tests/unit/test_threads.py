"""One demand through all years: what joins, what keeps apart, ids that survive, years of silence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.actions.show import show
from consultrep.actions.threads import list_threads
from consultrep.compare import Pair, ThreadList, ThreadSet, gather_threads, silences
from consultrep.compare.joining import joined
from consultrep.compare.labels import silence_texts
from consultrep.errors import UsageError
from consultrep.export import sheet_of, write_sheet
from consultrep.model import Basis, Item, Library, Verdict, items_of
from consultrep.query import ItemFilter, ShownItem
from consultrep.store.loaded import LoadedLibrary
from tests.comparing import WordEncoder, judged, library_of, make

YEARS = (2010, 2011, 2012, 2013)
WORDS = ["alpha beta", "gamma delta", "epsilon zeta", "eta theta"]


def items() -> dict[str, Item]:
    """An item a year, each in words of its own."""
    reports = [make(f"{year}-a", [text]) for year, text in zip(YEARS, WORDS, strict=True)]
    return {str(report.id[:4]): items_of(report)[0] for report in reports}


def groups(
    links: dict[tuple[str, str], float],
    *,
    confirmed: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
    least: float = 0.3,
) -> list[list[str]]:
    """The years that are joined; a pair of 0.3 or more is the same."""
    held = items()
    pairs = [
        Pair(
            held[a],
            held[b],
            score,
            same=score >= 0.3 or (a, b) in confirmed,
            basis=Basis.CONFIRMED if (a, b) in confirmed else Basis.COMPUTED,
            verdict=Verdict.SAME if (a, b) in confirmed else None,
        )
        for (a, b), score in links.items()
    ]
    refused = {frozenset((held[a].id, held[b].id)) for a, b in apart}
    found = joined(list(held.values()), pairs, refused, least)
    return [[ident[:4] for ident in group] for group in found]


def test_pairs_that_are_the_same_join() -> None:
    links = {("2010", "2011"): 0.9, ("2011", "2012"): 0.8, ("2010", "2012"): 0.7}
    assert groups(links) == [["2010", "2011", "2012"], ["2013"]]


def test_a_computed_chain_does_not_join_what_is_unlike() -> None:
    links = {("2010", "2011"): 0.9, ("2012", "2013"): 0.9, ("2011", "2012"): 0.4}
    assert groups(links) == [["2010", "2011"], ["2012", "2013"]]


def test_a_confirmed_pair_joins_all_the_same() -> None:
    links = {("2010", "2011"): 0.9, ("2012", "2013"): 0.9, ("2011", "2012"): 0.0}
    assert groups(links, confirmed=[("2011", "2012")]) == [list(map(str, YEARS))]


def test_a_judgement_between_any_two_keeps_them_apart() -> None:
    links = {("2010", "2011"): 0.9, ("2011", "2012"): 0.8, ("2010", "2012"): 0.7}
    assert groups(links, apart=[("2010", "2012")]) == [["2010", "2011"], ["2012"], ["2013"]]
    joined_by_people = groups(links, confirmed=[("2011", "2012")], apart=[("2010", "2012")])
    assert joined_by_people == [["2010"], ["2011", "2012"], ["2013"]]


TEXTS = st.lists(st.sampled_from(["train judges", "train police", "fix bridges"]), max_size=4)
LINKS = st.dictionaries(
    st.sampled_from([(str(a), str(b)) for a in YEARS for b in YEARS if a < b]),
    st.floats(0, 1).map(lambda score: round(score, 1)),
)


@given(LINKS, st.data())
def test_the_order_of_pairs_never_matters(links: dict[tuple[str, str], float], data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(links.items()))))
    assert groups(shuffled) == groups(links)


@given(LINKS)
def test_every_item_is_in_one_thread(links: dict[tuple[str, str], float]) -> None:
    assert sorted(year for group in groups(links) for year in group) == sorted(map(str, YEARS))


def gathered(library: Library) -> ThreadSet:
    return gather_threads(library, WordEncoder())


def repeating(*years: int, between: Sequence[int] = (), level: str = "complete") -> Library:
    """A demand of some years, and reports between that do not hold it."""
    silent = [
        make(f"{year}-a", [] if level == "record_only" else ["paint the bridge"], level=level)
        for year in between
    ]
    return library_of(*(make(f"{year}-a", ["train the judges"]) for year in years), *silent)


def test_a_thread_is_named_by_its_first_item_and_answers_to_all() -> None:
    found = gathered(repeating(2010, 2012))
    thread = found.find("t:2010-a/r0")
    assert thread is not None
    assert thread.id == "t:2010-a/r0"
    for name in ("2010-a/r0", "2012-a/r0", "t:2012-a/r0", " T:2012-A/R0 "):
        assert found.find(name) is thread
    assert found.find("t:2011-a/r0") is None


def test_an_id_survives_a_new_record_that_asked_earlier() -> None:
    cited = gathered(repeating(2010, 2012)).repeated[0].id
    grown = gathered(repeating(2009, 2010, 2012))
    thread = grown.find(cited)
    assert thread is not None
    assert thread.id == "t:2009-a/r0"
    assert len(thread.items) == 3


def test_a_year_is_silent_only_where_it_was_read_whole() -> None:
    for level, state in (("complete", "not asked"), ("partial", "not known"), ("record_only", "not known")):
        thread = gathered(repeating(2010, 2012, between=[2011], level=level)).find("2010-a/r0")
        assert thread is not None
        (silence,) = silences(thread)
        assert (silence.year, silence.known) == (2011, level == "complete")
        assert state in silence_texts([silence])[0]


def test_a_year_with_a_known_gap_is_not_known() -> None:
    asked = [make(f"{year}-a", ["train the judges"]) for year in (2010, 2012)]
    thread = gathered(library_of(*asked, make("2011-a", ["paint the bridge"], gaps=1))).find("2010-a/r0")
    assert thread is not None
    assert [(one.year, one.known) for one in silences(thread)] == [(2011, False)]


def test_a_year_without_a_record_is_not_known_and_later_ones_need_one() -> None:
    thread = gathered(repeating(2010, 2013, between=[2015])).find("2010-a/r0")
    assert thread is not None
    assert [(one.year, one.known) for one in silences(thread)] == [(2011, False), (2012, False), (2015, True)]
    assert silence_texts(silences(thread)) == ["2011-2012: not known, no report is held", "2015: not asked"]


def test_companions_stand_apart_and_count_for_the_years_unless_a_series_is_asked(
    loaded: LoadedLibrary,
) -> None:
    reports = [
        make("2010-town2", ["train the judges"], series="town"),
        make("2012-ngo2", ["train the judges"], series="ngo"),
        make("2013-town2", ["train the judges"], series="town"),
    ]
    library = Library(reports=reports, series=loaded.library.series)
    (thread,) = gathered(library).repeated
    assert thread.series == ["town", "ngo"]
    assert thread.years() == [2010, 2012, 2013]
    assert thread.years(["town"]) == [2010, 2013]

    def listed(**asked: object) -> int:
        return len(list_threads(library, encoder=WordEncoder(), **asked).threads)  # type: ignore[arg-type]

    assert (listed(min_years=3), listed(wanted=ItemFilter(series=["town"]), min_years=3)) == (1, 0)


def test_the_label_is_the_wording_that_most_others_are_the_same_as() -> None:
    reports = [make(f"{year}-a", [text]) for year, text in zip(YEARS, WORDS, strict=True)]
    plain = library_of(*reports)
    verdicts = [judged(plain, "2012-a/r0", f"{year}-a/r0", "narrower") for year in (2010, 2011, 2013)]
    (thread,) = gathered(library_of(*reports, judgements=verdicts)).repeated
    assert thread.label_item.id == "2012-a/r0"
    assert {thread.basis_of(item) for item in thread.items} == {Basis.CONFIRMED}


def judged_years(*pairs: tuple[str, str, str]) -> ThreadSet:
    """The threads of an item a year, judged so."""
    reports = [make(f"{year}-a", [text]) for year, text in zip(YEARS, WORDS, strict=True)]
    plain = library_of(*reports)
    verdicts = [judged(plain, f"{a}-a/r0", f"{b}-a/r0", verdict) for a, b, verdict in pairs]
    return gathered(library_of(*reports, judgements=verdicts))


def test_one_that_is_narrower_names_no_thread_where_two_are_the_same() -> None:
    pairs = [("2010", "2011", "narrower"), ("2010", "2012", "same"), ("2012", "2011", "narrower")]
    (thread,) = judged_years(*pairs, ("2011", "2013", "narrower")).repeated
    assert thread.label_item.id in {"2010-a/r0", "2012-a/r0"}


def test_two_that_are_only_related_share_a_thread_through_a_wider_one_and_it_is_said() -> None:
    pairs = [("2010", "2011", "narrower"), ("2010", "2012", "narrower"), ("2011", "2012", "related")]
    found = judged_years(*pairs)
    (thread,) = found.repeated
    assert [(p.earlier.id, p.later.id) for p in thread.only_related] == [("2011-a/r0", "2012-a/r0")]
    text = write_sheet(sheet_of(ThreadList(found, [thread])), "md")
    assert "- **Not all the same**: 1 pair of these wordings was judged related, not the same" in text


def test_two_that_are_judged_not_the_same_are_kept_apart_although_a_wider_one_holds_both() -> None:
    pairs = [("2010", "2011", "narrower"), ("2010", "2012", "narrower"), ("2011", "2012", "not-same")]
    assert all(not thread.only_related for thread in judged_years(*pairs).threads)
    assert len(judged_years(*pairs).repeated[0].items) == 2


def contradicting() -> Library:
    reports = [make(f"{year}-a", [text]) for year, text in zip(YEARS, WORDS, strict=True)]
    plain = library_of(*reports)
    pairs = [("2010", "2011", "same"), ("2011", "2012", "same"), ("2010", "2012", "not-same")]
    verdicts = [judged(plain, f"{a}-a/r0", f"{b}-a/r0", verdict) for a, b, verdict in pairs]
    return library_of(*reports, judgements=verdicts)


def test_a_contradiction_is_reported_with_its_path_and_keeps_apart() -> None:
    found = gathered(contradicting())
    assert found.contradictions == [["2010-a/r0", "2011-a/r0", "2012-a/r0"]]
    assert [[item.id for item in thread.items] for thread in found.repeated] == [["2010-a/r0", "2011-a/r0"]]


def test_findings_are_in_no_thread(loaded: LoadedLibrary) -> None:
    found = gathered(loaded.library)
    assert all(item.recommendation for thread in found.threads for item in thread.items)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.lists(st.sampled_from(["train judges", "train police", "fix bridges"]), max_size=4), max_size=4
    )
)
def test_each_recommendation_has_one_thread(texts: list[list[str]]) -> None:
    library = library_of(*(make(f"{2010 + n}-a", found) for n, found in enumerate(texts)))
    ids = [item.id for thread in gathered(library).threads for item in thread.items]
    assert sorted(ids) == sorted(item.id for item in library.items)


def test_one_thread_by_name_else_a_hint(loaded: LoadedLibrary) -> None:
    result = list_threads(loaded.library, ident="2011-town/r2", encoder=WordEncoder())
    assert [thread.id for thread in result.threads] == ["t:2010-ngo/n1"]
    with pytest.raises(UsageError, match="no thread answers to 't:2011-towm/r2'") as raised:
        list_threads(loaded.library, ident="t:2011-towm/r2", encoder=WordEncoder())
    assert "2011-town/r2" in raised.value.hint


def test_themes_choose_threads(loaded: LoadedLibrary) -> None:
    every = list_threads(loaded.library, min_years=1, encoder=WordEncoder()).threads
    some = list_threads(
        loaded.library, ItemFilter(themes=["access"]), min_years=1, encoder=WordEncoder()
    ).threads
    assert 0 < len(some) < len(every)
    assert all(any("access" in item.statement.themes for item in thread.items) for thread in some)


def test_show_names_the_thread_of_a_recommendation(loaded: LoadedLibrary) -> None:
    shown = show(loaded.library, "2011-town/r2", WordEncoder())
    assert isinstance(shown, ShownItem)
    assert shown.thread is not None
    assert shown.thread.id == "t:2010-ngo/n1"
    finding = show(loaded.library, "2010-town/f1", WordEncoder())
    assert isinstance(finding, ShownItem)
    assert finding.thread is None
