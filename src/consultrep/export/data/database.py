"""The tables as an SQLite database: related, searchable in both languages, described in itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, Final

from consultrep.export.data.fields import DataTable, FieldType, fields_named
from consultrep.export.data.items import items_table
from consultrep.export.data.selection import Selection
from consultrep.export.data.tables import (
    about_table,
    actors_table,
    gaps_table,
    guide_table,
    judgements_table,
    parts_of_actors,
    reports_table,
    series_table,
    themes_table,
)
from consultrep.export.sheet import Record
from consultrep.messages import mark

_TYPES: Final = {
    FieldType.INTEGER: "INTEGER",
    FieldType.BOOLEAN: "INTEGER",
    FieldType.NUMBER: "REAL",
}
_CONSTRAINTS: Final[Mapping[str, Sequence[str]]] = {
    "series": ["PRIMARY KEY (id)"],
    "reports": ["PRIMARY KEY (id)", "FOREIGN KEY (series) REFERENCES series (id)"],
    "gaps": ["FOREIGN KEY (report) REFERENCES reports (id)"],
    "themes": ["PRIMARY KEY (id)", "FOREIGN KEY (broader) REFERENCES themes (id)"],
    "actors": ["PRIMARY KEY (id)"],
    "items": [
        "PRIMARY KEY (id)",
        "UNIQUE (number)",
        "FOREIGN KEY (report) REFERENCES reports (id)",
        "FOREIGN KEY (series) REFERENCES series (id)",
    ],
    "item_themes": [
        "PRIMARY KEY (item, theme)",
        "FOREIGN KEY (item) REFERENCES items (id)",
        "FOREIGN KEY (theme) REFERENCES themes (id)",
    ],
    "item_actors": [
        "PRIMARY KEY (item, actor, part)",
        "FOREIGN KEY (item) REFERENCES items (id)",
        "FOREIGN KEY (actor) REFERENCES actors (id)",
    ],
    "threads": ["PRIMARY KEY (id)"],
    "thread_items": [
        "PRIMARY KEY (thread, item)",
        "FOREIGN KEY (thread) REFERENCES threads (id)",
        "FOREIGN KEY (item) REFERENCES items (id)",
    ],
    "judgements": [
        "FOREIGN KEY (a) REFERENCES items (id)",
        "FOREIGN KEY (b) REFERENCES items (id)",
    ],
}
_AFTER: Final = """
CREATE INDEX items_by_report ON items (report);
CREATE INDEX items_by_theme ON item_themes (theme);
CREATE INDEX items_by_actor ON item_actors (actor);
CREATE VIRTUAL TABLE items_fts USING fts5 (
    text_fr, text_en, content="items", content_rowid="number", tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO items_fts (items_fts) VALUES ('rebuild');
CREATE VIEW recommendations AS SELECT * FROM items WHERE type = 'recommendation' ORDER BY number;
CREATE VIEW findings AS SELECT * FROM items WHERE type = 'finding' ORDER BY number;
CREATE VIEW theme_counts AS
    SELECT theme, series, year, type, count(*) AS items
    FROM item_themes JOIN items ON items.id = item_themes.item
    GROUP BY theme, series, year, type ORDER BY theme, series, year, type;
CREATE VIEW thread_wordings AS
    SELECT thread_items.thread, items.year, items.series, items.id AS item, items.text_fr, items.text_en,
        thread_items.basis
    FROM thread_items JOIN items ON items.id = thread_items.item ORDER BY thread, items.number;
"""


def to_sqlite(chosen: Selection) -> bytes:
    """The file of a database with every table, its views and its index of the texts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in database_tables(chosen):
            _create(connection, table)
        connection.executescript(_AFTER)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()


def database_tables(chosen: Selection) -> list[DataTable]:
    """The tables of the database, each after those that it refers to, and last the guide to them."""
    tables = [
        series_table(chosen),
        reports_table(chosen),
        gaps_table(chosen),
        themes_table(chosen),
        actors_table(chosen),
        _items(chosen),
        _links("item_themes", mark("One theme of an item."), ("item", "theme"), _themes_of(chosen)),
        _links(
            "item_actors",
            mark("One body that asks, is asked or benefits."),
            ("item", "actor", "part"),
            parts_of_actors(chosen),
        ),
        _threads(chosen),
        _links(
            "thread_items",
            mark("One wording of a demand that came back."),
            ("thread", "item", "basis", "reviewers"),
            _wordings(chosen),
        ),
        judgements_table(chosen),
        about_table(chosen),
    ]
    return [*tables, guide_table(tables)]


def _items(chosen: Selection) -> DataTable:
    table = items_table("items", chosen.library, chosen.items)
    rows = [{"number": number, **row} for number, row in enumerate(table.rows, 1)]
    return DataTable(table.name, table.about, [*fields_named(["number"]), *table.fields], rows)


def _themes_of(chosen: Selection) -> Iterator[tuple[str, str]]:
    for item in chosen.items:
        yield from ((item.id, theme) for theme in dict.fromkeys(item.statement.themes))


def _threads(chosen: Selection) -> DataTable:
    threads = chosen.threads.threads if chosen.threads else ()
    rows: list[Record] = [
        {
            "id": thread.id,
            "label_fr": thread.label_item.statement.text.fr,
            "label_en": thread.label_item.statement.text.en,
            "years": thread.years(),
            "items": len(thread.items),
        }
        for thread in threads
    ]
    columns = ("id", "label_fr", "label_en", "years", "items")
    return DataTable("threads", mark("One demand that came back."), fields_named(columns), rows)


def _wordings(chosen: Selection) -> Iterator[Sequence[Any]]:
    for thread in chosen.threads.threads if chosen.threads else ():
        for item in thread.items:
            if item.id in chosen.ids:
                yield thread.id, item.id, thread.basis_of(item), thread.reviewers_of(item)


def _links(name: str, about: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> DataTable:
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return DataTable(name, about, fields_named(columns), records)


def _create(connection: sqlite3.Connection, table: DataTable) -> None:
    name = table.name.replace(" ", "_")
    columns = [f'"{field.name}" {_TYPES.get(field.type, "TEXT")}' for field in table.fields]
    parts = ", ".join([*columns, *_CONSTRAINTS.get(name, ())])
    connection.execute(f'CREATE TABLE "{name}" ({parts})')
    marks = ", ".join("?" * len(columns))
    rows = ([_value(row[field.name]) for field in table.fields] for row in table.rows)
    connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)


def _value(value: Any) -> Any:
    """A list or object as JSON, so that SQLite's own functions and Datasette's facets read it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
