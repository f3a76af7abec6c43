"""Counts of items by one or two of their fields; what is not known is no nought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.model import Library, Report

TALLY_KEYS: Final = ("theme", "year", "actor", "standing", "strength", "pillar", "series", "report")

Count = int | None
"""How many; None where it is not known."""


@dataclass(frozen=True)
class TallyRow:
    """A value, its depth in the tree of themes, and its count in each column."""

    key: str
    counts: Sequence[Count]
    depth: int = 0


@dataclass(frozen=True)
class TallyTable:
    """Counts by the field `by`, in columns by `across`, of one series or, where it is None, of each.

    Without `across` there is one column. `partly` are the columns of which a part of the texts is missing;
    `total` counts each item once, and is empty where it would sum several bodies.
    """

    by: str
    across: str | None
    series: str | None
    columns: Sequence[str]
    rows: Sequence[TallyRow]
    partly: frozenset[str]
    total: Sequence[Count] = ()


@dataclass(frozen=True)
class Tally:
    """The tables; `reports` are those within the filter, `counted` the number of items of each series."""

    library: Library
    tables: Sequence[TallyTable]
    reports: Sequence[Report]
    counted: Mapping[str, int]
