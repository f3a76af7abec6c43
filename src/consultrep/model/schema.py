"""JSON Schemas of the files of a library, for editors to check and complete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from consultrep.model.base import Stored
from consultrep.model.glossary import GlossaryFile
from consultrep.model.judgement import JudgementFile
from consultrep.model.report import Report
from consultrep.model.vocabulary import ActorFile, SeriesFile, ThemeFile

_FILES: Final[dict[str, type[Stored]]] = {
    "report": Report,
    "themes": ThemeFile,
    "actors": ActorFile,
    "series": SeriesFile,
    "glossary": GlossaryFile,
    "judgements": JudgementFile,
}


def json_schema(name: str, themes: Sequence[str] = ()) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file, by its name.

    The ids of `themes` are offered where a theme is named; others stay possible, `check` judges them.
    """
    schema = _FILES[name].model_json_schema()
    for definition in schema.get("$defs", {}).values():
        items = definition.get("properties", {}).get("themes", {}).get("items")
        if items and themes:
            definition["properties"]["themes"]["items"] = {"anyOf": [{"enum": list(themes)}, items]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
