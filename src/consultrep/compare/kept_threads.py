"""What gathering the threads of a library found, kept between runs by all that it depends on.

Only what was computed is kept: which items are together, and the scores of their pairs. What people judged is
read from the library each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.compare.encoder import Encoder
from consultrep.compare.vectors import CachedEncoder
from consultrep.model import Library
from consultrep.store.keeping import cache_folder, kept_or_made, key_of, program_parts

FOLDER: Final = "threads"
MOST: Final = 12
"""Of how many libraries, or states of them, the threads are kept."""


@dataclass(frozen=True)
class Gathered:
    """The items of one thread, and its pairs with their scores; items are positions in the library's list of
    recommendations."""

    items: Sequence[int]
    pairs: Sequence[tuple[int, int, float]]


def kept_or_gathered(
    library: Library, encoder: Encoder, gather: Callable[[], Sequence[Gathered]]
) -> Sequence[Gathered]:
    """What is kept of this very library and encoder, else what `gather` gives, which is then kept.

    Nothing is kept with an encoder whose vectors are not kept: its name may not say all that it is.
    """
    shelf = cache_folder(FOLDER) if isinstance(encoder, CachedEncoder) else None
    if shelf is None:
        return gather()
    key = key_of([*program_parts(), encoder.name, library.fingerprint])
    found = kept_or_made(shelf, key, lambda: [[one.items, one.pairs] for one in gather()], most=MOST)
    return [Gathered(items, pairs) for items, pairs in found]
