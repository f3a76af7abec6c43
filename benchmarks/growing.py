"""Comparing at sizes beyond the task: time per pair, a run that is killed and resumed, and the cost model.

A part of benchmarks/comparing.py. Run by itself, it is the process that is measured:

    python benchmarks/growing.py FIRST.npy SECOND.npy [KEPT]
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from math import ceil
from pathlib import Path
from statistics import mean
from typing import Any, Final

import numpy as np
from measuring import Figure, Taken, middle, timed
from numpy.typing import NDArray
from workers import peak

from consultrep.compare.algebra import one_thread
from consultrep.compare.nearest import nearest
from consultrep.compare.pieces import ENDING

Numbers = NDArray[np.float32]
COUNT: Final = 10
RUNS: Final = 5
SIZES: Final = (10_000, 41_000, 82_000, 164_000)
LARGE: Final = 200_000
MILLION: Final = 1_000_000
MEMORY: Final = 400_000_000
NOISE: Final = 0.01
_STRIP: Final = 512


def bare(first: Numbers, second: Numbers) -> None:
    """The product of all vectors, strip by strip into the same place."""
    room = np.empty((min(_STRIP, len(first)), len(second)), np.float32)
    for start in range(0, len(first), _STRIP):
        strip = first[start : start + _STRIP]
        np.matmul(strip, second.T, out=room[: len(strip)])


def on_one_thread(first: Numbers, second: Numbers) -> None:
    """The same on one thread: what the product costs where none waits for another."""
    with one_thread():
        bare(first, second)


def write_large(file: Path, vectors: Numbers) -> None:
    """As many vectors as the largest size takes: these ones repeated, with a little noise, of unit length."""
    rng = np.random.default_rng(1)
    into: Any = np.lib.format.open_memmap(file, "w+", np.float32, (LARGE, vectors.shape[1]))
    for start in range(0, LARGE, len(vectors)):
        part = vectors[: LARGE - start]
        noisy = part + rng.standard_normal(part.shape, dtype=np.float32) * np.float32(NOISE)
        into[start : start + len(part)] = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
    into.flush()


@dataclass(frozen=True)
class Grown:
    """What a size takes, and the processor time of a pair of the bare product around it."""

    size: int
    taken: Taken
    unit: float

    @property
    def cost(self) -> float:
        """Its processor time in pairs of the bare product."""
        return self.taken.processor / self.unit


def growth(file: Path) -> Iterator[Grown]:
    """Every size, from small to large; small ones several times."""
    vectors = np.load(file)
    for size in SIZES:
        part = vectors[:size]
        taken, units = [], [unit(vectors)]
        for _run in range(min(RUNS, ceil(SIZES[2] / size))):
            taken.append(timed(partial(nearest, part, part, COUNT)))
            units.append(unit(vectors))
        yield Grown(size, middle(taken), mean(units))


def unit(vectors: Numbers) -> float:
    """The processor time of a pair of the bare product now."""
    part = vectors[: SIZES[0]]
    return timed(partial(on_one_thread, part, part)).processor / len(part) ** 2


def growth_figures(grown: Sequence[Grown]) -> Iterator[Figure]:
    """Time per million pairs by size."""
    for one in grown:
        pairs = one.size**2
        yield Figure(f"{one.size} x {one.size}, per million pairs", one.taken.elapsed / pairs * 1e9, "ms")
        yield Figure("  processor time, of the bare product", one.cost / pairs, "x")
    for name, per_pair in (
        ("elapsed", [one.taken.elapsed / one.size**2 for one in grown]),
        ("processor time", [one.cost / one.size**2 for one in grown]),
    ):
        yield Figure(
            f"per pair at {SIZES[-1]} against {SIZES[0]}, {name}", per_pair[-1] / per_pair[0], "x", "1.2"
        )


def cost_model(grown: Sequence[Grown]) -> tuple[float, float]:
    """What a pair and what a row cost, as pairs of the bare product: fitted to the sizes measured."""
    sizes = np.array([one.size for one in grown], dtype=np.float64)
    cost = np.array([one.cost for one in grown])
    # Each size counts alike: its error is taken in proportion.
    columns = np.stack([sizes**2, sizes], axis=1) / cost[:, None]
    pair, row = np.linalg.lstsq(columns, np.ones(len(sizes)), rcond=None)[0]
    return float(pair), float(row)


def large_figures(file: Path, grown: Sequence[Grown]) -> Iterator[Figure]:
    """A run in bounded memory, killed in its middle and resumed; the cost model on it and on a million."""
    pair, row = cost_model(grown)
    yield Figure("model: a pair", pair, "pairs of the bare product")
    yield Figure("model: a row besides", row, "pairs of the bare product")
    vectors = np.load(file, mmap_mode="r")
    units = [unit(vectors)]
    with tempfile.TemporaryDirectory() as kept:
        before, start = os.times().children_user + os.times().children_system, time.perf_counter()
        pieces = killed_child(file, kept)
        units.append(unit(vectors))
        used, digest = run_child([str(file), str(file)], kept)
        elapsed = time.perf_counter() - start
        processor = os.times().children_user + os.times().children_system - before
        units.append(unit(vectors))
        every = len(list(Path(kept).glob(f"*{ENDING}")))
        again = run_child([str(file), str(file)], kept)[1]
    yield Figure("pieces done when it was killed", pieces, f"of {every}")
    yield Figure("both runs", elapsed, "s")
    yield Figure("both runs, processor time", processor, "s")
    yield Figure("peak memory", used, "MB", f"{MEMORY // 1_000_000}")
    yield Figure("the answer is that of the pieces read again", float(digest == again), "", "1")
    now = mean(units)
    expected = (pair * LARGE**2 + row * LARGE) * now
    yield Figure("processor time by the model", expected, "s")
    yield Figure("measured against the model", processor / expected, "x")
    million = (pair * MILLION**2 + row * MILLION) * now / (os.cpu_count() or 1)
    yield Figure("a million with a million, by the model", million / 3600, "hours, nothing else running")


def killed_child(file: Path, kept: str) -> int:
    """Kill a run after half of its pieces; how many pieces were then kept."""
    half = ceil(LARGE / 8192) // 2
    with start_child([str(file), str(file)], kept) as running:
        while len(list(Path(kept).glob(f"*{ENDING}"))) < half and running.poll() is None:
            time.sleep(0.2)
        os.kill(running.pid, signal.SIGKILL)
    return len(list(Path(kept).glob(f"*{ENDING}")))


def run_child(files: Sequence[str], kept: str) -> tuple[float, str]:
    """The peak memory in MB of a run to its end, and a digest of its answer."""
    with start_child(files, kept) as running:
        answer = running.communicate()[0].split()
    if running.returncode:
        raise SystemExit(f"the run ended with {running.returncode}")
    return float(answer[0]), answer[1]


def start_child(files: Sequence[str], kept: str) -> subprocess.Popen[str]:
    """A run in a process of its own."""
    command = [sys.executable, __file__, *files, *([kept] if kept else [])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def child(files: Sequence[str], kept: str) -> None:
    """Compare the vectors of two files; print the peak memory and a digest of the answer."""
    # What `kept` says is a long run: in bounded memory, its vectors read from the file block by block.
    first, second = (np.load(file, mmap_mode="r" if kept else None) for file in files)
    columns, _scores = nearest(
        first, second, COUNT, memory=MEMORY if kept else None, kept_in=Path(kept) if kept else None
    )
    print(peak(), blake2b(columns.tobytes()).hexdigest())


if __name__ == "__main__":
    child(sys.argv[1:3], sys.argv[3] if len(sys.argv) > 3 else "")
