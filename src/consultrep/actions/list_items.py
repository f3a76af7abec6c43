"""`consultrep list`."""

from __future__ import annotations

from consultrep.messages import Language
from consultrep.model import Library
from consultrep.query import ItemFilter, Listing, filter_items, group_items, sort_items, unread_reports


def list_items(
    library: Library,
    wanted: ItemFilter,
    *,
    language: Language = "en",
    sort: str = "document",
    limit: int | None = None,
    group_by: str | None = None,
    count_only: bool = False,
) -> Listing:
    """The items that `wanted` keeps, in order of `sort`, at most `limit`, grouped where asked.

    Equal ones stand with the primary series first. Raises UsageError where the filter names something that
    the library lacks.
    """
    kept = sorted(
        filter_items(library, library.items, wanted), key=lambda item: not library.is_primary(item.report)
    )
    found = sort_items(library, kept, sort, language)
    items = found[:limit]
    groups = group_items(library, items, group_by, language) if group_by else None
    unread = [] if wanted.waiting else unread_reports(library, wanted)
    return Listing(library, len(found), items, unread, groups, count_only, wanted.waiting)
