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


def in_turns(works: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median seconds of each work: all are run in turns, after a warm-up, on the same busy machine."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for run in range(runs + 1):
        for name, work in works.items():
            taken = seconds(work)
            if run:
                times[name].append(taken)
    return {name: median(taken) for name, taken in times.items()}


def seconds(work: Callable[[], object]) -> float:
    """The time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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
