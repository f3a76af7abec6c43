"""Bytes of a file as a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from consultrep.errors import UsageError
from consultrep.importers.document import BadDocumentError, naming
from consultrep.importers.tables.columns import is_exported, text_columns
from consultrep.importers.tables.delimited import read_delimited, text_of
from consultrep.importers.tables.headings import build_table, check_columns
from consultrep.importers.tables.json_rows import JsonRow, read_json_rows
from consultrep.importers.tables.spreadsheet import read_sheets
from consultrep.importers.tables.table import Cell, ProblemLog, Row, Table, clean
from consultrep.language import from_cell
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean

_DELIMITED: Final = ("csv", "tsv")
_SHEETS: Final = ("xlsx", "xlsm", "xls", "ods")
_JSON: Final = ("jsonl", "json")
TABLE_FORMATS: Final = (*_DELIMITED, *_SHEETS, *_JSON)


def read_table(
    data: bytes, name: str, format: str, *, sheet: str = "", wanted: Collection[str] = ()
) -> Table:
    """The table in a file called `name`, in one of TABLE_FORMATS; what is wrong with rows is in `problems`.

    `wanted` are headings that the heading row has, where they are known; of a workbook the first sheet with
    a table is read, or the one called `sheet`. Raises BadDocumentError where there is no table to read,
    UsageError for an unknown format or sheet.
    """
    log = ProblemLog(name)
    with naming(name):
        table = _table(data, name, format, sheet, wanted, log)
    if is_exported(table.columns) and format not in _JSON:
        table = replace(table, rows=[_unmarked(row) for row in table.rows])
    return replace(table, problems=(*table.problems, *log.problems()))


def _table(
    data: bytes, name: str, format: str, sheet: str, wanted: Collection[str], log: ProblemLog
) -> Table:
    """The table, by the reader of its format."""
    if format in _DELIMITED:
        table = build_table(read_delimited(text_of(data), format, log), log, name, wanted=wanted)
    elif format in _SHEETS:
        table = _sheet_table(data, name, sheet, wanted, log)
    elif format in _JSON:
        table = _json_table(read_json_rows(text_of(data), log), name, log)
    else:
        raise UsageError(
            _("{name} is not a format of tables").format(name=repr(format)),
            did_you_mean(format, TABLE_FORMATS, ", ".join(TABLE_FORMATS)),
        )
    if table is None:
        raise BadDocumentError(
            _("the file holds no table"), _("a table has a row of headings and rows below it")
        )
    return table


def _unmarked(row: Row) -> Row:
    """The row of a table that export wrote, without the marks that keep its texts from being formulas."""
    return Row(row.line, [from_cell(cell) if isinstance(cell, str) else cell for cell in row.values])


def _sheet_table(
    data: bytes, name: str, sheet: str, wanted: Collection[str], log: ProblemLog
) -> Table | None:
    """The first sheet with a column of texts, else with two columns and a row, else with anything.

    Of a workbook that export wrote, every sheet of items.
    """
    best: tuple[int, Table, ProblemLog, tuple[str, ...]] | None = None
    exported: list[Table] = []
    for raw in read_sheets(data, sheet):
        own = ProblemLog(name)
        table = build_table(raw.rows, own, name, sheet=raw.name, wanted=wanted, aligned=True)
        if table is None:
            continue
        if is_exported(table.columns):
            exported.append(replace(table, problems=own.problems()))
            continue
        rank = _rank(table, wanted)
        if best is None or rank > best[0]:
            best = rank, table, own, raw.others
        if rank == 2:
            break
    if exported or best is None:
        return _joined(exported) if exported else None
    _rank_found, table, own, others = best
    if others:
        own.warn(
            table.line,
            "table-sheet",
            _("the sheet {name} is read, not: {others}").format(
                name=repr(table.sheet), others=", ".join(others)
            ),
            _("--sheet NAME reads another one"),
        )
    return replace(table, problems=own.problems())


def _joined(tables: Sequence[Table]) -> Table:
    """The rows of several sheets under the columns of the first."""
    first = tables[0]
    rows = [*first.rows]
    for table in tables[1:]:
        at = [table.columns.index(name) if name in table.columns else None for name in first.columns]
        rows += [Row(row.line, ["" if n is None else row.values[n] for n in at]) for row in table.rows]
    return replace(first, rows=rows, problems=tuple(p for table in tables for p in table.problems))


def _rank(table: Table, wanted: Collection[str]) -> int:
    if table.rows and (_has_texts(table) or (wanted and set(wanted) <= set(table.columns))):
        return 2
    return 1 if table.rows and len(table.columns) > 1 else 0


def _has_texts(table: Table) -> bool:
    """Whether a column of texts holds words: `recommendations` may also say how many there are."""
    places = [table.columns.index(name) for name in text_columns(table.columns)]
    return any(any(map(str.isalpha, str(row.values[place]))) for row in table.rows for place in places)


def _json_table(rows: Sequence[JsonRow], name: str, log: ProblemLog) -> Table:
    """Every key is a column, in the order they first come; a key that a row lacks is an empty cell."""
    columns = list(dict.fromkeys(key for _line, record in rows for key in record))
    check_columns(len(columns), columns)
    titles = {key: " ".join(str(clean(key)).split()) or f"column {n}" for n, key in enumerate(columns, 1)}
    distinct: dict[str, str] = {}
    for key in columns:
        distinct.setdefault(titles[key], key)
        if distinct[titles[key]] != key:
            log.warn(
                1, "table-heading", _("two names differ only in spaces: {name}").format(name=titles[key])
            )
    made = []
    for line, record in rows:
        values: list[Cell] = [clean(record.get(key, "")) for key in distinct.values()]
        made.append(Row(line, values))
    return Table(tuple(distinct), made, name)
