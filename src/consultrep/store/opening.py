"""A library opened fast: one that was found sound is kept as it was checked, by its content."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Final

from consultrep.model import (
    Actor,
    Bilingual,
    GlossaryTerm,
    Judgement,
    Library,
    Report,
    Reviewer,
    Series,
    Theme,
)
from consultrep.model.base import Stored
from consultrep.store.collector import collector_paused
from consultrep.store.folders import LibraryFolder, iter_record_files, shown_path
from consultrep.store.keeping import cache_folder, keep, kept, library_key
from consultrep.store.loaded import LoadedLibrary

FOLDER: Final = "libraries"
MOST: Final = 12
"""How many libraries, or states of them, are kept."""


class _Kept(Stored):
    """A library with what waits to be confirmed, and the name of the file of each report."""

    title: Bilingual | None = None
    reports: tuple[Report, ...]
    themes: tuple[Theme, ...]
    actors: tuple[Actor, ...]
    series: tuple[Series, ...]
    glossary: tuple[GlossaryTerm, ...]
    judgements: tuple[Judgement, ...]
    reviewers: tuple[Reviewer, ...]
    places: dict[str, str]


@collector_paused()
def open_kept(folder: LibraryFolder, *, drafts: bool = False) -> LoadedLibrary:
    """The library, as kept where none of its files changed since; read, checked and kept where one did.

    A library of which any problem is to be told is read each time.
    """
    shelf, key = cache_folder(FOLDER), library_key(folder)
    content = kept(shelf, key) if key else None
    whole = _opened(folder, content) if content else _read(folder, shelf, key)
    return whole if drafts else replace(whole, library=whole.library.without_drafts())


def _opened(folder: LibraryFolder, content: bytes) -> LoadedLibrary:
    held = _Kept.model_validate_json(content)
    library = Library(**{one.name: getattr(held, one.name) for one in fields(Library)})
    places = {ident: folder.reports / name for ident, name in held.places.items()}
    names = [shown_path(file) for file in iter_record_files(folder.reports)]
    return LoadedLibrary(library, folder, held.title, names, places, [])


def _read(folder: LibraryFolder, shelf: Path | None, key: str | None) -> LoadedLibrary:
    from consultrep.store.loading import load_library

    loaded = load_library(folder, drafts=True)
    if key and not loaded.problems and library_key(folder) == key:
        parts = {one.name: getattr(loaded.library, one.name) for one in fields(Library)}
        places = {ident: file.name for ident, file in loaded.places.items()}
        held = _Kept.model_construct(title=loaded.title, places=places, **parts)
        keep(shelf, key, held.model_dump_json(exclude_unset=True).encode(), most=MOST)
    return loaded
