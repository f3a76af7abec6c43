"""The nearest by words: the cosine of two texts as bags of terms, each weighted by how rare it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consultrep.compare.algebra import highest, in_threads
from consultrep.compare.pool import Pool, Ragged, rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]

_COMMON: Final = 256
"""So many terms that most texts have are multiplied as a matrix; of the others the texts are listed."""

_ROWS: Final = 128


@dataclass(frozen=True)
class _Bags:
    """The terms of each text, the commonest first, and their weights, of unit length for each text."""

    terms: Ragged
    weights: Numbers

    def common(self) -> Numbers:
        """The weights of the common terms; shape (texts, common terms)."""
        import numpy as np

        found = np.zeros((len(self.terms.counts), _COMMON), dtype=np.float32)
        texts = np.repeat(np.arange(len(self.terms.counts)), self.terms.counts)
        held = self.terms.values < _COMMON
        found[texts[held], self.terms.values[held]] = self.weights[held]
        return found

    def texts_of(self, terms: int) -> tuple[Ragged, Numbers]:
        """For each of so many terms the texts that have it, and the weight that it has there."""
        import numpy as np

        order = np.argsort(self.terms.values, kind="stable")
        texts = np.repeat(np.arange(len(self.terms.counts)), self.terms.counts)[order]
        counts = np.bincount(self.terms.values, minlength=terms)
        return Ragged(texts, np.cumsum(counts) - counts, counts), self.weights[order]


def nearest_by_words(first: Pool, second: Pool, count: int) -> Iterator[tuple[Whole, Whole]]:
    """Each text's nearest of the other side, those without a word in common left out, in both directions."""
    one, other, terms = _bags(first, second)
    for rows, columns in _nearest(one, other, terms, min(count, len(second))):
        yield rows, columns
    for columns, rows in _nearest(other, one, terms, min(count, len(first))):
        yield rows, columns


def _bags(first: Pool, second: Pool) -> tuple[_Bags, _Bags, int]:
    """Both sides in one vocabulary, and its size."""
    import numpy as np

    counts = first.document_counts + second.document_counts
    keys = sorted(counts, key=lambda key: (-counts[key], key))
    weights = rarity(counts, len(first) + len(second), keys)
    number = {key: place for place, key in enumerate(keys)}
    made = []
    for pool in (first, second):
        own = np.array([number[key] for key in pool.vocabulary], dtype=np.int64)
        terms = Ragged(own[pool.terms_of.values], pool.terms_of.starts, pool.terms_of.counts)
        texts = np.repeat(np.arange(len(pool)), terms.counts)
        held = weights[terms.values]
        lengths = np.sqrt(np.bincount(texts, held.astype(np.float64) ** 2, len(pool)))
        made.append(_Bags(terms, np.asarray(held / np.maximum(lengths, 1e-6)[texts], np.float32)))
    return made[0], made[1], len(keys)


def _nearest(first: _Bags, second: _Bags, terms: int, count: int) -> Iterator[tuple[Whole, Whole]]:
    """Each text of the first with its nearest of the second."""
    import numpy as np

    common, others = first.common(), second.common().T
    texts, weights = second.texts_of(terms)

    def work(start: int) -> tuple[Whole, Whole]:
        scores = common[start : start + _ROWS] @ others
        for line, row in zip(scores, range(start, start + len(scores)), strict=True):
            begin = first.terms.starts[row]
            for place in range(begin, begin + first.terms.counts[row]):
                term = first.terms.values[place]
                if term >= _COMMON:
                    listed = slice(texts.starts[term], texts.starts[term] + texts.counts[term])
                    line[texts.values[listed]] += first.weights[place] * weights[listed]
        columns = highest(scores, count)
        rows = np.repeat(np.arange(start, start + len(scores)), count)
        some = np.take_along_axis(scores, columns, axis=1).ravel() > 0
        return rows[some], columns.ravel()[some]

    yield from in_threads(work, range(0, len(common), _ROWS))
