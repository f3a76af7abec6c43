"""What a document becomes: Markdown, HTML, PDF, DOCX; one module a format."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from consultrep.render.document import Document
from consultrep.render.environment import Templates

_WRITERS: Final = {"md": "markdown", "html": "html", "pdf": "pdf", "docx": "docx"}

FORMATS: Final = tuple(_WRITERS)


def write_document(document: Document, templates: Templates, name: str) -> bytes:
    """The document in the format of that name.

    Raises TemplateProblemError where a template cannot be used, EnvironmentProblemError where a library that
    the format needs is not installed.
    """
    module = import_module(f"consultrep.render.formats.{_WRITERS[name]}")
    written: bytes = getattr(module, f"write_{_WRITERS[name]}")(document, templates)
    return written
