"""How long search takes over tens of thousands of recommendations, as multiples of cutting them into words.

    python benchmarks/searching.py ../shared/corpora/upr

The folder holds tables of the Universal Periodic Review (columns To, Text, From, Session), whose rows become
recommendations in memory, with the names of the packaged library. Machines differ and are shared, so that
each figure is the best of five runs, beside the best of as many runs of cutting every text into words.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from upr import reports_of

from consultrep.actions.search import search
from consultrep.actions.stats import stats
from consultrep.language import words
from consultrep.model import Library
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
    return Library(reports_of(folder), shipped.themes, shipped.actors, shipped.series, shipped.glossary)


if __name__ == "__main__":
    main()
