"""How long the matcher takes at scale, and in how much memory: pairs, a match of two halves, and threads.

    python benchmarks/scoring.py ../shared/corpora/upr

Every work runs in a process of its own, first with an empty cache of vectors, then with a full one. A match
is also given as a multiple of the bare product of the vectors of both sides, by the time of the processors,
which other programs disturb less.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from measuring import Figure, lines_of, surroundings, timed
from upr import place, reports_of, rows_of
from workers import called, peak

from consultrep.compare import usual_encoder
from consultrep.compare.calibration import packaged_calibration
from consultrep.compare.demand import reader_of
from consultrep.compare.matcher import Matcher, candidates
from consultrep.compare.signals import Signals
from consultrep.compare.threads import gather_threads
from consultrep.model import Bilingual, Library
from consultrep.store.folders import shipped_folder
from consultrep.store.loading import load_library

HALF: Final = 21_356
TOP: Final = 5
DEMANDS: Final = 2000
SAMPLE: Final = 1500


def main() -> None:
    """Print the figures, or do the part of one process."""
    tables = Path(sys.argv[1])
    if len(sys.argv) > 2:
        print(json.dumps({"--match": match, "--threads": threads, "--pairs": pairs}[sys.argv[2]](tables)))
        return
    for line in surroundings():
        print(line)
    for line in lines_of("scoring", figures(tables)):
        print(line)


def figures(tables: Path) -> list[Figure]:
    """The figures of scoring."""
    found = []
    with tempfile.TemporaryDirectory() as cache:
        for state in ("empty", "full"):
            taken = called(__file__, [str(tables), "--match"], cache)
            what = f"match {taken['first']:,.0f} x {taken['second']:,.0f}, best {TOP}, {state} cache"
            product = Figure(f"{what}, of the bare product", taken["processor"] / taken["product"], "x")
            found += [*_cost(what, taken), product]
        taken = called(__file__, [str(tables), "--pairs"], cache)
        what = "pairs scored for each second of the processors"
        found.append(Figure(what, taken["pairs"] / taken["processor"], "pairs/s"))
    with tempfile.TemporaryDirectory() as cache:
        for state in ("empty", "full"):
            taken = called(__file__, [str(tables), "--threads"], cache)
            what = f"threads of {DEMANDS:,} demands, {state} cache"
            found += _cost(what, taken)
    return found


def _cost(what: str, taken: Mapping[str, float]) -> list[Figure]:
    """The time by the clock and by the processors, and the peak memory."""
    return [
        Figure(what, taken["seconds"], "s"),
        Figure(f"{what}, of the processors", taken["processor"], "s"),
        Figure(f"{what}, peak", taken["peak"], "MB", "600"),
    ]


def sides_of(tables: Path) -> tuple[list[Bilingual], list[Bilingual]]:
    """The recommendations of the first twelve sessions, and the others."""
    rows = sorted(rows_of(tables), key=place)
    texts = [Bilingual(en=" ".join(row["Text"].split())) for row in rows]
    return texts[:HALF], texts[HALF:]


def matcher_of(first: list[Bilingual], second: list[Bilingual]) -> Matcher:
    """The matcher with the packaged names, before both sides."""
    reader = reader_of(load_library(shipped_folder()).library)
    return Matcher(reader, usual_encoder(), [*first, *second], packaged_calibration())


def match(tables: Path) -> dict[str, float]:
    """Both halves matched."""
    first, second = sides_of(tables)
    matcher = matcher_of(first, second)
    taken = timed(lambda: matcher.scores(first, second, top=TOP))
    most = peak()
    vectors = [matcher.encoder.encode([text.en or "" for text in side]) for side in (first, second)]
    return {
        "first": len(first),
        "second": len(second),
        "seconds": taken.elapsed,
        "processor": taken.processor,
        "product": min(timed(lambda: product(*vectors)).processor for _ in range(3)),
        "peak": most,
    }


def product(first: np.ndarray, second: np.ndarray) -> None:
    """The product of the vectors, a block at a time."""
    for start in range(0, len(first), 1024):
        first[start : start + 1024] @ second.T


def pairs(tables: Path) -> dict[str, float]:
    """The signals of the candidates of a part of both halves, all that is kept for them read before."""
    first, second = (side[:SAMPLE] for side in sides_of(tables))
    matcher = matcher_of(first, second)
    one, other = (matcher._pool(side, "en") for side in (first, second))
    rows, columns = candidates(one, other)
    signals = Signals(one, other, matcher.background_in(("en", "en")))
    signals.of(rows[:1], columns[:1])
    taken = timed(lambda: signals.of(rows, columns))
    return {"pairs": len(rows), "processor": taken.processor}


def threads(tables: Path) -> dict[str, float]:
    """The threads of a library of so many recommendations."""
    library = Library(reports_of(tables, DEMANDS))
    encoder = usual_encoder()
    taken = timed(lambda: gather_threads(library, encoder))
    return {"seconds": taken.elapsed, "processor": taken.processor, "peak": peak()}


if __name__ == "__main__":
    main()
