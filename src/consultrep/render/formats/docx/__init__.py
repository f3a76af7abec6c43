"""A document as a Word file: a page made in Word, filled by docxtpl, the body built in its styles."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _
from consultrep.render.document import Document
from consultrep.render.environment import Templates

PAGE = "page.docx"


def write_docx(
    document: Document,
    templates: Templates,
    template: Path | None = None,
    view: Mapping[str, object] | None = None,
) -> bytes:
    """The document in the pages of `template`, a Word document with tags; without it, of the file PAGE.

    The tags see `view`, and `title`, `generator`, `date`, `language`, `page_numbers`; `body` is the document.
    """
    _require("docxtpl", "typst")
    from consultrep.render.formats.docx.body import put_body
    from consultrep.render.formats.docx.filling import filled
    from consultrep.render.formats.docx.package import bytes_of, describe, set_language

    views = [
        (part.language, {**(view or {}), **_own(document, number)})
        for number, part in enumerate(document.parts)
    ]
    file, margins = filled(template or templates.file(PAGE), views)
    set_language(file, document.language)
    put_body(document, file, margins, templates.folders[-1] / PAGE)
    describe(file, document)
    return bytes_of(file)


def _require(*libraries: str) -> None:
    try:
        for library in libraries:
            import_module(library)
    except ImportError as error:
        raise EnvironmentProblemError(
            _("writing {what} needs an extra that is not installed").format(what="DOCX"),
            'pip install "consultrep[docx]"',
        ) from error


def _own(document: Document, number: int) -> dict[str, object]:
    """What the tags see of the document itself, in the part of that number."""
    part = document.parts[number]
    return {
        "title": part.title,
        "generator": document.generator,
        "date": document.date or "",
        "language": part.language,
    }
