"""How near the neighbours of a demand are: what its likeness to another one is measured against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from consultrep.compare.algebra import highest, in_threads
from consultrep.compare.background import Background
from consultrep.compare.pool import Pool

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

NEIGHBOURS: Final = 10
_ROWS: Final = 256


def nearness(pool: Pool, background: Background) -> Numbers:
    """The mean likeness of each demand to its nearest others of the background (CSLS; Conneau 2018).

    A demand is its own nearest neighbour there: it is left out, and the next ones count.
    """
    import numpy as np

    best = np.zeros((len(pool), 0), dtype=np.float32)
    vectors = pool.vectors
    for others in background.pages():
        count = min(NEIGHBOURS + 1, best.shape[1] + len(others))
        found = np.empty((len(pool), count), dtype=np.float32)

        def work(
            start: int, *, best: Numbers = best, others: Numbers = others, found: Numbers = found
        ) -> None:
            part = slice(start, start + _ROWS)
            scores = vectors[part] @ others.T
            top = np.take_along_axis(scores, highest(scores, min(found.shape[1], len(others))), axis=1)
            found[part] = np.sort(np.concatenate([best[part], top], axis=1), axis=1)[:, -found.shape[1] :]

        in_threads(work, range(0, len(pool), _ROWS))
        best = found
    return best[:, :-1].mean(axis=1) if best.shape[1] > 1 else np.zeros(len(pool), np.float32)
