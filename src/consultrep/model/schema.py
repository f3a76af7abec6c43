"""JSON Schemas of the files of a library, for editors to check and complete."""

from __future__ import annotations

from typing import Any, Final

from consultrep.model.base import Stored
from consultrep.model.report import Report
from consultrep.model.vocabulary import ActorFile, SeriesFile, ThemeFile

_FILES: Final[dict[str, type[Stored]]] = {
    "report": Report,
    "themes": ThemeFile,
    "actors": ActorFile,
    "series": SeriesFile,
}
SCHEMA_NAMES: Final = tuple(_FILES)


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file: one of `SCHEMA_NAMES`."""
    schema = _FILES[name].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
