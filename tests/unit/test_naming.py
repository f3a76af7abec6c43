"""Names of ideas are found in texts: whole words, longest first, acronyms as written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.language import Names, fold, name_key, words

NAMES = Names(
    [
        ("trp", "term", ["permis de séjour temporaire", "PST", "temporary resident permit", "TRP"]),
        ("permit", "term", ["permis", "permit"]),
        ("rcmp", "body", ["Gendarmerie royale du Canada", "GRC", "Royal Canadian Mounted Police", "RCMP"]),
        ("canada", "body", ["Canada"]),
        ("who", "body", ["WHO", "World Health Organization", "OMS"]),
        ("trafficking", "term", ["traite d'êtres humains", "traite des personnes", "human trafficking"]),
        ("aid", "body", ["Children's Aid", "aide à l’enfance"]),
        ("section", "instrument", ["section 279.01", "article 279.01", "C-45", "Bill C-45", "R.C.S."]),
        ("hospital", "term", ["hôpitaux", "shelter beds"]),
        ("prize", "term", ["prix", "Preis"]),
        ("safety", "body", ["Sécurité publique", "SÉCUP"]),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(name.id, text[name.start : name.end]) for name in NAMES.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("… — !", []),
        ("Offrir un permis de séjour temporaire.", [("trp", "permis de séjour temporaire")]),
        ("OFFRIR UN PERMIS DE SEJOUR TEMPORAIRE", [("trp", "PERMIS DE SEJOUR TEMPORAIRE")]),
        ("Les permis de séjours\n temporaires", [("trp", "permis de séjours\n temporaires")]),
        ("Temporary-resident permits", [("trp", "Temporary-resident permits")]),
        ("un permis de travail", [("permit", "permis")]),
        ("permission, permitted", []),
        ("la GRC et l’OMS", [("rcmp", "GRC"), ("who", "OMS")]),
        ("la grc; who asks, Who?", []),
        ("TRPs and the RCMP's TRP", [("trp", "TRPs"), ("rcmp", "RCMP"), ("trp", "TRP")]),
        ("TRPS, PSTx", []),
        (
            "la Gendarmerie royale du Canada au Canada",
            [
                ("rcmp", "Gendarmerie royale du Canada"),
                ("canada", "Canada"),
            ],
        ),
        ("la traite d’êtres humains", [("trafficking", "traite d’êtres humains")]),
        ("la traite d'etres humains", [("trafficking", "traite d'etres humains")]),
        ("traite des personne", [("trafficking", "traite des personne")]),
        ("human, trafficking", []),
        ("human. Trafficking", []),
        ("anti-human-trafficking", [("trafficking", "human-trafficking")]),
        ("Children’s aid; aide à l'enfance", [("aid", "Children’s aid"), ("aid", "aide à l'enfance")]),
        ("section 279.01 and section 279 01", [("section", "section 279.01")]),
        ("Bill C-45, c-45", [("section", "Bill C-45")]),
        ("(C-45)", [("section", "C-45")]),
        ("R.C.S. 1990", [("section", "R.C.S")]),
        ("un hôpitau; shelter bed", [("hospital", "hôpitau"), ("hospital", "shelter bed")]),
        ("il a pris le prix", [("prize", "prix")]),
        ("SECUP, Secup", [("safety", "SECUP")]),
        ("Se\u0301curite\u0301 publique", [("safety", "Se\u0301curite\u0301 publique")]),
        ("la\u00a0GRC_2015", [("rcmp", "GRC")]),
    ],
)
def test_what_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_the_name_of_more_words_stands_where_two_overlap() -> None:
    names = Names([("a", "term", ["safe house"]), ("b", "term", ["house of many rooms"])])
    assert [each.id for each in names.find("a safe house of many rooms")] == ["b"]
    assert [each.id for each in names.find("a safe house of rooms")] == ["a"]


def test_the_exact_name_goes_before_one_in_another_number() -> None:
    names = Names([("many", "term", ["courts"]), ("one", "term", ["court"])])
    assert [each.id for each in names.find("court courts")] == ["one", "many"]


def test_of_two_ideas_with_one_name_the_first_has_it() -> None:
    names = Names([("a", "term", ["Été"]), ("b", "body", ["ete", "summer"])])
    assert names.ids_in("ÉTÉ summer") == {"a", "b"}
    assert names.named("été") == "a"


def test_names_without_words_are_never_found() -> None:
    assert Names([("a", "term", ["&", " "])]).find("& &") == []


@pytest.mark.parametrize(
    ("query", "ident"),
    [
        ("pst", "trp"),
        ("Who", "who"),
        (" « GRC » ", "rcmp"),
        ("permis de sejours temporaires", "trp"),
        ("la GRC", None),
        ("", None),
        ("zzz", None),
    ],
)
def test_a_whole_name_is_known_in_any_case(query: str, ident: str | None) -> None:
    assert NAMES.named(query) == ident


def test_the_kind_of_an_idea_is_kept() -> None:
    assert NAMES.kind_of("rcmp") == "body"
    with pytest.raises(KeyError):
        NAMES.kind_of("nobody")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Été", "ete", True),
        ("êtres-humains", "etres  humains", True),
        ("PST", "pst", False),
        ("SÉCUP", "SECUP", True),
        ("a, b", "a b", False),
    ],
)
def test_what_counts_as_one_name(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


PIECES = st.sampled_from([*"aàéxs '-.,’", "GRC", "permis", "Canada", "traite des personnes", "ﬁ", "\u0301"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_spans_lie_apart_and_hold_whole_words(text: str) -> None:
    end = 0
    for name in NAMES.find(text):
        assert end <= name.start < name.end <= len(text)
        assert not text[name.start - 1 : name.start].isalnum()
        assert not text[name.end : name.end + 1].isalnum()
        end = name.end


@given(st.lists(st.sampled_from(["traite", "été", "GRC", "d'", "aux", "court"]), min_size=1, max_size=4))
def test_every_name_is_found_in_itself(parts: list[str]) -> None:
    name = " ".join(parts)
    (only,) = Names([("it", "term", [name])]).find(f"({name})")
    assert words(name) == words(f"({name})"[only.start : only.end])
    assert fold(name).startswith(fold(f"({name})"[only.start : only.end]))


def test_thousands_of_texts_take_well_under_a_second() -> None:
    names = Names((f"t{n}", "term", [f"terme numéro {n} des choses", f"T{n}X"]) for n in range(250))
    texts = [
        f"On a demandé le terme numéro {n % 300} des choses à la GRC, et T{n % 300}X." for n in range(3000)
    ]
    start = time.process_time()
    assert sum(len(names.find(text)) for text in texts) == 5000
    assert time.process_time() - start < 1
