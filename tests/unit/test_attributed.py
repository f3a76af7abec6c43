"""Lists whose demands are each followed by who made them."""

from __future__ import annotations

import pytest

from consultrep.importers.attributed import ENOUGH, attributed_demands, names
from consultrep.importers.document import Block, BlockKind, Document
from consultrep.importers.outline import outline
from consultrep.importers.statements import statements_of
from consultrep.model import Standing

_COUNTRIES = ["Peru", "Chile", "Ghana", "Japan", "Kenya", "Malta", "Nepal", "Qatar", "Spain"]


def _item(text: str, number: int = 1) -> Block:
    return Block(BlockKind.ITEM, text, 0, level=1, marker=f"{number}.")


def _document(*more: str) -> Document:
    items = [f"Sign the treaty of {name} ({name});" for name in _COUNTRIES]
    blocks = [Block(BlockKind.PARAGRAPH, "Delegates said that ports should be free.", 0)]
    blocks += [_item(text, number) for number, text in enumerate([*items, *more], 1)]
    return Document("x", "text", "", blocks)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("Peru", ["Peru"]),
        ("Peru, Chile and Ghana", ["Peru", "Chile", "Ghana"]),
        ("Iran (Islamic Republic of); Peru", ["Iran (Islamic Republic of)", "Peru"]),
        ("Trinidad and Tobago, Peru", ["Trinidad and Tobago", "Peru"]),
        ("Pérou et Chili", ["Pérou", "Chili"]),
        ("the Netherlands", ["Netherlands"]),
    ],
)
def test_names_in_brackets(inside: str, found: list[str]) -> None:
    assert names(inside) == found


def test_each_demand_of_the_list_has_its_askers_and_the_account_before_it_asks_nothing() -> None:
    found = statements_of(outline(_document("Train guards (Peru, Chile)."), "en"))
    assert len(found) == len(_COUNTRIES) + 1
    assert (found[0].text, found[0].asked_by) == ("Sign the treaty of Peru", ("Peru",))
    assert (found[-1].text, found[-1].asked_by) == ("Train guards", ("Peru", "Chile"))
    assert {s.standing for s in found} == {Standing.FORMAL}


def test_an_item_can_hold_two_demands() -> None:
    found = attributed_demands(outline(_document("Train guards (Peru); open the gate (Malta);"), "en").placed)
    assert [one.askers for one in found[-2:]] == [("Peru",), ("Malta",)]


def test_brackets_that_name_nobody_are_part_of_the_demand() -> None:
    text = "Adopt the plan (2014) of the Coast Guard (CG) in full (Peru);"
    made = outline(_document(text), "en")
    last = attributed_demands(made.placed)[-1]
    assert made.placed[last.block].block.text[last.start : last.end] == text.removesuffix(" (Peru);")
    assert last.askers == ("Peru",)


def test_a_document_without_such_a_list_has_none() -> None:
    few = [_item(f"Sign the treaty of {name} ({name});") for name in _COUNTRIES[: ENOUGH - 1]]
    assert attributed_demands(outline(Document("x", "text", "", few), "en").placed) == []
    plain = [_item(f"Sign the treaty of {name}.") for name in _COUNTRIES]
    assert attributed_demands(outline(Document("x", "text", "", plain), "en").placed) == []


def test_a_verb_alone_takes_the_treaty_not_the_deed_of_joining_it() -> None:
    text = "Ratify (Peru)/Give priority to the ratification of the Harbour Treaty (Malta);"
    made = outline(_document(text), "en")
    assert [s.text for s in statements_of(made)][-2:] == [
        "Ratify the Harbour Treaty",
        "Give priority to the ratification of the Harbour Treaty",
    ]
