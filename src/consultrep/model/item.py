"""What a report states: findings, and recommendations with all that is known of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from consultrep.model.anchor import Anchor, Fingerprint
from consultrep.model.base import Id, Name, Stored, Text
from consultrep.model.dates import Edtf
from consultrep.model.text import Bilingual, SourcedText


class Standing(StrEnum):
    """How the report presents a demand."""

    FORMAL = "formal"
    SUGGESTED = "suggested"
    REPORTED = "reported"


class Strength(StrEnum):
    """How strongly the sentence asks."""

    MUST = "must"
    SHOULD = "should"
    CONSIDER = "consider"


class Pillar(StrEnum):
    """The pillar of a plan that the source itself assigns."""

    PREVENTION = "prevention"
    PROTECTION = "protection"
    PROSECUTION = "prosecution"
    PARTNERSHIPS = "partnerships"


class ResponseStatus(StrEnum):
    """What the body addressed answered."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    NOTED = "noted"
    REFUSED = "refused"


class Response(Stored):
    """The answer given to a recommendation; it says nothing of whether the demand came back."""

    status: ResponseStatus
    by: Name
    date: Edtf | None = None
    source: Text
    text: Bilingual | None = None


Confidence = Annotated[float, Field(ge=0, le=1)]


class Statement(Stored):
    """What findings and recommendations share.

    `also` are further places that say the same: another section, the version in the other language. An
    item that import proposes and nobody has confirmed carries its `confidence` (and those of its themes);
    `imported` is the fingerprint of what import last wrote, which tells whether a person has edited it
    since; `gone` marks an item that the document read last no longer holds.
    """

    id: Id
    text: SourcedText
    themes: list[Id] = []
    pillar: Pillar | None = None
    anchor: Anchor
    also: list[Anchor] = []
    caution: Bilingual | None = None
    asked_by: list[Name] = []
    confidence: Confidence | None = None
    theme_confidence: dict[Id, Confidence] = {}
    imported: Fingerprint | None = None
    gone: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether import proposes it and nobody has confirmed it."""
        return self.confidence is not None


class Finding(Statement):
    """Something observed, with no demand in it; `asked_by` is who observed it."""


class Recommendation(Statement):
    """One demand."""

    standing: Standing
    strength: Strength
    addressees: list[Name] = []
    beneficiaries: list[Name] = []
    answers: list[Id] = []
    response: Response | None = None
