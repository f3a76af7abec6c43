"""A library read from its folder: what could be read, and every problem with its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from consultrep.errors import Location, Problem, sort_problems
from consultrep.messages import gettext as _
from consultrep.model import Bilingual, Library, Report
from consultrep.model.base import Stored
from consultrep.model.vocabulary import ActorFile, SeriesFile, ThemeFile
from consultrep.store.corpus import Corpus, Record
from consultrep.store.folders import LibraryFolder, iter_record_files
from consultrep.store.rules import check_corpus
from consultrep.store.settings import load_settings
from consultrep.store.validation import validate
from consultrep.store.yaml_text import parse_yaml

_VOCABULARIES: Final[dict[str, type[Stored]]] = {
    "themes": ThemeFile,
    "actors": ActorFile,
    "series": SeriesFile,
}


@dataclass(frozen=True)
class LoadedLibrary:
    """A library, its title if it has one, and what is wrong with its files."""

    library: Library
    folder: LibraryFolder
    title: Bilingual | None
    problems: list[Problem]

    @property
    def bad_files(self) -> list[str]:
        """The files that have a problem, each once, in order."""
        return sorted({problem.location.file for problem in self.problems})


def load_library(folder: LibraryFolder) -> LoadedLibrary:
    """Read every file of the library; one bad file never hides another."""
    settings = load_settings(folder.path)
    problems = list(settings.problems)
    corpus = Corpus()
    for file in iter_record_files(folder.reports):
        problems += _load_record(file, corpus)
    if not problems and not corpus.reports:
        problems.append(Problem(Location(str(folder.reports)), "no-report", _("the library holds no report")))
    problems += check_corpus(corpus)
    library = corpus.library(str(folder.path))
    return LoadedLibrary(library, folder, settings.title, sort_problems(problems))


def _load_record(file: Path, corpus: Corpus) -> list[Problem]:
    text, problems = _read_text(file)
    if text is None:
        return problems
    document, problems = parse_yaml(text, _shown_path(file))
    if document is None or problems:
        return problems
    model: type[Stored] = _VOCABULARIES.get(file.stem, Report)
    value, problems = validate(document, model)
    if value is not None:
        _shelf(corpus, value).append(Record(value, document))
    return problems


def _shelf(corpus: Corpus, value: Stored) -> list[Any]:
    if isinstance(value, ThemeFile):
        return corpus.themes
    if isinstance(value, ActorFile):
        return corpus.actors
    if isinstance(value, SeriesFile):
        return corpus.series
    return corpus.reports


def _read_text(file: Path) -> tuple[str | None, list[Problem]]:
    name = _shown_path(file)
    try:
        content = file.read_bytes()
    except OSError as error:
        message = _("the file cannot be read: {detail}").format(detail=error.strerror)
        return None, [Problem(Location(name), "unreadable", message)]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        return None, [
            Problem(
                Location(name, line, column),
                "encoding",
                _("the file is not UTF-8 text"),
                hint=_("save it again as UTF-8"),
            )
        ]


def _shown_path(file: Path) -> str:
    """The path as a person would type it: relative to the working folder where that is shorter."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()
