"""`consultrep themes`."""

from __future__ import annotations

from consultrep.model import Library
from consultrep.query import ThemeList


def list_themes(library: Library) -> ThemeList:
    """The themes, each followed by its narrower ones, with the number of items that each includes."""
    counts = {}
    for theme in library.themes:
        within = library.themes_within(theme)
        counts[theme.id] = sum(not within.isdisjoint(item.statement.themes) for item in library.items)
    return ThemeList(library, list(library.theme_tree()), counts)
