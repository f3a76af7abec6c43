"""What all texts of a library tell of one pair: how rare its words and classes are, how near its neighbours.

Reading thousands of texts takes seconds, so what was counted in them is kept between runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from consultrep.compare.encoder import Encoder
from consultrep.compare.pool import PAGE, Pool
from consultrep.store.keeping import cache_folder, kept_or_made, key_of, program_parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

FOLDER: Final = "backgrounds"
MOST: Final = 12
"""Of how many libraries, or states of them, it is kept."""


@dataclass(frozen=True)
class Background:
    """Texts as the encoder reads them, in how many of them each term and each class stands, and the words
    that each term is encoded by.

    The counts of the classes of a kind are in the order of their names.
    """

    texts: Sequence[str]
    document_counts: Mapping[str, int]
    class_counts: Mapping[str, Sequence[int]]
    surfaces: Mapping[str, str]
    encoder: Encoder

    @staticmethod
    def of(pool: Pool) -> Background:
        """What demands that have been read tell."""
        return Background(
            [demand.text for demand in pool.demands],
            pool.document_counts,
            {kind: [int(count) for count in held.sum(0)] for kind, held in pool.classes.items()},
            pool.surfaces,
            pool.encoder,
        )

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def class_weights(self) -> Mapping[str, Numbers]:
        """The weight of each class of each kind: the logarithm of how rare it is among the texts."""
        import numpy as np

        return {
            kind: np.asarray(-np.log((np.array(held) + 0.5) / (len(self) + 1)), dtype=np.float32)
            for kind, held in self.class_counts.items()
        }

    def pages(self) -> Iterator[Numbers]:
        """The vectors of the texts in order, a page at a time; only those of few texts stay in memory."""
        if len(self) <= PAGE:
            yield self._vectors
            return
        for start in range(0, len(self), PAGE):
            yield self.encoder.encode(self.texts[start : start + PAGE])

    @cached_property
    def _vectors(self) -> Numbers:
        return self.encoder.encode(self.texts)


def kept_or_read(
    texts: Sequence[tuple[str, str]], names: str, encoder: Encoder, read: Callable[[], Pool]
) -> Background:
    """What is kept of these texts (each with its language), else what `read` makes of them, which is kept.

    `names` identifies the names that are found in texts; where it is empty nothing is kept.
    """
    shelf = cache_folder(FOLDER) if names else None
    if shelf is None:
        return Background.of(read())
    key = key_of([*program_parts(), names, *(part for text in texts for part in text)])

    def counted() -> list[object]:
        made = Background.of(read())
        return [made.texts, made.document_counts, made.class_counts, made.surfaces]

    read_texts, terms, classes, surfaces = kept_or_made(shelf, key, counted, most=MOST)
    return Background(read_texts, Counter(terms), classes, surfaces, encoder)
