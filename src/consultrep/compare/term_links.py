"""Which terms of two vocabularies are alike: the same ones, those whose vectors lie near, and cognates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consultrep.compare.pool import Pool, Ragged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

_NEAR_WORD: Final = 0.5
_COGNATE: Final = 5
_COGNATE_WORTH: Final = 0.9
_ROWS: Final = 256


@dataclass(frozen=True)
class Links:
    """For each term of one vocabulary the like ones of another, and how alike they are."""

    columns: Ragged
    values: Numbers


def links_between(first: Pool, second: Pool) -> Links:
    """Which terms are alike: the same ones, those whose vectors lie near, and cognates."""
    import numpy as np

    vectors, others = first.term_vectors, second.term_vectors
    cognates = _cognates(first, second)
    same = [second.vocabulary.get(key, -1) for key in first.vocabulary]
    columns, values, counts = [], [], []
    for start in range(0, len(vectors), _ROWS):
        scores = vectors[start : start + _ROWS] @ others.T
        alike = np.clip((scores - _NEAR_WORD) / (1 - _NEAR_WORD), 0, 1)
        for place in range(len(alike)):
            near = cognates.get(start + place)
            if near:
                alike[place, near] = np.maximum(alike[place, near], _COGNATE_WORTH)
            if same[start + place] >= 0:
                alike[place, same[start + place]] = 1.0
        _rows, found = alike.nonzero()
        columns.append(found)
        values.append(alike[_rows, found])
        counts.append(np.count_nonzero(alike, axis=1))
    if not counts:
        return Links(Ragged.of([]), np.zeros(0, np.float32))
    sizes = np.concatenate(counts)
    return Links(Ragged(np.concatenate(columns), np.cumsum(sizes) - sizes, sizes), np.concatenate(values))


def _cognates(first: Pool, second: Pool) -> Mapping[int, list[int]]:
    """For each term those of another language that begin with its letters: `discriminat` and `discrimin`."""
    if not first.demands or not second.demands or first.demands[0].language == second.demands[0].language:
        return {}
    by_start: dict[str, list[int]] = {}
    for key, column in second.vocabulary.items():
        if len(key) > _COGNATE and not key.startswith("#"):
            by_start.setdefault(key[:_COGNATE], []).append(column)
    return {
        row: by_start.get(key[:_COGNATE], [])
        for key, row in first.vocabulary.items()
        if len(key) > _COGNATE and not key.startswith("#")
    }
