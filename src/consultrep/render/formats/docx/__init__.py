"""A document as a Word file: a page made in Word, filled by docxtpl, the body built in its styles."""

from __future__ import annotations

from importlib import import_module

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates

PAGE = "page.docx"


def write_docx(document: Document, templates: Templates) -> bytes:
    """The document in the pages of the file PAGE, a Word document with tags.

    The tags see what the template of the content saw, and `title`, `generator`, `date`, `page_numbers`; the
    content goes where `body` stands. Raises TemplateProblemError where the file cannot be used,
    EnvironmentProblemError where the extra is not installed.
    """
    _require("docxtpl", "typst")
    from consultrep.render.formats.docx.body import put_body
    from consultrep.render.formats.docx.filling import filled
    from consultrep.render.formats.docx.package import bytes_of, describe, set_language

    views = [(part.language, {**part.view, **_own(document, part)}) for part in document.parts]
    file, margins = filled(templates.file(PAGE), views)
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


def _own(document: Document, part: Part) -> dict[str, object]:
    return {"title": part.title, "generator": document.generator, "date": document.date or ""}
