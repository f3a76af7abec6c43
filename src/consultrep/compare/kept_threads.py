"""What gathering the threads of a library found, kept between runs by all that it depends on.

Only what was computed is kept: which items are together, and the scores of their pairs. What people judged is
read from the library each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.compare.encoder import Encoder
from consultrep.compare.vectors import CachedEncoder
from consultrep.model import Library
from consultrep.store.keeping import cache_folder, keep, kept, key_of, program_parts

FOLDER: Final = "threads"
MOST: Final = 12
"""Of how many libraries, or states of them, the threads are kept."""


@dataclass(frozen=True)
class Gathered:
    """The items of one thread, and its pairs with their scores; items are positions in the library's list of
    recommendations."""

    items: Sequence[int]
    pairs: Sequence[tuple[int, int, float]]


def kept_or_made(
    library: Library, encoder: Encoder, make: Callable[[], Sequence[Gathered]]
) -> Sequence[Gathered]:
    """What is kept of this very library and encoder, else what `make` gives, which is then kept.

    Nothing is kept with an encoder whose vectors are not kept: its name may not say all that it is.
    """
    shelf = cache_folder(FOLDER) if isinstance(encoder, CachedEncoder) else None
    if shelf is None:
        return make()
    key = key_of(_parts(library, encoder))
    content = kept(shelf, key)
    if content is not None:
        return [Gathered(items, pairs) for items, pairs in json.loads(content)]
    made = make()
    content = json.dumps([[one.items, one.pairs] for one in made], separators=(",", ":")).encode()
    keep(shelf, key, content, most=MOST)
    return made


def _parts(library: Library, encoder: Encoder) -> Iterator[str]:
    """All that the threads of a library depend on."""
    yield from program_parts()
    yield encoder.name
    for held in (library.reports, library.actors, library.series, library.themes, library.glossary):
        yield "\n".join(part.model_dump_json(exclude_defaults=True) for part in held)
    yield "\n".join(judgement.model_dump_json(exclude_defaults=True) for judgement in library.judgements)
