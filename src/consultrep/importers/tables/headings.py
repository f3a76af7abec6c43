"""Which row holds the headings, and the table below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

from consultrep.importers.document import BadDocumentError
from consultrep.importers.tables.columns import is_known_heading
from consultrep.importers.tables.table import LINE_ENDS, Cell, ProblemLog, RawRow, Row, Table, clean, is_clean
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.messages import ngettext

MAX_COLUMNS: Final = 1_000
MAX_HEADING: Final = 1_000
_LOOKED_AT: Final = 40
_FULL: Final = 0.6
_NUMBER: Final = re.compile(r"[\d.,/:-]*\d[\d.,/:%-]*")


def build_table(
    rows: Sequence[RawRow],
    log: ProblemLog,
    name: str,
    *,
    sheet: str = "",
    wanted: Iterable[str] = (),
    aligned: bool = False,
) -> Table | None:
    """The table in `rows`: its heading row found, its columns named, its rows of one length.

    A heading row has all the `wanted` names where one does. In `aligned` rows (a sheet's) every cell stands
    in its column; else a row that is too long is left out with a problem. None where nothing is filled.
    Raises BadDocumentError as `check_columns` does.
    """
    filled = [(line, cells) for line, cells in rows if _is_filled(cells)]
    if not filled:
        return None
    check_columns(max(_extent(cells) for _line, cells in filled[:_LOOKED_AT]), ())
    place = _find_heading(filled[:_LOOKED_AT], wanted)
    line, heading = filled[place]
    if place:
        _tell_skipped(filled[:place], log)
    body = filled[place + 1 :]
    width = _width(heading, body, aligned=aligned)
    names = _names(_fitted(heading, width), body, line, log)
    check_columns(width, names)
    kept = [index for index, title in enumerate(names) if title]
    whole = len(kept) == width
    made = []
    for number, cells in _even_rows(body, width, log):
        values = cells if is_clean(cells) else _cleaned(number, cells, log)
        made.append(Row(number, values if whole else [values[index] for index in kept]))
    columns = tuple(names[index] for index in kept)
    return Table(columns, made, name, line, sheet)


def check_columns(count: int, names: Sequence[str]) -> None:
    """Raise BadDocumentError for more columns, or longer headings, than any table for people has."""
    if count > MAX_COLUMNS:
        message = _("the table has {count} columns; more than {limit} are not read")
        raise BadDocumentError(
            message.format(count=count, limit=MAX_COLUMNS),
            _("check what parts its cells, or keep only the columns that matter"),
        )
    if any(len(name) > MAX_HEADING for name in names):
        message = _("a heading of the table is longer than {limit} characters")
        raise BadDocumentError(
            message.format(limit=MAX_HEADING),
            _("check that the file is a table, and give its columns short names"),
        )


def _is_filled(cells: Sequence[Cell]) -> bool:
    return any(not isinstance(cell, str) or (cell and not cell.isspace()) for cell in cells)


def _count_filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if _is_filled([cell]))


def _find_heading(rows: Sequence[RawRow], wanted: Iterable[str]) -> int:
    """The first row with every wanted name, else with two known headings, else as full as most rows are."""
    folded = {fold(name) for name in wanted}
    known = [{fold(str(cell)) for cell in cells} for _line, cells in rows]
    for index, names in enumerate(known):
        if folded and folded <= names:
            return index
    for index, (_line, cells) in enumerate(rows):
        if sum(is_known_heading(str(cell)) for cell in cells) >= 2:
            return index
    counts = [_count_filled(cells) for _line, cells in rows]
    usual = median(counts)
    full = [index for index, count in enumerate(counts) if count >= _FULL * usual]
    return next((index for index in full if not _has_number(rows[index][1])), full[0])


def _has_number(cells: Sequence[Cell]) -> bool:
    """Whether a cell is a number or a date, as under headings and in lines such as `Date: 2019`."""
    return any(isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()) for cell in cells)


def _tell_skipped(rows: Sequence[RawRow], log: ProblemLog) -> None:
    message = ngettext(
        "{number} row above the headings is left out",
        "{number} rows above the headings are left out",
        len(rows),
    )
    log.warn(rows[0][0], "table-heading", message.format(number=len(rows)))


def _width(heading: Sequence[Cell], body: Sequence[RawRow], *, aligned: bool) -> int:
    """The number of columns: the headings', or more where the rows agree on more."""
    own = _extent(heading)
    beyond = [extent for _line, cells in body if len(cells) > own and (extent := _extent(cells)) > own]
    if not beyond:
        return own
    if aligned:
        return max(beyond)
    return int(median(beyond)) if len(beyond) > len(body) / 2 else own


def _extent(cells: Sequence[Cell]) -> int:
    """The number of cells up to the last filled one."""
    return next((n for n in range(len(cells), 0, -1) if _is_filled(cells[n - 1 : n])), 0)


def _names(heading: Sequence[Cell], body: Sequence[RawRow], line: int, log: ProblemLog) -> list[str]:
    """A name for each column, distinct; none for one without heading and cells."""
    names: list[str] = []
    taken: Counter[str] = Counter()
    for index, cell in enumerate(heading):
        title = " ".join(str(clean(cell)).split())
        if not title and any(_is_filled(cells[index : index + 1]) for _line, cells in body):
            title = f"column {index + 1}"
            message = _("a heading is empty: the column is called {name}")
            log.warn(line, "table-heading", message.format(name=title))
        name = title
        while name and name in taken:
            taken[title] += 1
            name = f"{title} ({taken[title]})"
        if name != title:
            message = _("two headings are {name}: the second is called {new}")
            log.warn(line, "table-heading", message.format(name=repr(title), new=repr(name)))
        taken[name] += 1
        names.append(name)
    return names


def _even_rows(body: Sequence[RawRow], width: int, log: ProblemLog) -> Iterable[RawRow]:
    for line, cells in body:
        if len(cells) == width:
            yield line, cells
        elif _extent(cells) > width:
            log.error(
                line,
                "table-row",
                _("the row has {count} cells under {width} headings: it is left out").format(
                    count=_extent(cells), width=width
                ),
                _("put a cell that holds the separator in quotation marks"),
            )
        else:
            if len(cells) < width:
                log.warn(
                    line,
                    "table-row",
                    _(
                        "the row has {count} cells under {width} headings: the others are taken as empty"
                    ).format(count=len(cells), width=width),
                )
            yield line, _fitted(cells, width)


def _fitted(cells: Sequence[Cell], width: int) -> list[Cell]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _cleaned(line: int, cells: Sequence[Cell], log: ProblemLog) -> list[Cell]:
    cleaned = [clean(cell) for cell in cells]
    if any(a != b and not LINE_ENDS & {*str(a)} for a, b in zip(cells, cleaned, strict=True)):
        log.warn(line, "table-text", _("characters that no text may hold are left out"))
    return cleaned
