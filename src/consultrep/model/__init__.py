"""What a report is: pydantic models, with no file or terminal in sight."""

from consultrep.model.anchor import Anchor, fingerprint
from consultrep.model.glossary import GlossaryTerm, TermKind
from consultrep.model.item import (
    Finding,
    Implementation,
    ImplementationState,
    Pillar,
    Recommendation,
    Response,
    ResponseStatus,
    Standing,
    Strength,
)
from consultrep.model.judgement import Basis, Judgement, Reviewer, Verdict, fingerprint_of
from consultrep.model.library import Item, Library, items_of
from consultrep.model.report import Coverage, Gap, Kind, Level, Participants, Precision, Report, Section
from consultrep.model.text import Bilingual, Origin, SourcedText
from consultrep.model.vocabulary import Actor, Role, Series, Theme

__all__ = [
    "Actor",
    "Anchor",
    "Basis",
    "Bilingual",
    "Coverage",
    "Finding",
    "Gap",
    "GlossaryTerm",
    "Implementation",
    "ImplementationState",
    "Item",
    "Judgement",
    "Kind",
    "Level",
    "Library",
    "Origin",
    "Participants",
    "Pillar",
    "Precision",
    "Recommendation",
    "Report",
    "Response",
    "ResponseStatus",
    "Reviewer",
    "Role",
    "Section",
    "Series",
    "SourcedText",
    "Standing",
    "Strength",
    "TermKind",
    "Theme",
    "Verdict",
    "fingerprint",
    "fingerprint_of",
    "items_of",
]
