"""Which documents there are: the template of each, what it is about, and what its template sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, get_args, get_origin, get_type_hints

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
        return [*(field.name for field in fields(self.view)), *_SHARED]

    @property
    def described_variables(self) -> Sequence[str]:
        """The same, with what each holds."""
        return [*described_fields(self.view), *_SHARED]


def described_views(kinds: Iterable[DocumentKind]) -> dict[str, list[str]]:
    """What each kind of thing in the views of some documents holds, by its name: see `described_fields`."""
    found: dict[str, list[str]] = {}
    waiting = [view for kind in kinds for view in _within(kind.view)]
    while waiting:
        view = waiting.pop(0)
        if view.__name__ not in found:
            found[view.__name__] = described_fields(view)
            waiting += _within(view)
    return dict(sorted(found.items()))


def described_fields(view: type[Any]) -> list[str]:
    """The names of a view's fields; behind each that holds other views, what it holds, `[]` for a list."""
    return [_described(name, hint) for name, hint in get_type_hints(view).items()]


def _described(name: str, hint: Any) -> str:
    held = [view.__name__ for view in _views_of(hint)]
    several = "[]" if get_origin(hint) is Sequence else ""
    return f"{name} ({held[0]}{several})" if held else name


def _within(view: type[Any]) -> list[type[Any]]:
    return [inner for hint in get_type_hints(view).values() for inner in _views_of(hint)]


def _views_of(hint: Any) -> list[type[Any]]:
    """The dataclasses that a type names, itself or within a list, a pair or a choice."""
    if isinstance(hint, type) and is_dataclass(hint):
        return [hint]
    return [view for part in get_args(hint) for view in _views_of(part)]


_SHARED: Final = ("language", "shown", "imprint")
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
