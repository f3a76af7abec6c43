"""`consultrep render`."""

from __future__ import annotations

from collections.abc import Sequence

from consultrep.actions.compare import compare
from consultrep.actions.matrix import make_matrix
from consultrep.actions.threads import list_threads
from consultrep.compare import RowKind
from consultrep.errors import UsageError
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.query import get_report
from consultrep.render import (
    Maker,
    render_comparison,
    render_library,
    render_matrix,
    render_report,
    render_threads,
)
from consultrep.store.folders import shipped_folder
from consultrep.store.loading import LoadedLibrary


def render_document(loaded: LoadedLibrary, document: Sequence[str]) -> str:
    """A Markdown document: `library`, `report ID`, `comparison A B...`, `threads` or `matrix`.

    Raises UsageError where there is no such document, report or selector, TemplateProblemError where a
    template cannot be used.
    """
    folder = loaded.folder
    templates = [folder.templates, shipped_folder().templates]
    maker = Maker(loaded.library, templates, current_language(), folder.shipped)
    match list(document):
        case ["library"]:
            return render_library(maker, loaded.title)
        case ["report", ident]:
            return render_report(maker, get_report(loaded.library, ident))
        case ["comparison", first, second, *others]:
            return render_comparison(maker, compare(loaded, [first, second, *others]))
        case ["threads"]:
            return render_threads(maker, list_threads(loaded.library))
        case ["matrix"]:
            return render_matrix(maker, make_matrix(loaded.library, by=RowKind.THEME))
    raise UsageError(
        _("there is no document {name}").format(name=repr(" ".join(document))),
        _("write: library, report ID, comparison A B..., threads or matrix"),
    )
