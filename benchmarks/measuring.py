"""What benchmarks share: figures as data, times taken in turns, and what the times depend on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np
from threadpoolctl import threadpool_info

SETTINGS = ("OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True)
class Figure:
    """One measured number: what it is of, its unit, and what was wanted."""

    what: str
    value: float
    unit: str
    wanted: str = ""

    def __str__(self) -> str:
        wanted = f"  (wanted: {self.wanted})" if self.wanted else ""
        return f"{self.what:66} {self.value:9.3g} {self.unit}{wanted}"


@dataclass(frozen=True)
class Taken:
    """Seconds that went by, and seconds of all processors, which other programs disturb less."""

    elapsed: float
    processor: float

    def __truediv__(self, number: float) -> Taken:
        return Taken(self.elapsed / number, self.processor / number)


def in_turns(works: Mapping[str, Callable[[], object]], runs: int) -> dict[str, Taken]:
    """What each work takes, the medians: all are run in turns, after a warm-up, on the same busy machine."""
    taken: dict[str, list[Taken]] = {name: [] for name in works}
    for run in range(runs + 1):
        for name, work in works.items():
            one = timed(work)
            if run:
                taken[name].append(one)
    return {name: middle(found) for name, found in taken.items()}


def timed(work: Callable[[], object]) -> Taken:
    """What one run takes."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - start, time.process_time() - processor)


def middle(found: Iterable[Taken]) -> Taken:
    """The median of each kind of seconds."""
    every = list(found)
    return Taken(median(one.elapsed for one in every), median(one.processor for one in every))


def surroundings() -> Iterator[str]:
    """What the times depend on: the processors, numpy's algebra, and the settings of the environment."""
    for found in threadpool_info():
        if found["user_api"] == "blas":
            yield (
                f"{found['internal_api']} {found['version']} {found.get('architecture', '')}, "
                f"{found['num_threads']} threads"
            )
            break
    yield f"{os.cpu_count()} processors, numpy {np.__version__}"
    yield from (f"{name}={os.environ.get(name, '')}" for name in SETTINGS)


def lines_of(heading: str, figures: Iterable[Figure]) -> Iterator[str]:
    """A group of figures to print."""
    yield heading
    yield from map(str, figures)
    yield ""
