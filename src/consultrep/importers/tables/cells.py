"""What a cell holds: plain text, an object, a list of names."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, Final

from consultrep.importers.tables.table import Cell, Row, clean

OWN_SEPARATOR: Final = re.compile(r"; ")
_STRONG: Final = re.compile(r"[;|\n]")
COMMA: Final = re.compile(r",(?![^(]*\))")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLANK: Final = re.compile(r"[ \t\n]+")
_KEY: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}")
_JOINED_AT_MOST: Final = 6


def plain(cell: Cell) -> str:
    """The cell as one line of text: entities of HTML written out, single spaces; JSON for an object."""
    if not isinstance(cell, str):
        return json.dumps(cell, ensure_ascii=False)
    if "&" in cell:
        cell = str(clean(_ENTITY.sub(lambda found: html.unescape(found[0]), cell)))
    text = cell.strip()
    return _BLANK.sub(" ", text) if "  " in text or "\n" in text or "\t" in text else text


def as_object(cell: Cell) -> dict[str, Any] | None:
    """The object that the cell is, or holds as JSON, without empty parts; None where there is none."""
    value: Any = cell
    if isinstance(cell, str):
        if not cell.lstrip().startswith("{"):
            return None
        try:
            value = json.loads(cell)
        except (ValueError, RecursionError):
            return None
    return _object(value) if isinstance(value, dict) and value else None


def as_objects(cell: Cell) -> list[dict[str, Any]]:
    """The objects that the cell is, or holds as JSON: as an array, or one after the other with `; ` between.

    >>> as_objects('[{"a": 1}]'), as_objects('{"a": 1}; {"b": null}'), as_objects("noted")
    ([{'a': 1}], [{'a': 1}, {}], [])
    """
    values: list[Any] = cell if isinstance(cell, list) else [cell] if isinstance(cell, dict) else []
    text, place, decoder = cell if isinstance(cell, str) else "", 0, json.JSONDecoder()
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return []
        values += value if isinstance(value, list) else [value]
        place += len(OWN_SEPARATOR.pattern)
    return [_object(value) for value in values if isinstance(value, dict)]


def _object(value: dict[str, Any]) -> dict[str, Any]:
    """The object without empty parts and characters that no record may hold, which JSON can spell out."""
    found: dict[str, Any] = without_nulls(clean(value))
    return found


def find_odd_key(value: Any) -> str | None:
    """A key in the data that is no word, which the file of a record cannot hold; None where there is none."""
    if isinstance(value, list):
        return next(filter(None, map(find_odd_key, value)), None)
    if not isinstance(value, dict):
        return None
    odd = (key if not _KEY.fullmatch(key) else find_odd_key(part) for key, part in value.items())
    return next((key for key in odd if key is not None), None)


def without_nulls(value: Any) -> Any:
    """The same data without the keys that hold nothing."""
    if isinstance(value, dict):
        return {key: without_nulls(part) for key, part in value.items() if part is not None}
    return value


def list_separator(rows: Iterable[Row], column: int) -> re.Pattern[str]:
    """What parts the lists of a column: semicolon, bar or line end where one occurs, else a comma."""
    for row in rows:
        cell = row.values[column]
        if isinstance(cell, str) and _STRONG.search(plain_lines(cell)):
            return _STRONG
    return COMMA


def plain_lines(cell: str) -> str:
    """The cell with entities written out and its inner line ends kept."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), cell).strip() if "&" in cell else cell.strip()


def split_list(cell: Cell, separator: re.Pattern[str], is_known: Callable[[str], bool]) -> list[str]:
    """The distinct names in a cell; one that `is_known` stays whole though it holds the separator.

    What is parted as our own tables are is taken as it is written, an array of JSON too.
    """
    if separator is OWN_SEPARATOR:
        return _own_names(cell, is_known)
    if isinstance(cell, list):
        return list(dict.fromkeys(name for part in cell if (name := plain(_text(part)))))
    if isinstance(cell, dict):
        return [plain(cell)]
    return _parted(plain_lines(cell), separator, is_known, plain)


def _own_names(cell: Cell, is_known: Callable[[str], bool]) -> list[str]:
    """The names in a cell of a table of ours."""
    if isinstance(cell, str) and cell.startswith("["):
        with suppress(ValueError, RecursionError):
            cell = clean(json.loads(cell))
    if isinstance(cell, list):
        return list(dict.fromkeys(name for part in cell if (name := str(_text(part)).strip())))
    return _parted(cell, OWN_SEPARATOR, is_known, str.strip) if isinstance(cell, str) else [plain(cell)]


def _parted(
    text: str, separator: re.Pattern[str], is_known: Callable[[str], bool], tidy: Callable[[str], str]
) -> list[str]:
    pieces = [0, *(found.end() for found in separator.finditer(text))]
    ends = [*(found.start() for found in separator.finditer(text)), len(text)]
    names: list[str] = []
    index = 0
    while index < len(pieces):
        last = _longest_known(text, pieces, ends, index, is_known)
        names.append(tidy(text[pieces[index] : ends[last]]))
        index = last + 1
    return list(dict.fromkeys(filter(None, names)))


def _longest_known(
    text: str, starts: Sequence[int], ends: Sequence[int], index: int, is_known: Callable[[str], bool]
) -> int:
    for last in range(min(index + _JOINED_AT_MOST, len(ends)) - 1, index, -1):
        if is_known(plain(text[starts[index] : ends[last]])):
            return last
    return index


def _text(part: Any) -> Cell:
    return part if isinstance(part, str | list | dict) else str(part)
