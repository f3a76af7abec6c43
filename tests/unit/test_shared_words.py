"""The nearest by words are those of the whole table of weights."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from consultrep.compare import shared_words
from consultrep.compare.demand import reader_of
from consultrep.compare.pool import Pool, rarity
from consultrep.compare.shared_words import nearest_by_words
from consultrep.model import Library
from tests.comparing import WordEncoder

WORDS = [f"{start}{end}" for start in ("lamp", "wharf", "pilot", "boat", "judge") for end in "abcdefgh"]


def pool(count: int, seed: int) -> Pool:
    reader = reader_of(Library([]))
    rng = np.random.default_rng(seed)
    texts = [" ".join(rng.choice(WORDS, rng.integers(1, 6))) for _ in range(count)]
    return Pool([reader.read(text, "en") for text in [*texts, "."]], WordEncoder(), reader)


def table(first: Pool, second: Pool) -> NDArray[np.float32]:
    """The cosine of every text of the first and every one of the second."""
    counts = first.document_counts + second.document_counts
    keys = sorted(counts)
    weights = rarity(counts, len(first) + len(second), keys)
    made = []
    for side in (first, second):
        held = np.array([[key in {t.key for t in one.terms} for key in keys] for one in side.demands])
        rows = held * weights
        made.append(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6))
    return np.asarray(made[0] @ made[1].T, dtype=np.float32)


@pytest.mark.parametrize("common", [1, 20, 256])
def test_the_nearest_of_both_sides_are_found(monkeypatch: pytest.MonkeyPatch, common: int) -> None:
    monkeypatch.setattr(shared_words, "_COMMON", common)
    first, second = pool(70, 1), pool(90, 2)
    wanted = table(first, second)
    found = np.full(wanted.shape, -1.0)
    for rows, columns in nearest_by_words(first, second, 5):
        assert len(rows) == len(columns)
        found[rows, columns] = wanted[rows, columns]
    for axis, scores in ((1, wanted), (0, wanted.T)):
        best = np.sort(scores, axis=1)[:, -5:]
        held = np.sort(found if axis else found.T, axis=1)[:, -5:]
        np.testing.assert_allclose(held[best > 0], best[best > 0], atol=1e-6)


def test_texts_without_a_word_in_common_are_no_candidates() -> None:
    reader = reader_of(Library([]))
    one, other = (
        Pool([reader.read(text, "en") for text in texts], WordEncoder(), reader)
        for texts in (["Train judges.", "."], ["Fund lamps.", "Judges in boats."])
    )
    pairs = {
        pair for rows, columns in nearest_by_words(one, other, 2) for pair in zip(rows, columns, strict=True)
    }
    assert pairs == {(0, 1)}
