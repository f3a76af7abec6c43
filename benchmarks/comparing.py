"""How fast and in how much memory large lists are compared, and what other libraries do on the same task.

    python benchmarks/comparing.py ../shared [--into docs/benchmarks/comparing.md]

The task: the recommendations of sessions 1-12 of the Universal Periodic Review with those of sessions 13-20
(`../shared/corpora/upr`), the ten best of each by the vectors of the bundled encoder, exactly. Encoding is
apart: vectors are kept in a cache. Times are multiples of a bare product of the two sides' vectors, in strips
that are thrown away, measured in turns in the same run; larger sizes repeat the vectors with a little noise.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from math import ceil
from pathlib import Path
from statistics import mean, median
from typing import Any, Final

import numpy as np
from markdown_figures import put_into
from measuring import Figure, in_turns, lines_of, seconds, surroundings
from numpy.typing import NDArray
from rivals import COUNT, Outcome, Texts, outcomes
from upr import rows_of

from consultrep.compare.algebra import one_thread
from consultrep.compare.encoder import BundledEncoder
from consultrep.compare.nearest import nearest, nearest_in_block
from consultrep.compare.pieces import ENDING
from consultrep.compare.vectors import CachedEncoder, cache_folder

Numbers = NDArray[np.float32]
RUNS: Final = 5
SIZES: Final = (10_000, 41_000, 82_000, 164_000)
LARGE: Final = 200_000
MILLION: Final = 1_000_000
MEMORY: Final = 400_000_000
NOISE: Final = 0.01
PARTS: Final = ("task", "rivals", "size")
_STRIP: Final = 512


def main() -> None:
    """Print the figures, and put them into a Markdown file where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("shared", help="the folder that holds corpora/upr and gold")
    parser.add_argument("--into", type=Path, help="a Markdown file whose figures are replaced by these")
    parser.add_argument(
        "--only", choices=PARTS, help="one part of the figures; those of size take many minutes"
    )
    parser.add_argument("--child", nargs=2, metavar=("FILES", "KEPT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child[0].split(os.pathsep), options.child[1])
        return
    lines = []
    for line in report(Path(options.shared), (options.only,) if options.only else PARTS):
        print(line, flush=True)
        lines.append(line)
    if options.into:
        put_into(options.into, lines)


def report(shared: Path, parts: Collection[str] = PARTS) -> Iterator[str]:
    """The figures as lines, as they are measured."""
    task, states = task_of(shared)
    yield from surroundings()
    yield f"{len(task.first)} x {len(task.second)} texts, the {COUNT} best of each; bare product = 1 x"
    yield ""
    if "task" in parts:
        yield from lines_of("The task", task_figures(task, states))
    if "rivals" in parts:
        yield from table(outcomes(task, shared / "gold/canada.json", encoder()), task)
    if "size" in parts:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "large.npy"
            write_large(file, np.vstack(task.vectors))
            grown = list(growth(file))
            yield from lines_of("Time per pair by size", growth_figures(grown))
            yield from lines_of(f"{LARGE} x {LARGE}, killed and resumed", large_figures(file, grown))


# -- the task


def encoder() -> CachedEncoder:
    """The bundled encoder; its vectors of the task stand apart from those of a user."""
    folder = cache_folder()
    return CachedEncoder(BundledEncoder(), folder / "benchmarks" if folder else None)


def task_of(shared: Path) -> tuple[Texts, Sequence[tuple[Numbers, Numbers]]]:
    """The two sides, and the vectors of both sides for each state that has both."""
    rows = [
        (int(row["Session"]) > 12, row["To"], " ".join(row["Text"].split()))
        for row in rows_of(shared / "corpora/upr")
    ]
    sides = [[(state, text) for late, state, text in rows if late is side] for side in (False, True)]
    first, second = ([text for _state, text in side] for side in sides)
    vectors = encoder().encode(first), encoder().encode(second)
    places: list[dict[str, list[int]]] = [{}, {}]
    for side, found in zip(sides, places, strict=True):
        for place, (state, _text) in enumerate(side):
            found.setdefault(state, []).append(place)
    both = [state for state in places[0] if state in places[1]]
    states = [(vectors[0][places[0][state]], vectors[1][places[1][state]]) for state in both]
    return Texts(first, second, vectors), states


def task_figures(task: Texts, states: Sequence[tuple[Numbers, Numbers]]) -> Iterator[Figure]:
    """The kernel on the task against a bare product, its memory, and the comparison within states."""
    first, second = task.vectors
    times = in_turns(
        {
            "bare": partial(bare, first, second),
            "whole": lambda: first @ second.T,
            "best": partial(nearest, first, second, COUNT),
            "fifty": partial(nearest, first, second, 50),
            "states": partial(within, states),
        },
        RUNS,
    )
    flops = 2 * len(first) * len(second) * first.shape[1]
    yield Figure("bare product in strips", times["bare"], "s")
    yield Figure("the same, thousand million operations a second", flops / times["bare"] / 1e9, "")
    yield Figure("bare product into one array", times["whole"] / times["bare"], "x")
    yield Figure(f"the {COUNT} best, exactly", times["best"] / times["bare"], "x", "at most 1.3")
    yield Figure("the 50 best, as match asks for", times["fifty"] / times["bare"], "x")
    pairs = sum(len(one) * len(other) for one, other in states)
    yield Figure(f"within each state ({len(states)} states, {pairs} pairs)", times["states"], "s", "0.2")
    yield Figure("within each state", times["states"] / times["bare"], "x")
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder) / f"{name}.npy") for name in ("first", "second")]
        for file, vectors in zip(files, task.vectors, strict=True):
            np.save(file, vectors)
        used = run_child(files, "")[0]
    yield Figure("peak memory of a process that does it", used, "MB", "under 600")


def bare(first: Numbers, second: Numbers) -> None:
    """The product of all vectors, strip by strip into the same place."""
    room = np.empty((min(_STRIP, len(first)), len(second)), np.float32)
    for start in range(0, len(first), _STRIP):
        strip = first[start : start + _STRIP]
        np.matmul(strip, second.T, out=room[: len(strip)])


def within(states: Sequence[tuple[Numbers, Numbers]]) -> None:
    """The best of each recommendation among the later ones of its own state."""
    with one_thread():
        for first, second in states:
            nearest_in_block(first, second, COUNT)


# -- other libraries


def table(found: Iterable[Outcome], task: Texts) -> Iterator[str]:
    """Speed beside quality."""
    product = median(seconds(lambda: bare(*task.vectors)) for _run in range(3))
    yield "Speed on the task (a library's own preparation of texts counts, encoding does not), quality on the"
    yield "graded pairs of Canada: average precision, and recall of the same demands among the ten best"
    for one in found:
        if one.seconds is None:
            yield f"{one.name:44} not installed: see benchmarks/rivals.txt"
            continue
        note = f"   time from {one.rows} texts of the first side" if one.rows else ""
        yield (
            f"{one.name:44} {one.seconds / product:8.1f} x"
            f"   {one.average_precision:.3f} · {one.recall:.3f}{note}"
        )
    yield ""


# -- large sizes


def write_large(file: Path, vectors: Numbers) -> None:
    """As many vectors as the largest size takes: these ones repeated, with a little noise, of unit length."""
    rng = np.random.default_rng(1)
    into: Any = np.lib.format.open_memmap(file, "w+", np.float32, (LARGE, vectors.shape[1]))
    for start in range(0, LARGE, len(vectors)):
        part = vectors[: LARGE - start]
        noisy = part + rng.standard_normal(part.shape, dtype=np.float32) * np.float32(NOISE)
        into[start : start + len(part)] = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
    into.flush()


def growth(file: Path) -> Iterator[tuple[int, float, float]]:
    """For each size its seconds, and the seconds of a bare product per pair around it."""
    vectors = np.load(file)
    for size in SIZES:
        part = vectors[:size]
        times, units = [], [unit(vectors)]
        for _run in range(ceil(SIZES[2] / size)):
            times.append(seconds(partial(nearest, part, part, COUNT)))
            units.append(unit(vectors))
        yield size, median(times), mean(units)


def unit(vectors: Numbers) -> float:
    """Seconds per pair of a bare product now."""
    part = vectors[: SIZES[0]]
    return seconds(partial(bare, part, part)) / len(part) ** 2


def growth_figures(grown: Sequence[tuple[int, float, float]]) -> Iterator[Figure]:
    """Time per million pairs by size."""
    per_pair = {size: taken / size**2 / one for size, taken, one in grown}
    for size, taken, _one in grown:
        yield Figure(f"{size} x {size}, per million pairs", taken / size**2 * 1e9, "ms")
        yield Figure(f"{size} x {size}, of the bare product", per_pair[size], "x")
    growing = per_pair[SIZES[-1]] / per_pair[SIZES[0]]
    yield Figure(f"per pair at {SIZES[-1]} against {SIZES[0]}", growing, "x", "at most 1.2")


def cost_model(grown: Sequence[tuple[int, float, float]]) -> tuple[float, float]:
    """What a pair and what a row cost, as pairs of the bare product: fitted to the sizes measured."""
    sizes = np.array([size for size, _taken, _one in grown], dtype=np.float64)
    cost = np.array([taken / one for _size, taken, one in grown])
    # Each size counts alike: its error is taken in proportion.
    columns = np.stack([sizes**2, sizes], axis=1) / cost[:, None]
    pair, row = np.linalg.lstsq(columns, np.ones(len(sizes)), rcond=None)[0]
    return float(pair), float(row)


def large_figures(file: Path, grown: Sequence[tuple[int, float, float]]) -> Iterator[Figure]:
    """A run in bounded memory, killed in its middle and resumed; the cost model on it and on a million."""
    pair, row = cost_model(grown)
    yield Figure("model: a pair", pair, "pairs of the bare product")
    yield Figure("model: a row besides", row, "pairs of the bare product")
    vectors = np.load(file, mmap_mode="r")
    units = [unit(vectors)]
    with tempfile.TemporaryDirectory() as kept:
        killed, pieces = killed_child(file, kept)
        units.append(unit(vectors))
        start = time.perf_counter()
        used, digest = run_child([str(file), str(file)], kept)
        resumed = time.perf_counter() - start
        units.append(unit(vectors))
        anew = len(list(Path(kept).glob(f"*{ENDING}"))) - pieces
        again = run_child([str(file), str(file)], kept)[1]
    yield Figure("pieces done when it was killed", pieces, "")
    yield Figure("pieces done after", anew, "")
    yield Figure("time of both runs", killed + resumed, "s")
    yield Figure("peak memory", used, "MB", f"{MEMORY // 1_000_000}")
    yield Figure("the answer is that of the pieces read again", float(digest == again), "", "1")
    now = mean(units)
    expected = (pair * LARGE**2 + row * LARGE) * now
    yield Figure("by the model", expected, "s")
    yield Figure("measured against the model", (killed + resumed) / expected, "x")
    million = (pair * MILLION**2 + row * MILLION) * now
    yield Figure("a million with a million, by the model", million / 3600, "hours on this machine")


def killed_child(file: Path, kept: str) -> tuple[float, int]:
    """Seconds until a run was killed, after half of its pieces, and how many pieces were then kept."""
    start = time.perf_counter()
    half = -(-LARGE // 8192) // 2
    with start_child([str(file), str(file)], kept) as running:
        while len(list(Path(kept).glob(f"*{ENDING}"))) < half and running.poll() is None:
            time.sleep(0.2)
        os.kill(running.pid, signal.SIGKILL)
    return time.perf_counter() - start, len(list(Path(kept).glob(f"*{ENDING}")))


def run_child(files: Sequence[str], kept: str) -> tuple[float, str]:
    """The peak memory in MB of a run to its end, and a digest of its answer."""
    with start_child(files, kept) as running:
        answer = running.communicate()[0].split()
    if running.returncode:
        raise SystemExit(f"the run ended with {running.returncode}")
    return float(answer[0]), answer[1]


def start_child(files: Sequence[str], kept: str) -> subprocess.Popen[str]:
    """A run in a process of its own."""
    command = [sys.executable, __file__, "-", "--child", os.pathsep.join(files), kept]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def child(files: Sequence[str], kept: str) -> None:
    """Compare the vectors of two files; print the peak memory and a digest of the answer."""
    # What `kept` says is a long run: in bounded memory, its vectors read from the file block by block.
    first, second = (np.load(file, mmap_mode="r" if kept else None) for file in files)
    columns, _scores = nearest(
        first, second, COUNT, memory=MEMORY if kept else None, kept_in=Path(kept) if kept else None
    )
    print(peak(), blake2b(columns.tobytes()).hexdigest())


def peak() -> float:
    """The peak memory of this process in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells holds that of the program which started this one.
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
