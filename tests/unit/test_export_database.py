"""The SQLite database: related tables, search in both languages, and what Datasette is told of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from consultrep.actions.export import ExportRequest, export
from consultrep.model import Library
from consultrep.query import ItemFilter
from consultrep.store.folders import LibraryFolder
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import load_library


def opened(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


@pytest.fixture(scope="module")
def content(shipped: LoadedLibrary) -> bytes:
    """The shipped library as a database."""
    return export(shipped.library, ExportRequest(ItemFilter(), "sqlite")).content


@pytest.fixture
def database(content: bytes) -> Iterator[sqlite3.Connection]:
    """The same, opened."""
    with closing(opened(content)) as connection:
        yield connection


def rows(database: sqlite3.Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    return database.execute(query, values).fetchall()


def test_it_is_sound(database: sqlite3.Connection) -> None:
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA foreign_key_check") == []
    database.execute("INSERT INTO items_fts (items_fts, rank) VALUES ('integrity-check', 1)")


def test_every_item_is_there_with_its_links(database: sqlite3.Connection, shipped: LoadedLibrary) -> None:
    items = shipped.library.items
    assert rows(database, "SELECT id, text_fr FROM items ORDER BY number") == [
        (item.id, item.statement.text.fr)
        for item in sorted(items, key=lambda one: not shipped.library.is_primary(one.report))
    ]
    assert rows(database, "SELECT count(*) FROM item_themes") == [
        (sum(len(set(item.statement.themes)) for item in items),)
    ]
    for view, kind in (("recommendations", "recommendation"), ("findings", "finding")):
        wanted = sum((item.recommendation is not None) == (kind == "recommendation") for item in items)
        assert rows(database, f"SELECT count(*), min(type), max(type) FROM {view}") == [(wanted, kind, kind)]


def test_words_are_found_in_both_languages_without_accents(database: sqlite3.Connection) -> None:
    query = """SELECT id, items.text_fr, items.text_en
               FROM items_fts JOIN items ON items.number = items_fts.rowid WHERE items_fts MATCH ?"""
    french = rows(database, query, "hebergement")
    assert french
    assert all("hébergement" in text.casefold() for _id, text, _en in french)
    assert any("shelters" in text for _id, _fr, text in rows(database, query, "shelters"))
    database.execute("VACUUM")
    assert rows(database, query, "hebergement") == french


def test_lists_are_json_that_sqlite_reads(database: sqlite3.Connection) -> None:
    facets = "SELECT value, count(*) FROM items, json_each(items.themes) GROUP BY value ORDER BY value"
    linked = "SELECT theme, count(*) FROM item_themes GROUP BY theme ORDER BY theme"
    assert rows(database, facets) == rows(database, linked) != []


def test_threads_are_those_that_came_back(database: sqlite3.Connection) -> None:
    counted = rows(
        database,
        """SELECT threads.id, threads.items, count(*), count(DISTINCT report) FROM threads
           JOIN thread_items ON thread = threads.id JOIN items ON items.id = item GROUP BY threads.id""",
    )
    assert counted
    assert all(told == held and reports > 1 for _id, told, held, reports in counted)


def test_the_guide_describes_every_column(database: sqlite3.Connection) -> None:
    for (name,) in rows(database, 'SELECT DISTINCT "table" FROM column_guide'):
        has = {row[1] for row in rows(database, f'PRAGMA table_info("{name}")')}
        assert has == {
            c for (c,) in rows(database, 'SELECT "column" FROM column_guide WHERE "table" = ?', name)
        }


def test_a_part_of_a_library_is_sound_too(shipped: LoadedLibrary) -> None:
    wanted = ItemFilter(years=["2013"], themes=["training"])
    exported = export(shipped.library, ExportRequest(wanted, "sqlite"))
    with closing(opened(exported.content)) as database:
        assert rows(database, "PRAGMA foreign_key_check") == []
        assert 0 < rows(database, "SELECT count(*) FROM items")[0][0] < len(shipped.library.items)
        assert rows(database, "SELECT value FROM about WHERE name = 'whole'") == [("false",)]


def test_what_the_library_only_names_is_said_to_be_so(small: Path) -> None:
    file = small / "reports/2010-ngo.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("series: ngo\n", ""), encoding="utf-8")
    library: Library = load_library(LibraryFolder(small)).library
    content = export(library, ExportRequest(ItemFilter(), "sqlite")).content
    with closing(opened(content)) as database:
        assert rows(database, "SELECT id FROM actors WHERE NOT listed") == [("Neighbours",)]
        assert rows(database, "SELECT id FROM series WHERE NOT listed") == [("2010-ngo",)]
        assert rows(database, "PRAGMA foreign_key_check") == []


def test_datasette_is_told_of_tables_that_are_there(
    database: sqlite3.Connection, shipped: LoadedLibrary
) -> None:
    exported = export(shipped.library, ExportRequest(ItemFilter(), "datasette", "reports")).content
    tables = json.loads(exported)["databases"]["reports"]["tables"]
    for name, told in tables.items():
        has = {row[1] for row in rows(database, f'PRAGMA table_info("{name}")')}
        assert set(told["columns"]) == has
        named = [one["array"] if isinstance(one, dict) else one for one in told.get("facets", [])]
        assert {*named, told.get("label_column", "id")} - {"id"} <= has
    assert tables["items"]["fts_table"] == "items_fts"
