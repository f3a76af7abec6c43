"""`consultrep show`."""

from __future__ import annotations

from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.model import Library
from consultrep.model.hints import did_you_mean_item
from consultrep.query import ShownItem, ShownReport, get_report


def show(library: Library, ident: str) -> ShownReport | ShownItem:
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
    return ShownItem(library, item)
