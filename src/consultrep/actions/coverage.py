"""`consultrep coverage`."""

from __future__ import annotations

from consultrep.query import CoverageAnswer, select
from consultrep.store.loaded import LoadedLibrary


def describe_coverage(loaded: LoadedLibrary, selector: str | None = None) -> CoverageAnswer:
    """How much of each report is held, of all or of those that `selector` means."""
    library = loaded.library
    reports = select(library, selector).reports if selector else library.reports
    primary_first = sorted(reports, key=lambda report: not library.is_primary(report))
    return CoverageAnswer(library, primary_first, loaded.folder.shipped, selector)
