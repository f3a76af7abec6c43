"""`consultrep threads`."""

from __future__ import annotations

from consultrep.compare import Encoder, Thread, ThreadList, ThreadSet, gather_threads, usual_encoder
from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.model import Library
from consultrep.model.hints import did_you_mean_item
from consultrep.query import ItemFilter, filter_items


def list_threads(
    library: Library,
    wanted: ItemFilter | None = None,
    *,
    min_years: int | None = None,
    ident: str | None = None,
    encoder: Encoder | None = None,
) -> ThreadList:
    """The threads of two reports or more (with `min_years` 1 of one too) that have an item that `wanted`
    keeps, asked in so many years; or the one that `ident` names.

    Raises UsageError where the filter names something unknown, or the thread is.
    """
    wanted = wanted or ItemFilter()
    kept = {item.id for item in filter_items(library, library.items, wanted)}
    gathered = gather_threads(library, encoder or usual_encoder())
    if ident is not None:
        return ThreadList(gathered, [_named(gathered, ident)])
    names = [name.casefold() for name in wanted.series]
    several = gathered.threads if min_years == 1 else gathered.repeated
    threads = [
        thread
        for thread in several
        if any(item.id in kept for item in thread.items) and len(thread.years(names)) >= (min_years or 0)
    ]
    return ThreadList(gathered, threads)


def _named(gathered: ThreadSet, name: str) -> Thread:
    thread = gathered.find(name)
    if thread is None:
        known = [item.id for thread in gathered.threads for item in thread.items]
        hint = did_you_mean_item(name.removeprefix("t:"), known, _("consultrep threads lists them"))
        raise UsageError(_("no thread answers to {name}").format(name=repr(name)), hint)
    return thread
