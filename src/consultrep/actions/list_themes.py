"""`consultrep themes`."""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.model import Library, Theme
from consultrep.query import ThemeList


def list_themes(library: Library) -> ThemeList:
    """The themes, each followed by its narrower ones, with the number of items that each includes."""
    counts = {}
    for theme in library.themes:
        within = library.themes_within(theme)
        counts[theme.id] = sum(not within.isdisjoint(item.statement.themes) for item in library.items)
    return ThemeList(library, list(_tree(library, None, 0)), counts)


def _tree(library: Library, broader: str | None, depth: int) -> Iterator[tuple[Theme, int]]:
    for theme in library.themes:
        if theme.broader == broader:
            yield theme, depth
            yield from _tree(library, theme.id, depth + 1)
