"""Filters, order and groups of items."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from consultrep.actions.list_items import list_items
from consultrep.errors import UsageError
from consultrep.model import Standing, Strength
from consultrep.query import GROUP_KEYS, SORT_KEYS, ItemFilter
from consultrep.query.filters import Items
from consultrep.store.loaded import LoadedLibrary


def found(loaded: LoadedLibrary, **wanted: Any) -> list[str]:
    return [item.id for item in list_items(loaded.library, ItemFilter(**wanted)).items]


JUDGES = ["2010-town/r1", "2011-town/r1"]
ALL = ["2010-town/r1", "2010-town/r2", "2010-town/r3", "2011-town/r1", "2011-town/r2", "2010-ngo/n1"]


@pytest.fixture
def small(small: Path) -> Path:
    """The small library with a glossary of its own."""
    terms = "  - {id: judges, fr: [juges, magistrats], en: [judges, magistrates]}\n"
    terms += "  - {id: pool, fr: [piscine, PQ], en: [swimming pool, ZPL]}\n"
    (small / "reports/glossary.yaml").write_text(f"terms:\n{terms}", encoding="utf-8")
    return small


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ALL),
        ({"items": Items.FINDINGS}, ["2010-town/f1"]),
        ({"items": Items.ALL, "years": ["2010"]}, ["2010-town/f1", *ALL[:3], "2010-ngo/n1"]),
        ({"themes": ["formation"]}, ["2010-town/r1", "2011-town/r1"]),
        ({"themes": ["COURSES"]}, ["2010-town/r1", "2011-town/r1"]),
        ({"themes": ["données", "judges"]}, ["2010-town/r1", "2010-town/r2", "2011-town/r1"]),
        ({"themes": ["formation"], "years": ["2011"]}, ["2011-town/r1"]),
        ({"years": ["2010..2011"], "series": ["ngo"]}, ["2010-ngo/n1"]),
        ({"reports": ["2011-town"], "standings": [Standing.FORMAL]}, ["2011-town/r1"]),
        ({"strengths": [Strength.MUST, Strength.CONSIDER]}, ["2010-town/r1", "2010-town/r3"]),
        ({"actors": ["GRC"]}, ["2010-town/r3"]),
        ({"actors": ["ville"]}, ["2010-town/r1"]),
        ({"actors": ["mounted police"]}, ["2010-town/r3"]),
        ({"actors": ["Neighbours"]}, ["2010-ngo/n1"]),
        ({"text": "accessibilite juges"}, ["2010-town/r1", "2011-town/r1"]),
        ({"text": "BRIDGE"}, ["2010-town/r3"]),
        ({"text": "bridge juges"}, []),
        ({"text": "magistrats"}, JUDGES),
        ({"text": "magistrates accessib"}, JUDGES),
        ({"text": "Magistrate, prosecutor", "years": ["2010"]}, ["2010-town/r1"]),
        ({"text": "magistrats piscine"}, []),
        ({"text": "zpl"}, ["2011-town/r2", "2010-ngo/n1"]),
        ({"text": "ZPL gratuit"}, ["2011-town/r2"]),
        ({"text": "juge"}, JUDGES),
        ({"text": "town hall"}, []),
        ({"text": "!"}, ALL),
    ],
)
def test_what_a_filter_keeps(loaded: LoadedLibrary, wanted: dict[str, Any], ids: list[str]) -> None:
    assert found(loaded, **wanted) == ids


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ({"themes": ["formaton"]}, "Training"),
        ({"themes": ["zzz"]}, "consultrep themes"),
        ({"years": ["1999"]}, "2010"),
        ({"years": ["soon"]}, "2014"),
        ({"reports": ["2011-twon"]}, "2011-town"),
        ({"series": ["twon"]}, "town"),
        ({"actors": ["gendarmrie"]}, "gendarmerie"),
    ],
)
def test_an_unknown_name_is_refused_with_what_is_near(
    loaded: LoadedLibrary, wanted: dict[str, Any], hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        found(loaded, **wanted)
    assert hint in caught.value.hint


@pytest.mark.parametrize("key", SORT_KEYS)
def test_every_order_keeps_every_item(loaded: LoadedLibrary, key: str) -> None:
    listing = list_items(loaded.library, ItemFilter(items=Items.ALL), sort=key)
    assert sorted(item.id for item in listing.items) == sorted([*ALL, "2010-town/f1"])


def test_order_by_strength_goes_from_must_to_consider(loaded: LoadedLibrary) -> None:
    listing = list_items(loaded.library, ItemFilter(), sort="strength")
    strengths = [item.recommendation.strength for item in listing.items if item.recommendation]
    assert strengths == sorted(strengths, key=list(Strength).index)


@pytest.mark.parametrize("key", GROUP_KEYS)
def test_every_grouping_holds_every_item(loaded: LoadedLibrary, key: str) -> None:
    listing = list_items(loaded.library, ItemFilter(items=Items.ALL), group_by=key)
    assert listing.groups is not None
    assert {item.id for group in listing.groups for item in group.items} == {*ALL, "2010-town/f1"}
    assert all(group.label for group in listing.groups)


def test_a_limit_says_how_many_there_were(loaded: LoadedLibrary) -> None:
    listing = list_items(loaded.library, ItemFilter(), limit=2)
    assert (len(listing.items), listing.found) == (2, 6)
