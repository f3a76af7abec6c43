"""The demands of one side as arrays: vectors of texts and clauses, terms and classes, in rows that belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Final

from consultrep.compare.demand import Clause, Demand, Reader
from consultrep.compare.encoder import Encoder, Keeper
from consultrep.compare.words import Classes, known_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]


KINDS: Final = ("topics", "groups", "actions")
"""The kinds of classes of words."""

PAGE: Final = 4096
"""So many demands have their vectors and those of their clauses in memory at once."""

SMALL_PAGE: Final = 1024
"""So many where each page is wanted only once."""


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


@dataclass(frozen=True, eq=False)
class Page:
    """The vectors of some demands and of their clauses, from the first demand and the first clause on."""

    start: int
    first_clause: int
    vectors: Numbers
    clauses: Numbers


@dataclass(frozen=True)
class Pool:
    """Demands in the order given."""

    demands: Sequence[Demand]
    encoder: Encoder
    reader: Reader
    known_surfaces: Mapping[str, str] = field(default_factory=dict)
    """The words that terms are encoded by, where all texts of the library tell: so that a term is the same
    in every selection."""
    _page: dict[int, Page] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.demands)

    @property
    def vectors(self) -> Numbers:
        """A row of unit length per demand; only those of a small pool stay in memory."""
        return self._vectors if len(self) <= PAGE else self._vectors_from(0, len(self))

    @cached_property
    def _vectors(self) -> Numbers:
        return self._vectors_from(0, len(self))

    def _vectors_from(self, start: int, stop: int) -> Numbers:
        return self.encoder.encode([demand.text for demand in self.demands[start:stop]])

    def prepare(self) -> None:
        """Have all vectors of a large pool made and kept, so that no encoder takes memory later."""
        if len(self) > PAGE and isinstance(self.encoder, Keeper):
            texts = (text for demand in self.demands for text in (demand.text, *demand.clause_texts))
            self.encoder.keep([*dict.fromkeys(texts), *self._term_texts])

    def page(self, demand: int, size: int = PAGE) -> Page:
        """The page of so many demands that a demand is on.

        The last page asked for stays in memory; a small pool is one page.
        """
        size = PAGE if len(self) <= PAGE else size
        start = demand // size * size
        if size not in self._page or self._page[size].start != start:
            self._page.pop(size, None)
            held = self.demands[start : start + size]
            clauses = self.encoder.encode([text for each in held for text in each.clause_texts])
            vectors = self.vectors if len(self) <= PAGE else self._vectors_from(start, start + size)
            self._page[size] = Page(start, int(self.clauses_of.starts[start]), vectors, clauses)
        return self._page[size]

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """The clauses of all demands, in order."""
        return [clause for demand in self.demands for clause in demand.clauses]

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

    @property
    def term_vectors(self) -> Numbers:
        """A row of unit length per term of the vocabulary, made from the words as they stand in the texts."""
        return self.encoder.encode(self._term_texts)

    @property
    def _term_texts(self) -> list[str]:
        return list(self.surfaces.values())

    @cached_property
    def surfaces(self) -> Mapping[str, str]:
        """The words that each term of the vocabulary is encoded by: as they stand where it is met first."""
        found: dict[str, str] = {}
        for demand in self.demands:
            for term in demand.terms:
                if term.key not in found:
                    own = self.known_surfaces.get(term.key)
                    found[term.key] = own or self._surface(demand, term.key, term.start, term.end)
        return {key: found[key] for key in self.vocabulary}

    def _surface(self, demand: Demand, key: str, start: int, end: int) -> str:
        if key.startswith("#"):
            return self.reader.surface(key, demand.language)
        return demand.original[start:end].lower()

    @cached_property
    def classes(self) -> Mapping[str, Flags]:
        """Which classes of each kind (`actions`, `groups`, `topics`) each demand holds."""
        return _classes(self.demands)

    @cached_property
    def clause_classes(self) -> Mapping[str, Flags]:
        """Which classes of each kind each clause holds."""
        return _classes(self.clauses)

    @cached_property
    def document_counts(self) -> Counter[str]:
        """In how many demands each term stands."""
        return Counter(key for demand in self.demands for key in {term.key for term in demand.terms})


def _classes(rows: Sequence[Demand | Clause]) -> dict[str, Flags]:
    classes: dict[str, Classes] = {kind: getattr(known_words(), kind) for kind in KINDS}
    return {kind: flags([getattr(row, kind) for row in rows], known.names) for kind, known in classes.items()}


def flags(sets: Sequence[frozenset[str]], names: Sequence[str]) -> Flags:
    """Which names each set holds; shape (sets, names)."""
    import numpy as np

    columns = {name: column for column, name in enumerate(names)}
    marked = np.zeros((len(sets), len(names)), dtype=bool)
    for row, held in enumerate(sets):
        for name in held:
            if name in columns:
                marked[row, columns[name]] = True
    return marked


def rarity(counts: Mapping[str, int], total: int, keys: Sequence[str]) -> Numbers:
    """The weight of each term: the logarithm of how rare it is among `total` demands."""
    import numpy as np

    return np.array([log((total + 1) / (counts.get(key, 0) + 0.5)) for key in keys], dtype=np.float32)
