"""Texts to match: those that a selector means in a library, or those of a file of one's own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from consultrep.errors import EnvironmentProblemError, InvalidDataError, Location, Problem
from consultrep.messages import gettext as _
from consultrep.model import Bilingual, Item, Library, items_of
from consultrep.query import ItemFilter, filter_items, select

ENDINGS: Final = (".csv", ".tsv", ".jsonl")


@dataclass(frozen=True)
class Texts:
    """What is matched: an id for each text, and the item where it is one of the library."""

    ids: Sequence[str]
    texts: Sequence[Bilingual]
    items: Sequence[Item] | None = None


def is_text_file(name: str) -> bool:
    """Whether an argument names a file of texts rather than reports."""
    return Path(name).suffix.lower() in ENDINGS


def texts_of(library: Library, name: str, wanted: ItemFilter) -> Texts:
    """The texts of a file, or of the items that a selector means and `wanted` keeps.

    Raises UsageError for a selector that means nothing, EnvironmentProblemError for a file that cannot be
    opened, InvalidDataError with each line that holds no text.
    """
    if is_text_file(name):
        return read_texts(Path(name))
    items = [item for report in select(library, name).reports for item in items_of(report)]
    kept = filter_items(library, items, wanted)
    return Texts([item.id for item in kept], [item.statement.text for item in kept], kept)


def read_texts(file: Path) -> Texts:
    """The texts of a CSV, TSV or JSON Lines file with `id`, `text_en`, `text_fr`."""
    found: list[tuple[str, Bilingual]] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for line, row in _rows(file):
        ident = str(row.get("id") or "").strip()
        problem = _("the line has no id") if not ident else ""
        problem = problem or (_("the id {id} stands twice").format(id=ident) if ident in seen else "")
        text = _text(row)
        problem = problem or ("" if text else _("the line has neither text_en nor text_fr"))
        seen.add(ident)
        if problem or text is None:
            problems.append(Problem(Location(str(file), line), "texts", problem))
        else:
            found.append((ident, text))
    if not found and not problems:
        hint = _("its columns are id, text_en, text_fr")
        problems.append(Problem(Location(str(file)), "texts", _("the file holds no text"), hint=hint))
    if problems:
        raise InvalidDataError(problems)
    return Texts([ident for ident, _text in found], [text for _ident, text in found])


def _text(row: Mapping[str, Any]) -> Bilingual | None:
    sides = {side: " ".join(str(row.get(f"text_{side}") or "").split()) for side in ("fr", "en")}
    try:
        return Bilingual(fr=sides["fr"] or None, en=sides["en"] or None)
    except ValidationError:
        return None


def _rows(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each row with its line; the header is line 1."""
    text = read_text(file)
    if file.suffix.lower() == ".jsonl":
        yield from _json_rows(file, text)
        return
    delimiter = "\t" if file.suffix.lower() == ".tsv" else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        message = _("the file is not a sound table ({detail})").format(detail=error)
        raise InvalidDataError([Problem(Location(str(file), reader.line_num), "texts", message)]) from error


def _json_rows(file: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            message = _("the line is not a JSON object")
            raise InvalidDataError([Problem(Location(str(file), number), "texts", message)])
        yield number, row


def read_text(file: Path) -> str:
    """The content of a file in UTF-8; EnvironmentProblemError where it cannot be opened."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = _("cannot read {file}: {reason}").format(file=file, reason=error.strerror)
        raise EnvironmentProblemError(message, _("check the name and the folder")) from error
    except UnicodeDecodeError as error:
        problem = Problem(Location(str(file)), "encoding", _("the file is not UTF-8 text"))
        raise InvalidDataError([problem]) from error
