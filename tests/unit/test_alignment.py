"""Which items of two language versions are one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from consultrep.importers.drafting.alignment import LEAST, Side, aligned


class Angles:
    """An encoder whose texts are angles in degrees: alike as far as they point the same way."""

    name = "angles"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length per text."""
        angles = np.radians([float(text) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def sides(*angles: float, section: float = 0.0) -> list[Side]:
    """Sides of these angles, one after the other in one section."""
    return [Side(str(angle), section, place / len(angles)) for place, angle in enumerate(angles)]


def test_each_finds_the_likest() -> None:
    assert aligned(sides(0, 90, 180), sides(2, 91, 178), Angles()) == [(0, 0), (1, 1), (2, 2)]


def test_two_may_change_places() -> None:
    assert aligned(sides(0, 90), sides(88, 1), Angles()) == [(0, 1), (1, 0)]


def test_what_is_alone_stays_alone() -> None:
    assert aligned(sides(0, 90, 180), sides(180), Angles()) == [(2, 0)]
    assert aligned(sides(0), sides(180), Angles()) == []


@pytest.mark.parametrize(("left", "right"), [([], []), ([0.0], []), ([], [0.0])])
def test_nothing_pairs_with_nothing(left: list[float], right: list[float]) -> None:
    assert aligned(sides(*left), sides(*right), Angles()) == []


def test_the_section_decides_between_equals() -> None:
    left = [Side("0", 0.5, 0.5)]
    assert aligned(left, [Side("0", 0.25, 0.5), Side("0", 0.5, 0.5)], Angles()) == [(0, 1)]


def test_the_order_decides_between_equals_of_a_section() -> None:
    left = [Side("0", 0.5, 0.0), Side("0", 0.5, 0.9)]
    right = [Side("0", 0.5, 0.9), Side("0", 0.5, 0.0)]
    assert aligned(left, right, Angles()) == [(0, 1), (1, 0)]


def test_a_pair_below_the_least_likeness_is_none_even_in_one_place() -> None:
    unlike = float(np.degrees(np.arccos(LEAST - 0.3)))
    assert aligned(sides(0), sides(unlike), Angles()) == []


@settings(deadline=None)
@given(st.lists(st.floats(0, 360), max_size=8), st.lists(st.floats(0, 360), max_size=8))
def test_each_index_comes_at_most_once_and_in_order(left: list[float], right: list[float]) -> None:
    pairs = aligned(sides(*left), sides(*right), Angles())
    assert pairs == sorted(pairs)
    assert len({i for i, _j in pairs}) == len({j for _i, j in pairs}) == len(pairs)
    assert all(0 <= i < len(left) and 0 <= j < len(right) for i, j in pairs)


@settings(deadline=None)
@given(st.lists(st.integers(0, 17), max_size=8, unique=True))
def test_a_version_aligns_with_itself(places: list[int]) -> None:
    one = sides(*(20.0 * place for place in places))
    assert aligned(one, one, Angles()) == [(place, place) for place in range(len(one))]
