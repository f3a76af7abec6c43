"""What a document holds, counted in a sentence; bodies are never summed."""

from __future__ import annotations

from collections.abc import Sequence

from consultrep.messages import gettext as _
from consultrep.messages import ngettext
from consultrep.model import Item, Level, Report, items_of
from consultrep.query.statements import counted, labelled


def holdings_of_all(primary: Sequence[Report], companions: Sequence[Report]) -> str:
    """How many reports and items of the library's own are held, how many texts are not; others' beside."""
    items = [item for report in primary for item in items_of(report)]
    said = [labelled(_reports(len(primary)), f"{_counts(items)}.")]
    unread = sum(report.coverage.level is Level.RECORD_ONLY for report in primary)
    if unread:
        said.append(
            ngettext(
                "The text of {number} report is not held: nothing can be said of what it asked.",
                "The texts of {number} reports are not held: nothing can be said of what they asked.",
                unread,
            ).format(number=unread)
        )
    if companions:
        others = [item for report in companions for item in items_of(report)]
        said.append(
            _("Of other bodies, kept apart: {reports}, {counts}.").format(
                reports=_reports(len(companions)), counts=_counts(others)
            )
        )
    return " ".join(said)


def items_counted(primary: Sequence[Item], companions: Sequence[Item]) -> str:
    """How many of the items are the library's own, and how many other bodies'."""
    said = [f"{_counts(primary)}."]
    if companions:
        said.append(_("Of other bodies, kept apart: {counts}.").format(counts=_counts(companions)))
    return " ".join(said)


def _reports(number: int) -> str:
    return ngettext("{number} report", "{number} reports", number).format(number=number)


def _counts(items: Sequence[Item]) -> str:
    asked = sum(item.recommendation is not None for item in items)
    return counted(asked, len(items) - asked)
