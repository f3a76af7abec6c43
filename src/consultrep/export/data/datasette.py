"""What Datasette shows around the tables of a database: titles, columns, facets, search."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from consultrep.export.data.database import database_tables
from consultrep.export.data.fields import DataTable
from consultrep.export.data.selection import Selection
from consultrep.messages import current_language
from consultrep.messages import gettext as _

_FACETS: Final[dict[str, Sequence[Any]]] = {
    "items": [{"array": "themes"}, "series", "type", "standing", "strength", {"array": "years"}],
    "item_actors": ["part"],
    "judgements": ["verdict", "reviewer"],
    "gaps": ["report"],
}
_LABELS: Final = {
    "reports": "title",
    **dict.fromkeys(("series", "themes", "actors", "threads"), "label"),
}


def to_datasette(chosen: Selection, database: str) -> bytes:
    """Metadata for `datasette FILE.db --metadata FILE.json`, where the database is called `database`."""
    about = {table.name.replace(" ", "_"): _about(table) for table in database_tables(chosen)}
    document = {
        "title": _("Consultation reports"),
        "description": _("What people asked for, year after year; exported by consultrep."),
        "databases": {database: {"tables": about}},
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _about(table: DataTable) -> dict[str, Any]:
    name = table.name
    told: dict[str, Any] = {
        "description": _(table.about),
        "columns": {field.name: _(field.about) for field in table.fields},
    }
    if name in _FACETS:
        told["facets"] = list(_FACETS[name])
    if name in _LABELS:
        told["label_column"] = f"{_LABELS[name]}_{current_language()}"
    if name == "items":
        told |= {"fts_table": "items_fts", "fts_pk": "number", "sort": "number"}
    return told
