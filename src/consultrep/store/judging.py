"""Judgements put into a library's file and taken out of it; comments and all other judgements stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from consultrep.errors import InvalidDataError
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.model import Judgement
from consultrep.store.editing import (
    FileChange,
    as_tree,
    changed_record,
    record_files,
    save_changes,
    turn_to_write,
    written_record,
)
from consultrep.store.emitting import ChangeRefusedError, plain_data
from consultrep.store.folders import LibraryFolder
from consultrep.store.formatting import FormattingRefusedError
from consultrep.store.loading import read_record
from consultrep.store.round_trip import iter_comments, load_tree
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
    """The file with these judgements put into it, and those that they replace."""
    before, tree = _read(file)
    entries = _entries(tree)
    replaced = [_put(entries, judgement) for judgement in put]
    return _checked(file, before, tree, put), replaced


def take_out_judgement(folder: LibraryFolder, judgement: Judgement) -> None:
    """Take out the judgement of this reviewer on this pair, if there is one."""
    with turn_to_write(folder, dry_run=False):
        file = judgement_file(folder)
        if not file.exists():
            return
        before, tree = _read(file)
        entries = _entries(tree)
        place = _find(entries, judgement)
        if place is not None:
            del entries[place]
            save_changes(folder, [_checked(file, before, tree, ())], dry_run=False)


def judgement_file(folder: LibraryFolder) -> Path:
    """The file of the judgements, which may not be there yet."""
    usual = folder.reports / f"{_LIST}.yaml"
    return next((file for file in record_files(folder) if file.stem == _LIST), usual)


def _read(file: Path) -> tuple[bytes, CommentedMap]:
    content, document, problems = read_record(file)
    if content is None or document is None or problems:
        raise InvalidDataError(problems)
    return content, load_tree(content.decode("utf-8-sig"))


def _entries(tree: CommentedMap) -> CommentedSeq:
    entries: CommentedSeq | None = tree.get(_LIST)
    if not entries:
        tree[_LIST] = entries = CommentedSeq()
    return entries


def _entry(judgement: Judgement) -> dict[str, Any]:
    entry: dict[str, Any] = judgement.model_dump(mode="json", exclude_none=True)
    return entry


def _find(entries: Sequence[Mapping[str, Any]], judgement: Judgement) -> int | None:
    """Where the reviewer's judgement of the pair stands, whichever item is named first."""
    for place, entry in enumerate(entries):
        is_of_pair = {entry["a"], entry["b"]} == judgement.pair
        if is_of_pair and fold(entry["reviewer"]) == fold(judgement.reviewer):
            return place
    return None


def _put(entries: CommentedSeq, judgement: Judgement) -> Judgement | None:
    """Add the judgement, or write it over the one that it replaces, which is returned."""
    place = _find(entries, judgement)
    if place is None:
        entries.append(as_tree(_entry(judgement)))
        return None
    held: CommentedMap = entries[place]
    replaced = Judgement.model_validate(plain_data(held))
    _overwrite(held, _entry(judgement))
    return replaced


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


def _checked(file: Path, before: bytes, tree: CommentedMap, put: Sequence[Judgement]) -> FileChange:
    """The change, once it is seen that it says what was meant and that no comment is lost."""
    change = changed_record(file, before, tree)
    held: Any = change.document.data
    for judgement in put:
        place = _find(held[_LIST], judgement)
        if place is None or held[_LIST][place] != plain_data(_entry(judgement)):
            raise ChangeRefusedError(_("what would be saved is not what was meant; nothing was written"))
    kept = set(iter_comments(load_tree(change.after)))
    if not kept.issuperset(iter_comments(load_tree(before.decode("utf-8-sig")))):
        raise FormattingRefusedError(_("a comment would be lost; the file is left as it is"))
    return change
