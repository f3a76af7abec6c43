"""A consultation report: what it is, where it is published, how much of it is held, what it states."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model.anchor import SectionNumber
from consultrep.model.base import ADDRESS_PATTERN, Id, Name, Stored, Text
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


Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN)]


class Addresses(ByLanguage):
    """The addresses of a publication on the web, by language."""

    fr: Address | None = None
    en: Address | None = None


class Source(Stored):
    """The publication: publisher, addresses, numbers, the languages read and the hash of the text read."""

    publisher: Name
    address: Addresses = Addresses()
    catalogue: ByLanguage = ByLanguage()
    isbn: ByLanguage = ByLanguage()
    symbol: Text | None = None
    languages: list[Language] = []
    accessed: Edtf | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    second_hand: bool = False


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
    gaps: list[Gap] = []


class Section(Stored):
    """A section of the report: its number and title as printed."""

    number: SectionNumber
    title: SourcedText


class Report(Stored):
    """One consultation report as a record."""

    id: Id
    series: Id
    kind: Kind
    title: SourcedText
    period: Edtf | None = None
    published: Edtf | None = None
    places: list[Text] = []
    organizers: list[Name] = []
    participants: list[Participants] = []
    asked_by: list[Name] = []
    source: Source
    coverage: Coverage
    sections: list[Section] = []
    findings: list[Finding] = []
    recommendations: list[Recommendation] = []
    note: Bilingual | None = None

    @property
    def years(self) -> range:
        """The years that the period touches; none where it is unknown."""
        return years_of(self.period)

    def section_title(self, number: str | None) -> SourcedText | None:
        """The title of section `number`, None where the report does not list it."""
        return next((s.title for s in self.sections if s.number == number), None)
