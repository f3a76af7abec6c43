"""Responses and implementation put into a record; every other key, comment and blank line stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

from consultrep.errors import InvalidDataError
from consultrep.model import Implementation, Response
from consultrep.model.dates import recency
from consultrep.store.editing import FileChange, as_tree, changed_entries, save_changes, turn_to_write
from consultrep.store.emitting import plain_data
from consultrep.store.entries import Entries
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import read_record
from consultrep.store.saving import changed_meanwhile

_LIST: Final = "recommendations"

Put: TypeAlias = Callable[[Any, Callable[[Any], Any]], None]
"""What changes an item; it wraps new data as what the item is made of, plain data or a tree."""


def save_response(
    folder: LibraryFolder, file: Path, local: str, response: Response, *, is_newest: bool, dry_run: bool
) -> None:
    """Save an answer to the item `local`: the newest one makes the one before it one of the others.

    Nothing is saved where the library would not be sound with it (InvalidDataError), or where somebody has
    recorded the same or a newer answer meanwhile (EnvironmentProblemError).
    """
    entry = _entry(response)

    def fits(item: Any) -> bool:
        held = item.get("response")
        dates = held and held.get("date"), response.date
        comes_first = not all(dates) or recency(dates[1]) >= recency(dates[0])
        return comes_first is is_newest and entry not in (held, *(item.get("other_responses") or ()))

    def put(item: Any, wrap: Callable[[Any], Any]) -> None:
        other = wrap(entry)
        if is_newest:
            item["response"], other = other, item.get("response")
        if other is not None:
            _put_first(item, "other_responses", other, wrap)

    with turn_to_write(folder, dry_run=dry_run):
        save_changes(folder, [_change(file, local, fits, put)], dry_run=dry_run)


def save_implementation(
    folder: LibraryFolder, file: Path, local: str, implementation: Implementation, *, dry_run: bool
) -> None:
    """Save how far the item `local` is carried out, before all that its history holds.

    Nothing is saved where the library would not be sound with it (InvalidDataError), or where somebody has
    recorded the same meanwhile (EnvironmentProblemError).
    """
    entry = _entry(implementation)

    def fits(item: Any) -> bool:
        return entry not in (item.get("implementation") or ())

    def put(item: Any, wrap: Callable[[Any], Any]) -> None:
        _put_first(item, "implementation", wrap(entry), wrap)

    with turn_to_write(folder, dry_run=dry_run):
        save_changes(folder, [_change(file, local, fits, put)], dry_run=dry_run)


def _entry(value: Response | Implementation) -> dict[str, Any]:
    """The data of an entry; a source with one name is that name."""
    entry: dict[str, Any] = plain_data(value.model_dump(mode="json", exclude_none=True))
    if value.source.fr == value.source.en:
        entry["source"] = value.source.fr
    return entry


def _put_first(item: Any, key: str, entry: Any, wrap: Callable[[Any], Any]) -> None:
    """Put an entry before all others of a list, so that a comment after the list stays after it."""
    if item.get(key):
        item[key].insert(0, entry)
    else:
        item[key] = wrap([])
        item[key].append(entry)


def _change(file: Path, local: str, fits: Callable[[Any], bool], put: Put) -> FileChange:
    """The change, once it is seen that it fits the item, says what was meant, and loses no comment."""
    before, document, problems = read_record(file)
    if before is None or document is None or problems:
        raise InvalidDataError(problems)
    data: Any = document.data
    items = data.get(_LIST) or []
    place = next((place for place, item in enumerate(items) if item["id"] == local), None)
    if place is None or not fits(items[place]):
        raise changed_meanwhile(file)
    entries = Entries(before.decode("utf-8-sig"), "report", _LIST)
    entries.change(place, lambda item: put(item, as_tree))
    put(items[place], plain_data)
    return changed_entries(file, before, entries, data)
