"""`consultrep themes`."""

from __future__ import annotations

from consultrep.model import Library
from consultrep.query import ThemeList


def list_themes(library: Library) -> ThemeList:
    """The themes, each followed by its narrower ones, with the number of items of each series in it."""
    counts = {}
    for theme in library.themes:
        within = library.themes_within(theme)
        items = [item for item in library.items if not within.isdisjoint(item.statement.themes)]
        counts[theme.id] = library.by_body(items)
    return ThemeList(library, list(library.theme_tree()), counts)
