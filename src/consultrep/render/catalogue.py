"""Which documents there are: the template of each, what it is about, and what its template sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.render.documents import (
    ComparisonView,
    CoverageView,
    LibraryView,
    MatrixView,
    ReportDocumentView,
    ThemeDocumentView,
    ThreadDocumentView,
    ThreadsView,
)
from consultrep.render.environment import Templates


@dataclass(frozen=True)
class DocumentKind:
    """A document: its name, what is named after it on the command line, and the view of its template.

    `matches` says that it tells of pairs that were matched.
    """

    name: str
    arguments: str
    about: str
    view: type[Any]
    matches: bool = False

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"{self.name}.html.j2"

    def template_in(self, templates: Templates, form: str) -> str:
        """The name of the template that writes it in a format: one for Markdown alone goes before."""
        for_markdown = f"{self.name}.md.j2"
        return for_markdown if form == "md" and templates.find(for_markdown) else self.template

    def template_called(self, file: str, form: str) -> str | None:
        """The name of the template that a file of a person stands for, by its ending; None where for none."""
        ending = next((ending for ending in self.endings(form) if file.casefold().endswith(ending)), None)
        return {".html.j2": self.template, ".md.j2": f"{self.name}.md.j2"}.get(
            str(ending), f"page{ending}" if ending else None
        )

    def endings(self, form: str) -> Sequence[str]:
        """How the files end that can be its templates in a format."""
        return [".html.j2", *_OWN_ENDINGS.get(form, ())]

    @property
    def usage(self) -> str:
        """How it is asked for."""
        return " ".join(filter(None, [self.name, _(self.arguments)]))

    @property
    def variables(self) -> Sequence[str]:
        """The names that its template may use."""
        return [*(field.name for field in fields(self.view)), "language", "shown", "imprint"]


_OWN_ENDINGS: Final = {"md": (".md.j2",), "pdf": (".typ",), "docx": (".docx",)}

_KINDS: Final = (
    DocumentKind("library", "", mark("all reports, with themes, recommendations and findings"), LibraryView),
    DocumentKind("report", mark("ID"), mark("one report"), ReportDocumentView),
    DocumentKind(
        "comparison",
        mark("A B..."),
        mark("what came back between two or more selections"),
        ComparisonView,
        True,
    ),
    DocumentKind("thread", mark("ID"), mark("one demand through all years"), ThreadDocumentView, True),
    DocumentKind("threads", "", mark("every demand that came back"), ThreadsView, True),
    DocumentKind("theme", mark("NAME"), mark("what was asked on one theme"), ThemeDocumentView, True),
    DocumentKind("coverage", "", mark("what the records can and cannot say"), CoverageView),
    DocumentKind("matrix", "", mark("themes by year"), MatrixView),
)

DOCUMENTS: Final[Mapping[str, DocumentKind]] = {kind.name: kind for kind in _KINDS}
