"""`consultrep schema`."""

from __future__ import annotations

from pathlib import Path

from consultrep.store.editing import writable
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.schemas import library_schema, write_schemas


def describe_schema(loaded: LoadedLibrary, name: str) -> str:
    """The JSON Schema of a kind of file of the library: one of `KINDS`."""
    return library_schema(loaded, name)


def update_schemas(loaded: LoadedLibrary) -> list[Path]:
    """Write the schemas of the library into its folder; the files that changed.

    Raises EnvironmentProblemError where the library is the shipped one or cannot be written.
    """
    writable(loaded.folder)
    return write_schemas(loaded)
