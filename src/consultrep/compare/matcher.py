"""Which items of two lists are the same demand: candidates, their signals, and a calibrated probability.

Two items are compared in a language that both have (English first), else across the two languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product
from typing import TYPE_CHECKING, Final

from consultrep.compare.background import Background, kept_or_read
from consultrep.compare.best import Best, Scored
from consultrep.compare.calibration import Calibration
from consultrep.compare.demand import Demand, Reader
from consultrep.compare.encoder import Encoder
from consultrep.compare.nearest import nearest
from consultrep.compare.pool import PAGE, Pool
from consultrep.compare.shared_words import nearest_by_words
from consultrep.compare.signals import Signals
from consultrep.messages import Language
from consultrep.model import Bilingual

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]
    Wanted = Callable[[Whole, Whole], NDArray[np.bool_]]

CANDIDATES: Final = 50
"""How many partners of each item are looked at by meaning, and as many by words."""

EVERY_PAIR: Final = 250_000
"""Up to so many pairs all are looked at."""

_CHUNK: Final = 20_000
SIDES: Final[tuple[tuple[Language, Language], ...]] = (
    ("en", "en"),
    ("fr", "fr"),
    ("fr", "en"),
    ("en", "fr"),
)


@dataclass(frozen=True)
class Matcher:
    """Scores pairs of texts; `background` are all texts of the library, or both sides where there is none."""

    reader: Reader
    encoder: Encoder
    background: Sequence[Bilingual]
    calibration: Calibration
    memory: int | None = None
    """What comparing by meaning may take at once, in bytes."""
    names: str = ""
    """What identifies the names that the reader knows, so that what it reads of the background is kept."""
    _backgrounds: dict[tuple[Language, Language], Background] = field(
        default_factory=dict, compare=False, repr=False
    )
    _read: dict[tuple[str, Language], Demand] = field(default_factory=dict, compare=False, repr=False)

    def with_background(self, texts: Sequence[Bilingual]) -> Matcher:
        """The same matcher before another background."""
        return replace(self, background=texts, _backgrounds={})

    def scores(
        self,
        first: Sequence[Bilingual],
        second: Sequence[Bilingual],
        *,
        least: float = 0.0,
        top: int | None = None,
        wanted: Wanted | None = None,
    ) -> list[Scored]:
        """The candidate pairs whose probability is `least` or more, in order of their positions.

        With `top`, of each text of the first only so many best partners, and those that are as good as the
        last of them. `wanted` says of positions in the first and in the second which pairs count at all.
        """
        best = Best(least, top)
        for languages, rows, columns in _blocks(first, second):
            best.set_languages(languages)
            self._score_block(first, second, languages, rows, columns, best, wanted)
        return best.scored()

    def _score_block(
        self,
        first: Sequence[Bilingual],
        second: Sequence[Bilingual],
        languages: tuple[Language, Language],
        rows: Sequence[int],
        columns: Sequence[int],
        best: Best,
        wanted: Wanted | None,
    ) -> None:
        import numpy as np

        one = self._pool([first[row] for row in rows], languages[0])
        same = first is second and rows == columns and languages[0] == languages[1]
        other = one if same else self._pool([second[column] for column in columns], languages[1])
        for pool in (one, other):
            pool.prepare()
        near, far = candidates(one, other, self.memory)
        places, others = np.array(rows), np.array(columns)
        if wanted is not None:
            kept = wanted(places[near], others[far])
            near, far = near[kept], far[kept]
        signals = Signals(one, other, self.background_in(languages))
        order = np.argsort(far // PAGE, kind="stable").astype(np.int32)
        for start in range(0, len(order), _CHUNK):
            part = order[start : start + _CHUNK]
            values = signals.of(near[part], far[part])
            chances = self.calibration.probabilities(values, across=languages[0] != languages[1])
            best.add(places[near[part]], others[far[part]], chances, values)

    def _pool(self, texts: Sequence[Bilingual], language: Language) -> Pool:
        return self._pool_in([text.side(language) or "" for text in texts], language)

    def pool_of(self, text: str, language: Language) -> Pool:
        """One text by itself."""
        return self._pool_in([text], language)

    def _pool_in(self, texts: Iterable[str], language: Language) -> Pool:
        """A pool of these texts, whose terms are encoded by the words of all texts of the library."""
        demands = self._demands((text, language) for text in texts)
        surfaces = self.background_in((language, language)).surfaces
        return Pool(demands, self.encoder, self.reader, surfaces)

    def _demands(self, texts: Iterable[tuple[str, Language]]) -> list[Demand]:
        """The demands that these texts make, each of which is read once."""
        read = []
        for key in texts:
            if key not in self._read:
                self._read[key] = self.reader.read(*key)
            read.append(self._read[key])
        return read

    def background_in(self, languages: tuple[Language, Language]) -> Background:
        """Every text of the library in the languages compared, the second language first."""
        if languages not in self._backgrounds:
            texts = list(_sides(self.background, (languages[1], languages[0])))
            self._backgrounds[languages] = kept_or_read(
                texts, self.names, self.encoder, lambda: Pool(self._demands(texts), self.encoder, self.reader)
            )
        return self._backgrounds[languages]


def _sides(
    texts: Iterable[Bilingual], languages: tuple[Language, Language]
) -> Iterator[tuple[str, Language]]:
    """One side of each text, with its language: in the first of these languages that the text has."""
    for text in texts:
        found = next(((side, language) for language in languages if (side := text.side(language))), None)
        if found is not None:
            yield found


def candidates(first: Pool, second: Pool, memory: int | None = None) -> tuple[Whole, Whole]:
    """Pairs worth scoring: all of a small comparison, else the nearest by meaning and by words, exactly."""
    import numpy as np

    if len(first) * len(second) <= EVERY_PAIR:
        rows = np.repeat(np.arange(len(first)), len(second))
        return rows, np.tile(np.arange(len(second)), len(first))
    found = chain(
        _nearest(first.vectors, second.vectors, memory), nearest_by_words(first, second, CANDIDATES)
    )
    keys = np.concatenate([rows * len(second) + columns for rows, columns in found])
    keys.sort()
    keys = keys[np.r_[True, keys[1:] != keys[:-1]]]
    rows, columns = np.divmod(keys, len(second))
    return rows.astype(np.int32), columns.astype(np.int32)


def _nearest(first: Numbers, second: Numbers, memory: int | None) -> Iterator[tuple[Whole, Whole]]:
    """Each row's nearest columns, and each column's nearest rows."""
    yield _top(first, second, memory)
    columns, rows = _top(second, first, memory)
    yield rows, columns


def _top(first: Numbers, second: Numbers, memory: int | None) -> tuple[Whole, Whole]:
    import numpy as np

    columns, _scores = nearest(first, second, CANDIDATES, memory=memory)
    return np.repeat(np.arange(len(first)), columns.shape[1]), columns.ravel()


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
