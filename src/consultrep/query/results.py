"""What the commands answer with, before it becomes a table, a file or a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultrep.model import Basis, Item, Library, Report, Theme
from consultrep.query.grouping import Group


@dataclass(frozen=True)
class Listing:
    """Items that a filter kept: `found` of them, `items` after the limit; groups where asked for.

    `unread` are the reports within the filter of which no text is held; `waiting` says that only what waits
    to be confirmed was asked for.
    """

    library: Library
    found: int
    items: Sequence[Item]
    unread: Sequence[Report] = ()
    groups: Sequence[Group] | None = None
    count_only: bool = False
    waiting: bool = False


@dataclass(frozen=True)
class ReportList:
    """Reports of a library."""

    library: Library
    reports: Sequence[Report]


@dataclass(frozen=True)
class ThemeList:
    """The themes as a tree, each with its depth; for each, how many items of each series it includes."""

    library: Library
    themes: Sequence[tuple[Theme, int]]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class ShownReport:
    """One report with everything known of it."""

    library: Library
    report: Report


@dataclass(frozen=True)
class ThreadName:
    """The id of a thread, the years in which it was asked, by how many reports, and who says so."""

    id: str
    years: Sequence[int]
    reports: int
    basis: Basis | None


@dataclass(frozen=True)
class ShownItem:
    """One item with everything known of it; a confirmed recommendation with the thread that it belongs to."""

    library: Library
    item: Item
    thread: ThreadName | None = None


@dataclass(frozen=True)
class CoverageAnswer:
    """The reports asked about, by `selector` if one was given; whether the library is the shipped one."""

    library: Library
    reports: Sequence[Report]
    shipped: bool
    selector: str | None = None
