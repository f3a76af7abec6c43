"""The best pairs are kept, and those as good as the last of them."""

from __future__ import annotations

import numpy as np
import pytest

from consultrep.compare import best as keeping
from consultrep.compare.best import Best
from consultrep.compare.signals import SIGNALS


def kept(
    top: int | None, least: float, chances: dict[tuple[int, int], float]
) -> list[tuple[int, int, float]]:
    best = Best(least, top)
    best.set_languages(("en", "en"))
    for (row, column), chance in chances.items():
        values = np.full((1, len(SIGNALS)), chance, np.float32)
        best.add(np.array([row]), np.array([column]), np.array([chance]), values)
    found = best.scored()
    assert all(one.signals["likeness"] == pytest.approx(one.probability) for one in found)
    return [(one.first, one.second, one.probability) for one in found]


CHANCES = {(1, 0): 0.9, (0, 2): 0.2, (0, 1): 0.5, (0, 0): 0.5, (0, 3): 0.7, (2, 0): 0.1}


@pytest.mark.parametrize("waiting", [0, 3, 100_000])
def test_the_best_of_each_text_and_their_equals_in_order(
    monkeypatch: pytest.MonkeyPatch, waiting: int
) -> None:
    monkeypatch.setattr(keeping, "_WAITING", waiting)
    assert kept(1, 0.0, CHANCES) == [(0, 3, 0.7), (1, 0, 0.9), (2, 0, 0.1)]
    assert kept(2, 0.0, CHANCES) == [(0, 0, 0.5), (0, 1, 0.5), (0, 3, 0.7), (1, 0, 0.9), (2, 0, 0.1)]
    assert kept(2, 0.5, CHANCES) == [(0, 0, 0.5), (0, 1, 0.5), (0, 3, 0.7), (1, 0, 0.9)]
    assert len(kept(None, 0.0, CHANCES)) == len(CHANCES)


def test_what_rounding_parts_is_equal() -> None:
    assert [column for _row, column, _chance in kept(1, 0.0, {(0, 0): 0.5, (0, 1): 0.5000001})] == [0, 1]
    assert [column for _row, column, _chance in kept(1, 0.0, {(0, 0): 0.99999, (0, 1): 0.999995})] == [1]


def test_nothing_is_kept_of_nothing() -> None:
    assert Best(0.0, 3).scored() == []
    assert kept(3, 1.0, CHANCES) == []
