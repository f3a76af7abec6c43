"""The names a library uses: themes, actors, and series of reports."""

from __future__ import annotations

from enum import StrEnum

from consultrep.model.base import Id, Name, Stored, Text, empty_list
from consultrep.model.text import Bilingual


class Aliases(Stored):
    """Other names by which people look for the same thing."""

    fr: list[Text] = empty_list()
    en: list[Text] = empty_list()


class Theme(Stored):
    """A subject: `broader` is the theme that includes it."""

    id: Id
    label: Bilingual
    aliases: Aliases = Aliases()
    broader: Id | None = None
    definition: Bilingual | None = None

    @property
    def names(self) -> list[str]:
        """Every name it answers to."""
        return _names(self.id, self.label, self.aliases)


class Actor(Stored):
    """A body or a group of people that asks, is asked, or benefits."""

    id: Id
    label: Bilingual
    aliases: Aliases = Aliases()

    @property
    def names(self) -> list[str]:
        """Every name it answers to."""
        return _names(self.id, self.label, self.aliases)

    @property
    def labels(self) -> list[str]:
        """Every name by which a text may call it: its label and aliases in both languages, not the id."""
        return self.names[1:]


class Role(StrEnum):
    """What a series is to the library: its own subject, or what other bodies asked."""

    PRIMARY = "primary"
    COMPANION = "companion"


class Series(Stored):
    """Reports of one publisher that can be compared with each other."""

    id: Id
    label: Bilingual
    publisher: Name
    role: Role


class ThemeFile(Stored):
    """The file `themes.yaml`."""

    themes: list[Theme]


class ActorFile(Stored):
    """The file `actors.yaml`."""

    actors: list[Actor]


class SeriesFile(Stored):
    """The file `series.yaml`."""

    series: list[Series]


def _names(ident: str, label: Bilingual, aliases: Aliases) -> list[str]:
    return [ident, *filter(None, (label.fr, label.en)), *aliases.fr, *aliases.en]
