"""Results as sheets, and sheets as JSON, CSV, Markdown and plain text."""

from consultrep.export.formats import FORMATS, write_sheet
from consultrep.export.sheet import Column, Facts, Heading, Paragraph, Sheet, Table
from consultrep.export.sheets import sheet_of

__all__ = [
    "FORMATS",
    "Column",
    "Facts",
    "Heading",
    "Paragraph",
    "Sheet",
    "Table",
    "sheet_of",
    "write_sheet",
]
