"""A table as Parquet: lists, numbers and days with their types; objects as JSON text."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Final

from consultrep.errors import EnvironmentProblemError
from consultrep.export.data.fields import DataTable, Field, FieldType
from consultrep.messages import gettext as _

_TYPES: Final = {
    FieldType.INTEGER: "INTEGER",
    FieldType.NUMBER: "DOUBLE",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.DAY: "DATE",
    FieldType.LIST: "VARCHAR[]",
    FieldType.INTEGERS: "INTEGER[]",
}


def to_parquet(table: DataTable) -> bytes:
    """The rows as a Parquet file; EnvironmentProblemError where the extra that writes it is not installed."""
    columns = {field.name: _TYPES.get(field.type, "VARCHAR") for field in table.fields}
    lines = (json.dumps({f.name: _value(f, row[f.name]) for f in table.fields}) for row in table.rows)
    with tempfile.TemporaryDirectory() as folder, _connect() as connection:
        rows, file = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        rows.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        source = connection.read_json(str(rows), format="newline_delimited", columns=columns)
        source.write_parquet(str(file))
        return file.read_bytes()


def _connect() -> Any:
    """A database in memory, on one thread so that the same rows give the same bytes, and off the network."""
    try:
        import duckdb
    except ImportError as error:
        raise EnvironmentProblemError(
            _("writing {what} needs an extra that is not installed").format(what="Parquet"),
            'pip install "consultrep[parquet]"',
        ) from error
    return duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False})


def _value(field: Field, value: Any) -> Any:
    """An object as JSON text, nothing for an empty one."""
    if field.type is FieldType.OBJECT:
        return json.dumps(value, ensure_ascii=False) if value else None
    return value
