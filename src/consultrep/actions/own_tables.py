"""Tables of one's own: rows by the names of their columns, and what is wrong with them by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from consultrep.errors import EnvironmentProblemError, InvalidDataError, Problem, Severity
from consultrep.importers.tables.reading import read_table
from consultrep.importers.tables.table import Cell, ProblemLog
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.query.statements import labelled

ENDINGS: Final = (".csv", ".tsv", ".jsonl")


@dataclass(frozen=True)
class OwnTable:
    """A table as read: where the headings stand, the columns, and the lines with their cells by column."""

    name: str
    line: int
    columns: Sequence[str]
    rows: Sequence[tuple[int, Mapping[str, str]]]


def is_table(name: str) -> bool:
    """Whether an argument names a table rather than reports."""
    return Path(name).suffix.lower() in ENDINGS


def read_own_table(file: Path, *needed: Sequence[str]) -> OwnTable:
    """The table in a file; `needed` are columns, each with the names that it may have.

    Raises EnvironmentProblemError for a file that cannot be opened, BadDocumentError and InvalidDataError
    for one that is no sound table, or has none of the names of a column.
    """
    table = read_table(read_bytes(file), str(file), file.suffix.lower().removeprefix("."))
    columns = [fold(column) for column in table.columns]
    log = ProblemLog(str(file))
    for names in needed:
        if not set(names) & set(columns):
            message = _("the table has no column {name}").format(name=" / ".join(names))
            log.error(table.line, "table-heading", message, _meant(columns, names))
    wanted = {name for names in needed for name in names}
    rows = []
    for row in table.rows:
        cells = dict(zip(columns, row.values, strict=True))
        for name in sorted(wanted & cells.keys()):
            if not isinstance(cells[name], str):
                log.error(row.line, "table-row", _("{name} is a list or an object").format(name=name))
        rows.append((row.line, {name: _words(cell) for name, cell in cells.items()}))
    stop_at([*table.problems, *log.problems()])
    return OwnTable(str(file), table.line, columns, rows)


def stop_at(problems: Iterable[Problem]) -> None:
    """Raise InvalidDataError for what is wrong; a doubtful heading is, since it may part a text in two."""
    found = [
        replace(problem, severity=Severity.ERROR) if problem.rule == "table-heading" else problem
        for problem in problems
    ]
    if any(problem.severity is Severity.ERROR for problem in found):
        raise InvalidDataError(found)


def read_bytes(file: Path) -> bytes:
    """The content of a file; EnvironmentProblemError where it cannot be opened."""
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = _("cannot read {file}: {reason}").format(file=file, reason=reason)
        raise EnvironmentProblemError(message, _("check the name and the folder")) from error


def _meant(columns: Sequence[str], names: Sequence[str]) -> str:
    """Which column was probably meant to have one of the names; else the columns that there are."""
    for column in columns:
        if hint := did_you_mean(column, names):
            return labelled(column, hint)
    return _("the columns are: {names}").format(names=", ".join(columns))


def _words(cell: Cell) -> str:
    return " ".join(str(cell).split())
