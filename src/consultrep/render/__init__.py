"""Documents from Jinja templates, in either language or in both, in every format."""

from consultrep.render.catalogue import DOCUMENTS, DocumentKind, described_views
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates
from consultrep.render.formats import FORMATS, write_document
from consultrep.render.maker import Maker

__all__ = [
    "DOCUMENTS",
    "FORMATS",
    "Document",
    "DocumentKind",
    "Maker",
    "Part",
    "Templates",
    "described_views",
    "write_document",
]
