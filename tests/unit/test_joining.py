"""Groups of one demand: what is added up as they grow is what the pairs of their items say."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from consultrep.compare import Pair
from consultrep.compare.joining import joined, pairs_within
from consultrep.model import Item, items_of
from tests.comparing import make

LEAST = 0.3
WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"]
ITEMS = [
    item
    for year in range(3)
    for item in items_of(make(f"201{year}-a", [f"{word} {year}" for word in WORDS[year * 3 : year * 3 + 3]]))
]
SCORES = st.sampled_from([0.1, 0.2, 0.25, 0.3125, 0.375, 0.5, 0.625, 0.75, 0.875])


@st.composite
def links(draw: st.DrawFn) -> list[tuple[int, int, float]]:
    """Scores of some pairs, in an order that makes no difference."""
    places = [(a, b) for a in range(len(ITEMS)) for b in range(a)]
    chosen = draw(st.lists(st.sampled_from(places), unique=True, max_size=30))
    return [(a, b, draw(SCORES)) for a, b in chosen]


def by_definition(
    scores: Sequence[tuple[int, int, float]], apart: Sequence[tuple[int, int]]
) -> list[tuple[str, ...]]:
    """The groups as docs/outcomes.md defines them, every mean taken from the pairs anew."""
    groups = [[item] for item in range(len(ITEMS))]
    known = {frozenset((a, b)): score for a, b, score in scores}

    def mean(one: Sequence[int], other: Sequence[int]) -> float:
        between = [(a, b) for a in one for b in other if ITEMS[a].report is not ITEMS[b].report]
        return fsum(known.get(frozenset(pair), 0.0) for pair in between) / len(between)

    def surest(link: tuple[int, int, float]) -> tuple[float, str, str]:
        return -link[2], ITEMS[link[0]].id, ITEMS[link[1]].id

    for a, b, score in sorted(scores, key=surest):
        one, other = (next(group for group in groups if item in group) for item in (a, b))
        refused = any((x, y) in apart or (y, x) in apart for x in one for y in other)
        if one is other or refused or score < LEAST or mean(one, other) < LEAST:
            continue
        groups.remove(other)
        one += other
    return sorted(tuple(ITEMS[item].id for item in sorted(group)) for group in groups)


def pair(a: int, b: int, score: float) -> Pair:
    return Pair(ITEMS[a], ITEMS[b], score, same=score >= LEAST)


@given(links(), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] != p[1])))
def test_groups_are_those_of_the_definition(scores: list[Any], apart: list[tuple[int, int]]) -> None:
    across = [link for link in scores if ITEMS[link[0]].report is not ITEMS[link[1]].report]
    refused = {frozenset((ITEMS[a].id, ITEMS[b].id)) for a, b in apart}
    found = joined(ITEMS, [pair(*link) for link in across], refused, LEAST)
    assert sorted(found) == by_definition(across, apart)


@given(links())
def test_the_pairs_of_a_group_are_those_of_its_items(scores: list[Any]) -> None:
    pairs = [pair(*link) for link in scores]
    groups = [tuple(item.id for item in ITEMS[:4]), tuple(item.id for item in ITEMS[4:])]
    found = pairs_within(groups, pairs)
    for number, group in enumerate(groups):
        assert list(found[number]) == [p for p in pairs if p.earlier.id in group and p.later.id in group]


def test_items_that_nothing_joins_stand_alone() -> None:
    alone: list[Item] = ITEMS[:2]
    assert joined(alone, [], (), LEAST) == [(item.id,) for item in alone]
