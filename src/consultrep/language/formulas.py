"""Texts that a spreadsheet would take for formulas, marked with one apostrophe and freed of it again."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_MARKED: Final = re.compile(r"'+[=+\-@\t\r]")


def as_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> as_cell("=1+1"), as_cell("'-x"), as_cell("a=b")
    ("'=1+1", "''-x", 'a=b')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def as_text_cell(text: str) -> str:
    """The text for a cell that is a text by its kind; only what `from_cell` would shorten is marked.

    >>> as_text_cell("=1+1"), as_text_cell("'-x")
    ('=1+1', "''-x")
    """
    return f"'{text}" if _MARKED.match(text) else text


def from_cell(text: str) -> str:
    """The text that `as_cell` made a cell of.

    >>> from_cell(as_cell("=1+1")), from_cell(as_cell("'-x")), from_cell("'tis")
    ('=1+1', "'-x", "'tis")
    """
    return text[1:] if _MARKED.match(text) else text
