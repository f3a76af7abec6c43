"""The formats of a sheet: `json`, `jsonl`, `csv`, `tsv`, `md`, and `table` as plain text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from consultrep.export.cells import markdown_cell
from consultrep.export.sheet import Facts, Heading, Paragraph, Record, Sheet, Table
from consultrep.language import escape_markdown
from consultrep.query.statements import labelled

SCHEMA_VERSION: Final = 1
LIST_SEPARATOR: Final = "; "


def to_json(sheet: Sheet) -> str:
    """One object with `schema_version` first."""
    return (
        json.dumps({"schema_version": SCHEMA_VERSION, **sheet.document}, ensure_ascii=False, indent=2) + "\n"
    )


def to_jsonl(sheet: Sheet) -> str:
    """One object a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in sheet.records)


def to_csv(sheet: Sheet) -> str:
    """RFC 4180, with a header; a list is one cell, its parts joined with `; `."""
    return _delimited(sheet.records, sheet.fields, delimiter=",", line_end="\r\n")


def to_tsv(sheet: Sheet) -> str:
    """Tab-separated with a header; a tab or line end inside a cell becomes a space."""
    rows = [{key: cell_text(value) for key, value in record.items()} for record in sheet.records]
    flat = [{key: " ".join(cell.split()) for key, cell in row.items()} for row in rows]
    return _delimited(flat, sheet.fields, delimiter="\t", line_end="\n")


def to_markdown(sheet: Sheet) -> str:
    """What people read, as Markdown."""
    return "\n\n".join(filter(None, (_markdown_block(block) for block in sheet.blocks))) + "\n"


def to_plain(sheet: Sheet) -> str:
    """What people read, for a pipe: a row a line, its cells parted by tabs, nothing cut.

    Only a table that is titled begins with the names of its columns.
    """
    return "".join(_plain_block(block) for block in sheet.blocks)


FORMATS: Final[dict[str, Callable[[Sheet], str]]] = {
    "table": to_plain,
    "json": to_json,
    "jsonl": to_jsonl,
    "csv": to_csv,
    "tsv": to_tsv,
    "md": to_markdown,
}


def write_sheet(sheet: Sheet, name: str) -> str:
    """The sheet in the format called `name`, one of FORMATS."""
    if sheet.number is not None and name not in {"json", "jsonl"}:
        return f"{sheet.number}\n"
    return FORMATS[name](sheet)


def _delimited(records: Sequence[Record], fields: Sequence[str], delimiter: str, line_end: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(records[0] if records else fields)
    writer.writerows([cell_text(value) for value in record.values()] for record in records)
    return stream.getvalue()


def cell_text(value: Any) -> str:
    """A value as one cell: words of a list with `; ` between them, objects as JSON, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    is_of_objects = isinstance(value, list) and any(isinstance(part, dict) for part in value)
    if isinstance(value, list) and not is_of_objects:
        return LIST_SEPARATOR.join(cell_text(part) for part in value)
    if isinstance(value, dict) or is_of_objects:
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _markdown_block(block: Heading | Paragraph | Table | Facts) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escape_markdown(block.text)}"
    if isinstance(block, Paragraph):
        return escape_markdown(block.text)
    if isinstance(block, Facts):
        return "\n".join(
            "- " + labelled(f"**{escape_markdown(name)}**", escape_markdown(text))
            for name, text in block.rows
        )
    if not block.rows:
        return ""
    head = _markdown_row([column.title for column in block.columns])
    rule = "| " + " | ".join("---:" if column.number else "---" for column in block.columns) + " |"
    return "\n".join([head, rule, *(_markdown_row(row) for row in block.rows)])


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(markdown_cell, cells)) + " |"


def _plain_block(block: Heading | Paragraph | Table | Facts) -> str:
    if isinstance(block, Heading):
        return f"\n{'#' * block.level} {block.text}\n"
    if isinstance(block, Paragraph):
        return f"{block.text}\n"
    rows: list[Sequence[str]] = [*block.rows]
    if isinstance(block, Table) and block.titled:
        rows.insert(0, [column.title for column in block.columns])
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
