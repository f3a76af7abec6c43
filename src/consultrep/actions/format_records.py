"""`consultrep fmt`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.store.editing import FormatResult, format_files, record_files, writable
from consultrep.store.folders import LibraryFolder, find_library, is_library


def format_records(
    paths: Sequence[str],
    given: str | None,
    environ: Mapping[str, str],
    start: Path,
    *,
    save: bool = True,
    fix_ids: bool = False,
) -> FormatResult:
    """Put the files that `paths` name, or the records of the library in use, into canonical form.

    Raises UsageError where a path does not exist, EnvironmentProblemError where the library is the shipped
    one or a file cannot be written.
    """
    files: list[Path] = []
    for text in paths:
        path = Path(text)
        if not path.exists():
            raise UsageError(_("there is no file {name}").format(name=path))
        files += record_files(LibraryFolder(path)) if is_library(path) else [path]
    if not paths:
        folder = find_library(given, environ, start)
        files = record_files(writable(folder) if save else folder)
    return format_files(files, save=save, fix_ids=fix_ids)
