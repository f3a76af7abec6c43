"""How long opening a library of thousands of records takes, as read and as kept, and the memory it holds.

    python benchmarks/loading.py ../shared/corpora/upr

The folder holds tables of the Universal Periodic Review; a record of each state and session is written in a
temporary library, which is opened in this process, each time as if anew. The measure is what the fast parser
alone takes for every file, plus pydantic's validation of what it gives. Medians of five runs.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

from upr import reports_of

from consultrep.actions.list_items import list_items
from consultrep.model import Report
from consultrep.query import ItemFilter
from consultrep.store.canonical_reading import canonical_data
from consultrep.store.collector import collector_paused
from consultrep.store.emitting import emit, plain_data
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library
from consultrep.store.opening import open_kept

RUNS: Final = 5
SIZES: Final = (10_000, None)


def main() -> None:
    """Print the figures."""
    for line in lines(Path(sys.argv[1])):
        print(line)


def lines(tables: Path) -> Iterator[str]:
    """The figures, a line each."""
    for most in SIZES:
        with tempfile.TemporaryDirectory() as name:
            os.environ["CONSULTREP_CACHE"] = f"{name}/kept"
            folder = written(reports_of(tables, most), Path(name) / "library")
            yield from measured(folder)


def written(reports: Iterable[Report], path: Path) -> LibraryFolder:
    """A library of these reports, a file each."""
    folder = LibraryFolder(path)
    folder.reports.mkdir(parents=True)
    (path / "consultrep.toml").write_text("", encoding="utf-8")
    for report in reports:
        data = plain_data(report.model_dump(mode="json", exclude_unset=True))
        (folder.reports / f"{report.id}.yaml").write_text(emit(data, "report"), encoding="utf-8")
    return folder


def measured(folder: LibraryFolder) -> Iterator[str]:
    """The figures of one library."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.reports.iterdir())]
    data = parsed(texts)
    parsing = seconds(lambda: parsed(texts))
    base = parsing + seconds(lambda: validated(data))
    loaded = load_library(folder)
    count = len(loaded.library.items)
    yield f"{count} records in {len(texts)} files, {sum(map(len, texts)) // count} characters each"
    yield f"  fast parser and validation alone  1.00 = {base:.2f} s, of which the parser {parsing:.2f} s"
    yield f"  opened cold (parsed, checked)     {seconds(lambda: load_library(folder)) / base:.2f}"
    open_kept(folder)
    warm = seconds(lambda: open_kept(folder))
    yield f"  opened as kept                    {warm / base:.2f} = {warm:.2f} s"
    yield f"  list of all, library open         {listing(folder) / base:.2f}"
    yield f"  memory a record                   {memory(folder) / count / 1000:.1f} KB"


@collector_paused()
def parsed(texts: Sequence[str]) -> list[dict[str, Any]]:
    """The data of each text, as the fast parser reads it."""
    found = [canonical_data(text) for text in texts]
    return [data for data in found if data is not None]


@collector_paused()
def validated(data: Iterable[dict[str, Any]]) -> list[Report]:
    """The report of each."""
    return [Report.model_validate(one) for one in data]


def listing(folder: LibraryFolder) -> float:
    """The time of listing every item of an open library."""
    library = open_kept(folder).library
    return seconds(lambda: list_items(library, ItemFilter()))


def memory(folder: LibraryFolder) -> int:
    """The bytes that an open library holds."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    loaded = open_kept(folder)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    del loaded
    return held


def seconds(work: Callable[[], object]) -> float:
    """The median time of the work, once done before to warm up."""
    work()
    times = []
    for _ in range(RUNS):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


if __name__ == "__main__":
    main()
