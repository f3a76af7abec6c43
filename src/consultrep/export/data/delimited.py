"""Rows as text: CSV and TSV whose cells no spreadsheet computes, JSON Lines, and the whole as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from consultrep.export.data.fields import DataTable
from consultrep.export.formats import SCHEMA_VERSION, cell_text
from consultrep.language import as_cell


def to_delimited(table: DataTable, delimiter: str, *, bom: bool) -> bytes:
    """RFC 4180 with a header, its cells parted by `delimiter`; with `bom`, Excel knows that it is UTF-8."""
    columns = [field.name for field in table.fields]
    rows = [[as_cell(flat(row[column])) for column in columns] for row in table.rows]
    return delimited_bytes([columns, *rows], delimiter, bom=bom)


def delimited_bytes(rows: Sequence[Sequence[str]], delimiter: str, *, bom: bool) -> bytes:
    """Rows of cells that are written as they are."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8-sig" if bom else "utf-8")


def to_jsonl(table: DataTable) -> bytes:
    """One object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.rows).encode()


def to_json(tables: Sequence[DataTable]) -> bytes:
    """One object with every table under its name."""
    document = {"schema_version": SCHEMA_VERSION, **{table.name: list(table.rows) for table in tables}}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def flat(value: Any) -> str:
    """A value as one cell; a list is JSON where `; ` between its parts would not tell them apart.

    >>> flat(["a", "b"]), flat(["a; b"]), flat([]), flat(None)
    ('a; b', '["a; b"]', '', '')
    """
    if isinstance(value, list) and any(_needs_json(part) for part in value):
        return json.dumps(value, ensure_ascii=False)
    return cell_text(value)


def _needs_json(part: Any) -> bool:
    return isinstance(part, dict | list) or ";" in str(part) or str(part).startswith("[")
