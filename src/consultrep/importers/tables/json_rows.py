"""Rows of JSON: one object a line, an array of objects, or what `list --format json` writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from consultrep.importers.document import BadDocumentError
from consultrep.importers.tables.table import Cell, ProblemLog, cell_of
from consultrep.messages import gettext as _

_SPACE: Final = re.compile(r"[ \t\n\r]*")

JsonRow = tuple[int, dict[str, Cell]]


def read_json_rows(text: str, log: ProblemLog) -> list[JsonRow]:
    """The objects of `text` with their lines; what is no object is a problem.

    Raises BadDocumentError where no object can be read.
    """
    try:
        rows = _document_rows(text, log)
    except RecursionError as error:
        raise _no_objects() from error
    if not rows:
        raise _no_objects()
    return rows


def _document_rows(text: str, log: ProblemLog) -> list[JsonRow]:
    """One document where the whole text is one, else a document a line."""
    try:
        document = _loads(text)
    except ValueError as error:
        if text.lstrip().startswith("[") or text.strip().split("\n", 1)[0].strip() == "{":
            raise BadDocumentError(
                _("the file is not valid JSON: {detail}").format(detail=error),
                _("check the line that is named, or export the file again"),
            ) from error
        return _line_rows(text, log)
    if isinstance(document, list):
        return list(_objects(document, text, _after_space(text, 0), log))
    if isinstance(document, dict) and isinstance(document.get("items"), list):
        return list(_objects(document["items"], text, _items_at(text), log))
    return _checked(1, document, log)


def _line_rows(text: str, log: ProblemLog) -> list[JsonRow]:
    rows: list[JsonRow] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = _loads(line)
        except (ValueError, RecursionError) as error:
            detail = getattr(error, "msg", None) or _("too deep or too long")
            log.error(number, "table-json", _("the line is not valid JSON: {detail}").format(detail=detail))
            continue
        rows += _checked(number, value, log)
    return rows


def _objects(values: list[Any], text: str, start: int, log: ProblemLog) -> Iterator[JsonRow]:
    """The objects of the array that begins at `start`, each with the line it begins on."""
    decoder, line, counted, place = json.JSONDecoder(), 1, 0, start + 1
    for value in values:
        begin = _after_space(text, place)
        line += text.count("\n", counted, begin)
        counted = begin
        yield from _checked(line, value, log)
        place = _after_space(text, decoder.raw_decode(text, begin)[1]) + 1


def _items_at(text: str) -> int:
    """Where the array of the document's last key `items` begins."""
    decoder, found, place = json.JSONDecoder(), 0, _after_space(text, 0) + 1
    while True:
        key, place = decoder.raw_decode(text, _after_space(text, place))
        begin = _after_space(text, _after_space(text, place) + 1)
        place = _after_space(text, decoder.raw_decode(text, begin)[1])
        found = begin if key == "items" else found
        if text[place] == "}":
            return found
        place += 1


def _checked(line: int, value: Any, log: ProblemLog) -> list[JsonRow]:
    if isinstance(value, dict):
        return [(line, {key: cell_of(part) for key, part in value.items()})]
    log.error(line, "table-json", _("a row must be a JSON object, with a name before each value"))
    return []


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _name: None)


def _no_objects() -> BadDocumentError:
    return BadDocumentError(
        _("the file holds no JSON object"),
        _("write one object a line, or an array of objects"),
    )
