"""Text in French, English or both, each side saying whose words it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model.base import Stored, Text


class Origin(StrEnum):
    """Whose words one side of a text is."""

    ORIGINAL = "original"
    OFFICIAL = "official"
    OURS = "ours"


class Bilingual(Stored):
    """A label or remark of ours in French, English or both."""

    fr: Text | None = None
    en: Text | None = None

    @model_validator(mode="after")
    def _has_a_side(self) -> Bilingual:
        if self.fr is None and self.en is None:
            raise ValueError(_("give the text in French (fr), in English (en), or both"))
        return self

    def side(self, language: Language) -> str | None:
        """The text in `language`, None where it is missing."""
        return self.fr if language == "fr" else self.en

    def best(self, language: Language) -> str:
        """The text in `language`, else in the other one."""
        return self.fr or self.en or "" if language == "fr" else self.en or self.fr or ""

    def best_language(self, language: Language) -> Language:
        """The language that `best` answers in."""
        if self.side(language):
            return language
        return "en" if language == "fr" else "fr"


def _as_both(value: Any) -> Any:
    return {"fr": value, "en": value} if isinstance(value, str) else value


SourceName = Annotated[Bilingual, BeforeValidator(_as_both, json_schema_input_type=Bilingual | Text)]
"""What a source is called, by language; one name alone, such as a symbol, is the same in both."""


class Origins(Stored):
    """Whose words each side of a text is: original, an official translation, or ours."""

    fr: Origin | None = None
    en: Origin | None = None


class SourcedText(Bilingual):
    """Text that comes from a document: each side is marked original, official translation or ours."""

    origin: Origins

    @model_validator(mode="after")
    def _every_side_is_marked(self) -> SourcedText:
        for language in ("fr", "en"):
            text, origin = getattr(self, language), getattr(self.origin, language)
            if (text is None) != (origin is None):
                raise ValueError(
                    _("give both or neither: the text in {side}, and {side} in origin").format(side=language)
                )
        return self

    def origin_of(self, language: Language) -> Origin | None:
        """Whose words the side in `language` is; None where that side is missing."""
        return self.origin.fr if language == "fr" else self.origin.en
