"""A library read from its folder: what could be read, and every problem with its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from consultrep.errors import Location, Problem, Severity, sort_problems
from consultrep.messages import gettext as _
from consultrep.model import Report
from consultrep.model.base import Stored
from consultrep.model.glossary import GlossaryFile
from consultrep.model.judgement import JudgementFile
from consultrep.model.vocabulary import ActorFile, SeriesFile, ThemeFile
from consultrep.store.collector import collector_paused
from consultrep.store.corpus import Corpus, Record
from consultrep.store.folders import LibraryFolder, iter_record_files, iter_stray_files, shown_path
from consultrep.store.glossary import is_packaged, packaged_terms
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.rules import at_their_levels, check_corpus
from consultrep.store.settings import load_settings
from consultrep.store.validation import validate
from consultrep.store.yaml_text import Document, parse_yaml

_VOCABULARIES: Final[dict[str, type[Stored]]] = {
    "themes": ThemeFile,
    "actors": ActorFile,
    "series": SeriesFile,
    "glossary": GlossaryFile,
    "judgements": JudgementFile,
}


MAX_BYTES: Final = 64 * 1024 * 1024


@collector_paused()
def load_library(
    folder: LibraryFolder,
    *,
    advice: bool = False,
    drafts: bool = False,
    instead: Mapping[Path, str | Document] | None = None,
) -> LoadedLibrary:
    """Read every file of the library; one bad file never hides another.

    With `drafts`, what import proposed and nobody confirmed is part of the library. With `advice`, the
    rules that only warn are applied too. `instead` gives files the text or the data they would have.
    """
    changed = instead or {}
    settings = load_settings(folder.path)
    problems = list(settings.problems)
    corpus = Corpus(sources=settings.sources)
    files, problem = _record_files(folder)
    problems += problem
    files = sorted({*files, *changed})
    for file in files if advice else (f for f in files if f in changed or not is_packaged(f)):
        problems += _load_record(file, corpus, folder, changed)
    if advice:
        for stray in iter_stray_files(folder.reports):
            message = _("no command reads this file; records stand in reports/ itself")
            problems.append(Problem(Location(shown_path(stray)), "stray-file", message))
    if not problems and not corpus.reports:
        problems.append(
            Problem(Location(shown_path(folder.reports)), "no-report", _("the library holds no report"))
        )
    problems += check_corpus(corpus, advice=advice)
    problems = sort_problems(at_their_levels(problems, settings.levels))
    good = corpus.without({p.location.file for p in problems if p.severity is Severity.ERROR})
    names = {shown_path(file): file for file in files}
    places = {record.value.id: names[record.document.file] for record in good.reports}
    whole = good.library(packaged_terms())
    library = whole if drafts else whole.without_drafts()
    return LoadedLibrary(library, folder, settings.title, list(names), places, problems)


def _record_files(folder: LibraryFolder) -> tuple[list[Path], list[Problem]]:
    try:
        return list(iter_record_files(folder.reports)), []
    except OSError as error:
        message = _("the folder cannot be read: {detail}").format(detail=error.strerror)
        return [], [Problem(Location(shown_path(folder.reports)), "unreadable", message)]


def kind_of(file: Path) -> str:
    """What kind of file it is: one of the names of schemas, decided by its name."""
    return file.stem if file.stem in _VOCABULARIES else "report"


def model_of(file: Path) -> type[Stored]:
    """The model of the file's kind."""
    return _VOCABULARIES.get(file.stem, Report)


def read_record(
    file: Path, folder: LibraryFolder | None = None, content: bytes | None = None
) -> tuple[bytes | None, Document | None, list[Problem]]:
    """The content of a record file, its document, and what keeps it from being read.

    `content` stands for what the file would hold.
    """
    problems: list[Problem] = []
    if content is None:
        refusal = _refusal(file, folder)
        if refusal:
            return None, None, [Problem(Location(shown_path(file)), "unreadable", refusal)]
        content, problems = _read_bytes(file)
    if content is None:
        return None, None, problems
    text, problems = _decoded(content, shown_path(file))
    if text is None:
        return content, None, problems
    return content, *parse_yaml(text, shown_path(file))


def _load_record(
    file: Path, corpus: Corpus, folder: LibraryFolder, instead: Mapping[Path, str | Document]
) -> list[Problem]:
    given = instead.get(file)
    document: Document | None
    if isinstance(given, Document):
        document, problems = given, list[Problem]()
    else:
        content = given.encode() if given is not None else None
        _content, document, problems = read_record(file, folder, content)
    if document is None or problems:
        return problems
    value, problems = validate(document, model_of(file))
    if value is not None:
        _shelf(corpus, value).append(Record(value, document))
    return problems


def _refusal(file: Path, folder: LibraryFolder | None) -> str | None:
    """Why a file is not even opened."""
    try:
        real = file.resolve(strict=True)
        if folder and not real.is_relative_to(folder.path.resolve()):
            return _("the link leads out of the library; copy the file into it")
        if not real.is_file():
            return _("it is not a file")
        if real.stat().st_size > MAX_BYTES:
            return _("the file is larger than 64 MB; divide the report")
    except (OSError, RuntimeError) as error:
        detail = getattr(error, "strerror", None) or _("the link leads to itself")
        return _("the file cannot be read: {detail}").format(detail=detail)
    return None


def _shelf(corpus: Corpus, value: Stored) -> list[Any]:
    if isinstance(value, ThemeFile):
        return corpus.themes
    if isinstance(value, ActorFile):
        return corpus.actors
    if isinstance(value, SeriesFile):
        return corpus.series
    if isinstance(value, GlossaryFile):
        return corpus.glossary
    if isinstance(value, JudgementFile):
        return corpus.judgements
    return corpus.reports


def _read_bytes(file: Path) -> tuple[bytes | None, list[Problem]]:
    try:
        return file.read_bytes(), []
    except OSError as error:
        message = _("the file cannot be read: {detail}").format(detail=error.strerror)
        return None, [Problem(Location(shown_path(file)), "unreadable", message)]


def _decoded(content: bytes, name: str) -> tuple[str | None, list[Problem]]:
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = _("the file is not UTF-8 text")
        return None, [
            Problem(Location(name, line, column), "encoding", message, hint=_("save it again as UTF-8"))
        ]
