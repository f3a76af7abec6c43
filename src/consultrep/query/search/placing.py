"""A query shown with a mark under the place that is meant."""

from __future__ import annotations

import unicodedata
from typing import Final

from consultrep.errors import UsageError
from consultrep.language import printable

_BEFORE: Final = 50
_AFTER: Final = 40
"""How many characters of a long query are shown on each side of the place."""


def placed_error(query: str, start: int, end: int, message: str, hint: str = "") -> UsageError:
    """An error that shows the query, with carets under the characters from `start` to `end`."""
    return UsageError(f"{message}\n{pointed(query, start, end)}", hint)


def pointed(query: str, start: int, end: int) -> str:
    """Two lines: the query, cut to what stands around the place, and carets under it.

    >>> print(pointed("former OU", 7, 9))
      former OU
             ^^
    """
    first, last = max(0, start - _BEFORE), max(end, start) + _AFTER
    lead = "…" if first else ""
    before, there, after = (
        _on_a_line(part) for part in (query[first:start], query[start:end], query[end:last])
    )
    tail = "…" if last < len(query) else ""
    carets = "^" * max(1, _width(there))
    return f"  {lead}{before}{there}{after}{tail}\n  {' ' * _width(lead + before)}{carets}"


def _on_a_line(text: str) -> str:
    return printable("".join(" " if character.isspace() else character for character in text))


def _width(text: str) -> int:
    """The columns that a terminal gives to the text."""
    return sum(
        0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF") for one in text
    )
