"""The schemas of a library's files, which let an editor check and complete keys and themes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from consultrep.model.schema import json_schema
from consultrep.store.folders import KINDS
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.saving import save_text


def schema_text(name: str, themes: Sequence[str]) -> str:
    """The JSON Schema of a kind of file, as its text stands in `schema/`."""
    return json.dumps(json_schema(name, themes), ensure_ascii=False, indent=2) + "\n"


def library_schema(loaded: LoadedLibrary, name: str) -> str:
    """The schema of a kind of file of this library, which knows its themes."""
    return schema_text(name, [theme.id for theme in loaded.library.themes])


def write_schemas(loaded: LoadedLibrary) -> list[Path]:
    """Bring the schemas in the library's folder up to date; the files that changed."""
    changed = []
    for name in KINDS:
        file = loaded.folder.path / "schema" / f"{name}.schema.json"
        read = file.read_bytes() if file.exists() else None
        text = library_schema(loaded, name)
        if read != text.encode():
            file.parent.mkdir(exist_ok=True)
            save_text(file, text, read=read)
            changed.append(file)
    return changed
