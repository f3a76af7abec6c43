"""Rows as items: columns found or named, lists split, themes and actors known, equal rows made one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.errors import UsageError
from consultrep.importers.tables import (
    TARGETS,
    Entry,
    Row,
    Table,
    TableEntries,
    TableOptions,
    entries_of,
    read_table,
)
from consultrep.importers.tables.fixed_words import find_status
from consultrep.model import Actor, Library, Theme
from consultrep.store.loaded import LoadedLibrary

LIBRARY = Library(
    [],
    [
        Theme.model_validate({"id": "training", "label": {"fr": "Formation", "en": "Training"}}),
        Theme.model_validate({"id": "law", "label": {"fr": "Droit, justice et ordre", "en": "Law, justice"}}),
    ],
    [
        Actor.model_validate(
            {"id": "east", "label": {"fr": "Est", "en": "East"}, "aliases": {"en": ["East, Republic of the"]}}
        )
    ],
)


def entries(text: str, library: Library = LIBRARY, **options: Any) -> TableEntries:
    return entries_of(read_table(text.encode(), "t.csv", "csv"), library, TableOptions(**options))


def only(text: str, **options: Any) -> Entry:
    found = entries(text, **options)
    assert len(found.entries) == 1
    return found.entries[0]


def messages(found: TableEntries) -> list[str]:
    return [f"{p.location.line}: {p.message}" for p in found.problems]


def test_columns_named_by_options() -> None:
    found = entries(
        "Said,Subject,Speaker,Town,Meeting,Note\nTrain the staff,formation,Est,Aylmer,2,x\n",
        maps={"text_en": "Said", "themes": "subject", "asked_by": "Speaker"},
        split_by=["Town", "Meeting"],
    )
    assert found.entries == (
        Entry(
            "",
            ("Aylmer", "2"),
            "recommendations",
            2,
            {
                "text": {"en": "Train the staff", "origin": {"en": "original"}},
                "themes": ["training"],
                "asked_by": ["east"],
            },
        ),
    )
    assert found.unused == ("Note",)
    assert found.recognised == {}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"maps": {"theme": "A"}}, "'theme' is not a column of ours", "did you mean themes?"),
        ({"maps": {"text_en": "Txt"}}, "the table has no column 'Txt'", "did you mean Text?"),
        ({"split_by": ["Ton"]}, "the table has no column 'Ton'", "did you mean Town?"),
        ({"split_by": ["zzz"]}, "the table has no column 'zzz'", "the columns are: Text, Town"),
    ],
)
def test_a_column_that_is_not_there(options: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        entries("Text,Town\na,b\n", **options)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Texte", "text_en"),
        ("TEXT (fr)", "text_fr"),
        ("Text [en]", "text_en"),
        ("Recommandation", "text_en"),
        ("Recommendation - French", "text_fr"),
        ("French text", "text_fr"),
        ("Texte en anglais", "text_en"),
        ("title__fr", "text_fr"),
        ("body/en", "text_en"),
        ("label::English (en)", None),
        ("Text_FR", "text_fr"),
    ],
)
def test_obvious_headings_of_texts(heading: str, target: str | None) -> None:
    found = entries(f"{heading},Note\na,x\n")
    assert found.recognised == ({target: heading} if target else {})
    assert bool(found.entries) is bool(target)


@pytest.mark.parametrize(
    ("heading", "target"),
    [("Thème", "themes"), ("ISSUE", "themes"), ("Asked by", "asked_by"), ("Bénéficiaires", "beneficiaries")],
)
def test_other_obvious_headings(heading: str, target: str) -> None:
    assert entries(f"Text,{heading}\na,x\n", maps={"text_fr": "Text"}).recognised == {target: heading}


def test_headings_that_only_look_like_ours_are_left_alone() -> None:
    found = entries("Text,Type,Year,Address,Themes (fr)\na,letter,2010,5 Main Street,x\n")
    assert found.unused == ("Type", "Year", "Address", "Themes (fr)")
    assert found.problems == ()


def test_a_french_and_an_english_heading_are_two_languages() -> None:
    entry = only("Recommandation,Recommendation\nFormer,Train\n", language="fr")
    assert entry.item["text"] == {
        "fr": "Former",
        "en": "Train",
        "origin": {"fr": "original", "en": "official"},
    }
    told = only("Recommandation,Recommendation\nFormer,Train\n", origins={"en": "ours"})
    assert told.item["text"]["origin"] == {"fr": "official", "en": "ours"}


def test_two_columns_that_could_be_meant() -> None:
    found = entries("Text,Theme,Issue\na,x,y\n")
    assert "themes" not in found.entries[0].item
    assert messages(found) == ["1: more than one column could be themes: Theme, Issue"]
    assert found.unused == ("Theme", "Issue")
    assert entries("Recommendation,Text\na,x\n").entries == ()


def test_a_table_without_a_text_column_says_so() -> None:
    found = entries("Who,What\na,b\n")
    assert messages(found) == ["1: no column is known to hold the text of the recommendations"]
    assert "Who, What" in found.problems[0].hint


def test_rows_without_a_text() -> None:
    found = entries("Text,Theme\na,x\n ,y\n,z\n")
    assert [e.line for e in found.entries] == [2]
    assert messages(found) == [
        "3: the row has no text: it is left out",
        "4: the row has no text: it is left out",
    ]


@pytest.mark.parametrize(
    ("cell", "themes"),
    [
        ("Formation,Droit, justice et ordre", ["training", "law"]),
        ("law, justice,Training", ["law", "training"]),
        ("Training;Law, justice", ["training", "law"]),
        ("Training; training;;", ["training"]),
        ("Health (mental, other),Training", ["health-mental-other", "training"]),
        ("Pools & parks\nTraining", ["pools-parks", "training"]),
        ("Children&#39;s homes,Training", ["children-s-homes", "training"]),
        ("", None),
    ],
)
def test_lists_of_themes(cell: str, themes: list[str] | None) -> None:
    found = entries(f'Text,Themes\na,"{cell}"\n')
    assert found.entries[0].item.get("themes") == themes
    assert set(found.new_themes) == set(themes or []) - {"training", "law"}


def test_a_column_with_a_semicolon_keeps_its_commas() -> None:
    found = entries('Text,Themes\na,Parks; Pools\nb,"Roads, rails"\n')
    assert [e.item["themes"] for e in found.entries] == [["parks", "pools"], ["roads-rails"]]
    assert found.new_themes == {"parks": "Parks", "pools": "Pools", "roads-rails": "Roads, rails"}


def test_actors_are_known_or_kept_as_printed() -> None:
    entry = only('Text,Asked by\na,"EAST,West Bank (Town of),East, Republic of the"\n')
    assert entry.item["asked_by"] == ["east", "West Bank (Town of)"]


def test_rows_of_a_group_that_ask_the_same_are_one() -> None:
    found = entries(
        "Text,Asked by,Themes,Town\nTrain the staff,East,a,T\nOpen,Est,a,T\n"
        "Train  the STAFF ,North,b,T\nTrain the staff,South,a,U\ntrain the staff,East,a,T\n",
        split_by=["Town"],
    )
    assert [(e.group, e.line, e.also) for e in found.entries] == [
        (("T",), 2, (4, 6)),
        (("T",), 3, ()),
        (("U",), 5, ()),
    ]
    assert found.entries[0].item["asked_by"] == ["east", "North"]
    assert found.entries[0].item["themes"] == ["a", "b"]


def test_rows_that_differ_in_more_than_who_asks_stay_apart() -> None:
    answered = entries("Text,Response,Town\na,Accepted,T\na,Noted,T\n", split_by=["Town"])
    placed = entries("Text,Section\na,1\na,2\n")
    named = entries("Text,Id\na,r1\na,r2\n")
    assert [len(found.entries) for found in (answered, placed, named)] == [2, 2, 2]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Accepted", "accepted"),
        ("Acceptée", "accepted"),
        ("SUPPORTED", "accepted"),
        ("Enjoys the support of the State", "accepted"),
        ("Acceptée sans réserve", "accepted"),
        ("Partly accepted", "partly"),
        ("Supported in part", "partly"),
        ("Partiellement acceptée", "partly"),
        ("Noted", "noted"),
        ("Prend note", "noted"),
        ("Refused", "refused"),
        ("Rejetée", "refused"),
        ("Not accepted", "refused"),
        ("Ne jouit pas de l'appui", "refused"),
        ("Pending", None),
        ("No response", None),
        ("Neither accepted nor rejected", None),
        ("", None),
    ],
)
def test_words_of_answers(words: str, status: str | None) -> None:
    assert find_status(words) == status


def test_answers_are_those_of_the_body_that_the_group_stands_for() -> None:
    text = "Text,Response,Session,To\na,Accepted,5,East\nb,Maybe,5,East\nc,,5,East\nd,maybe so,5,East\n"
    found = entries(text, split_by=["Session", "To"])
    assert found.entries[0].item["response"] == {"status": "accepted", "by": "east", "source": "t.csv"}
    assert all("response" not in e.item for e in found.entries[1:])
    assert messages(found)[0] == (
        "3: 'Maybe' under Response is none of: accepted, partly, noted, refused; it is left out"
    )
    assert only(text[: text.index("b,")], maps={"addressees": "To"}).item["response"]["by"] == "east"


def test_an_answer_of_nobody_known() -> None:
    found = entries("Text,Response\na,Accepted\nb,Noted\n")
    assert all("response" not in entry.item for entry in found.entries)
    assert messages(found) == [
        "2: Response is not used: no column says who answered (here and in 1 other row)"
    ]
    assert "--map addressees=NAME" in found.problems[0].hint
    assert (found.recognised, found.unused) == ({"text_en": "Text"}, ("Response",))


def test_a_theme_that_is_only_another_name_is_told() -> None:
    theme = Theme.model_validate(
        {"id": "status", "label": {"en": "Status"}, "aliases": {"en": ["Detention", "Permits"]}}
    )
    library = Library(reports=(), themes=[theme])
    found = entries("Text,Theme\na,Detention\nb,status\nc,STATUS\nd,Detention\ne,Prisons\n", library)
    assert [entry.item["themes"] for entry in found.entries[:3]] == [["status"]] * 3
    assert messages(found) == [
        "1: the theme Detention was taken as “Status”, which Detention is another name of"
    ]
    assert "aliases of status" in found.problems[0].hint
    assert found.new_themes == {"prisons": "Prisons"}


def test_places() -> None:
    found = entries(
        "Text,Section,Paragraph,Page,Heading\na,4.1.,3,12,Parks\nb,Part two!,12 a,,\nc,,,,\n", language="fr"
    )
    assert [e.item.get("anchor") for e in found.entries] == [
        {"section": "4.1", "heading": "Parks", "paragraph": 3, "page": 12},
        {"heading": "Part two!", "position": {"fr": "12 a"}},
        None,
    ]


def test_ids_and_reports() -> None:
    found = entries("id,Text,Report\n2010-town/r1,a,\nR 2,b,My Town 2011\nr3,c,2012-town\n")
    assert [(e.report, e.item["id"]) for e in found.entries] == [
        ("2010-town", "r1"),
        ("my-town-2011", "r-2"),
        ("2012-town", "r3"),
    ]
    assert messages(found) == ["3: an id has small letters, digits and hyphens: others are replaced"]


def test_fixed_words_and_kinds() -> None:
    found = entries(
        "text_fr,type,standing,strength,pillar\na,constat,,must,prevention\n"
        "b,recommandation,formelle,devrait,Poursuites\nc,letter,firm,MUST,\n"
    )
    assert [e.kind for e in found.entries] == ["findings", "recommendations", "recommendations"]
    assert [{k: v for k, v in e.item.items() if k != "text"} for e in found.entries] == [
        {"pillar": "prevention"},
        {"pillar": "prosecution", "standing": "formal", "strength": "should"},
        {"strength": "must"},
    ]
    assert [m.split(" is none")[0] for m in messages(found)] == [
        "2: a finding has no strength: left out",
        "4: 'letter' under type",
        "4: 'firm' under standing",
    ]


def test_objects_of_json() -> None:
    text = (
        '{"text": {"fr": "Former", "en": "Train"}, "themes": ["Formation", "Parks, pools"], '
        '"anchor": {"page": 2, "line": null}}\n{"text": {"de": "x"}}\n'
    )
    found = entries_of(read_table(text.encode(), "t", "jsonl"), LIBRARY, TableOptions(language="fr"))
    assert found.entries[0].item == {
        "text": {"fr": "Former", "en": "Train", "origin": {"fr": "original", "en": "official"}},
        "themes": ["training", "parks-pools"],
        "anchor": {"page": 2},
    }
    assert messages(found) == ["2: the row has no text: it is left out"]


def test_a_thousand_problems_are_counted() -> None:
    found = entries("Text,Theme\n" + ",x\n" * 1000)
    assert len(found.problems) == 101
    assert found.problems[-1].message == "900 more problems of this kind"


def test_the_small_library_knows_its_names(loaded: LoadedLibrary) -> None:
    found = entries("Text,Themes,Asked by\na,cours,GRC\n", loaded.library)
    assert found.entries[0].item["themes"] == ["training"]
    assert found.entries[0].item["asked_by"] == ["gendarmerie"]


CELLS: st.SearchStrategy[Any] = (
    st.text(max_size=12) | st.lists(st.text(max_size=5), max_size=3) | st.just({"fr": 1, "en": None, "x": []})
)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(TARGETS), min_size=1, max_size=8, unique=True).flatmap(
        lambda names: st.tuples(
            st.just(names), st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), max_size=5)
        )
    )
)
def test_any_cells_give_entries_or_problems(made: tuple[list[str], list[list[Any]]]) -> None:
    names, rows = made
    table = Table(tuple(names), [Row(line, values) for line, values in enumerate(rows, 2)], "t")
    found = entries_of(table, LIBRARY, TableOptions(split_by=names[:1]))
    told = [line for e in found.entries for line in (e.line, *e.also)]
    lost = {p.location.line for p in found.problems if "no text" in p.message}
    if {"text_fr", "text_en", "text"} & set(names[1:]):
        assert sorted([*told, *lost]) == [row.line for row in table.rows]
    assert all(e.item["text"]["origin"] for e in found.entries)
