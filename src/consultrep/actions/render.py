"""`consultrep render`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from consultrep import __version__
from consultrep.actions.compare import compare
from consultrep.actions.matrix import make_matrix
from consultrep.actions.progress import Progress
from consultrep.actions.threads import list_threads
from consultrep.compare import RowKind, calibration_fingerprint, usual_encoder
from consultrep.errors import UsageError
from consultrep.language.local import local_date
from consultrep.messages import Language, current_language, in_language, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Library, Report
from consultrep.model.hints import did_you_mean
from consultrep.query import ItemFilter, filter_items, filter_reports, get_report, select, years_from
from consultrep.query.criteria import get_theme
from consultrep.query.filters import Items, described
from consultrep.render import DOCUMENTS, Document, DocumentKind, Maker, Templates, write_document
from consultrep.render import documents as views
from consultrep.store.folders import shipped_folder
from consultrep.store.loaded import LoadedLibrary

MakeView = Callable[[Maker], object]


@dataclass(frozen=True)
class RenderRequest:
    """What to render: the document and what it is about, the items to keep, the languages, the format.

    `template` is a file that stands for the document's own, or for the frame of a format; `explain` says why
    each pair of a comparison is one.
    """

    document: Sequence[str]
    wanted: ItemFilter
    languages: Sequence[Language]
    format: str
    template: Path | None = None
    explain: bool = False
    date: date | None = None


def render_document(
    loaded: LoadedLibrary, request: RenderRequest, progress: Progress = lambda _name, _done, _total: None
) -> bytes:
    """The document in its format: one part for each language; `progress` hears how far it is.

    Raises UsageError where there is no such document, report, selector, thread or theme, TemplateProblemError
    where a template cannot be used, EnvironmentProblemError where the format needs what is not installed.
    """
    name, *about = request.document
    kind = DOCUMENTS.get(name)
    if kind is None:
        raise UsageError(
            _("there is no document {name}").format(name=repr(name)),
            did_you_mean(name, list(DOCUMENTS), _("consultrep render --list names the documents")),
        )
    if request.explain and name != "comparison":
        raise UsageError(_("--explain is for comparisons"))
    wanted = replace(request.wanted, items=request.wanted.items or Items.ALL)
    steps = len(request.languages) + 2
    progress(_("reading and matching"), 0, steps)
    make, kept = _view_of(loaded, kind, about, request, wanted)
    templates = _templates(loaded, kind, request)
    parts = []
    for number, language in enumerate(request.languages, start=1):
        progress(_("filling the template"), number, steps)
        with in_language(language):
            maker = _maker(loaded, templates, language, kept, wanted)
            imprint = _imprint(loaded.library, kind, request.date)
            parts.append(maker.part(kind.template_in(templates, request.format), make(maker), imprint))
    progress(_("writing the format"), steps - 1, steps)
    document = Document(
        name,
        parts,
        generator=f"consultrep {__version__}",
        date=request.date.isoformat() if request.date else None,
    )
    return write_document(document, templates, request.format)


def _templates(loaded: LoadedLibrary, kind: DocumentKind, request: RenderRequest) -> Templates:
    """The file given, then the library's own templates, then the packaged ones.

    Raises UsageError where the file is of no kind that the format can use.
    """
    given = {}
    if request.template is not None:
        name = kind.template_called(request.template.name, request.format)
        if name is None:
            hint = _("its templates end in: {names}; --format, or the ending of -o, chooses another format")
            raise UsageError(
                _("{file} is no template for the format {name}").format(
                    file=request.template, name=request.format
                ),
                hint.format(names=", ".join(kind.endings(request.format))),
            )
        given[name] = request.template
    return Templates([loaded.folder.templates, shipped_folder().templates], given)


def _maker(
    loaded: LoadedLibrary,
    templates: Templates,
    language: Language,
    wanted: ItemFilter,
    asked: ItemFilter,
) -> Maker:
    """What makes the document of the items that are `wanted`; what was `asked` of them is said in it."""
    library = loaded.library
    kept = [item.id for item in filter_items(library, library.items, wanted)]
    reports = filter_reports(library, wanted)
    shown = described(library, asked, language)
    if shown:
        number = ngettext("{number} item of {total}", "{number} items of {total}", len(kept))
        shown = f"{shown} ({number.format(number=len(kept), total=len(library.items))})"
    return Maker(library, templates, language, loaded.folder.shipped, frozenset(kept), reports, shown)


def _view_of(
    loaded: LoadedLibrary,
    kind: DocumentKind,
    about: Sequence[str],
    request: RenderRequest,
    wanted: ItemFilter,
) -> tuple[MakeView, ItemFilter]:
    """What makes the document's view, and the items to keep for it; results are computed here, once."""
    library = loaded.library
    demands = replace(wanted, items=Items.RECOMMENDATIONS)
    match kind.name, list(about):
        case "library", []:
            return partial(views.library_view, title=loaded.title), wanted
        case "report", [ident]:
            return partial(views.report_document_view, report=_report(library, ident)), wanted
        case "comparison", [_first, _second, *_others]:
            return _comparison(loaded, about, demands, explain=request.explain), wanted
        case "thread", [ident]:
            return partial(views.thread_view, result=list_threads(library, ident=ident)), wanted
        case "threads", []:
            found = list_threads(library, demands)
            return partial(views.threads_view, result=found), wanted
        case "theme", [name]:
            theme = get_theme(library, name)
            found = list_threads(library, replace(demands, themes=[theme.id]))
            return partial(views.theme_document_view, theme=theme, result=found), replace(
                wanted, themes=[theme.id]
            )
        case "coverage", []:
            _see_that_reports_are_meant(wanted)
            return views.coverage_view, wanted
        case "matrix", []:
            found_matrix = make_matrix(library, by=RowKind.THEME, wanted=demands)
            return partial(views.matrix_view, matrix=found_matrix), wanted
    raise UsageError(
        _("the document {name} is not asked for like this").format(name=repr(kind.name)),
        _("write: consultrep render {usage}").format(usage=kind.usage),
    )


def _see_that_reports_are_meant(wanted: ItemFilter) -> None:
    """Raises UsageError where the filter chooses items: coverage is of whole reports."""
    if wanted != wanted.of_reports or wanted.items is not Items.ALL:
        raise UsageError(
            _("coverage is of whole reports"), _("it takes the filters --year, --report and --series")
        )


def _comparison(
    loaded: LoadedLibrary, selectors: Sequence[str], wanted: ItemFilter, *, explain: bool
) -> MakeView:
    """What makes the view of a comparison; explanations are of one language, so each part has its own."""
    if explain:
        return lambda maker: views.comparison_view(maker, compare(loaded, selectors, wanted, explain=True))
    return partial(views.comparison_view, comparison=compare(loaded, selectors, wanted))


def _report(library: Library, name: str) -> Report:
    """The report of that id, or the one that a selector means."""
    if library.find_report(name) is None and years_from(name):
        reports = select(library, name).reports
        if len(reports) == 1:
            return reports[0]
        raise UsageError(
            _("{name} means several reports").format(name=repr(name)),
            _("name one: {names}").format(names=", ".join(report.id for report in reports)),
        )
    return get_report(library, name)


def _imprint(library: Library, kind: DocumentKind, day: date | None) -> str:
    """What made the document from what; the day only where it was asked for."""
    said = [f"consultrep {__version__}", _("library {fingerprint}").format(fingerprint=library.fingerprint)]
    if kind.matches:
        said.append(
            _("matcher {encoder}, coefficients {fingerprint}").format(
                encoder=usual_encoder().name, fingerprint=calibration_fingerprint()
            )
        )
    if day is not None:
        said.append(local_date(day, current_language()))
    return " · ".join(said)
