"""Parquet: what another reader finds in it, with types."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consultrep.export import data
from consultrep.export.data.fields import DataTable, fields_named
from consultrep.export.data.items import items_table
from consultrep.store.loaded import LoadedLibrary

duckdb = pytest.importorskip("duckdb")


def read(content: bytes, query: str) -> list[tuple[Any, ...]]:
    Path("table.parquet").write_bytes(content)
    found: list[tuple[Any, ...]] = duckdb.sql(query.format("'table.parquet'")).fetchall()
    return found


def test_every_item_is_there(shipped: LoadedLibrary) -> None:
    table = items_table("items", shipped.library, shipped.library.items)
    back = read(data.to_parquet(table), "SELECT id, text_fr, text_en, themes, years, line FROM {}")
    assert back == [
        (row["id"], row["text_fr"], row["text_en"], row["themes"], row["years"], row["line"])
        for row in table.rows
    ]


def test_columns_have_types() -> None:
    columns = fields_named(["id", "year", "years", "themes", "period_start", "second_hand", "anchor"])
    values: list[object] = ["=1", 2015, [2015, 2016], ["é", "b; c"], "2015-03-26", False, {"page": 3}]
    empty: list[object] = ["x", None, [], [], None, None, None]
    names = [field.name for field in columns]
    made = [dict(zip(names, row, strict=True)) for row in (values, empty)]
    content = data.to_parquet(DataTable("t", "One row.", columns, made))
    types = [row[1] for row in read(content, "DESCRIBE SELECT * FROM {}")]
    assert types == ["VARCHAR", "INTEGER", "INTEGER[]", "VARCHAR[]", "DATE", "BOOLEAN", "VARCHAR"]
    assert read(content, "SELECT * FROM {}") == [
        ("=1", 2015, [2015, 2016], ["é", "b; c"], date(2015, 3, 26), False, '{"page": 3}'),
        ("x", None, [], [], None, None, None),
    ]


def test_no_item_leaves_the_columns(loaded: LoadedLibrary) -> None:
    content = data.to_parquet(items_table("items", loaded.library, []))
    assert read(content, "SELECT count(*) FROM {}") == [(0,)]
    assert ("text_fr", "VARCHAR") in [row[:2] for row in read(content, "DESCRIBE SELECT * FROM {}")]
