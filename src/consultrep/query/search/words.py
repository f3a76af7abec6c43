"""What each part of a query looks for in a text, and where it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.language import Names, words

_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")

Range = tuple[int, int]
"""A half-open range of characters."""


@dataclass(frozen=True)
class Sought:
    """Words that follow each other, each given as the set of folded words that will do; else a name."""

    slots: Sequence[frozenset[str]] = ()
    name: str | None = None

    def times_in(self, text: str, names: Names) -> int:
        """How often it stands in the text."""
        if self.name is not None:
            return sum(found.id == self.name for found in names.find(text))
        return sum(1 for _place in _runs(self.slots, words(text)))

    def ranges_in(self, text: str, names: Names) -> Iterator[Range]:
        """Where it stands in the text."""
        if self.name is not None:
            yield from ((found.start, found.end) for found in names.find(text) if found.id == self.name)
            return
        placed = list(placed_words(text))
        for first in _runs(self.slots, [word for word, _start, _end in placed]):
            yield placed[first][1], placed[first + len(self.slots) - 1][2]


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded words of a text, each with its range in the text as it is.

    >>> list(placed_words("L’été"))
    [('l', 0, 1), ('ete', 2, 5)]
    """
    for match in _WORD.finditer(text):
        for word in words(match.group()):
            yield word, match.start(), match.end()


def joined(ranges: Sequence[Range]) -> list[Range]:
    """Ranges in order, those that overlap or touch made one.

    >>> joined([(4, 9), (0, 2), (8, 12)])
    [(0, 2), (4, 12)]
    """
    made: list[Range] = []
    for start, end in sorted(ranges):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _runs(slots: Sequence[frozenset[str]], present: Sequence[str]) -> Iterator[int]:
    """Where the slots are filled by words that follow each other."""
    if not slots:
        return
    for first in range(len(present) - len(slots) + 1):
        if all(present[first + place] in slot for place, slot in enumerate(slots)):
            yield first
