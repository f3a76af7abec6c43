"""How well search ranks: precision at 5, recall and nDCG at 10 of realistic queries on the shipped library.

    python benchmarks/search_quality.py

`search_queries.jsonl` holds a query a line, in French or English, with the grades of the texts that answer
it: 2 where the text is about what is asked for, 1 where it touches it. They were graded by one reader, from
all the records and before anything was measured; nobody has read them a second time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from math import log2
from pathlib import Path
from statistics import mean
from typing import Final

from consultrep.actions.search import search
from consultrep.compare import usual_encoder
from consultrep.model import Library
from consultrep.store.folders import shipped_folder
from consultrep.store.loading import load_library

QUERIES: Final = Path(__file__).with_name("search_queries.jsonl")
Grades = Mapping[str, int]
MEASURES: Final[Mapping[str, Callable[[Sequence[str], Grades], float]]] = {}


def main() -> None:
    """Print the measures of each query by words, and the means by words and by meaning."""
    library = load_library(shipped_folder()).library
    queries = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    check(library, queries)
    print(f"{'query':36} hits  P@5  recall  nDCG@10")
    by_words = [measured(library, one, semantic=False) for one in queries]
    for one, row in zip(queries, by_words, strict=True):
        print(shown(one["query"], row))
    for language in ("fr", "en"):
        rows = [row for one, row in zip(queries, by_words, strict=True) if one["language"] == language]
        print(shown(f"mean of {len(rows)} in {language}", means(rows)))
    print(shown(f"mean of all {len(queries)} by words", means(by_words)))
    print(shown("by meaning", means([measured(library, one, semantic=True) for one in queries])))


def check(library: Library, queries: Sequence[Mapping[str, Grades]]) -> None:
    """Stop at a graded text that the library does not hold."""
    held = {hit.entry.id for hit in search(library, "kind:recommendation|finding|section|report").hits}
    for query in queries:
        missing = set(query["grades"]) - held
        if missing:
            raise SystemExit(f"{query['query']}: no such text: {', '.join(sorted(missing))}")


def measured(library: Library, query: Mapping[str, object], *, semantic: bool) -> list[float]:
    """The number of hits, precision at 5, recall and nDCG at 10 of a query."""
    encoder = usual_encoder(None) if semantic else None
    grades: Grades = query["grades"]  # type: ignore[assignment]
    found = [hit.entry.id for hit in search(library, str(query["query"]), encoder=encoder).hits]
    return [
        len(found),
        sum(one in grades for one in found[:5]) / min(5, len(grades)),
        sum(one in grades for one in found) / len(grades),
        gain([grades.get(one, 0) for one in found[:10]]) / gain(sorted(grades.values(), reverse=True)[:10]),
    ]


def gain(grades: Sequence[int]) -> float:
    """The discounted cumulative gain of Järvelin and Kekäläinen (2002), with exponential grades."""
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def means(rows: Sequence[Sequence[float]]) -> list[float]:
    """The mean of each column."""
    return [mean(column) for column in zip(*rows, strict=True)]


def shown(name: str, row: Sequence[float]) -> str:
    """A row of the table."""
    hits, *shares = row
    return f"{name:36} {hits:4.0f} {shares[0]:5.2f} {shares[1]:6.2f} {shares[2]:8.2f}"


if __name__ == "__main__":
    main()
