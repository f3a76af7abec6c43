"""The nearest of one set of vectors to each of another: exactly, in bounded memory, resumed after a kill.

The work is cut into blocks, and `nearest_in_block` is a pure function of two of them, so that any executor of
`concurrent.futures` can map it. Vectors have unit length, a score is a scalar product. The higher score is
better, and of equal scores the lower column. Single precision rounds by processor and size of block, so
scores that differ by less than `DOUBT` are computed again in double precision, each pair by itself: neither
decides what is found. (Of more than `count` scores that are equal to the last bit, the lowest columns are
looked at.) docs/decisions/014-comparing-large.md has the figures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from itertools import islice, repeat
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from consultrep.compare.algebra import one_thread
from consultrep.compare.pieces import Kept, Rows
from consultrep.errors import UsageError
from consultrep.messages import gettext as _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]
    Best = tuple[Whole, Numbers]
    """Columns and scores of each row, the best first; shape (rows, count)."""

PROGRAM: Final = 100_000_000
"""What of it Python and numpy take themselves."""

DOUBT: Final = 4e-6
"""Nearer scores may stand the wrong way round: those of single precision err by up to 7e-7."""

_STRIP: Final = 512
_GROUP: Final = 16
_WIDTH: Final = 32_768
_LEAST_WIDTH: Final = 4_096
_HEIGHT: Final = 8_192
_GATHERED: Final = 1_000_000
_THREADS: Final = 4


def nearest(
    first: NDArray[Any],
    second: NDArray[Any],
    count: int,
    *,
    executor: Executor | None = None,
    memory: int | None = None,
    kept_in: Path | None = None,
) -> Best:
    """The `count` nearest rows of `second` (or all, where there are fewer) to each row of `first`.

    Worked on by threads, or by `executor`: each worker does one block at a time on one thread.
    `memory` bounds the bytes of the whole process, beside arrays that are held already; UsageError where it
    cannot. A read-only memmap is not held: it is read block by block, by whichever process needs it. In the
    folder `kept_in` each finished piece is kept, so that a run that was killed goes on where it stopped.
    """
    import numpy as np

    count = min(count, len(second))
    found = np.zeros((len(first), count), np.int64), np.zeros((len(first), count), np.float32)
    if not len(first) or not count:
        return found
    with one_thread(), _executor_or_own(executor) as pool:
        workers = _workers(pool)
        others = Rows.of(second)
        parts = others.cut(_width(memory, PROGRAM + 12 * found[0].size, first.shape[1], count, workers))
        kept = Kept(kept_in, others, count)
        pieces = Rows.of(first).cut(_height(len(first), workers))
        missing = [piece for piece in pieces if not _fill(found, piece, kept.read(piece))]
        blocks = _blocks(pool, missing, parts, count)
        for piece in missing:
            best = _joined(piece, others, islice(blocks, len(parts)), count)
            kept.write(piece, best)
            _fill(found, piece, best)
    return found


def nearest_in_block(first: NDArray[Any], second: NDArray[Any], count: int) -> Best:
    """The `count` nearest rows of `second` (or all, where there are fewer) to each row of `first`."""
    import numpy as np

    first, second = (np.ascontiguousarray(side, dtype=np.float32) for side in (first, second))
    count = min(count, len(second))
    columns = np.zeros((len(first), count), np.int64)
    scores = np.zeros((len(first), count), np.float32)
    room = np.empty((min(_STRIP, len(first)), len(second)), np.float32)
    for start in range(0, len(first) if count else 0, _STRIP):
        strip = first[start : start + _STRIP]
        product = np.matmul(strip, second.T, out=room[: len(strip)])
        rows, near = _contenders(product, count)
        values = product[rows, near]
        order = _order(rows, values)
        rows, near, values = rows[order], near[order], values[order]
        near, values = _settled(strip, second, rows, near, values)
        heads = np.searchsorted(rows, np.arange(len(strip)))
        places = heads[:, None] + np.arange(count)
        columns[start : start + len(strip)], scores[start : start + len(strip)] = near[places], values[places]
    return columns, scores


# -- one block


def _contenders(scores: Numbers, count: int) -> tuple[Whole, Whole]:
    """Rows and columns of every score that may be among the `count` best of its row, and of few others.

    The best of each group of columns are found in one pass. The `count`-th of them is no better than the
    `count`-th of the row, so that only groups whose best reaches it are looked into.
    """
    import numpy as np

    height, width = scores.shape
    size = width // _GROUP
    if size < 2 * count:
        least = np.partition(scores, width - count, axis=1)[:, width - count] - np.float32(DOUBT)
        return _thinned(scores, count, least, *np.nonzero(scores >= least[:, None]))
    best = scores[:, : size * _GROUP].reshape(height, _GROUP, size).max(axis=1)
    least = np.partition(best, size - count, axis=1)[:, size - count] - np.float32(DOUBT)
    rows, groups = np.divmod(np.flatnonzero(best >= least[:, None]), size)
    places = (rows * width + groups)[:, None] + np.arange(_GROUP) * size
    chosen = np.flatnonzero(scores.ravel().take(places) >= least[rows][:, None])
    rest, tail = np.nonzero(scores[:, size * _GROUP :] >= least[:, None])
    rows = rows[chosen // _GROUP]
    columns = np.concatenate([places.ravel()[chosen] - rows * width, tail + size * _GROUP])
    rows = np.concatenate([rows, rest])
    return _thinned(scores, count, least, rows, columns)


def _thinned(scores: Numbers, count: int, least: Numbers, rows: Whole, columns: Whole) -> tuple[Whole, Whole]:
    """The contenders without most of those that are equal, in the rows where they are many."""
    import numpy as np

    numbers = np.bincount(rows, minlength=len(scores))
    crowded = numbers > 4 * count
    if not crowded.any():
        return rows, columns
    free = ~crowded[rows]
    chosen, places = [rows[free]], [columns[free]]
    for row in np.flatnonzero(crowded):
        near = np.flatnonzero(scores[row] >= least[row])
        values = scores[row, near]
        last = np.partition(values, len(values) - count)[len(values) - count]
        doubtful = (values != last) & (values >= last - np.float32(DOUBT))
        places.append(np.concatenate([near[doubtful], near[values == last][:count]]))
        chosen.append(np.full(len(places[-1]), row))
    return np.concatenate(chosen), np.concatenate(places)


def _order(rows: Whole, scores: Numbers) -> Whole:
    """Places in order of row, the higher score first: as whole numbers, which sort in a tenth of the time."""
    import numpy as np

    bits = scores.view(np.int32).astype(np.int64)
    return np.argsort((rows << 32) - (bits ^ (bits >> 31 & 0x7FFFFFFF)))


def _settled(
    first: Numbers, second: Numbers | Rows, rows: Whole, columns: Whole, scores: Numbers
) -> tuple[Whole, Numbers]:
    """Columns and scores, which stand in order of row and score, with what is in doubt put in order."""
    import numpy as np

    close = (rows[1:] == rows[:-1]) & (scores[:-1] - scores[1:] < DOUBT)
    doubtful = np.flatnonzero(np.append(close, False) | np.append(False, close))
    if not len(doubtful):
        return columns, scores
    runs = np.cumsum(np.append(True, ~close))[doubtful]
    exact = scores[doubtful].astype(np.float64)
    # Where every product is nothing so is their sum, exactly; texts without a common word are many.
    some = np.flatnonzero(exact)
    exact[some] = _exact(first, second, rows[doubtful[some]], columns[doubtful[some]])
    order = np.lexsort((columns[doubtful], -exact, runs))
    columns, scores = columns.copy(), scores.copy()
    columns[doubtful] = columns[doubtful[order]]
    scores[doubtful] = exact[order]
    return columns, scores


def _exact(first: Numbers, second: Numbers | Rows, rows: Whole, columns: Whole) -> NDArray[np.float64]:
    """The scores of some pairs in double precision."""
    import numpy as np

    found = np.empty(len(rows), np.float64)
    step = max(1, _GATHERED // first.shape[1])
    for start in range(0, len(rows), step):
        part = slice(start, start + step)
        others = second.take(columns[part]) if isinstance(second, Rows) else second[columns[part]]
        pairs = first[rows[part]].astype(np.float64), others.astype(np.float64)
        found[part] = np.einsum("nd,nd->n", *pairs)
    return found


# -- many blocks


def _blocks(executor: Executor, pieces: Sequence[Rows], parts: Sequence[Rows], count: int) -> Iterator[Best]:
    """What is found in each block, piece by piece and part by part."""
    firsts = [piece for piece in pieces for _part in parts]
    seconds = [part for _piece in pieces for part in parts]
    return executor.map(_of_rows, firsts, seconds, repeat(count))


def _of_rows(first: Rows, second: Rows, count: int) -> Best:
    columns, scores = nearest_in_block(first.read(), second.read(), count)
    return columns + second.start, scores


def _joined(piece: Rows, second: Rows, blocks: Iterator[Best], count: int) -> Best:
    """The best of a piece's blocks, which come in the order of their columns."""
    import numpy as np

    columns, scores = next(blocks)
    vectors = piece.read()
    for more, values in blocks:
        columns, scores = np.hstack([columns, more]), np.hstack([scores, values])
        rows = np.indices(scores.shape)[0].ravel()
        order = _order(rows, scores.ravel())
        best = _settled(vectors, second, rows, columns.ravel()[order], scores.ravel()[order])
        columns = best[0].reshape(scores.shape)[:, :count]
        scores = best[1].reshape(scores.shape)[:, :count]
    return columns, scores


def _fill(found: Best, piece: Rows, best: Best | None) -> bool:
    if best is None:
        return False
    found[0][piece.start : piece.stop], found[1][piece.start : piece.stop] = best
    return True


def _width(memory: int | None, taken: int, dimensions: int, count: int, workers: int) -> int:
    """How many columns a block has, so that the blocks worked on at once fit in the memory left."""
    if memory is None:
        return _WIDTH
    room = (memory - taken) // workers
    fixed = 24 * _GATHERED + _HEIGHT * (4 * dimensions + 60 * count) + 400 * _STRIP * count
    column = 4 * dimensions + 5 * _STRIP
    if room < fixed + column * _LEAST_WIDTH:
        least = taken + workers * (fixed + column * _LEAST_WIDTH)
        message = _("{memory} MB of memory are too few for this comparison: it takes {least} MB")
        raise UsageError(message.format(memory=memory // 1_000_000, least=least // 1_000_000 + 1))
    return min(_WIDTH, (room - fixed) // column)


def _height(count: int, workers: int) -> int:
    """How many rows a piece has, so that all workers have as much to do."""
    return ceil(count / (workers * ceil(count / (workers * _HEIGHT))))


def _executor_or_own(executor: Executor | None) -> AbstractContextManager[Executor]:
    """The executor, or threads that end with the work."""
    return nullcontext(executor) if executor else ThreadPoolExecutor(min(os.cpu_count() or 1, _THREADS))


def _workers(executor: Executor) -> int:
    """How many blocks it may work on at once."""
    return int(getattr(executor, "_max_workers", os.cpu_count() or 1))
