"""What reading a library gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from consultrep.errors import Problem, Severity
from consultrep.model import Bilingual, Library
from consultrep.store.folders import LibraryFolder


@dataclass(frozen=True)
class LoadedLibrary:
    """A library, its title if it has one, its files, where each report stands, and what is wrong."""

    library: Library
    folder: LibraryFolder
    title: Bilingual | None
    files: list[str]
    places: Mapping[str, Path]
    problems: list[Problem]

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep an answer from being trusted."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @property
    def bad_files(self) -> list[str]:
        """The files that have an error, each once, in order."""
        return sorted({problem.location.file for problem in self.errors})
