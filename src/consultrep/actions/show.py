"""`consultrep show`."""

from __future__ import annotations

from dataclasses import replace

from consultrep.compare import Encoder, gather_threads, usual_encoder
from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.model import Item, Library
from consultrep.model.hints import did_you_mean_item
from consultrep.query import ShownItem, ShownReport, ThreadName, get_report


def show(library: Library, ident: str, encoder: Encoder | None = None) -> ShownReport | ShownItem:
    """The report or item with that id (`REPORT` or `REPORT/LOCAL`).

    Raises UsageError, naming the nearest ids, where there is none.
    """
    if "/" not in ident:
        return ShownReport(library, get_report(library, ident))
    report = get_report(library, ident.partition("/")[0])
    wanted = f"{report.id}/{ident.partition('/')[2].strip().casefold()}"
    item = next((item for item in library.items if item.id == wanted), None)
    if item is None:
        known = [item.id for item in library.items if item.report == report]
        raise UsageError(_("there is no item {id}").format(id=repr(ident)), did_you_mean_item(wanted, known))
    return ShownItem(library, item, _thread_of(library, item, encoder))


def _thread_of(library: Library, item: Item, encoder: Encoder | None) -> ThreadName | None:
    """The thread of a confirmed recommendation, among what is confirmed."""
    if item.recommendation is None or item.statement.is_draft:
        return None
    confirmed = replace(library, reports=[report.without_drafts() for report in library.reports])
    thread = gather_threads(confirmed, encoder or usual_encoder()).find(item.id)
    if thread is None:
        return None
    return ThreadName(thread.id, thread.years(), len(thread.reports), thread.basis_of(item))
