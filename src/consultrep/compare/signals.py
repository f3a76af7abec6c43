"""What speaks for two demands being the same, as numbers: one row of signals per pair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from consultrep.compare.pool import Pool, Ragged, flags, rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]

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

NEIGHBOURS: Final = 10
_NEAR_WORD: Final = 0.5
_COGNATE: Final = 5
_COGNATE_WORTH: Final = 0.9
_WORTH: Final = {"topics": 0.3, "groups": 0.15, "actions": 0.15}
_CHUNK: Final = 20_000


@dataclass(frozen=True)
class Signals:
    """Computes the signals of pairs of two pools; the same pair has the same signals in any selection.

    `background` are all demands of the library (or of both sides, where there is none): how rare a term is
    and how near a demand's neighbours are is measured there.
    """

    first: Pool
    second: Pool
    background: Pool

    def of(self, rows: Whole, columns: Whole) -> Numbers:
        """The signals of the pairs (`rows[n]`, `columns[n]`); shape (pairs, signals)."""
        import numpy as np

        parts = [
            self._chunk(rows[start : start + _CHUNK], columns[start : start + _CHUNK])
            for start in range(0, len(rows), _CHUNK)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(SIGNALS)), np.float32)

    def _chunk(self, rows: Whole, columns: Whole) -> Numbers:
        import numpy as np

        likeness = np.einsum("nd,nd->n", self.first.vectors[rows], self.second.vectors[columns])
        near = (self._nearness_of_first[rows] + self._nearness_of_second[columns]) / 2
        clause = self._best_clauses(rows, columns)
        forth, rarest = self._coverage(rows, columns, self.alike, self.first, self.second)
        back, _rarest = self._coverage(columns, rows, self.alike.T, self.second, self.first)
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

    # -- whole texts

    @cached_property
    def _nearness_of_first(self) -> Numbers:
        return self._nearness(self.first)

    @cached_property
    def _nearness_of_second(self) -> Numbers:
        return self._nearness(self.second)

    def _nearness(self, pool: Pool) -> Numbers:
        """The mean likeness of each demand to its nearest others of the background (CSLS; Conneau 2018)."""
        import numpy as np

        found = np.empty(len(pool), dtype=np.float32)
        others = self.background.vectors
        for start in range(0, len(pool), 512):
            scores = pool.vectors[start : start + 512] @ others.T
            # A demand is its own nearest neighbour there: it is left out, and the next ones count.
            count = min(NEIGHBOURS + 1, scores.shape[1])
            top = np.sort(np.partition(scores, scores.shape[1] - count, axis=1)[:, -count:], axis=1)
            found[start : start + 512] = top[:, :-1].mean(axis=1) if count > 1 else 0.0
        return found

    # -- clauses

    def _best_clauses(self, rows: Whole, columns: Whole) -> Numbers:
        """The best pair of clauses: likeness, and what is shared of topics, groups and actions."""
        import numpy as np

        pair, one, other = crossed(self.first.clauses_of, rows, self.second.clauses_of, columns)
        score = np.einsum("nd,nd->n", self.first.clause_vectors[one], self.second.clause_vectors[other])
        for kind, worth in _WORTH.items():
            shared, _clash = _weighted_overlap(
                self.first.clause_classes[kind][one],
                self.second.clause_classes[kind][other],
                self.background.class_weights[kind],
            )
            score = score + worth * shared
        return np.asarray(np.maximum.reduceat(score, _starts(pair)), dtype=np.float32)

    # -- terms

    @cached_property
    def alike(self) -> Numbers:
        """How alike each term of the first is to each of the second: 1 the same, 0 not at all."""
        import numpy as np

        scores = self.first.term_vectors @ self.second.term_vectors.T
        alike = np.clip((scores - _NEAR_WORD) / (1 - _NEAR_WORD), 0, 1)
        for key, row in self.first.vocabulary.items():
            column = self.second.vocabulary.get(key)
            if column is not None:
                alike[row, column] = 1.0
        for row, column in _cognates(self.first, self.second):
            alike[row, column] = max(alike[row, column], _COGNATE_WORTH)
        return np.asarray(alike, dtype=np.float32)

    def _coverage(
        self, rows: Whole, columns: Whole, alike: Numbers, pool: Pool, other: Pool
    ) -> tuple[Numbers, Numbers]:
        """How much of the weight of a demand's terms the other one covers, and the rarest that it does."""
        import numpy as np

        weights = self._term_weights(pool)
        pair, own, theirs = crossed(pool.terms_of, rows, other.terms_of, columns)
        covered = np.zeros(len(rows), dtype=np.float32)
        rarest = np.zeros(len(rows), dtype=np.float32)
        if len(pair):
            # Within a pair each own term stands with all of theirs in turn: one run per own term.
            runs = np.flatnonzero(np.r_[True, (pair[1:] != pair[:-1]) | (own[1:] != own[:-1])])
            best = np.maximum.reduceat(alike[own, theirs], runs) * weights[own[runs]]
            of_pair = pair[runs]
            np.add.at(covered, of_pair, best)
            np.maximum.at(rarest, of_pair, best)
        totals = _sums(pool.terms_of, weights)
        return np.asarray(covered / np.maximum(totals[rows], 1e-6), dtype=np.float32), rarest

    def _term_weights(self, pool: Pool) -> Numbers:
        return rarity(self.background.document_counts, len(self.background), list(pool.vocabulary))

    # -- classes and instruments

    def _shared_classes(self, kind: str, rows: Whole, columns: Whole) -> tuple[Numbers, Numbers]:
        return _weighted_overlap(
            self.first.classes[kind][rows],
            self.second.classes[kind][columns],
            self.background.class_weights[kind],
        )

    def _instruments(self, rows: Whole, columns: Whole) -> tuple[Numbers, Numbers, Numbers]:
        """Whether both ask to join one instrument; name none in common; ask another thing of the same one."""
        import numpy as np

        joined, named = self._instrument_flags
        one, other = joined[0][rows], joined[1][columns]
        one_named, other_named = named[0][rows], named[1][columns]
        both_join = (one * other).sum(1) > 0
        any_of_one, any_of_other = one + one_named, other + other_named
        shared = (any_of_one * any_of_other).sum(1) > 0
        both_name = (any_of_one.sum(1) > 0) & (any_of_other.sum(1) > 0)
        otherwise = ((one * other_named).sum(1) + (one_named * other).sum(1) > 0) & ~both_join
        return tuple(np.asarray(x, np.float32) for x in (both_join, both_name & ~shared, otherwise))  # type: ignore[return-value]

    @cached_property
    def _instrument_flags(self) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
        pools = (self.first, self.second)
        names = sorted(
            {name for pool in pools for demand in pool.demands for name in demand.joined | demand.named}
        )
        joined = tuple(flags([demand.joined for demand in pool.demands], names) for pool in pools)
        named = tuple(flags([demand.named for demand in pool.demands], names) for pool in pools)
        return (joined[0], joined[1]), (named[0], named[1])

    @staticmethod
    def _lengths(pool: Pool) -> Numbers:
        import numpy as np

        return np.asarray(np.log(np.maximum(pool.terms_of.counts, 1)), dtype=np.float32)


def crossed(first: Ragged, rows: Whole, second: Ragged, columns: Whole) -> tuple[Whole, Whole, Whole]:
    """Every value of list `rows[n]` with each of list `columns[n]`: the pair's number, and both values."""
    import numpy as np

    counts, others = first.counts[rows], second.counts[columns]
    sizes = counts * others
    pair = np.repeat(np.arange(len(rows)), sizes)
    place = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = others[pair]
    one = first.values[first.starts[rows][pair] + place // np.maximum(width, 1)]
    other = second.values[second.starts[columns][pair] + place % np.maximum(width, 1)]
    return pair, one, other


def _starts(pair: Whole) -> Whole:
    """Where each run of one number begins."""
    import numpy as np

    return np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])


def _sums(lists: Ragged, weights: Numbers) -> Numbers:
    """The sum of the weights of each list."""
    import numpy as np

    sums = np.zeros(len(lists.counts), dtype=np.float32)
    np.add.at(sums, np.repeat(np.arange(len(lists.counts)), lists.counts), weights[lists.values])
    return sums


def _weighted_overlap(one: Numbers, other: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    """The share of their classes that both hold, by weight; whether both hold some and share none."""
    import numpy as np

    shared = (one * other) @ weights
    of_one, of_other = one @ weights, other @ weights
    union = of_one + of_other - shared
    overlap = np.where(union > 0, shared / np.maximum(union, 1e-6), 0)
    clash = (of_one > 0) & (of_other > 0) & (shared == 0)
    return overlap.astype(np.float32), clash.astype(np.float32)


def _cognates(first: Pool, second: Pool) -> list[tuple[int, int]]:
    """Terms of two languages that begin with the same letters: `discriminat` and `discrimin`."""
    if not first.demands or not second.demands or first.demands[0].language == second.demands[0].language:
        return []
    by_start: dict[str, list[int]] = {}
    for key, column in second.vocabulary.items():
        if len(key) > _COGNATE and not key.startswith("#"):
            by_start.setdefault(key[:_COGNATE], []).append(column)
    return [
        (row, column)
        for key, row in first.vocabulary.items()
        if len(key) > _COGNATE and not key.startswith("#")
        for column in by_start.get(key[:_COGNATE], ())
    ]
