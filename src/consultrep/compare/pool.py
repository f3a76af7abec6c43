"""The demands of one side as arrays: vectors of texts and clauses, terms and classes, in rows that belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Final

from consultrep.compare.demand import Clause, Demand, Reader
from consultrep.compare.encoder import Encoder
from consultrep.compare.words import Classes, known_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]


KINDS: Final = ("topics", "groups", "actions")
"""The kinds of classes of words."""

PAGE: Final = 8192
"""So many demands have the vectors of their clauses in memory at once, or those of a background."""


@dataclass(frozen=True)
class Ragged:
    """Lists of different lengths in one array: list `n` is `values[starts[n]:starts[n] + counts[n]]`."""

    values: Whole
    starts: Whole
    counts: Whole

    @staticmethod
    def of(lists: Sequence[Sequence[int]]) -> Ragged:
        """The lists in one array."""
        import numpy as np

        counts = np.array([len(one) for one in lists], dtype=np.int64)
        flat = np.array([value for one in lists for value in one], dtype=np.int64)
        return Ragged(flat, np.cumsum(counts) - counts, counts)

    def at(self, number: int) -> Whole:
        """One list."""
        start = self.starts[number]
        return self.values[start : start + self.counts[number]]

    def places_of(self, numbers: Whole) -> tuple[Whole, Whole]:
        """The places of the values of several lists, one list after the other, and where each list begins."""
        import numpy as np

        counts = self.counts[numbers]
        ends = np.cumsum(counts)
        starts = ends - counts
        return np.arange(ends[-1] if len(ends) else 0) + np.repeat(
            self.starts[numbers] - starts, counts
        ), starts

    def of_lists(self, numbers: Whole) -> tuple[Whole, Whole]:
        """The values of several lists, one after the other, and where each list begins."""
        places, starts = self.places_of(numbers)
        return self.values[places], starts


@dataclass(frozen=True)
class Pool:
    """Demands in the order given."""

    demands: Sequence[Demand]
    encoder: Encoder
    reader: Reader
    _clause_page: dict[int, Numbers] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.demands)

    @cached_property
    def vectors(self) -> Numbers:
        """A row of unit length per demand."""
        return self.encoder.encode([demand.text for demand in self.demands])

    def pages(self) -> Iterator[Numbers]:
        """The vectors in order, a page at a time; those of one page stay in memory."""
        if len(self) <= PAGE:
            yield self.vectors
            return
        for start in range(0, len(self), PAGE):
            yield self.encoder.encode([demand.text for demand in self.demands[start : start + PAGE]])

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """The clauses of all demands, in order."""
        return [clause for demand in self.demands for clause in demand.clauses]

    def clause_vectors(self, demand: int) -> tuple[Numbers, int]:
        """A row of unit length per clause of the page that the demand is on, and the first clause there."""
        page = demand // PAGE
        if page not in self._clause_page:
            self._clause_page.clear()
            held = self.demands[page * PAGE : (page + 1) * PAGE]
            texts = [text for demand in held for text in demand.clause_texts]
            self._clause_page[page] = self.encoder.encode(texts)
        return self._clause_page[page], int(self.clauses_of.starts[page * PAGE])

    @cached_property
    def clauses_of(self) -> Ragged:
        """The rows of the clauses of each demand."""
        lists, row = [], 0
        for demand in self.demands:
            lists.append(range(row, row + len(demand.clauses)))
            row += len(demand.clauses)
        return Ragged.of(lists)

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """The terms of all demands, sorted, each with its number."""
        keys = sorted({term.key for demand in self.demands for term in demand.terms})
        return {key: number for number, key in enumerate(keys)}

    @cached_property
    def terms_of(self) -> Ragged:
        """The numbers of the terms of each demand, each once."""
        lists = [sorted({self.vocabulary[term.key] for term in demand.terms}) for demand in self.demands]
        return Ragged.of(lists)

    @cached_property
    def term_vectors(self) -> Numbers:
        """A row of unit length per term of the vocabulary, made from the words as they stand in the texts."""
        surfaces: dict[str, str] = {}
        for demand in self.demands:
            for term in demand.terms:
                if term.key not in surfaces:
                    surfaces[term.key] = self._surface(demand, term.key, term.start, term.end)
        return self.encoder.encode([surfaces[key] for key in self.vocabulary])

    def _surface(self, demand: Demand, key: str, start: int, end: int) -> str:
        if key.startswith("#"):
            return self.reader.surface(key, demand.language)
        return demand.original[start:end].lower()

    @cached_property
    def classes(self) -> Mapping[str, Numbers]:
        """Which classes of each kind (`actions`, `groups`, `topics`) each demand holds, 0 or 1."""
        return _classes(self.demands)

    @cached_property
    def clause_classes(self) -> Mapping[str, Numbers]:
        """Which classes of each kind each clause holds, 0 or 1."""
        return _classes(self.clauses)

    @cached_property
    def class_weights(self) -> Mapping[str, Numbers]:
        """The weight of each class of each kind: the logarithm of how rare it is among the demands."""
        import numpy as np

        total = len(self.demands)
        return {
            kind: np.asarray(-np.log((held.sum(0) + 0.5) / (total + 1)), dtype=np.float32)
            for kind, held in self.classes.items()
        }

    @cached_property
    def document_counts(self) -> Counter[str]:
        """In how many demands each term stands."""
        return Counter(key for demand in self.demands for key in {term.key for term in demand.terms})


def _classes(rows: Sequence[Demand | Clause]) -> dict[str, Numbers]:
    classes: dict[str, Classes] = {kind: getattr(known_words(), kind) for kind in KINDS}
    return {kind: flags([getattr(row, kind) for row in rows], known.names) for kind, known in classes.items()}


def flags(sets: Sequence[frozenset[str]], names: Sequence[str]) -> Numbers:
    """Which names each set holds, 0 or 1; shape (sets, names)."""
    import numpy as np

    columns = {name: column for column, name in enumerate(names)}
    marked = np.zeros((len(sets), len(names)), dtype=np.float32)
    for row, held in enumerate(sets):
        for name in held:
            if name in columns:
                marked[row, columns[name]] = 1.0
    return marked


def rarity(counts: Mapping[str, int], total: int, keys: Sequence[str]) -> Numbers:
    """The weight of each term: the logarithm of how rare it is among `total` demands."""
    import numpy as np

    return np.array([log((total + 1) / (counts.get(key, 0) + 0.5)) for key in keys], dtype=np.float32)
