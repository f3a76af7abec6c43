"""Where a library is: given, named by the environment, found upward, or the one in the package."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

from consultrep.errors import UsageError
from consultrep.messages import gettext as _

SETTINGS_FILE: Final = "consultrep.toml"
MODELINE: Final = "# yaml-language-server: $schema="
KINDS: Final = ("report", "themes", "actors", "series", "glossary", "judgements")
"""The kinds of files of a library: the names of their schemas."""

_YAML: Final = frozenset({".yaml", ".yml"})
_PACKAGE: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class LibraryFolder:
    """A folder that holds a library; the one in the package is not to be written."""

    path: Path
    shipped: bool = False

    @property
    def reports(self) -> Path:
        """The folder of the records."""
        return self.path / "reports"

    @property
    def templates(self) -> Path:
        """The folder of the library's own templates; it may be absent."""
        return self.path / "templates"


def shipped_folder() -> LibraryFolder:
    """The library that travels in the package; in a source checkout, the checkout's own."""
    inside = _PACKAGE / "shipped"
    return LibraryFolder(inside if inside.is_dir() else _PACKAGE.parents[1], shipped=True)


def find_library(given: str | None, environ: Mapping[str, str], start: Path) -> LibraryFolder:
    """The library to use: `given`, then CONSULTREP_LIBRARY, then the nearest upward, then the shipped one.

    Raises UsageError where a folder was named and is none.
    """
    named = given or environ.get("CONSULTREP_LIBRARY")
    if named:
        return _named_library(Path(named))
    for folder in (start, *start.parents):
        if is_library(folder):
            return LibraryFolder(folder)
    return shipped_folder()


def is_library(folder: Path) -> bool:
    """Whether the folder holds settings of ours, or records that carry our modeline."""
    if (folder / SETTINGS_FILE).is_file():
        return True
    return any(_carries_modeline(file) for file in iter_record_files(folder / "reports"))


def iter_record_files(reports: Path) -> Iterator[Path]:
    """The YAML files of a library in order of name."""
    if reports.is_dir():
        yield from sorted(f for f in reports.iterdir() if f.suffix.casefold() in _YAML)


def iter_stray_files(reports: Path) -> Iterator[Path]:
    """YAML files below the folder of the records, which no command reads."""
    if reports.is_dir():
        yield from sorted(
            f for f in reports.rglob("*") if f.suffix.casefold() in _YAML and f.parent != reports
        )


def shown_path(file: Path) -> str:
    """The path as a person would type it: relative to the working folder where that is shorter."""
    absolute = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow the link that is named
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()


def modeline(kind: str) -> str:
    """The first line of a record file, which tells editors its schema."""
    return f"{MODELINE}../schema/{kind}.schema.json"


def _named_library(folder: Path) -> LibraryFolder:
    if is_library(folder):
        return LibraryFolder(folder)
    if folder.is_dir():
        message = _("the folder {folder} is not a library").format(folder=folder)
    else:
        message = _("there is no folder {folder}").format(folder=folder)
    raise UsageError(message, _("make a library: consultrep init {folder}").format(folder=folder))


def _carries_modeline(file: Path) -> bool:
    try:
        if not file.is_file():
            return False
        with file.open(encoding="utf-8", errors="replace") as stream:
            opening = stream.read(2000)
    except OSError:
        return False
    endings = tuple(f"/{kind}.schema.json" for kind in KINDS)
    lines = opening.lstrip("\ufeff").splitlines()
    comments = takewhile(lambda line: line.startswith("#"), lines)
    return any(line.startswith(MODELINE) and line.rstrip().endswith(endings) for line in comments)
