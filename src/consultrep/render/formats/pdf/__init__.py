"""A document as a tagged PDF (PDF/UA-1), set by Typst.

The document goes to the template `page.typ` as data, in JSON, and is set as text: nothing in a record can be
read as markup. Only the template's folder is read, only the fonts of the Typst package and of that folder are
used, and nothing is fetched, so that every machine writes the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from textwrap import shorten
from typing import Any, Final

from consultrep.messages import gettext as _
from consultrep.messages import in_language
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates
from consultrep.render.formats.pdf.nodes import Writing
from consultrep.render.formats.pdf.setting import Setter
from consultrep.render.formats.pdf.signs import Signs, signs_of

_TEMPLATE: Final = "page.typ"


def write_pdf(document: Document, templates: Templates) -> bytes:
    """The document as a PDF; the same document gives the same bytes.

    Raises EnvironmentProblemError where Typst is not installed, TemplateProblemError, with file and line,
    where `page.typ` cannot be used.
    """
    setter = Setter(templates.file(_TEMPLATE), given=_TEMPLATE in templates.given)
    signs = Signs(setter.without_glyph(signs_of(document)))
    return setter.set(json.dumps(_data(document, signs)))


def _data(document: Document, signs: Signs) -> Mapping[str, Any]:
    """What `page.typ` sees."""
    writing = Writing.of([part.body for part in document.parts], signs)
    day = date.fromisoformat(document.date[:10]) if document.date else None
    return {
        "title": signs.shown(document.title) or document.name,
        "language": document.language,
        "date": [day.year, day.month, day.day] if day else None,
        "parts": [_part(part, writing) for part in document.parts],
    }


def _part(part: Part, writing: Writing) -> Mapping[str, Any]:
    with in_language(part.language):
        labels = {"page": _("Page {page} of {pages}"), "contents": _("Contents")}
    return {
        "language": part.language,
        "title": writing.signs.shown(shorten(part.title, 100, placeholder=" …")),
        "labels": labels,
        "children": writing.flow(part.body),
    }
