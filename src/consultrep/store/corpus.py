"""The files of a library as read: each record with the document it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from consultrep.errors import Problem
from consultrep.model import Bilingual, Library, Report
from consultrep.model.base import Stored
from consultrep.model.glossary import GlossaryFile, GlossaryTerm
from consultrep.model.judgement import JudgementFile
from consultrep.model.vocabulary import ActorFile, SeriesFile, ThemeFile
from consultrep.store.glossary import extended
from consultrep.store.yaml_text import Document, Loc

Model = TypeVar("Model", bound=Stored)


@dataclass(frozen=True)
class Record(Generic[Model]):
    """A model and the document it was read from."""

    value: Model
    document: Document

    def problem(self, loc: Loc, rule: str, message: str, hint: str = "") -> Problem:
        """A problem at the place in the file that `loc` leads to; its level is set by the rule's."""
        return Problem(self.document.locate(loc), rule, message, hint=hint)


@dataclass(frozen=True)
class Corpus:
    """What the rules look at: the reports and vocabularies that could be read, and where sources are kept."""

    reports: list[Record[Report]] = field(default_factory=list)
    themes: list[Record[ThemeFile]] = field(default_factory=list)
    actors: list[Record[ActorFile]] = field(default_factory=list)
    series: list[Record[SeriesFile]] = field(default_factory=list)
    glossary: list[Record[GlossaryFile]] = field(default_factory=list)
    judgements: list[Record[JudgementFile]] = field(default_factory=list)
    sources: Path | None = None

    def without(self, files: Collection[str]) -> Corpus:
        """The corpus without the records of these files."""
        return Corpus(
            reports=[record for record in self.reports if record.document.file not in files],
            themes=[record for record in self.themes if record.document.file not in files],
            actors=[record for record in self.actors if record.document.file not in files],
            series=[record for record in self.series if record.document.file not in files],
            glossary=[record for record in self.glossary if record.document.file not in files],
            judgements=[record for record in self.judgements if record.document.file not in files],
            sources=self.sources,
        )

    def library(self, packaged: Sequence[GlossaryTerm] = ()) -> Library:
        """The library that the records make, with what waits to be confirmed.

        Its glossary extends the `packaged` terms.
        """
        own_terms = (term for record in self.glossary for term in record.value.terms)
        values = (record.value for record in self.reports)
        reports = sorted(values, key=lambda r: (r.period or "9999", r.id))
        return Library(
            reports=tuple(reports),
            themes=tuple(theme for record in self.themes for theme in record.value.themes),
            actors=tuple(actor for record in self.actors for actor in record.value.actors),
            series=tuple(series for record in self.series for series in record.value.series),
            glossary=extended(own_terms, packaged),
            judgements=tuple(judged for record in self.judgements for judged in record.value.judgements),
            reviewers=tuple(one for record in self.judgements for one in record.value.reviewers),
        )


def iter_texts(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, Bilingual]]:
    """Every text in two languages within a model, with the way to it."""
    if isinstance(value, Bilingual):
        yield loc, value
    elif isinstance(value, Stored):
        for name in type(value).model_fields:
            yield from iter_texts(getattr(value, name), (*loc, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from iter_texts(part, (*loc, index))
