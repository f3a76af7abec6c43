"""A check of whole libraries or of single files, with every rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from consultrep.errors import Problem, Severity, UsageError
from consultrep.messages import gettext as _
from consultrep.store.folders import LibraryFolder, find_library, is_library, shown_path
from consultrep.store.loading import load_library


@dataclass(frozen=True)
class CheckResult:
    """What a check found, in order of place, and how many files it read."""

    problems: Sequence[Problem]
    files: int
    strict: bool = False

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return len(self.problems) - self.errors

    @property
    def passed(self) -> bool:
        """Whether nothing was found that counts: errors, and with `strict` warnings too."""
        return not (self.problems if self.strict else self.errors)


def check_paths(
    paths: Sequence[str], given: str | None, environ: Mapping[str, str], start: Path, *, strict: bool
) -> CheckResult:
    """Check the libraries and files that `paths` name, or the library in use where none is named.

    A file is checked within its library, and only what concerns it is told. Raises UsageError where a path
    does not exist or belongs to no library.
    """
    if not paths:
        loaded = load_library(find_library(given, environ, start), advice=True)
        return CheckResult(loaded.problems, len(loaded.files), strict)
    problems: list[Problem] = []
    files = 0
    for folder, wanted in _libraries(paths).items():
        loaded = load_library(LibraryFolder(folder), advice=True)
        told = [p for p in loaded.problems if wanted is None or p.location.file in wanted]
        problems += told
        files += len(loaded.files if wanted is None else wanted)
    return CheckResult(problems, files, strict)


def _libraries(paths: Sequence[str]) -> dict[Path, set[str] | None]:
    """Each library that the paths lie in, with the files to tell of; None for all of them."""
    libraries: dict[Path, set[str] | None] = {}
    for text in paths:
        path = Path(text)
        if not path.exists():
            raise UsageError(_("there is no file {name}").format(name=path))
        folder = next((f for f in (path.absolute(), *path.absolute().parents) if is_library(f)), None)
        if folder is None:
            raise UsageError(
                _("{name} belongs to no library").format(name=path),
                _("a library is a folder with consultrep.toml, or with records in reports/"),
            )
        if folder == path.absolute() or path.is_dir():
            libraries[folder] = None
        elif (wanted := libraries.setdefault(folder, set())) is not None:
            wanted.add(shown_path(path))
    return libraries
