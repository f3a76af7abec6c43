"""What speaks for two demands being the same, as numbers: one row of signals per pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from consultrep.compare.algebra import one_thread
from consultrep.compare.background import Background
from consultrep.compare.nearness import nearness
from consultrep.compare.pool import KINDS, PAGE, SMALL_PAGE, Page, Pool, Ragged, flags, rarity
from consultrep.compare.term_links import Links, links_between

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]
    Bits = NDArray[np.uint8]

SIGNALS: Final = (
    "likeness",
    "likeness_over_neighbours",
    "clause",
    "clause_over_neighbours",
    "covered_most",
    "covered_least",
    "rarest_shared",
    "instrument_shared",
    "instrument_clash",
    "instrument_otherwise",
    "groups",
    "groups_clash",
    "topics",
    "topics_clash",
    "actions",
    "topics_and_actions",
    "length",
)
"""The signals, in the order of the columns; docs/matching.md says what each is."""

_WORTH: Final = {"topics": 0.3, "groups": 0.15, "actions": 0.15}
_LEAST: Final = 1e-6
_LONGEST: Final = 1000
_SMALL: Final = 5000
"""Up to so many pairs are scored before it would be worth telling numpy how many threads to use."""


@dataclass(frozen=True)
class Signals:
    """Computes the signals of pairs of two pools; the same pair has the same signals in any selection.

    `background` are all demands of the library (or of both sides, where there is none): how rare a term is
    and how near a demand's neighbours are is measured there. Pairs are worked on in runs that have one demand
    of the first in common, whose data stay in the processor's cache: give them in order.
    """

    first: Pool
    second: Pool
    background: Background

    def of(self, rows: Whole, columns: Whole) -> Numbers:
        """The signals of the pairs (`rows[n]`, `columns[n]`); shape (pairs, signals)."""
        import numpy as np

        if not len(rows):
            return np.zeros((0, len(SIGNALS)), np.float32)
        near = (self._nearness_of_first[rows] + self._nearness_of_second[columns]) / 2
        likeness, clause, forth, back, rarest = self._in_runs(rows, columns)
        groups, groups_clash = self._shared_classes("groups", rows, columns)
        topics, topics_clash = self._shared_classes("topics", rows, columns)
        actions, _clash = self._shared_classes("actions", rows, columns)
        return np.stack(
            [
                likeness,
                likeness - near,
                clause,
                clause - near,
                np.maximum(forth, back),
                np.minimum(forth, back),
                rarest,
                *self._instruments(rows, columns),
                groups,
                groups_clash,
                topics,
                topics_clash,
                actions,
                topics * actions,
                np.abs(self._lengths(self.first)[rows] - self._lengths(self.second)[columns]),
            ],
            axis=1,
        ).astype(np.float32)

    def _in_runs(self, rows: Whole, columns: Whole) -> tuple[Numbers, ...]:
        """Likeness, best clauses, coverage forth and back, and the rarest term covered, of each pair."""
        import numpy as np

        found = np.empty((5, len(rows)), dtype=np.float32)
        with one_thread() if len(rows) > _SMALL else nullcontext():
            for start, stop in _runs(rows, columns):
                row, others = int(rows[start]), columns[start:stop]
                page, theirs = self.first.page(row, SMALL_PAGE), self.second.page(int(others[0]))
                near = theirs.vectors[others - theirs.start]
                found[0, start:stop] = np.einsum("nd,d->n", near, page.vectors[row - page.start])
                found[1, start:stop] = self._best_clauses(row, others, page, theirs)
                found[2:, start:stop] = self._coverage(row, others)
        return tuple(found)

    # -- whole texts

    @cached_property
    def _nearness_of_first(self) -> Numbers:
        return nearness(self.first, self.background)

    @cached_property
    def _nearness_of_second(self) -> Numbers:
        return (
            self._nearness_of_first if self.second is self.first else nearness(self.second, self.background)
        )

    # -- clauses

    def _best_clauses(self, row: int, columns: Whole, page: Page, others: Page) -> Numbers:
        """The best pair of clauses: likeness, and what is shared of topics, groups and actions."""
        import numpy as np

        own, theirs = self.first.clauses_of, self.second.clauses_of
        one = slice(own.starts[row], own.starts[row] + own.counts[row])
        other, starts = theirs.of_lists(columns)
        clauses = page.clauses[one.start - page.first_clause : one.stop - page.first_clause]
        score = clauses @ others.clauses[other - others.first_clause].T
        for kind, worth in _WORTH.items():
            weights = self._clause_weights[kind]
            shared = (self.first.clause_classes[kind][one] * self.background.class_weights[kind]) @ (
                self.second.clause_classes[kind][other].T.astype(np.float32)
            )
            union = weights[0][one, None] + weights[1][other] - shared
            score += worth * np.where(union > 0, shared / np.maximum(union, 1e-6), 0)
        return np.asarray(np.maximum.reduceat(score.max(axis=0), starts), dtype=np.float32)

    @cached_property
    def _clause_weights(self) -> dict[str, tuple[Numbers, Numbers]]:
        """The weight of the classes of each kind that each clause of the first and of the second holds."""
        weights = self.background.class_weights
        return {
            kind: (
                self.first.clause_classes[kind] @ weights[kind],
                self.second.clause_classes[kind] @ weights[kind],
            )
            for kind in _WORTH
        }

    # -- terms

    @property
    def alike(self) -> Numbers:
        """How alike each term of the first is to each of the second: 1 the same, 0 not at all."""
        import numpy as np

        alike = np.zeros((len(self.first.vocabulary), len(self.second.vocabulary)), dtype=np.float32)
        lists = self._links.columns
        alike[np.repeat(np.arange(len(lists.counts)), lists.counts), lists.values] = self._links.values
        return alike

    @cached_property
    def _links(self) -> Links:
        return links_between(self.first, self.second)

    def _coverage(self, row: int, columns: Whole) -> Numbers:
        """How much of the weight of a demand's terms each other one covers, how much of theirs it covers, and
        the rarest of its own that is covered; shape (3, columns)."""
        import numpy as np

        own = self.first.terms_of.at(row)
        found = np.zeros((3, len(columns)), dtype=np.float32)
        some = self.second.terms_of.counts[columns] > 0
        theirs, starts = self.second.terms_of.of_lists(columns[some])
        if not len(own) or not len(theirs):
            return found
        alike = self._alike_of(own)[:, theirs]
        weights, others = self._weights_of_terms
        covered = np.maximum.reduceat(alike, starts, axis=1) * weights[own, None]
        found[0, some] = covered.sum(axis=0) / max(self._totals[0][row], _LEAST)
        back = np.add.reduceat(alike.max(axis=0) * others[theirs], starts)
        found[1, some] = back / np.maximum(self._totals[1][columns[some]], _LEAST)
        found[2, some] = covered.max(axis=0)
        return found

    def _alike_of(self, own: Whole) -> Numbers:
        """How alike these terms of the first are to every one of the second."""
        import numpy as np

        places, _starts = self._links.columns.places_of(own)
        lines = np.zeros((len(own), len(self.second.vocabulary)), dtype=np.float32)
        owner = np.repeat(np.arange(len(own)), self._links.columns.counts[own])
        lines[owner, self._links.columns.values[places]] = self._links.values[places]
        return lines

    @cached_property
    def _weights_of_terms(self) -> tuple[Numbers, Numbers]:
        counts, total = self.background.document_counts, len(self.background)
        return rarity(counts, total, list(self.first.vocabulary)), rarity(
            counts, total, list(self.second.vocabulary)
        )

    @cached_property
    def _totals(self) -> tuple[Numbers, Numbers]:
        """The weight of all terms of each demand."""
        weights, others = self._weights_of_terms
        return _sums(self.first.terms_of, weights), _sums(self.second.terms_of, others)

    # -- classes and instruments

    def _shared_classes(self, kind: str, rows: Whole, columns: Whole) -> tuple[Numbers, Numbers]:
        """The share of their classes that both hold, by weight; whether both hold some and share none."""
        import numpy as np

        one, other = self.first.classes[kind][rows], self.second.classes[kind][columns]
        shared = (one & other).astype(np.float32) @ self.background.class_weights[kind]
        of_one, of_other = self._class_totals[kind][0][rows], self._class_totals[kind][1][columns]
        union = of_one + of_other - shared
        overlap = np.where(union > 0, shared / np.maximum(union, _LEAST), 0)
        clash = (of_one > 0) & (of_other > 0) & (shared == 0)
        return overlap.astype(np.float32), clash.astype(np.float32)

    @cached_property
    def _class_totals(self) -> dict[str, tuple[Numbers, Numbers]]:
        """The weight of all classes of each kind that each demand of the first and of the second holds."""
        weights = self.background.class_weights
        return {
            kind: (self.first.classes[kind] @ weights[kind], self.second.classes[kind] @ weights[kind])
            for kind in KINDS
        }

    def _instruments(self, rows: Whole, columns: Whole) -> tuple[Numbers, Numbers, Numbers]:
        """Whether both ask to join one instrument; name none in common; ask another thing of the same one."""
        import numpy as np

        first, second = self._instrument_bits
        one, other = first[0][rows], second[0][columns]
        one_named, other_named = first[1][rows], second[1][columns]
        any_of_one, any_of_other = one | one_named, other | other_named
        both_join = (one & other).any(1)
        shared = (any_of_one & any_of_other).any(1)
        both_name = any_of_one.any(1) & any_of_other.any(1)
        otherwise = ((one & other_named) | (one_named & other)).any(1) & ~both_join
        return tuple(np.asarray(x, np.float32) for x in (both_join, both_name & ~shared, otherwise))  # type: ignore[return-value]

    @cached_property
    def _instrument_bits(self) -> tuple[tuple[Bits, Bits], tuple[Bits, Bits]]:
        """For both sides the instruments that each demand asks to join, and the others that it names."""
        import numpy as np

        pools = (self.first, self.second)
        names = sorted(
            {name for pool in pools for demand in pool.demands for name in demand.joined | demand.named}
        )

        def bits(sets: Sequence[frozenset[str]]) -> Bits:
            return np.packbits(flags(sets, names), axis=1)

        first, second = (
            (
                bits([demand.joined for demand in pool.demands]),
                bits([demand.named for demand in pool.demands]),
            )
            for pool in pools
        )
        return first, second

    @staticmethod
    def _lengths(pool: Pool) -> Numbers:
        import numpy as np

        return np.asarray(np.log(np.maximum(pool.terms_of.counts, 1)), dtype=np.float32)


def _runs(rows: Whole, columns: Whole) -> Iterator[tuple[int, int]]:
    """Ranges of pairs with one demand of the first and a page of the second, none too long."""
    import numpy as np

    pages = columns // PAGE
    cuts = np.flatnonzero(np.r_[True, (rows[1:] != rows[:-1]) | (pages[1:] != pages[:-1]), True])
    for start, stop in pairwise(map(int, cuts)):
        for part in range(start, stop, _LONGEST):
            yield part, min(part + _LONGEST, stop)


def _sums(lists: Ragged, weights: Numbers) -> Numbers:
    """The sum of the weights of each list."""
    import numpy as np

    sums = np.zeros(len(lists.counts), dtype=np.float32)
    np.add.at(sums, np.repeat(np.arange(len(lists.counts)), lists.counts), weights[lists.values])
    return sums
