"""What a document or a table yields, in the form that a record's file holds."""

from __future__ import annotations

from typing import Any

import pytest

from consultrep.errors import UsageError
from consultrep.importers.document import Block, BlockKind, Document
from consultrep.importers.drafting.draft import Draft, clean, draft_of, item_id, section_data
from consultrep.importers.drafting.tables import CONFIDENCE, read_items
from consultrep.importers.drafting.themes import ThemeFinder
from consultrep.importers.readers.text import read_text
from consultrep.importers.tables.columns import TableOptions
from consultrep.model import Actor, Library, Recommendation, Theme, fingerprint
from consultrep.model.item import Finding
from tests.drafting import PONDS

THEMES = [
    Theme.model_validate({"id": "water", "label": {"fr": "Qualité de l'eau", "en": "Water quality"}}),
    Theme.model_validate({"id": "paths", "label": {"en": "Paths"}, "aliases": {"en": ["gravel path"]}}),
    Theme.model_validate({"id": "winter", "label": {"en": "Winter"}}),
]
LIBRARY = Library(
    (), themes=THEMES, actors=[Actor.model_validate({"id": "town", "label": {"en": "The Town"}})]
)


def drafted(text: str, library: Library = LIBRARY) -> Draft:
    return draft_of(read_text(text.encode(), "a.txt"), library)


def test_every_item_is_valid_and_says_how_sure_it_is() -> None:
    draft = drafted(PONDS)
    assert len(draft.items) >= 3
    for item in draft.items:
        model = Recommendation if item.kind == "recommendations" else Finding
        statement = model.model_validate({"id": "x", **item.data})
        assert statement.is_draft
        assert 0 < item.data["confidence"] <= 1


def test_each_place_holds_its_passage() -> None:
    draft = drafted(PONDS)
    lines = PONDS.split("\n")
    for item in draft.items:
        anchor = item.data["anchor"]
        passage = lines[anchor["line"] - 1][slice(*anchor["span"])]
        assert passage == item.data["text"]["en"]
        assert anchor["fingerprint"] == fingerprint(passage)
        assert passage.startswith(anchor["opening"])
        assert anchor["language"] == "en"
        assert anchor["heading"] in {"Access", "Water"}
        assert item.section == int(anchor["section"]) - 1


def test_sections_have_number_title_and_level() -> None:
    assert section_data(drafted(PONDS).sections) == [
        {"number": "1", "title": {"en": "Access", "origin": {"en": "original"}}, "level": 1},
        {"number": "2", "title": {"en": "Water", "origin": {"en": "original"}}, "level": 1},
    ]


def test_a_list_that_is_announced_and_missing_is_a_gap() -> None:
    draft = drafted("1. Access\n\nThe Town should buy:\n\n2. Water\n\nThe Town must dig a well.\n")
    (gap,) = draft.gaps
    assert (gap["line"], gap["section"], gap["heading"]) == (3, "1", "Access")
    assert set(gap["what"]) == {"fr", "en"}


def test_an_announced_list_that_follows_is_no_gap() -> None:
    assert drafted("1. Access\n\nThe Town should buy:\n\n- two boats;\n- a rake.\n").gaps == []


def test_a_body_of_the_library_goes_by_its_id() -> None:
    addressed = [i.data["addressees"] for i in drafted(PONDS).items if "addressees" in i.data]
    assert all(names == ["town"] for names in addressed)


def test_a_passage_in_another_language_stands_in_the_version_it_is_of() -> None:
    text = "The Town must dig a well.\nLa Ville doit creuser un puits."
    blocks = [
        Block(BlockKind.PARAGRAPH, "The Town must dig a well.", 0),
        Block(BlockKind.PARAGRAPH, "La Ville doit creuser un puits.", 26, language="fr"),
    ]
    items = draft_of(Document("a.html", "html", text, blocks), LIBRARY, "en").items
    assert {next(iter(item.data["text"])) for item in items} == {"fr", "en"}
    assert {item.data["anchor"]["language"] for item in items} == {"en"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\x0c  b", "a b"),
        ("a\u202eb", "a b"),
        ("\x1b[31mred", "[31mred"),
        ("caf\udce9", "caf"),
        ("a\ufffeb", "a b"),
        ("\u00a0a\n", "a"),
    ],
)
def test_a_text_is_cleaned_of_what_is_none(text: str, wanted: str) -> None:
    assert clean(text) == wanted


DEMAND: dict[str, Any] = {"text": {"en": "Dig a well."}}


@pytest.mark.parametrize(
    ("kind", "number", "wanted"),
    [
        ("recommendations", "4", "r4"),
        ("recommendations", "4.1", "r4-1"),
        ("findings", "B", "fb"),
    ],
)
def test_a_printed_number_is_the_id(kind: Any, number: str, wanted: str) -> None:
    assert item_id(kind, DEMAND, number, set()) == wanted
    assert item_id(kind, DEMAND, number, {wanted, f"{wanted}-2"}) == f"{wanted}-3"


@pytest.mark.parametrize("number", ["", "é", "4/2"])
def test_else_its_words_are(number: str) -> None:
    ident = item_id("recommendations", DEMAND, number, set())
    assert ident == f"r-{fingerprint('Dig a well.').removeprefix('sha256:')[:6]}"
    assert item_id("recommendations", {"text": {"en": "Dig  a well.\n"}}, number, set()) == ident
    assert item_id("recommendations", {"text": {"en": "Dig a hole."}}, number, set()) != ident
    assert item_id("findings", DEMAND, number, set()).startswith("f-")


def test_themes_by_name_then_words_then_heading() -> None:
    finder = ThemeFinder(LIBRARY)
    named = finder.suggest(["Build a gravel path in winter."])
    assert set(named) == {"paths", "winter"}
    by_words = finder.suggest(["The quality of all our water."])
    assert set(by_words) == {"water"}
    by_heading = finder.suggest(["Dig a well."], "Water quality")
    assert set(by_heading) == {"water"}
    assert 0 < by_heading["water"] <= by_words["water"] <= named["paths"] <= 1
    assert finder.suggest(["Dig a well."]) == {}


def test_at_most_three_themes_the_surest_first() -> None:
    many = [Theme.model_validate({"id": f"t{n}", "label": {"en": f"Subject{n} matter{n}"}}) for n in range(5)]
    found = ThemeFinder(Library((), themes=many)).suggest(
        [" ".join(f"Subject{n} matter{n}" for n in (1, 2, 3)), "matter4 subject4"]
    )
    assert len(found) == 3
    assert list(found.values()) == sorted(found.values(), reverse=True)


def table(text: str, report: str = "", **options: Any) -> Any:
    return read_items(text.encode(), "t.csv", "csv", LIBRARY, TableOptions(**options), report)


def test_a_row_is_an_item_at_its_row() -> None:
    reading = table("Text,Theme\nThe Town must dig a well.,Paths\n", "ponds")
    (group,) = reading.groups
    (item,) = group.items
    assert group.report == "ponds"
    assert item.data["anchor"]["position"] == {"fr": "ligne 2 de t.csv", "en": "row 2 of t.csv"}
    assert (item.data["standing"], item.data["confidence"]) == ("formal", CONFIDENCE)
    assert item.data["themes"] == ["paths"]
    Recommendation.model_validate({"id": "x", **item.data})


@pytest.mark.parametrize(
    ("text", "strength"), [("Consider digging a well.", "consider"), ("Dig a well.", "should")]
)
def test_a_row_that_does_not_say_how_strong_it_is(text: str, strength: str) -> None:
    assert table(f"Text,Theme\n{text},Paths\n", "ponds").groups[0].items[0].data["strength"] == strength


def test_groups_are_named_by_their_values() -> None:
    text = "Text,Town,Year\nDig a well.,Ville É,2014\nMow the lawn.,Ville É,2015\nPlant oaks.,Ville É,2014\n"
    groups = table(text, "upr", split_by=("Town", "Year")).groups
    assert [(g.report, len(g.items), list(g.values)) for g in groups] == [
        ("upr-ville-e-2014", 2, ["Ville É", "2014"]),
        ("upr-ville-e-2015", 1, ["Ville É", "2015"]),
    ]
    assert [g.report for g in table(text, split_by=("Year",)).groups] == ["2014", "2015"]


def test_a_table_of_nobody_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError) as refused:
        table("Text,Theme\nDig a well.,Paths\n")
    assert "--as ID" in refused.value.hint
    assert "--split-by" in refused.value.hint
