"""The table of how many items came back: each row adds up."""

from __future__ import annotations

from collections.abc import Sequence

from consultrep.compare import Count
from consultrep.export.sheet import Column, Table
from consultrep.messages import gettext as _


def counts_table(counts: Sequence[Count]) -> Table:
    """A row a side: its items, and how many of them are what; columns that are nought throughout left out."""
    told = (
        (_("Items compared"), [count.items for count in counts], True),
        (_("recurring"), [count.recurring for count in counts], True),
        (_("only related"), [count.related for count in counts], True),
        (_("no counterpart found"), [count.alone for count in counts], True),
        (_("not known"), [count.not_known for count in counts], False),
        (_("also asked by another body"), [count.also_asked for count in counts], False),
    )
    shown = [(title, numbers) for title, numbers, always in told if always or any(numbers)]
    columns = [Column(_("Selector")), *(Column(title, number=True) for title, _numbers in shown)]
    rows = [
        [count.side.selector, *(str(numbers[place]) for _title, numbers in shown)]
        for place, count in enumerate(counts)
    ]
    return Table(columns, rows, titled=True)
