"""The part of a library that is exported: items, their reports, and what hangs on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from consultrep.compare import ThreadList
from consultrep.messages import Language
from consultrep.model import Item, Judgement, Library, Report


@dataclass(frozen=True)
class Selection:
    """Items in their order, the reports that the filter allows, and the threads of the items, where known.

    `described` is what the filter keeps, in words of each language; empty where it keeps everything.
    """

    library: Library
    items: Sequence[Item]
    reports: Sequence[Report]
    threads: ThreadList | None = None
    described: Mapping[Language, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether no filter took anything away."""
        return not self.described

    @cached_property
    def ids(self) -> frozenset[str]:
        """The full ids of the items."""
        return frozenset(item.id for item in self.items)

    @property
    def judgements(self) -> list[Judgement]:
        """The judgements of two items that are both here."""
        return [judgement for judgement in self.library.judgements if judgement.pair <= self.ids]

    @property
    def demands(self) -> list[Item]:
        """The recommendations."""
        return [item for item in self.items if item.recommendation]

    @property
    def findings(self) -> list[Item]:
        """The findings."""
        return [item for item in self.items if not item.recommendation]
