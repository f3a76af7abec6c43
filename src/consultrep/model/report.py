"""A consultation report: what it is, where it is published, how much of it is held, what it states."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, PrivateAttr, StringConstraints, model_validator

from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model.anchor import Fingerprint, SectionNumber
from consultrep.model.base import Address, Id, Name, Stored, Text, empty_list
from consultrep.model.dates import Edtf, years_of
from consultrep.model.item import Finding, Recommendation
from consultrep.model.text import Bilingual, SourcedText


class Kind(StrEnum):
    """What sort of consultation a report is of."""

    CONSULTATION = "consultation"
    FORUM = "forum"
    WORKSHOP = "workshop"
    REVIEW = "review"
    REPORT = "report"


class Precision(StrEnum):
    """How exact a number of participants is."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"


class Participants(Stored):
    """A group of participants: how many, how exactly known, and who."""

    count: Annotated[int, Field(ge=1)] | None = None
    precision: Precision = Precision.EXACT
    kinds: Bilingual | None = None


class ByLanguage(Stored):
    """One text for each language version of a publication: addresses, catalogue numbers, ISBNs."""

    fr: Text | None = None
    en: Text | None = None

    def side(self, language: Language) -> str | None:
        """The text of the version in `language`, None where it is not known."""
        return self.fr if language == "fr" else self.en


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Addresses(ByLanguage):
    """The addresses of a publication on the web, by language."""

    fr: Address | None = None
    en: Address | None = None


class ReadDocument(Stored):
    """A document that import read: the name of its file, its language, and the SHA-256 of its bytes."""

    name: Text
    language: Language | None = None
    sha256: Sha256
    read: Edtf


class Source(Stored):
    """The publication: publisher, addresses, numbers, the languages read and the hash of the text read.

    `documents` are those that import read.
    """

    publisher: Name | None = None
    address: Addresses = Addresses()
    catalogue: ByLanguage = ByLanguage()
    isbn: ByLanguage = ByLanguage()
    symbol: Text | None = None
    languages: list[Language] = empty_list()
    accessed: Edtf | None = None
    sha256: Sha256 | None = None
    second_hand: bool = False
    documents: list[ReadDocument] = empty_list()


class Level(StrEnum):
    """How much of a report's text the record holds."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    RECORD_ONLY = "record_only"


class Gap(Stored):
    """A known hole in what is held, at its place: what was announced there and is missing."""

    section: SectionNumber | None = None
    heading: Text | None = None
    line: Annotated[int, Field(ge=1)] | None = None
    position: Bilingual | None = None
    what: Bilingual

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        if not (self.section or self.heading or self.line or self.position):
            raise ValueError(_("a gap must name its place: section, heading, line, or position in words"))
        return self


class Coverage(Stored):
    """How much of the report is held, why, and the known gaps."""

    level: Level
    why: Bilingual
    gaps: list[Gap] = empty_list()


class Section(Stored):
    """A section: its number (where one is printed) and title as printed; `level` counts from 1."""

    number: SectionNumber | None = None
    title: SourcedText
    level: Annotated[int, Field(ge=1)] | None = None


class Rejected(Stored):
    """A passage that a person refused to take as an item: import does not propose it again.

    `id` is the id that the item had.
    """

    id: Id | None = None
    fingerprint: Fingerprint
    opening: Text


class Report(Stored):
    """One consultation report as a record.

    A report that names no series is one by itself; `draft` says that items wait to be confirmed.
    """

    id: Id
    draft: bool = False
    series: Id = ""
    kind: Kind = Kind.REPORT
    title: SourcedText
    period: Edtf | None = None
    published: Edtf | None = None
    places: list[Text] = empty_list()
    organizers: list[Name] = empty_list()
    participants: list[Participants] = empty_list()
    asked_by: list[Name] = empty_list()
    source: Source
    coverage: Coverage
    sections: list[Section] = empty_list()
    findings: list[Finding] = empty_list()
    recommendations: list[Recommendation] = empty_list()
    rejected: list[Rejected] = empty_list()
    note: Bilingual | None = None
    _left_out: int = PrivateAttr(0)

    @model_validator(mode="before")
    @classmethod
    def _stands_by_itself(cls, data: Any) -> Any:
        if isinstance(data, dict) and "series" not in data and isinstance(data.get("id"), str):
            return {**data, "series": data["id"]}
        return data

    @property
    def statements(self) -> list[Finding | Recommendation]:
        """The findings, then the recommendations."""
        return [*self.findings, *self.recommendations]

    @property
    def waiting(self) -> int:
        """How many items wait to be confirmed, those that were left out among them."""
        return self._left_out + sum(statement.is_draft for statement in self.statements)

    @property
    def left_out(self) -> int:
        """How many items are not here because they wait to be confirmed."""
        return self._left_out

    def without_drafts(self) -> Report:
        """The report with what was confirmed.

        Its text counts as unread while nothing of a draft was, and never as held whole while something waits.
        """
        if not any(statement.is_draft for statement in self.statements):
            return self
        findings = [finding for finding in self.findings if not finding.is_draft]
        recommendations = [demand for demand in self.recommendations if not demand.is_draft]
        level = Level.RECORD_ONLY if not findings and not recommendations else self.coverage.level
        level = Level.PARTIAL if level is Level.COMPLETE else level
        coverage = self.coverage.model_copy(update={"level": level})
        kept = {"findings": findings, "recommendations": recommendations, "coverage": coverage}
        copy = self.model_copy(update=kept)
        copy._left_out = self.waiting
        return copy

    @property
    def years(self) -> range:
        """The years that the period touches; none where it is unknown."""
        return years_of(self.period)

    def section_title(self, number: str | None) -> SourcedText | None:
        """The title of section `number`, None where the report does not list it."""
        return next((s.title for s in self.sections if number and s.number == number), None)
