"""The names in a table's cells as the library knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from consultrep.importers.tables.cells import split_list
from consultrep.importers.tables.table import Cell
from consultrep.language import fold, slug
from consultrep.model import Actor, Library, Theme

_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_SEPARATOR: Final = re.compile(r"[,;|]")
_ID_LENGTH: Final = 80


class Names:
    """Themes and actors of a library, each cell looked up once; `new_themes` are those it lacks."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._theme_cells: dict[tuple[str, str], tuple[str, ...]] = {}
        self._actor_cells: dict[tuple[str, str], tuple[str, ...]] = {}
        self._new: dict[str, str] = {}
        self._long_themes = _names_with_separators(library.themes)
        self._long_actors = _names_with_separators(library.actors)
        self._made: dict[str, str] = {}
        self._known: dict[tuple[str, str], str | None] = {}
        self._by_alias: dict[str, Theme] = {}

    @property
    def new_themes(self) -> Mapping[str, str]:
        """The names of themes that the library lacks, by the id made of each."""
        return self._new

    @property
    def by_alias(self) -> Mapping[str, Theme]:
        """The names that only an alias of a theme answers to, with the theme."""
        return self._by_alias

    def themes(self, cell: Cell, separator: re.Pattern[str]) -> list[str]:
        """The ids of the themes named in a cell; an unknown one has its name as id."""
        key = (cell if isinstance(cell, str) else repr(cell), separator.pattern)
        if key not in self._theme_cells:
            found = split_list(
                cell, separator, lambda name: bool(self._long_themes) and fold(name) in self._long_themes
            )
            ids = [self._theme(name) for name in found]
            self._theme_cells[key] = tuple(dict.fromkeys(filter(None, ids)))
        return list(self._theme_cells[key])

    def actors(self, cell: Cell, separator: re.Pattern[str]) -> list[str]:
        """The ids of the actors named in a cell, an unknown one as it is printed."""
        key = (cell if isinstance(cell, str) else repr(cell), separator.pattern)
        if key not in self._actor_cells:
            found = split_list(
                cell, separator, lambda name: bool(self._long_actors) and fold(name) in self._long_actors
            )
            self._actor_cells[key] = tuple(dict.fromkeys(self._find_actor(name) or name for name in found))
        return list(self._actor_cells[key])

    def actor(self, name: str) -> str:
        """The id of the actor called `name`, else the name."""
        return self._find_actor(name) or name

    def _theme(self, name: str) -> str:
        known = self._find_theme(name) or self._made.get(name)
        if known is None:
            known = self._made[name] = id_of(name)
            if known:
                self._new.setdefault(known, name)
        return known

    def _find_theme(self, name: str) -> str | None:
        key = ("theme", name)
        if key not in self._known:
            theme = self._library.find_theme(name) or self._library.find_theme(slug(name))
            self._known[key] = theme.id if theme else None
            if theme and not _is_called(theme, name):
                self._by_alias[name] = theme
        return self._known[key]

    def _find_actor(self, name: str) -> str | None:
        key = ("actor", name)
        if key not in self._known:
            actor = self._library.find_actor(name)
            self._known[key] = actor.id if actor else None
        return self._known[key]


def _is_called(theme: Theme, name: str) -> bool:
    """Whether `name` is the theme's id or label, not one of its aliases."""
    own = filter(None, (theme.id, theme.label.fr, theme.label.en))
    return not {fold(name), slug(name)}.isdisjoint(fold(one) for one in own)


def _names_with_separators(things: Iterable[Theme | Actor]) -> frozenset[str]:
    """The names that hold what may part a list, folded."""
    return frozenset(fold(name) for thing in things for name in thing.names if _SEPARATOR.search(name))


def id_of(name: str) -> str:
    """`name` if it is an id, else an id made of it; empty where it has no letter of ours.

    >>> id_of("r-1"), id_of("Women's rights")
    ('r-1', 'women-s-rights')
    """
    if len(name) <= _ID_LENGTH and _ID.fullmatch(name):
        return name
    return slug(name)[:_ID_LENGTH].strip("-")
