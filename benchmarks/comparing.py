"""How fast and in how much memory large lists are compared, and what other libraries do on the same task.

    python benchmarks/comparing.py ../shared [--only task|rivals|size]

The task: the recommendations of sessions 1-12 of the Universal Periodic Review with those of sessions 13-20
(`../shared/corpora/upr`), the ten best of each by the vectors of the bundled encoder, exactly. Encoding is
apart: vectors are kept in a cache. Times are multiples of a bare product of the two sides' vectors, in strips
that are thrown away, measured in turns in the same run; larger sizes repeat the vectors with a little noise.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from growing import (
    COUNT,
    LARGE,
    RUNS,
    bare,
    growth,
    growth_figures,
    large_figures,
    on_one_thread,
    run_child,
    write_large,
)
from measuring import Figure, in_turns, lines_of, middle, surroundings, timed
from numpy.typing import NDArray
from rivals import Outcome, Texts, outcomes
from upr import rows_of

from consultrep.compare.algebra import one_thread
from consultrep.compare.encoder import BundledEncoder
from consultrep.compare.nearest import nearest, nearest_in_block
from consultrep.compare.vectors import FOLDER, CachedEncoder
from consultrep.store.keeping import cache_folder

Numbers = NDArray[np.float32]
PARTS: Final = ("task", "rivals", "size")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("shared", help="the folder that holds corpora/upr and gold")
    parser.add_argument(
        "--only", choices=PARTS, help="one part of the figures; those of size take many minutes"
    )
    options = parser.parse_args()
    for line in report(Path(options.shared), (options.only,) if options.only else PARTS):
        print(line, flush=True)


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
    folder = cache_folder(FOLDER)
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
    taken = in_turns(
        {
            "product": partial(bare, first, second),
            "on one thread": partial(on_one_thread, first, second),
            "whole": lambda: first @ second.T,
            "ten": partial(nearest, first, second, COUNT),
            "fifty": partial(nearest, first, second, 50),
            "states": partial(within, states),
        },
        RUNS,
    )
    product, work = taken["product"].elapsed, taken["on one thread"].processor
    flops = 2 * len(first) * len(second) * first.shape[1]
    pairs = sum(len(one) * len(other) for one, other in states)
    yield Figure("bare product in strips", product, "s")
    yield Figure("its speed", flops / product / 1e9, "thousand million operations a second")
    yield Figure("its processor time, on one thread", work, "s")
    yield Figure("bare product into one array", taken["whole"].elapsed / product, "x")
    for name, count, wanted in (("ten", COUNT, "at most 1.3"), ("fifty", 50, "")):
        yield Figure(f"the {count} best, exactly", taken[name].elapsed / product, "x", wanted)
        yield Figure(f"the {count} best, processor time", taken[name].processor / work, "x")
    within_states = f"within each of {len(states)} states, {pairs} pairs"
    yield Figure(within_states, taken["states"].elapsed, "s", "0.2")
    yield Figure(f"{within_states}, processor time", taken["states"].processor, "s")
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder) / f"{name}.npy") for name in ("first", "second")]
        for file, vectors in zip(files, task.vectors, strict=True):
            np.save(file, vectors)
        used = run_child(files, "")[0]
    yield Figure("peak memory of a process that does it", used, "MB", "under 600")


def within(states: Sequence[tuple[Numbers, Numbers]]) -> None:
    """The best of each recommendation among the later ones of its own state."""
    with one_thread():
        for first, second in states:
            nearest_in_block(first, second, COUNT)


# -- other libraries


def table(found: Iterable[Outcome], task: Texts) -> Iterator[str]:
    """Speed beside quality."""
    product = middle(timed(lambda: bare(*task.vectors)) for _run in range(3)).elapsed
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


if __name__ == "__main__":
    main()
