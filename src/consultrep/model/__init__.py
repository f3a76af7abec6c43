"""What a report is: pydantic models, with no file or terminal in sight."""

from consultrep.model.anchor import Anchor, fingerprint
from consultrep.model.item import Finding, Pillar, Recommendation, Response, Standing, Strength
from consultrep.model.library import Item, Library, items_of
from consultrep.model.report import Coverage, Gap, Kind, Level, Participants, Precision, Report, Section
from consultrep.model.text import Bilingual, Origin, SourcedText
from consultrep.model.vocabulary import Actor, Role, Series, Theme

__all__ = [
    "Actor",
    "Anchor",
    "Bilingual",
    "Coverage",
    "Finding",
    "Gap",
    "Item",
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
    "Role",
    "Section",
    "Series",
    "SourcedText",
    "Standing",
    "Strength",
    "Theme",
    "fingerprint",
    "items_of",
]
