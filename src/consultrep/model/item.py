"""What a report states: findings, and recommendations with all that is known of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from consultrep.messages import gettext as _
from consultrep.model.anchor import Anchor, Fingerprint
from consultrep.model.base import Address, Id, Name, Stored, empty_dict, empty_list
from consultrep.model.dates import Edtf, recency
from consultrep.model.text import Bilingual, SourcedText, SourceName


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
    source: SourceName
    address: Address | None = None
    text: Bilingual | None = None


class ImplementationState(StrEnum):
    """How far a demand is carried out, on the scale that the Government of Canada reports in."""

    NOT_STARTED = "not-started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"

    @property
    def code(self) -> str:
        """The code that the Government of Canada publishes for it."""
        return _CODES[self]


_CODES: Final = {
    ImplementationState.NOT_STARTED: "NS",
    ImplementationState.LIMITED: "LP",
    ImplementationState.SUBSTANTIAL: "SP",
    ImplementationState.COMPLETE: "C",
}


class Implementation(Stored):
    """How far a demand was carried out on a date, by whose word (`by`) and on what evidence.

    It says nothing of whether the demand came back, and a demand that did not come back has none of it.
    """

    state: ImplementationState
    by: Name | None = None
    date: Edtf
    evidence: Bilingual | None = None
    source: SourceName
    address: Address | None = None


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
    themes: list[Id] = empty_list()
    pillar: Pillar | None = None
    anchor: Anchor
    also: list[Anchor] = empty_list()
    caution: Bilingual | None = None
    asked_by: list[Name] = empty_list()
    confidence: Confidence | None = None
    theme_confidence: dict[Id, Confidence] = empty_dict()
    imported: Fingerprint | None = None
    gone: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether import proposes it and nobody has confirmed it."""
        return self.confidence is not None


class Finding(Statement):
    """Something observed, with no demand in it; `asked_by` is who observed it."""


class Recommendation(Statement):
    """One demand.

    `response` is the answer given last; `other_responses` are those before it and those of other bodies.
    `implementation` is its history, of which the newest by date holds.
    """

    standing: Standing
    strength: Strength
    addressees: list[Name] = empty_list()
    beneficiaries: list[Name] = empty_list()
    answers: list[Id] = empty_list()
    response: Response | None = None
    other_responses: list[Response] = empty_list()
    implementation: list[Implementation] = empty_list()

    @model_validator(mode="after")
    def _has_a_first_response(self) -> Self:
        if self.other_responses and self.response is None:
            raise ValueError(_("other_responses stand beside a response; give the newest one as response"))
        return self

    @property
    def responses(self) -> list[Response]:
        """Every answer, the one given last first."""
        return [self.response, *self.other_responses] if self.response else []

    @property
    def latest_implementation(self) -> Implementation | None:
        """The newest entry of its implementation by date; of two with one date the first in the list."""
        return max(self.implementation, key=lambda one: recency(one.date), default=None)
