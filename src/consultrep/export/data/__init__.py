"""A library as data for other programs: tables, workbooks, databases, a codebook, a government's table."""

from consultrep.export.data.codebook import to_qdc
from consultrep.export.data.consultations import to_consultations
from consultrep.export.data.database import to_sqlite
from consultrep.export.data.datasette import to_datasette
from consultrep.export.data.delimited import to_delimited, to_json, to_jsonl
from consultrep.export.data.items import items_table
from consultrep.export.data.parquet import to_parquet
from consultrep.export.data.selection import Selection
from consultrep.export.data.tables import guide_table, other_tables, sheets
from consultrep.export.data.workbook import to_xlsx

__all__ = [
    "Selection",
    "guide_table",
    "items_table",
    "other_tables",
    "sheets",
    "to_consultations",
    "to_datasette",
    "to_delimited",
    "to_json",
    "to_jsonl",
    "to_parquet",
    "to_qdc",
    "to_sqlite",
    "to_xlsx",
]
