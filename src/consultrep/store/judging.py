"""Judgements put into a library's file and taken out of it; comments and all other judgements stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap

from consultrep.errors import InvalidDataError
from consultrep.language import fold
from consultrep.model import Judgement
from consultrep.store.editing import (
    FileChange,
    as_tree,
    changed_entries,
    record_files,
    save_changes,
    turn_to_write,
    written_record,
)
from consultrep.store.emitting import plain_data
from consultrep.store.entries import Entries
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import read_record
from consultrep.store.round_trip import iter_comments
from consultrep.store.saving import changed_meanwhile

_LIST: Final = "judgements"
_INDENT: Final = 4
"""Where the keys of an entry begin."""

Replaced = list[Judgement | None]
"""What stood in the place of each judgement that was put into a file."""


def save_judgements(
    folder: LibraryFolder,
    put: Sequence[Judgement],
    *,
    seen: Replaced | None = None,
    dry_run: bool = False,
) -> Replaced:
    """Save judgements, each in the place of its reviewer's earlier one of the pair, which is returned.

    The file is read at this moment, so that what others have judged meanwhile stays; of two who judge at once
    one waits. Where the earlier ones are others than were `seen`, EnvironmentProblemError is raised. Raises
    InvalidDataError where the library would not be sound with them. Nothing is saved then.
    """
    with turn_to_write(folder, dry_run=dry_run):
        file = judgement_file(folder)
        change, replaced = _with(file, put) if file.exists() else _new_file(file, put)
        if seen is not None and replaced != seen:
            raise changed_meanwhile(file)
        if put:
            save_changes(folder, [change], dry_run=dry_run)
        return replaced


def _new_file(file: Path, put: Sequence[Judgement]) -> tuple[FileChange, Replaced]:
    entries = [_entry(judgement) for judgement in put]
    return written_record(file, {_LIST: entries}), [None] * len(put)


def _with(file: Path, put: Sequence[Judgement]) -> tuple[FileChange, Replaced]:
    """The file with these judgements put into it, and those that they replace.

    Raises ChangeRefusedError where the file would not say what was meant.
    """
    before, data = _read(file)
    entries, held = Entries(before.decode("utf-8-sig"), _LIST, _LIST), list(data.get(_LIST) or ())
    places = {_key(entry): place for place, entry in enumerate(held)}
    replaced: Replaced = []
    for judgement in put:
        entry = _entry(judgement)
        place = places.setdefault(_key(entry), len(held))
        if place == len(held):
            entries.append(entry)
            held.append(entry)
            replaced.append(None)
        else:
            replaced.append(Judgement.model_validate(held[place]))
            entries.change(place, partial(_overwrite, entry=entry))
            held[place] = entry
    return changed_entries(file, before, entries, {**data, _LIST: held}), replaced


def take_out_judgement(folder: LibraryFolder, judgement: Judgement) -> None:
    """Take out the judgement of this reviewer on this pair, if there is one."""
    with turn_to_write(folder, dry_run=False):
        file = judgement_file(folder)
        if not file.exists():
            return
        before, data = _read(file)
        held = list(data.get(_LIST) or ())
        place = next((n for n, entry in enumerate(held) if _key(entry) == _key(_entry(judgement))), None)
        if place is not None:
            entries = Entries(before.decode("utf-8-sig"), _LIST, _LIST)
            entries.remove(place)
            del held[place]
            save_changes(
                folder, [changed_entries(file, before, entries, {**data, _LIST: held})], dry_run=False
            )


def judgement_file(folder: LibraryFolder) -> Path:
    """The file of the judgements, which may not be there yet."""
    usual = folder.reports / f"{_LIST}.yaml"
    return next((file for file in record_files(folder) if file.stem == _LIST), usual)


def _read(file: Path) -> tuple[bytes, Any]:
    content, document, problems = read_record(file)
    if content is None or document is None or problems:
        raise InvalidDataError(problems)
    return content, document.data


def _entry(judgement: Judgement) -> dict[str, Any]:
    entry: dict[str, Any] = plain_data(judgement.model_dump(mode="json", exclude_none=True))
    return entry


def _key(entry: Mapping[str, Any]) -> tuple[frozenset[str], str]:
    """What a reviewer judges once: the pair, whichever item is named first."""
    return frozenset((entry["a"], entry["b"])), fold(entry["reviewer"])


def _overwrite(held: CommentedMap, entry: Mapping[str, Any]) -> None:
    """Give an entry other values; what stays the same keeps its form, and every comment stays."""
    comments = list(dict.fromkeys(iter_comments(held)))
    for key in [key for key in held if key not in entry]:
        del held[key]
        held.ca.items.pop(key, None)
    for place, (key, value) in enumerate(entry.items()):
        if key not in held:
            held.insert(place, key, as_tree(value))
        elif isinstance(value, Mapping) and isinstance(held[key], CommentedMap):
            _overwrite(held[key], value)
        elif plain_data(held[key]) != plain_data(value):
            held[key] = as_tree(value)
    kept = set(iter_comments(held))
    orphans = [comment for comment in comments if comment not in kept]
    if orphans and not held.fa.flow_style():
        text = "\n".join(comment.lstrip("# ") for comment in orphans)
        held.yaml_set_comment_before_after_key(list(held)[-1], before=text, indent=_INDENT)
