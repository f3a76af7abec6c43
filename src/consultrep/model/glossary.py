"""The glossary of a library: the names of one idea, in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from consultrep.messages import gettext as _
from consultrep.model.base import Id, Stored, Text, empty_list


class TermKind(StrEnum):
    """What a term names: an idea, a legal instrument, or a body."""

    TERM = "term"
    INSTRUMENT = "instrument"
    BODY = "body"


class GlossaryTerm(Stored):
    """One idea under all its names: in French, in English, spelt out and as acronyms."""

    id: Id
    kind: TermKind = TermKind.TERM
    fr: list[Text] = empty_list()
    en: list[Text] = empty_list()

    @model_validator(mode="after")
    def _has_another_name(self) -> Self:
        if len(self.names) < 2:
            raise ValueError(_("give at least two names, in French (fr), in English (en), or in both"))
        return self

    @property
    def names(self) -> list[str]:
        """Every name it answers to, the French ones first."""
        return [*self.fr, *self.en]


class GlossaryFile(Stored):
    """The file `glossary.yaml`."""

    terms: list[GlossaryTerm]
