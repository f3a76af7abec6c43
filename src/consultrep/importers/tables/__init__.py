"""Tables of recommendations: CSV, TSV, workbooks and JSON as items of records."""

from consultrep.importers.tables.columns import OWN_COLUMNS, TARGETS, TableOptions
from consultrep.importers.tables.entries import Entry, EntryKind, TableEntries, entries_of
from consultrep.importers.tables.reading import TABLE_FORMATS, read_table
from consultrep.importers.tables.table import Cell, Row, Table

__all__ = [
    "OWN_COLUMNS",
    "TABLE_FORMATS",
    "TARGETS",
    "Cell",
    "Entry",
    "EntryKind",
    "Row",
    "Table",
    "TableEntries",
    "TableOptions",
    "entries_of",
    "read_table",
]
