"""A demand as the matcher reads it."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from consultrep.compare.demand import Demand, Reader, reader_of
from consultrep.compare.words import known_words
from consultrep.language import fold
from consultrep.messages import Language
from consultrep.model import Actor, GlossaryTerm, Library
from consultrep.store.loaded import LoadedLibrary

TERMS = [
    {
        "id": "harbour-treaty",
        "kind": "instrument",
        "en": ["Harbour Treaty", "HT"],
        "fr": ["Traité des ports"],
    },
    {"id": "lamp-protocol", "kind": "instrument", "en": ["Lamp Protocol"], "fr": ["Protocole des lampes"]},
    {"id": "night-permit", "en": ["night permit", "NP"], "fr": ["permis de nuit", "PN"]},
]
GUARD = {
    "id": "coast-guard",
    "label": {"en": "Coast Guard", "fr": "Garde côtière"},
    "aliases": {"fr": ["GC"]},
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader that knows three terms and a body."""
    terms = [GlossaryTerm.model_validate(term) for term in TERMS]
    return reader_of(Library([], actors=[Actor.model_validate(GUARD)], glossary=terms))


def clauses(demand: Demand) -> list[str]:
    return [
        " … ".join(demand.original[start:end].strip() for start, end in clause.ranges)
        for clause in demand.clauses
    ]


def test_acronyms_and_instruments_are_spelt_out_for_the_encoder(reader: Reader) -> None:
    assert reader.read("Ratify the HT.", "en").text == "Ratify the Harbour Treaty."
    assert (
        reader.read("Accorder un PN à la GC.", "fr").text == "Accorder un permis de nuit à la Garde côtière."
    )
    assert reader.read("Issue a night permit.", "en").text == "Issue a night permit."


@pytest.mark.parametrize(
    ("text", "language"),
    [("Issue NP to pilots.", "en"), ("Issue a night permit to pilots.", "en"), ("Accorder des PN.", "fr")],
)
def test_every_name_of_an_idea_is_one_term(reader: Reader, text: str, language: Language) -> None:
    assert "#night-permit" in [term.key for term in reader.read(text, language).terms]


def test_words_are_stems_and_empty_words_are_left_out(reader: Reader) -> None:
    keys = [term.key for term in reader.read("Train the pilots and the pilot of each boat", "en").terms]
    assert keys == ["train", "pilot", "pilot", "boat"]
    assert [term.key for term in reader.read("Former les pilotes", "fr").terms] == ["form", "pilot"]


def test_clauses_have_three_words_that_count(reader: Reader) -> None:
    text = "Light the harbour lamps at dusk, and paint the long wharf red; ring bells."
    assert clauses(reader.read(text, "en")) == [
        "Light the harbour lamps at dusk",
        "paint the long wharf red; ring bells.",
    ]
    assert clauses(reader.read("", "en")) == [""]


def test_each_thing_of_a_list_is_read_with_the_words_before_it(reader: Reader) -> None:
    made = reader.read("Do more to train officials in police, justice, health care and fishing.", "en")
    assert clauses(made)[-4:] == [
        "Do more to train officials in … police",
        "Do more to train officials in … justice",
        "Do more to train officials in … health care",
        "Do more to train officials in … fishing",
    ]
    french = reader.read("Former la police, la justice et les pilotes.", "fr")
    assert list(french.clause_texts[-3:]) == [
        "Former la  police",
        "Former la  la justice",
        "Former la  les pilotes",
    ]
    assert len(reader.read("Train police and judges.", "en").clauses) == 1


def test_joining_an_instrument_is_told_from_naming_it(reader: Reader) -> None:
    joined = reader.read("Consider ratifying the Harbour Treaty.", "en")
    assert (set(joined.joined), set(joined.named)) == ({"harbour-treaty"}, set())
    named = reader.read("Implement the Harbour Treaty in the law of ports.", "en")
    assert (set(named.joined), set(named.named)) == (set(), {"harbour-treaty"})
    both = reader.read("Ratify quickly the Harbour Treaty, and implement fully the old Lamp Protocol.", "en")
    assert (set(both.joined), set(both.named)) == ({"harbour-treaty"}, {"lamp-protocol"})


@pytest.mark.parametrize(
    ("text", "language", "kind", "name"),
    [
        ("Give judges courses on lamps.", "en", "topics", "training"),
        ("Donner aux juges des cours sur les lampes.", "fr", "topics", "training"),
        ("Do more to educate officials.", "en", "groups", "officials"),
        ("Recueillir des données sur les naufrages.", "fr", "actions", "data"),
        ("Fund the lifeboats.", "en", "actions", "fund"),
    ],
)
def test_classes_are_found_in_both_languages(
    reader: Reader, text: str, language: Language, kind: str, name: str
) -> None:
    assert name in getattr(reader.read(text, language), kind)


def test_every_pattern_matches_something_and_none_matches_nothing() -> None:
    known = known_words()
    for patterns in (known.actions, known.groups, known.topics):
        assert patterns.names
        assert not patterns.found_in("")


def test_classes_are_those_whose_pattern_the_text_holds(shipped: LoadedLibrary) -> None:
    file = resources.files("consultrep.compare") / "wording" / "words.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    bilingual = [item.statement.text for item in shipped.library.items]
    texts = [fold(side) for text in bilingual for side in (text.fr, text.en) if side]
    assert texts
    for kind in ("actions", "groups", "topics"):
        patterns = {name: re.compile(re.sub(r"\n\s*", "", "\n" + each)) for name, each in data[kind].items()}
        for text in texts:
            wanted = {name for name, pattern in patterns.items() if pattern.search(text)}
            assert getattr(known_words(), kind).found_in(text) == wanted
