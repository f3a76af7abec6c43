"""Which item of a record a newly read one is."""

from __future__ import annotations

from typing import Any

import pytest

from consultrep.importers.drafting.draft import DraftItem
from consultrep.importers.drafting.identity import (
    Known,
    anchors_of,
    is_edited,
    lead_of,
    mark_of,
    other_language,
    passages_of,
)
from consultrep.model import fingerprint
from consultrep.store.editing import as_tree
from consultrep.store.emitting import plain_data
from consultrep.store.round_trip import dump_tree, load_tree

DIG = "Dig a well in each village before the summer."
MOW = "Mow the lawn of the park every other week."
TEXT = f"Wells\n{DIG} {MOW}\n"


def item(text: str, ident: str = "r1", **said: Any) -> dict[str, Any]:
    """An item as import leaves it."""
    data = {"id": ident, "text": {"en": text, "origin": {"en": "original"}}, "strength": "must", **said}
    return {**data, "imported": mark_of(data)}


def placed(text: str, line: int = 2, start: int = 0, ident: str = "r1", **said: Any) -> dict[str, Any]:
    """An item with its place in the English version."""
    anchor = {
        "line": line,
        "span": [start, start + len(text)],
        "fingerprint": fingerprint(text),
        "language": "en",
    }
    return item(text, ident, anchor=anchor, **said)


def new(text: str, number: str = "", **said: Any) -> DraftItem:
    return DraftItem("recommendations", {"text": {"en": text}, **said}, number=number)


def found(items: list[dict[str, Any]], *news: DraftItem, text: str = "") -> dict[int, int]:
    return Known(items, "en", text).find(news)


def test_the_same_passage() -> None:
    assert found(
        [placed(MOW), placed(DIG)], new("Other words", anchor={"fingerprint": fingerprint(DIG)})
    ) == {0: 1}


def test_the_passage_of_another_place_of_the_item() -> None:
    held = placed(MOW, also=[{"fingerprint": fingerprint(DIG)}])
    assert found([held], new("Other words", anchor={"fingerprint": fingerprint(DIG)})) == {0: 0}


def test_a_passage_of_the_other_version_is_none_of_this_one() -> None:
    held = placed(MOW, also=[{"fingerprint": fingerprint(DIG), "language": "fr"}])
    assert found([held], new("Other words", anchor={"fingerprint": fingerprint(DIG)})) == {}


@pytest.mark.parametrize(("number", "ident"), [("4", "r4"), ("4.1", "r4-1"), ("B", "rb")])
def test_the_number_it_is_printed_with(number: str, ident: str) -> None:
    assert found([item(DIG, "r1"), item(MOW, ident)], new("Quite other words", number)) == {0: 1}


def test_the_id_that_a_table_gives() -> None:
    assert found([item(DIG, "r1"), item(MOW, "r2")], new(DIG, id="r2")) == {0: 1}
    assert found([item(DIG, "r1")], new(MOW, id="r9")) == {}


def test_the_same_words_whatever_their_case_and_points() -> None:
    assert found([item(MOW), item(DIG, "r2")], new(DIG.upper().replace(".", "!"))) == {0: 1}


def test_the_same_place_in_the_same_text() -> None:
    held = placed(DIG)
    part = new("Dig a well", anchor={"line": 2, "span": [0, 10], "fingerprint": fingerprint("Dig a well")})
    assert found([held], part, text=TEXT) == {0: 0}
    assert found([held], part, text=f"\n{TEXT}") == {}


def test_two_parts_of_a_passage_do_not_both_take_its_item() -> None:
    held = placed(DIG)
    parts = [
        new(DIG[a:b], anchor={"line": 2, "span": [a, b], "fingerprint": fingerprint(DIG[a:b])})
        for a, b in ((0, 22), (22, len(DIG)))
    ]
    assert found([held], *parts, text=TEXT) == {0: 0}


def test_the_likest_text_and_each_once() -> None:
    items = [item(MOW), item(DIG, "r2")]
    news = [new(DIG.replace("summer", "winter")), new(DIG.replace("Dig", "Drill")), new("Plant an oak.")]
    assert found(items, *news) in ({0: 1}, {1: 1})
    assert found(items, new(MOW.replace("week", "month")), news[0]) == {0: 0, 1: 1}


def test_a_hand_made_item_may_hold_several_passages() -> None:
    held = {key: value for key, value in placed(DIG).items() if key != "imported"}
    held["also"] = [{"fingerprint": fingerprint(MOW)}]
    news = [new(text, anchor={"fingerprint": fingerprint(text)}) for text in (DIG, MOW)]
    assert found([held], *news) == {0: 0, 1: 0}


def test_nothing_is_known_of_an_empty_record_or_reading() -> None:
    assert found([], new(DIG)) == {}
    assert found([item(DIG)]) == {}


def test_a_mark_sees_what_is_said_and_not_where() -> None:
    one = item(DIG)
    sames: list[dict[str, Any]] = [
        *({"anchor": {"line": 9}}, {"also": []}, {"confidence": 0.3}, {"gone": True}, {"themes": []})
    ]
    for same in sames:
        assert mark_of({**one, **same}) == mark_of(one)
        assert not is_edited({**one, **same})
    for other in ({"themes": ["water"]}, {"strength": "should"}, {"text": {"en": MOW}}):
        assert is_edited({**one, **other})


def test_a_mark_is_the_same_when_read_back() -> None:
    one = placed(DIG, response={"status": "noted", "by": "yes"}, themes=["2014", "null"])
    again = load_tree(dump_tree(as_tree({"items": [one]})))["items"][0]
    assert mark_of(again) == mark_of(one) == one["imported"]
    assert not is_edited(again)
    assert plain_data(again) == plain_data(one)


def test_an_item_without_a_mark_is_a_person_s() -> None:
    assert is_edited({"id": "r1", "text": {"en": DIG}})


def test_a_place_that_names_no_version_counts_for_both() -> None:
    one = {"anchor": {"line": 1, "language": "fr"}, "also": [{"page": 2}, {"line": 3, "language": "en"}]}
    assert anchors_of(one, "fr") == [{"line": 1, "language": "fr"}, {"page": 2}]
    assert anchors_of(one, "en") == [{"page": 2}, {"line": 3, "language": "en"}]


def test_passages_are_known_by_their_places_else_by_their_words() -> None:
    held = placed(DIG, also=[{"fingerprint": fingerprint(MOW), "opening": "Mow the lawn"}])
    assert passages_of(held) == {
        fingerprint(DIG): "Dig a well in each",
        fingerprint(MOW): "Mow the lawn",
    }
    assert passages_of(item(MOW)) == {fingerprint(MOW): "Mow the lawn of the"}


def test_languages() -> None:
    assert (other_language("fr"), other_language("en")) == ("en", "fr")
    assert lead_of({"text": {"fr": "a", "en": "b"}}, "en") == "en"
    assert lead_of({"text": {"fr": "a"}}, "en") == "fr"
