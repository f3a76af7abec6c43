"""Find a library and read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from consultrep.errors import InvalidDataError
from consultrep.store.folders import find_library
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.opening import open_kept


def open_library(
    given: str | None,
    environ: Mapping[str, str],
    start: Path,
    *,
    keep_going: bool = False,
    drafts: bool = False,
) -> LoadedLibrary:
    """The library that a command is about, with what waits to be confirmed where `drafts` says so.

    Raises InvalidDataError with every problem where a file has one, unless `keep_going`; then the good
    files answer and the result's `errors` name the others.
    """
    loaded = open_kept(find_library(given, environ, start), drafts=drafts)
    if loaded.errors and not keep_going:
        raise InvalidDataError(loaded.errors)
    return loaded
