"""How long search takes over tens of thousands of recommendations, as multiples of cutting them into words.

    python benchmarks/searching.py ../shared/corpora/upr

The folder holds tables of the Universal Periodic Review (columns To, Text, From, Session), whose rows become
recommendations in memory, with the names of the packaged library. Machines differ and are shared, so that
each figure is the best of five runs, beside the best of as many runs of cutting every text into words.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from consultrep.actions.search import search
from consultrep.actions.stats import stats
from consultrep.language import slug, words
from consultrep.model import Library, Report
from consultrep.query import ItemFilter, filter_items
from consultrep.query.search import Index, item_entry, parse_query
from consultrep.store.folders import shipped_folder
from consultrep.store.loading import load_library

RUNS: Final = 5
QUERIES: Final = (
    "trafficking",
    "training of judges",
    '"human trafficking" AND (victims OR survivors) NOT children',
    "traffick* year:2010..2012",
    "Convention on the Rights of Persons with Disabilities",
    "OPCAT OR CEDAW",
    '"human rights"',
)


def main() -> None:
    """Print the figures."""
    library = library_of(Path(sys.argv[1]))
    count = len(library.items)
    texts = [item.statement.text.en or "" for item in library.items]
    base = seconds(lambda: [words(text) for text in texts])
    print(f"{count} recommendations of {len(library.reports)} reports; cut into words: {base:.2f} s = 1 x")
    for name, work in works(library):
        print(f"{name:72} {seconds(work) / base:5.1f} x")


def works(library: Library) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is measured: each on the library in memory, its index built anew."""
    entries = [item_entry(item) for item in library.items]
    yield "index alone", lambda: [Index(library, entries).texts, Index(library, entries).settings]
    for query in QUERIES:
        found = search(library, query, limit=0).number
        yield f"search {query} ({found})", partial(search, library, query, limit=20)
    wanted = ItemFilter(where=parse_query("training of judges"))
    yield "list --where training of judges", partial(filter_items, library, library.items, wanted)
    yield "stats", partial(stats, library)
    yield "stats --by actor,year", partial(stats, library, by=["actor", "year"])


def seconds(work: Callable[[], object]) -> float:
    """The best time of the work, which other work on the machine disturbs least."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def library_of(folder: Path) -> Library:
    """A library of a report for each state and session, with the packaged names and themes."""
    shipped = load_library(shipped_folder()).library
    rows = sorted(rows_of(folder), key=place)
    reports = [report_of(state, session, list(found)) for (session, state), found in groupby(rows, key=place)]
    return Library(reports, shipped.themes, shipped.actors, shipped.series, shipped.glossary)


def rows_of(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of every table that hold a text."""
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            yield from (row for row in csv.DictReader(stream) if row["Text"].strip())


def place(row: dict[str, str]) -> tuple[int, str]:
    """The session and the state under review."""
    return int(row["Session"]), row["To"]


def report_of(state: str, session: int, rows: list[dict[str, str]]) -> Report:
    """The report of one review."""
    demands: list[dict[str, Any]] = [
        {
            "id": f"r{number}",
            "text": {"en": " ".join(row["Text"].split()), "origin": {"en": "official"}},
            "anchor": {"line": number},
            "standing": "formal",
            "strength": "should",
            "asked_by": [row["From"].strip() or "unknown"],
        }
        for number, row in enumerate(rows, start=1)
    ]
    return Report.model_validate(
        {
            "id": f"{slug(state)}-{session}",
            "series": "upr",
            "kind": "review",
            "title": {"en": f"Universal Periodic Review of {state}", "origin": {"en": "ours"}},
            "period": str(2008 + (session - 1) // 3),
            "source": {"publisher": "un-human-rights-council"},
            "coverage": {"level": "complete", "why": {"en": "A table of others."}},
            "recommendations": demands,
        }
    )


if __name__ == "__main__":
    main()
