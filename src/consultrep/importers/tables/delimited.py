"""Rows of CSV and TSV, whatever parts their cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, Final

from consultrep.importers.document import BadDocumentError
from consultrep.importers.readers.encoding import decode
from consultrep.importers.tables.columns import is_known_heading
from consultrep.importers.tables.table import ProblemLog, RawRow
from consultrep.messages import gettext as _

_DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 200
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?[ ,;\t]*(?:\n|\Z)')
_END: Final = "\x00end\x00"
_NOTHING: Final = "\x1f"
_OPENING: Final = 20
_OPEN_QUOTES: Final = 20
_LINE_MARKS: Final = (b"\xe2\x80\xa8", b"\xe2\x80\xa9")


def text_of(data: bytes) -> str:
    """The text of a table's bytes, where only real line ends part lines; BadDocumentError as `decode` does.

    U+2028 may stand unquoted inside a cell, so it stays where the bytes are UTF-8.
    """
    text = decode(data)
    if any(mark in data for mark in _LINE_MARKS):
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            return text
    return text


def read_delimited(text: str, format: str, log: ProblemLog) -> list[RawRow]:
    """The records of a CSV or TSV text, each with the line it begins on; empty ones are left out.

    A quotation mark that is never closed is a problem, and its line is read without quotation marks.
    """
    lines = list(io.StringIO(text, newline="\n"))
    named = _SEPARATOR_LINE.match(text)
    first = 1 if named else 0
    with _long_fields(len(text)):
        try:
            delimiter = named[1] if named else _find_delimiter(lines[:_SAMPLE], format)
            return _records(lines, first, _dialect(lines, delimiter), log)
        except (csv.Error, TypeError, ValueError) as error:
            raise BadDocumentError(
                _("the table cannot be read ({detail})").format(detail=error),
                _("export it again as CSV, its cells parted by commas or semicolons"),
            ) from error


def _records(lines: Sequence[str], first: int, dialect: dict[str, Any], log: ProblemLog) -> list[RawRow]:
    rows: list[RawRow] = []
    end = _END.split(dialect["delimiter"])
    for _attempt in range(_OPEN_QUOTES):
        reader = csv.reader(chain(islice(lines, first, None), [_END]), **dialect)
        done = 0
        for cells in reader:
            if cells == end:
                return rows
            if cells:
                rows.append((first + done + 1, list(cells)))
            done = reader.line_num
        first = rows.pop()[0]
        log.error(first, "table-row", _("a quotation mark opened in this line is never closed"))
        bare = csv.reader([lines[first - 1]], delimiter=dialect["delimiter"], quoting=csv.QUOTE_NONE)
        rows += [(first, list(cells)) for cells in bare if cells]
    raise csv.Error(_("too many quotation marks are never closed"))


def _dialect(lines: Sequence[str], delimiter: str) -> dict[str, Any]:
    """How cells are parted, and whether a space may stand before a quoted one."""
    sample = "".join(lines[:_SAMPLE])
    spaced = f'{delimiter} "' in sample and f'{delimiter}"' not in sample
    return {"delimiter": delimiter, "skipinitialspace": spaced}


def _find_delimiter(lines: Sequence[str], format: str) -> str:
    """The delimiter between two headings that we know, else what parts most rows into as many cells.

    In TSV it is a tab; in a table of one column, under a heading that we know, a sign that occurs nowhere.
    """
    if format == "tsv" and any("\t" in line for line in lines):
        return "\t"
    opening = [line.strip() for line in lines if line.strip()][:_OPENING]
    for line in opening:
        for delimiter in _DELIMITERS:
            if delimiter in line and _count_known(line, delimiter) >= 2:
                return delimiter
    if opening and is_known_heading(opening[0].strip('"')):
        return _NOTHING
    scores = {delimiter: _evenness(lines, delimiter) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _count_known(line: str, delimiter: str) -> int:
    return sum(is_known_heading(cell) for cells in csv.reader([line], delimiter=delimiter) for cell in cells)


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """The share of rows that have the most frequent number of cells above one, and that number."""
    widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells)
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0, 0
    width = max(several, key=lambda w: (several[w], w))
    return several[width] / widths.total(), width


@contextmanager
def _long_fields(length: int) -> Iterator[None]:
    """Let a cell be as long as the whole text; the limit is the csv module's own and is put back."""
    before = csv.field_size_limit()
    csv.field_size_limit(max(length + 1, before))
    try:
        yield
    finally:
        csv.field_size_limit(before)
