"""Which items of two lists are the same demand: candidates, their signals, and a calibrated probability.

Two items are compared in a language that both have (English first), else across the two languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from consultrep.compare.calibration import Calibration
from consultrep.compare.demand import Reader
from consultrep.compare.encoder import Encoder
from consultrep.compare.pool import Pool, rarity
from consultrep.compare.signals import SIGNALS, Signals
from consultrep.messages import Language
from consultrep.model import Bilingual

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]

CANDIDATES: Final = 50
"""How many partners of each item are looked at by meaning, and as many by words."""

EVERY_PAIR: Final = 250_000
"""Up to so many pairs all are looked at."""

_BLOCK: Final = 256
SIDES: Final[tuple[tuple[Language, Language], ...]] = (
    ("en", "en"),
    ("fr", "fr"),
    ("fr", "en"),
    ("en", "fr"),
)


@dataclass(frozen=True)
class Scored:
    """A pair of positions, the probability that it is one demand, the languages compared, and its signals."""

    first: int
    second: int
    probability: float
    languages: tuple[Language, Language]
    values: Numbers = field(compare=False, repr=False)
    """The signals in the order of SIGNALS."""

    @property
    def signals(self) -> dict[str, float]:
        """The signals by name."""
        return dict(zip(SIGNALS, map(float, self.values), strict=True))


@dataclass(frozen=True)
class Matcher:
    """Scores pairs of texts; `background` are all texts of the library, or both sides where there is none."""

    reader: Reader
    encoder: Encoder
    background: Sequence[Bilingual]
    calibration: Calibration
    _pools: dict[tuple[Language, Language], Pool] = field(default_factory=dict, compare=False, repr=False)

    def with_background(self, texts: Sequence[Bilingual]) -> Matcher:
        """The same matcher before another background."""
        return replace(self, background=texts, _pools={})

    def scores(
        self, first: Sequence[Bilingual], second: Sequence[Bilingual], *, least: float = 0.0
    ) -> list[Scored]:
        """The candidate pairs whose probability is `least` or more, in order of their positions."""
        found = [
            scored
            for languages, rows, columns in _blocks(first, second)
            for scored in self._of_block(first, second, languages, rows, columns, least)
        ]
        return sorted(found, key=lambda one: (one.first, one.second))

    def _of_block(
        self,
        first: Sequence[Bilingual],
        second: Sequence[Bilingual],
        languages: tuple[Language, Language],
        rows: Sequence[int],
        columns: Sequence[int],
        least: float,
    ) -> Iterator[Scored]:
        one = self._pool([first[row] for row in rows], languages[0])
        other = self._pool([second[column] for column in columns], languages[1])
        near, far = candidates(one, other)
        signals = Signals(one, other, self.background_in(languages)).of(near, far)
        chances = self.calibration.probabilities(signals, across=languages[0] != languages[1])
        for number in (chances >= least).nonzero()[0]:
            row, column = rows[int(near[number])], columns[int(far[number])]
            yield Scored(row, column, float(chances[number]), languages, signals[number])

    def _pool(self, texts: Sequence[Bilingual], language: Language) -> Pool:
        read = [self.reader.read(text.side(language) or "", language) for text in texts]
        return Pool(read, self.encoder, self.reader)

    def pool_of(self, text: str, language: Language) -> Pool:
        """One text by itself."""
        return Pool([self.reader.read(text, language)], self.encoder, self.reader)

    def background_in(self, languages: tuple[Language, Language]) -> Pool:
        """Every text of the library in the languages compared, the second language first."""
        if languages not in self._pools:
            self._pools[languages] = self._pool_of_background(languages)
        return self._pools[languages]

    def _pool_of_background(self, languages: tuple[Language, Language]) -> Pool:
        wanted = dict.fromkeys((languages[1], languages[0]))
        held = [(next((side for side in wanted if text.side(side)), None), text) for text in self.background]
        read = [self.reader.read(text.side(side) or "", side) for side, text in held if side]
        return Pool(read, self.encoder, self.reader)


def candidates(first: Pool, second: Pool) -> tuple[Whole, Whole]:
    """Pairs worth scoring: all of a small comparison, else the nearest by meaning and by words, exactly."""
    import numpy as np

    if len(first) * len(second) <= EVERY_PAIR:
        rows = np.repeat(np.arange(len(first)), len(second))
        return rows, np.tile(np.arange(len(second)), len(first))
    weights = _word_weights(first, second)
    pairs = [*_nearest(first.vectors, second.vectors), *_nearest(*weights)]
    keys = np.unique(np.concatenate([rows * len(second) + columns for rows, columns in pairs]))
    return keys // len(second), keys % len(second)


def _nearest(first: Numbers, second: Numbers) -> Iterator[tuple[Whole, Whole]]:
    """Each row's nearest columns, and each column's nearest rows."""
    for rows, columns in _top(first, second):
        yield rows, columns
    for columns, rows in _top(second, first):
        yield rows, columns


def _top(first: Numbers, second: Numbers) -> Iterator[tuple[Whole, Whole]]:
    import numpy as np

    count = min(CANDIDATES, len(second))
    for start in range(0, len(first), _BLOCK):
        scores = first[start : start + _BLOCK] @ second.T
        best = np.argpartition(-scores, count - 1, axis=1)[:, :count]
        rows = np.repeat(np.arange(start, start + len(scores)), count)
        yield rows, best.ravel().astype(np.int64)


def _word_weights(first: Pool, second: Pool) -> tuple[Numbers, Numbers]:
    """The terms of each demand in one vocabulary, weighted by how rare they are, rows of unit length."""
    import numpy as np

    keys = sorted({*first.vocabulary, *second.vocabulary})
    place = {key: number for number, key in enumerate(keys)}
    counts = first.document_counts + second.document_counts
    weights = rarity(counts, len(first) + len(second), keys)
    made = []
    for pool in (first, second):
        rows = np.zeros((len(pool), len(keys)), dtype=np.float32)
        for row, demand in enumerate(pool.demands):
            for key in {term.key for term in demand.terms}:
                rows[row, place[key]] = weights[place[key]]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        made.append(rows / np.maximum(lengths, 1e-6))
    return made[0], made[1]


def _blocks(
    first: Sequence[Bilingual], second: Sequence[Bilingual]
) -> Iterator[tuple[tuple[Language, Language], list[int], list[int]]]:
    """The languages to compare in, each pair of them with the positions compared in it, no pair twice."""
    for (held, rows), (others, columns) in product(_kinds(first).items(), _kinds(second).items()):
        languages = next((side for side in SIDES if side[0] in held and side[1] in others), None)
        if languages:
            yield languages, rows, columns


def _kinds(texts: Sequence[Bilingual]) -> dict[tuple[Language, ...], list[int]]:
    """The positions of the texts by the languages that they have."""
    kinds: dict[tuple[Language, ...], list[int]] = {}
    languages: tuple[Language, ...] = ("fr", "en")
    for position, text in enumerate(texts):
        held = tuple(language for language in languages if text.side(language))
        kinds.setdefault(held, []).append(position)
    return kinds
