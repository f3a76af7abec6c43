"""Themes that a text seems to be about, with a confidence, by the names that the library gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.language import words
from consultrep.model import Library

IN_THE_TEXT: Final = 0.67
"""The confidence of a theme that the text names outright: the share that was right on the shipped items."""

BY_ITS_WORDS: Final = 0.58
"""The confidence of a theme all of whose words, in some form, stand in the text; measured likewise."""

IN_THE_HEADING: Final = 0.42
"""The confidence of a theme that only the section's heading names; measured likewise."""

_MOST: Final = 3
_STEM: Final = 6
_SMALL: Final = 3


@dataclass(frozen=True)
class _Name:
    theme: str
    phrase: str
    stems: frozenset[str]


class ThemeFinder:
    """Finds the themes of a library in texts of either language."""

    def __init__(self, library: Library) -> None:
        self._names = [
            _Name(theme.id, f" {' '.join(words(name))} ", _stems(name))
            for theme in library.themes
            for name in theme.names
            if _stems(name)
        ]

    def suggest(self, texts: Sequence[str], heading: str = "") -> dict[str, float]:
        """At most three theme ids with their confidence (0 to 1), the surest first."""
        found: dict[str, float] = {}
        for text in texts:
            self._add(found, text, IN_THE_TEXT, BY_ITS_WORDS)
        if not found:
            self._add(found, heading, IN_THE_HEADING, IN_THE_HEADING)
        best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return dict(best[:_MOST])

    def _add(self, found: dict[str, float], text: str, outright: float, by_words: float) -> None:
        phrase, stems = f" {' '.join(words(text))} ", _stems(text)
        for name in self._names:
            if name.phrase in phrase:
                found[name.theme] = max(found.get(name.theme, 0.0), outright)
            elif name.stems <= stems:
                found[name.theme] = max(found.get(name.theme, 0.0), by_words)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words(text) if len(word) > _SMALL)
