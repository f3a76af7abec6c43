"""What a query finds, in which order, and where in the texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.actions.search import search
from consultrep.errors import UsageError
from consultrep.language import words
from consultrep.messages import in_language
from consultrep.model import GlossaryTerm, ImplementationState, Library, Standing
from consultrep.query import ItemFilter, filter_items, filter_reports
from consultrep.query.filters import Items, described
from consultrep.query.search import Found, Index, Lookup, item_entry, parse_query, scores, title_entries
from consultrep.query.search.words import joined
from consultrep.store.folders import LibraryFolder
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import load_library
from tests.comparing import WordEncoder, library_of, make

JUDGES = ["2010-town/r1", "2011-town/r1"]
POOLS = ["2010-ngo/n1", "2011-town/r2"]


@pytest.fixture
def small(small: Path) -> Path:
    """The small library with a glossary of its own, and a state of one recommendation."""
    terms = "  - {id: pool, fr: [piscine, PQ, bassin de nage], en: [swimming pool, ZPL]}\n"
    terms += "  - {id: who, fr: [OMS], en: [WHO, World Health Organization]}\n"
    (small / "reports/glossary.yaml").write_text(f"terms:\n{terms}", encoding="utf-8")
    file = small / "reports/2011-town.yaml"
    answered = "      source: https://example.org/answer\n"
    state = (
        f'{answered}    implementation: [{{state: limited, date: "2012", source: https://example.org/x}}]\n'
    )
    file.write_text(file.read_text("utf-8").replace(answered, state), encoding="utf-8")
    return small


def ids(result: Found) -> list[str]:
    return [hit.entry.id for hit in result.hits]


def found(loaded: LoadedLibrary, query: str, wanted: ItemFilter | None = None) -> list[str]:
    return sorted(ids(search(loaded.library, query, wanted)))


def marked(result: Found, ident: str) -> dict[str, list[str]]:
    """The words marked in each language of one hit."""
    (hit,) = (hit for hit in result.hits if hit.entry.id == ident)
    return {
        language: [(hit.entry.text.side(language) or "")[start:end] for start, end in ranges]
        for language, ranges in hit.highlights.items()
    }


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("accessibilite", JUDGES),
        ("ACCESSIBILITÉ", JUDGES),
        ("train the judge", ["2010-town/f1", *JUDGES]),
        ("trained judges", ["2010-town/f1", *JUDGES]),
        ("juge AND formation", ["2010-town/f1", *JUDGES]),
        ('"the judges"', []),
        ('"judges and prosecutors"', JUDGES),
        ('"prosecutors and judges"', []),
        ("bridges OR ponts", ["2010-town/r3"]),
        ("judges NOT train", []),
        ("judges -lack", JUDGES),
        ("juges SAUF manquent", JUDGES),
        ("river bridges", ["2010-town/r3"]),
        ("river judges", []),
        ("ri*", ["2010-town/r3"]),
        ("l'accessibilité", JUDGES),
        ("the", ["2010-town/r3"]),
        ("forum", ["2011-town"]),
        ("justice", ["2010-town#1"]),
        ("nothingatall", []),
    ],
)
def test_what_words_find(loaded: LoadedLibrary, query: str, hits: list[str]) -> None:
    assert found(loaded, query) == hits


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("zpl", POOLS),
        ("ZPL", POOLS),
        ("PQ", POOLS),
        ("piscines", POOLS),
        ("bassin de nage", POOLS),
        ("bassin de nage gratuit", ["2011-town/r2"]),
        ('"PQ"', []),
        ('"swimming pool"', POOLS),
        ("PQ -piscine", []),
        ("NOT PQ kind:recommendation report:2011-town", ["2011-town/r1"]),
        ("who", []),
    ],
)
def test_a_name_finds_its_other_names_and_quotes_do_not(
    loaded: LoadedLibrary, query: str, hits: list[str]
) -> None:
    assert found(loaded, query) == hits


def test_an_acronym_in_capitals_is_not_the_word_in_small_letters() -> None:
    library = library_of(make("2010-a", ["those who ask", "the WHO asks", "World Health Organization"]))
    named = Library(
        library.reports, glossary=[GlossaryTerm(id="who", en=["WHO", "World Health Organization"])]
    )
    assert ids(search(named, "WHO")) == ["2010-a/r1", "2010-a/r2"]
    assert set(ids(search(named, "who"))) == {"2010-a/r0", "2010-a/r1", "2010-a/r2"}


def test_the_names_of_the_shipped_glossary_find_each_other_in_both_languages(shipped: LoadedLibrary) -> None:
    permits = search(shipped.library, "PST")
    assert set(ids(permits)) == set(ids(search(shipped.library, "temporary resident permit")))
    assert marked(permits, "2015-workshop/c58") == {
        "fr": ["permis de séjour temporaire", "PST"],
        "en": ["temporary resident permits", "TRPs"],
    }
    police = search(shipped.library, "Royal Canadian Mounted Police")
    assert ids(police) == ids(search(shipped.library, "GRC"))
    assert marked(police, ids(police)[0])["en"] == ["RCMP"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("theme:formation", ItemFilter(themes=["formation"])),
        ("thème:COURSES", ItemFilter(themes=["courses"])),
        ("year:2010", ItemFilter(years=["2010"])),
        ("year:2010..2011", ItemFilter(years=["2010..2011"])),
        ("actor:GRC", ItemFilter(actors=["GRC"])),
        ('actor:"mounted police"', ItemFilter(actors=["mounted police"])),
        ("report:2011-town", ItemFilter(reports=["2011-town"])),
        ("series:ngo|town", ItemFilter(series=["ngo", "town"])),
        ("standing:formal", ItemFilter(standings=[Standing.FORMAL])),
        ("statut:formelle", ItemFilter(standings=[Standing.FORMAL])),
        ("standing:formal|suggested", ItemFilter(standings=[Standing.FORMAL, Standing.SUGGESTED])),
        ("theme:formation year:2011", ItemFilter(themes=["formation"], years=["2011"])),
        ("response:yes", ItemFilter(answered=True)),
        ("réponse:oui", ItemFilter(answered=True)),
        ("answered:no", ItemFilter(answered=False)),
        ("reponse:NON", ItemFilter(answered=False)),
        ("response:yes|no", ItemFilter(standings=list(Standing))),
        ("state:limited", ItemFilter(states=[ImplementationState.LIMITED])),
        ('état:"progrès limité"', ItemFilter(states=[ImplementationState.LIMITED])),
        ('state:"limited progress"|complete', ItemFilter(states=[ImplementationState.LIMITED])),
    ],
)
def test_a_field_keeps_what_the_filter_of_its_name_keeps(
    loaded: LoadedLibrary, query: str, wanted: ItemFilter
) -> None:
    library = loaded.library
    by_query = filter_items(library, library.items, ItemFilter(items=Items.ALL, where=parse_query(query)))
    by_filter = filter_items(library, library.items, ItemFilter(**{**vars(wanted), "items": Items.ALL}))
    assert [item.id for item in by_query] == [item.id for item in by_filter] != []


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("kind:finding", ["2010-town/f1"]),
        ("genre:constat|section", ["2010-town#1", "2010-town/f1"]),
        ("kind:report -year:2011", ["2010-ngo", "2010-town"]),
        ("id:r2", ["2010-town/r2", "2011-town/r2"]),
        ("id:2010-town/r2", ["2010-town/r2"]),
        ("id:2010-TOWN/R2", ["2010-town/r2"]),
        ("id:2011-town*", ["2011-town", "2011-town/r1", "2011-town/r2"]),
        ("lang:fr -lang:en", ["2010-town/r2"]),
        ("-lang:fr", ["2010-ngo", "2010-ngo/n1"]),
        ("strength:must|consider", ["2010-town/r1", "2010-town/r3"]),
        ('force:"à envisager"', ["2010-town/r3"]),
        ("theme:formation -judges", []),
    ],
)
def test_what_fields_find(loaded: LoadedLibrary, query: str, hits: list[str]) -> None:
    assert found(loaded, query) == hits


@pytest.mark.parametrize(
    ("query", "value", "hint"),
    [
        ("a theme:formaton", "formaton", "Training"),
        ("theme:(formation|zzz)", "zzz", "consultrep themes"),
        ("year:1999", "1999", "2010"),
        ("year:2012..2011", "2012..2011", "years"),
        ("report:2011-twon a", "2011-twon", "2011-town"),
        ("NOT series:twon", "twon", "town"),
        ("actor:gendarmrie", "gendarmrie", "gendarmerie"),
        ("kind:findin", "findin", "finding"),
        ("standing:x", "x", "formal, suggested, reported"),
        ("response:maybe", "maybe", "yes, no"),
        ("state:limted", "limted", "limited progress"),
        ("lang:de", "de", "fr, en"),
        ("id:2011-twon/r1", "2011-twon/r1", "2011-town/r1"),
    ],
)
def test_an_unknown_value_is_shown_at_its_place(
    loaded: LoadedLibrary, query: str, value: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        found(loaded, query)
    _said, line, carets = caught.value.message.split("\n")
    start = carets.index("^")
    assert line[start : start + len(carets.strip())] == value
    assert hint in caught.value.hint


def test_values_are_suggested_in_the_language_in_force(loaded: LoadedLibrary) -> None:
    with in_language("fr"), pytest.raises(UsageError) as caught:
        found(loaded, "standing:x")
    assert "formelle, suggérée, rapportée" in caught.value.hint


def test_what_repeats_the_word_in_a_shorter_text_comes_first_and_equals_stand_by_id() -> None:
    library = library_of(
        make("2010-a", ["ponds and paths and bridges", "ponds", "ponds", "ponds ponds and paths and bridges"])
    )
    result = search(library, "ponds kind:recommendation")
    assert ids(result) == ["2010-a/r1", "2010-a/r2", "2010-a/r3", "2010-a/r0"]
    assert result.hits[0].score == result.hits[1].score > result.hits[2].score


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    library = library_of(make("2010-a", ["ponds paths", "ponds bridges", "ponds walls", "walls ponds"]))
    assert ids(search(library, "walls OR bridges"))[0] == "2010-a/r1"


def test_the_score_is_that_of_the_formula() -> None:
    library = library_of(make("2010-a", ["ponds ponds paths", "paths"]))
    index = Index(library, [item_entry(item) for item in library.items])
    lookup = Lookup(index, parse_query("ponds"))
    (score,) = scores(lookup, lookup.numbers).values()
    weight = 2 / (1 - 0.75 + 0.75 * 3 / 2)
    assert score == pytest.approx(0.6931471806 * weight / (1.2 + weight))


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("judicial prosecutors", JUDGES),
        ("courses prosecutors", JUDGES),
        ("perfectionnement procureurs", JUDGES),
        ("judic* prosecutors", JUDGES),
        ("(judicial OR river) prosecutors", JUDGES),
        ("judicial", []),
        ("judicial courses", []),
        ("judicial OR river", ["2010-town/r3"]),
        ('"judicial" prosecutors', []),
        ("prosecutors -judicial", JUDGES),
        ("judicial -prosecutors", []),
        ("judicial NOT (NOT prosecutors)", JUDGES),
        ("judicial prosecutors year:2011", ["2011-town/r1"]),
        ("data statistics", ["2010-town/r2"]),
    ],
)
def test_a_word_may_stand_in_a_name_of_the_themes_where_another_stands_in_the_text(
    loaded: LoadedLibrary, query: str, hits: list[str]
) -> None:
    assert found(loaded, query) == hits
    kept = filter_items(loaded.library, loaded.library.items, ItemFilter(where=parse_query(query)))
    assert [item.id for item in kept] == [ident for ident in hits if ident != "2010-town/f1"]


def test_training_of_judges_is_found_in_both_languages_under_its_other_words(shipped: LoadedLibrary) -> None:
    wanted = {"2015-workshop/c27", "2015-workshop/c31", "2017-tip/r4"}
    for query in ("formation des juges", "training of judges"):
        assert wanted <= set(found(shipped, query))


def test_a_hit_says_whether_its_text_alone_matches(loaded: LoadedLibrary) -> None:
    assert [hit.by_setting for hit in search(loaded.library, "judicial prosecutors").hits] == [True, True]
    assert [hit.by_setting for hit in search(loaded.library, "train prosecutors").hits] == [False, False]


@pytest.mark.parametrize(
    ("query", "absent"),
    [
        ("jugse", {"jugse": ["juges"]}),
        ("accessibilte prosecutors", {"accessibilte": ["accessibilité", "accessibility"]}),
        ("qqqq OR vvvv", {"qqqq": [], "vvvv": []}),
        ("river judges", {}),
        ("river -vvvv theme:formation", {}),
    ],
)
def test_what_finds_nothing_names_the_words_that_no_text_has(
    loaded: LoadedLibrary, query: str, absent: dict[str, list[str]]
) -> None:
    result = search(loaded.library, query)
    assert (result.number, result.absent, result.outside, result.asked) == (0, absent, 0, True)


def test_what_only_the_filter_leaves_out_is_counted(loaded: LoadedLibrary) -> None:
    result = search(loaded.library, "river", ItemFilter(years=["2011"]))
    assert (result.number, result.outside, result.absent) == (0, 1, {})


def test_the_section_and_themes_of_a_text_lift_it(loaded: LoadedLibrary) -> None:
    with_setting = search(loaded.library, "judges kind:recommendation OR judges kind:finding")
    index = Index(loaded.library, [item_entry(item) for item in loaded.library.items])
    assert "judicial" in index.settings["en"].numbers
    assert "justice" in index.settings["fr"].numbers
    assert found(loaded, "judicial") == []
    assert with_setting.number == 3


def test_only_fields_stand_in_order_of_id_with_no_score(loaded: LoadedLibrary) -> None:
    result = search(loaded.library, "theme:formation")
    assert ids(result) == sorted(ids(result))
    assert {hit.score for hit in result.hits} == {0.0}


def test_marks_are_where_the_words_stand(loaded: LoadedLibrary) -> None:
    result = search(loaded.library, "former OU juge* OU accessib*")
    assert marked(result, "2010-town/r1") == {
        "fr": ["Former", "juges", "accessibilité"],
        "en": ["accessibility"],
    }
    assert marked(search(loaded.library, '"judges and prosecutors"'), "2010-town/r1") == {
        "fr": [],
        "en": ["judges and prosecutors"],
    }
    assert marked(search(loaded.library, "judges -lack"), "2010-town/r1")["en"] == ["judges"]


@pytest.mark.parametrize(
    ("wanted", "hits"),
    [
        (ItemFilter(), ["2010-town#1", "2010-town/r1"]),
        (ItemFilter(years=["2011"]), []),
        (ItemFilter(items=Items.ALL), ["2010-town/r1"]),
        (ItemFilter(strengths=[], themes=["judges"]), ["2010-town/r1"]),
        (ItemFilter(where=parse_query("year:2010")), ["2010-town#1", "2010-town/r1"]),
        (ItemFilter(where=parse_query("procureurs")), ["2010-town/r1"]),
        (ItemFilter(items=Items.FINDINGS), []),
    ],
)
def test_filters_of_items_leave_titles_out(
    loaded: LoadedLibrary, wanted: ItemFilter, hits: list[str]
) -> None:
    assert found(loaded, "justice OR former", wanted) == hits


def test_a_limit_says_how_many_there_were(loaded: LoadedLibrary) -> None:
    result = search(loaded.library, "open OR train", limit=1)
    assert (len(result.hits), result.number) == (1, 5)


def test_a_score_does_not_change_with_the_filter(loaded: LoadedLibrary) -> None:
    everything = search(loaded.library, "judges")
    some = search(loaded.library, "judges", ItemFilter(years=["2011"]))
    scored = {hit.entry.id: hit.score for hit in everything.hits}
    assert all(scored[hit.entry.id] == hit.score for hit in some.hits)


def test_texts_that_are_not_held_are_named_unless_the_query_leaves_them_out() -> None:
    library = library_of(make("2010-a", ["ponds"]), make("2011-a", [], level="record_only"))
    for query, unread in {
        "ponds": ["2011-a"],
        "ponds year:2010": [],
        "ponds year:2011": ["2011-a"],
        "ponds -year:2011": [],
        "ponds AND (year:2010 OR kind:finding)": ["2011-a"],
        "year:2010 OR year:2011": ["2011-a"],
    }.items():
        assert [report.id for report in search(library, query).unread] == unread


def test_by_meaning_words_rank_and_fields_and_not_decide(loaded: LoadedLibrary) -> None:
    result = search(loaded.library, "judges accessibility", encoder=WordEncoder())
    assert result.number == len(loaded.library.items) + len(list(title_entries(loaded.library.reports)))
    assert result.encoder == WordEncoder().name
    best = search(
        loaded.library,
        "judges training year:2010..2011 NOT manquent",
        ItemFilter(items=Items.ALL),
        encoder=WordEncoder(),
        limit=2,
    )
    assert sorted(ids(best)) == JUDGES
    assert all(-1 <= hit.score <= 1.0001 for hit in result.hits)
    assert [hit.score for hit in result.hits] == sorted((hit.score for hit in result.hits), reverse=True)
    assert "2010-town/f1" not in ids(best)


def test_by_meaning_a_query_needs_words(loaded: LoadedLibrary) -> None:
    with pytest.raises(UsageError, match="meaning"):
        search(loaded.library, "year:2010 NOT juges", encoder=WordEncoder())


def test_where_asks_for_kinds_by_itself(loaded: LoadedLibrary) -> None:
    def kept(where: str, items: Items | None = None) -> list[str]:
        wanted = ItemFilter(where=parse_query(where), items=items)
        return [item.id for item in filter_items(loaded.library, loaded.library.items, wanted)]

    assert kept("kind:finding") == ["2010-town/f1"]
    assert kept("juges") == JUDGES
    assert kept("kind:finding", items=Items.RECOMMENDATIONS) == []


def test_where_leaves_reports_out_only_where_it_speaks_of_reports(loaded: LoadedLibrary) -> None:
    def reports(where: str) -> list[str]:
        return [report.id for report in filter_reports(loaded.library, ItemFilter(where=parse_query(where)))]

    assert reports("year:2011") == ["2011-town"]
    assert reports("NOT year:2011") == ["2010-ngo", "2010-town"]
    assert set(reports("year:2011 OR juges")) == {"2010-town", "2010-ngo", "2011-town"}
    assert reports("series:ngo NOT juges") == ["2010-ngo"]
    assert reports("year:2011 report:2010-ngo") == []


def test_a_filter_is_described_with_its_query(loaded: LoadedLibrary) -> None:
    wanted = ItemFilter(where=parse_query("juges OU ponts"))
    assert described(loaded.library, wanted, "en") == "query: juges OU ponts"


@pytest.mark.slow
def test_a_very_long_query_is_looked_up() -> None:
    library = library_of(make("2010-a", ["ponds and paths"]))
    with_names = Library(library.reports, glossary=[GlossaryTerm(id="pond", en=["pond life", "PQ"])])
    for query in ("ponds " * 5_000, "PQ OR " * 5_000 + "ponds", "pond life " * 5_000 + "OR ponds"):
        assert ids(search(with_names, query)) == ["2010-a/r0"]


QUERY_PIECES = [
    *("ponds", "paths*", '"ponds and"', "(", ")", "OR", "AND", "NOT", "-", "|", "the", "l'eau", "mal-logés"),
    *("year:2010", "year:1990", "kind:report", "lang:en", "id:r0", "theme:x", "standing:formal", "\x00"),
]


@given(st.lists(st.sampled_from(QUERY_PIECES) | st.text(max_size=4), max_size=8).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_text_finds_something_or_nothing_or_is_refused(text: str) -> None:
    library = library_of(make("2010-a", ["ponds and paths", "the ponds"]))
    for encoder in (None, WordEncoder()):
        try:
            result = search(library, text, encoder=encoder)
        except UsageError as error:
            assert error.message
        else:
            assert result.number == len(result.hits) <= 3


WORDS = ("judges", "train", "bridge", "data", "open", "juges")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1, max_size=5)


@given(TEXTS, st.sampled_from(WORDS), st.sampled_from(WORDS))
@settings(max_examples=30, deadline=None)
def test_quoted_words_are_found_as_a_reader_of_each_text_would(
    texts: list[list[str]], one: str, other: str
) -> None:
    library = library_of(make("2010-a", [" ".join(text) for text in texts]))

    def matching(query: str) -> set[int]:
        index = Index(library, [item_entry(item) for item in library.items])
        return Lookup(index, parse_query(query)).numbers

    every = set(range(len(texts)))
    has_one = {number for number, text in enumerate(texts) if one in text}
    has_other = {number for number, text in enumerate(texts) if other in text}
    assert matching(f'"{one}" "{other}"') == has_one & has_other
    assert matching(f'"{one}" OR "{other}"') == has_one | has_other
    assert matching(f'"{one}" NOT "{other}"') == has_one - has_other
    assert matching(f'NOT "{one}"') == every - has_one
    assert matching(f'"{one} {other}"') == {
        number for number, text in enumerate(texts) if f" {one} {other} " in f" {' '.join(text)} "
    }
    assert matching(f"{one[:2]}*") == {
        number for number, text in enumerate(texts) if any(word.startswith(one[:2]) for word in text)
    }


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=6))
def test_joined_ranges_hold_the_same_characters(pairs: Sequence[tuple[int, int]]) -> None:
    ranges = [(start, start + length) for start, length in pairs]
    made = joined(ranges)
    assert {n for low, high in made for n in range(low, high)} == {n for a, b in ranges for n in range(a, b)}
    assert all(before[1] < after[0] for before, after in pairwise(made))


def test_every_mark_is_whole_words(shipped: LoadedLibrary) -> None:
    library: Library = shipped.library
    for query in ("form* OR victim* OR GRC OR PST", "l'accès OR services", '"human trafficking" judges'):
        for hit in search(library, query).hits:
            for language, ranges in hit.highlights.items():
                text = hit.entry.text.side(language) or ""
                marked_words = [word for start, end in ranges for word in words(text[start:end])]
                assert set(marked_words) <= set(words(text))
                assert all(text[start].isalnum() and text[end - 1].isalnum() for start, end in ranges)


def test_an_own_library_without_glossary_or_themes_is_searched(tmp_path: Path, small: Path) -> None:
    for name in ("glossary", "themes", "actors"):
        (small / f"reports/{name}.yaml").unlink()
    library = load_library(LibraryFolder(small)).library
    assert sorted(ids(search(library, "piscine OR judges"))) == [
        "2010-town/f1",
        *JUDGES,
        "2011-town/r2",
    ]
