"""`consultrep compare`."""

from __future__ import annotations

from collections.abc import Sequence

from consultrep.compare import Comparison, Encoder, Side, compare_sides, usual_encoder
from consultrep.messages import current_language
from consultrep.model import Library, items_of
from consultrep.query import ItemFilter, filter_items, select
from consultrep.store.loaded import LoadedLibrary


def compare(
    loaded: LoadedLibrary,
    selectors: Sequence[str],
    wanted: ItemFilter | None = None,
    encoder: Encoder | None = None,
    *,
    explain: bool = False,
) -> Comparison:
    """What two or more selections asked, side by side, of the items that `wanted` keeps; `explain` says why.

    A counterpart is told whether or not `wanted` keeps it.
    Raises UsageError where a selector means no report or the filter names something unknown.
    """
    library = loaded.library
    sides = [_side(library, selector, wanted or ItemFilter()) for selector in selectors]
    shipped = loaded.folder.shipped
    language = current_language() if explain else None
    return compare_sides(library, sides, encoder or usual_encoder(), shipped=shipped, explained_in=language)


def _side(library: Library, selector: str, wanted: ItemFilter) -> Side:
    """The side that a selector means: the items that are wanted, and the others of the wanted kinds."""
    reports = select(library, selector).reports
    items = filter_items(library, [i for report in reports for i in items_of(report)], wanted.of_reports)
    kept = filter_items(library, items, wanted)
    ids = {item.id for item in kept}
    return Side(selector, reports, kept, [item for item in items if item.id not in ids])
