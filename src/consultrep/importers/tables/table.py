"""A table as read: columns, rows with their lines, and what was wrong on the way."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from consultrep.errors import Location, Problem, Severity
from consultrep.messages import ngettext

Cell = str | list[Any] | dict[str, Any]
"""A text, or a list or object as JSON Lines holds it."""

SHOWN: Final = 100
"""How many problems of one rule are told one by one; the others are counted."""

RawRow = tuple[int, list[Cell]]
"""A line or row number from 1, and the cells that stand there."""

LINE_ENDS: Final = frozenset("\r\x85\u2028\u2029")
"""What ends a line besides a line feed, and is kept as one."""

_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line from 1 in the file (the row of a sheet), and a value for each column."""

    line: int
    values: Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """A table as read: every row has a value for each of `columns`, which are distinct and not empty.

    `line` is where the headings stand, `name` the file's name, `sheet` the sheet of a workbook.
    """

    columns: tuple[str, ...]
    rows: Sequence[Row]
    name: str = ""
    line: int = 1
    sheet: str = ""
    problems: tuple[Problem, ...] = ()


class ProblemLog:
    """Problems of one file; the same message in many rows is told once, with their number."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows: dict[tuple[str, str, str, Severity, int], list[int]] = {}
        self._dropped: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()

    def warn(self, line: int, rule: str, message: str, hint: str = "") -> None:
        """Keep a remark on the data; the same one in several rows is kept once, with their number."""
        self._add(line, (rule, message, hint, Severity.WARNING, 0))

    def error(self, line: int, rule: str, message: str, hint: str = "") -> None:
        """Keep a problem that stands for data left out; each line has its own."""
        self._add(line, (rule, message, hint, Severity.ERROR, line))

    def _add(self, line: int, key: tuple[str, str, str, Severity, int]) -> None:
        rule = key[0]
        if key in self._rows:
            self._rows[key][1] += 1
        elif self._kinds[rule] < SHOWN:
            self._kinds[rule] += 1
            self._rows[key] = [line, 1]
        else:
            self._dropped[rule] += 1

    def problems(self) -> tuple[Problem, ...]:
        """Every problem, at the first row that has it."""
        return tuple(self._iter_problems())

    def _iter_problems(self) -> Iterator[Problem]:
        for (rule, message, hint, severity, _line), (line, count) in self._rows.items():
            told = message if count == 1 else _and_others(message, count - 1)
            yield Problem(Location(self._name, line), rule, told, severity, hint)
        for rule, count in self._dropped.items():
            told = ngettext(
                "{number} more problem of this kind", "{number} more problems of this kind", count
            ).format(number=count)
            yield Problem(Location(self._name), rule, told, Severity.WARNING)


def cell_of(value: object) -> Cell:
    """A value of a sheet or of JSON as a cell: numbers as people write them, dates as ISO 8601.

    >>> cell_of(3.0), cell_of(0.1 + 0.2), cell_of(None), cell_of(True)
    ('3', '0.3', '', 'true')
    """
    if isinstance(value, str | list | dict):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return (value.date() if midnight else value).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


def clean(cell: Cell) -> Cell:
    """The cell without the characters that no record may hold; line ends as line feeds."""
    if isinstance(cell, str):
        text = _BREAKS.sub("\n", cell)
        return _UNWANTED.sub(lambda found: "\ufffd" if found[0] >= "\ud800" else "", text)
    if isinstance(cell, dict):
        return {str(clean(key)): _clean_part(value) for key, value in cell.items()}
    return [_clean_part(value) for value in cell]


def is_clean(cells: Sequence[Cell]) -> bool:
    """Whether `clean` would leave every cell as it is; lists and objects are not looked into."""
    return _UNWANTED.search("".join([cell for cell in cells if isinstance(cell, str)])) is None


def _clean_part(value: Any) -> Any:
    return clean(value) if isinstance(value, str | list | dict) else value


def _and_others(message: str, others: int) -> str:
    return ngettext(
        "{message} (here and in {number} other row)", "{message} (here and in {number} other rows)", others
    ).format(message=message, number=others)
