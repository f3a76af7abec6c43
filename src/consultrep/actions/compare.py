"""`consultrep compare`."""

from __future__ import annotations

from collections.abc import Sequence

from consultrep.compare import Comparison, Encoder, Side, compare_sides, usual_encoder
from consultrep.messages import current_language
from consultrep.model import items_of
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

    Raises UsageError where a selector means no report or the filter names something unknown.
    """
    library = loaded.library
    sides = []
    for selector in selectors:
        reports = select(library, selector).reports
        items = [item for report in reports for item in items_of(report)]
        sides.append(Side(selector, reports, filter_items(library, items, wanted or ItemFilter())))
    shipped = loaded.folder.shipped
    language = current_language() if explain else None
    return compare_sides(library, sides, encoder or usual_encoder(), shipped=shipped, explained_in=language)
