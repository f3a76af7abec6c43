"""Exports for tests: of a library as a whole, without looking for threads, and what import makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from consultrep.export import data
from consultrep.export.data.items import items_table
from consultrep.importers.tables import TableEntries, TableOptions, entries_of, read_table
from consultrep.model import Finding, Library, Recommendation

READ_BACK: Final = ("csv", "tsv", "json", "jsonl", "xlsx")


def whole(library: Library) -> data.Selection:
    """Everything in a library but its threads."""
    return data.Selection(library, library.items, library.reports)


def written(library: Library, format: str) -> bytes:
    """The library in a format that import reads back."""
    chosen = whole(library)
    items = items_table("items", library, library.items)
    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: data.to_delimited(items, ",", bom=False),
        "tsv": lambda: data.to_delimited(items, "\t", bom=True),
        "json": lambda: data.to_json([items, *data.other_tables(chosen)]),
        "jsonl": lambda: data.to_jsonl(items),
        "xlsx": lambda: data.to_xlsx(data.sheets(chosen)),
    }
    return writers[format]()


def read_back(content: bytes, format: str, into: Library) -> TableEntries:
    """What import reads, which must have no complaint."""
    table = read_table(content, f"export.{format}", format)
    assert table.problems == ()
    found = entries_of(table, into, TableOptions())
    assert found.problems == ()
    assert found.unused == ()
    assert found.recognised == {}
    return found


def statements_in(found: TableEntries) -> dict[str, dict[str, Any]]:
    """Each item that was read, checked by the model, by its full id."""
    models: dict[str, type[Finding | Recommendation]] = {
        "recommendations": Recommendation,
        "findings": Finding,
    }
    return {
        f"{entry.report}/{entry.item['id']}": stored(models[entry.kind].model_validate(entry.item))
        for entry in found.entries
    }


def stored(statement: Finding | Recommendation) -> dict[str, Any]:
    """What a record's file holds of an item."""
    return {
        "kind": type(statement).__name__,
        **statement.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
    }
