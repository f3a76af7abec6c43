"""What numpy is asked to do in several places: with how many threads, and which columns are highest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]

_GROUP: Final = 16
_THREADS: Final = 4
Part = TypeVar("Part")
Result = TypeVar("Result")


@contextmanager
def one_thread() -> Iterator[None]:
    """Small products of matrices run on one thread: on several each waits longer than it works, on a busy
    machine fifty times as long."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, "blas"):
        yield


def in_threads(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """What the work gives for each part, in order; each thread multiplies matrices on one thread.

    numpy lets go of Python's lock while it works, so that threads do what processes would, without their
    start, their copies and their ways to be left behind. What a part raises ends the others.
    """
    if len(parts) < 2:
        return [work(part) for part in parts]
    with one_thread():
        threads = ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1, len(parts)))
        try:
            return list(threads.map(work, parts))
        finally:
            threads.shutdown(cancel_futures=True)


def highest(scores: Numbers, count: int) -> Whole:
    """The columns of the `count` highest scores of each row, in no order; shape (rows, count).

    The highest lie in the groups with the highest maxima, so that only these are looked into.
    """
    import numpy as np

    groups, rest = divmod(scores.shape[1], _GROUP)
    if groups <= 2 * count:
        return np.argpartition(-scores, count - 1, axis=1)[:, :count]
    whole = groups * _GROUP
    maxima = scores[:, :whole].reshape(len(scores), _GROUP, groups).max(axis=1)
    best = np.argpartition(-maxima, count - 1, axis=1)[:, :count]
    columns = (best[:, :, None] + np.arange(0, whole, groups)).reshape(len(scores), -1)
    if rest:
        last = np.broadcast_to(np.arange(whole, scores.shape[1]), (len(scores), rest))
        columns = np.concatenate([columns, last], axis=1)
    kept = np.take_along_axis(scores, columns, axis=1)
    return np.take_along_axis(columns, np.argpartition(-kept, count - 1, axis=1)[:, :count], axis=1)
