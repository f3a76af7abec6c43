"""Changes to the files of a library: canonical form, repaired ids, new entries; all checked before saving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from consultrep.errors import (
    EnvironmentProblemError,
    InvalidDataError,
    Location,
    Problem,
    UsageError,
)
from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model.base import Stored
from consultrep.store.emitting import (
    ChangeRefusedError,
    canonical_text,
    emit,
    fits_a_line,
    plain_data,
    plain_scalar,
)
from consultrep.store.entries import Entries
from consultrep.store.folders import LibraryFolder, iter_record_files, modeline, shown_path
from consultrep.store.formatting import FormattingRefusedError, needs_quotes
from consultrep.store.ids import repair_item_ids
from consultrep.store.loading import kind_of, load_library, model_of, read_record
from consultrep.store.round_trip import dump_tree, load_tree
from consultrep.store.saving import Replacement, save_text, save_together
from consultrep.store.turns import turn_at
from consultrep.store.validation import validate
from consultrep.store.yaml_text import Document, parse_yaml


@dataclass(frozen=True)
class Change:
    """A file, its text as read and as it would be; `renamed` maps new ids to the old ones."""

    file: str
    before: str
    after: str
    renamed: Mapping[str, str]


@dataclass(frozen=True)
class FormatResult:
    """The files that change, the problems of those that cannot, why others were not saved, and how many were
    looked at."""

    changes: Sequence[Change]
    problems: Sequence[Problem]
    unsaved: Sequence[Problem]
    files: int
    saved: bool


def writable(folder: LibraryFolder) -> LibraryFolder:
    """The folder, if it may be written; raises EnvironmentProblemError for the shipped library."""
    if folder.shipped:
        raise EnvironmentProblemError(
            _("the shipped library is not to be written; make one of your own:"),
            "consultrep init DIR --with-shipped",
        )
    return folder


def format_files(files: Sequence[Path], *, save: bool, fix_ids: bool) -> FormatResult:
    """Put files into canonical form; those with errors are left as they are and their problems told.

    Every change is worked out before the first file is saved; a file that cannot be saved does not keep the
    others from it.
    """
    changes: dict[Path, tuple[Change, bytes]] = {}
    problems: list[Problem] = []
    for file in files:
        content, document, found = read_record(file)
        problems += found
        if content is None or document is None or found:
            continue
        unfit = validate(document, model_of(file))[1] if fix_ids else []
        problems += unfit
        try:
            change = _canonical(file, content, fix_ids=fix_ids and not unfit)
        except FormattingRefusedError as error:
            problems.append(Problem(Location(shown_path(file)), "format", error.message, hint=error.hint))
            continue
        if change.after != change.before:
            changes[file] = (change, content)
    refused = _save_each(changes) if save else {}
    done = [change for file, (change, _content) in changes.items() if file not in refused]
    return FormatResult(done, problems, list(refused.values()), len(files), save)


def _save_each(changes: Mapping[Path, tuple[Change, bytes]]) -> dict[Path, Problem]:
    """Save what can be saved; why a file was not, by the file."""
    refused = {}
    with turn_at({file.parent for file in changes}):
        for file, (change, content) in changes.items():
            try:
                save_text(file, change.after, read=content)
            except EnvironmentProblemError as error:
                place = Location(shown_path(file))
                refused[file] = Problem(place, "format", error.message, hint=error.hint)
    return refused


def record_files(folder: LibraryFolder) -> list[Path]:
    """The record files of a library."""
    return list(iter_record_files(folder.reports))


def with_entry(file: Path, key: str, entry: Mapping[str, Any]) -> Change:
    """The change that appends an entry to the list `key` of a record file, which is made where it is missing.

    Raises InvalidDataError where the file would not be valid.
    """
    kind = kind_of(file)
    before = file.read_bytes().decode("utf-8") if file.exists() else ""
    data = plain_data(entry)
    entries = Entries(before or f"{modeline(kind)}\n{key}: []\n", kind, key)
    entries.append(data)
    after = canonical_text(entries.text, kind)
    _validated(after, file)
    document, _problems = parse_yaml(after, "")
    held: Any = document.data if document else {}
    if held[key][-1] != data:
        raise ChangeRefusedError(_("what would be saved is not what was meant; nothing was written"))
    return Change(shown_path(file), before, after, {})


def with_report(file: Path, report: Mapping[str, Any]) -> Change:
    """The change that makes a new record; raises UsageError where the file exists."""
    if file.exists():
        raise UsageError(_("{file} exists already").format(file=file))
    after = emit(plain_data(report), "report")
    _validated(after, file)
    return Change(shown_path(file), "", after, {})


def apply_change(folder: LibraryFolder, file: Path, change: Change, *, dry_run: bool) -> None:
    """Save a change, if the library stays sound with it; raises InvalidDataError where it would not."""
    before = change.before.encode() if file.exists() else None
    with turn_to_write(folder, dry_run=dry_run):
        errors = load_library(folder, instead={file: change.after}).errors
        if errors:
            raise InvalidDataError(errors)
        if not dry_run:
            save_text(file, change.after, read=before)


@dataclass(frozen=True)
class FileChange:
    """A record file to be saved: its content as read, None for a new one, and its text and data to be."""

    file: Path
    before: bytes | None
    after: str
    document: Document


def changed_text(file: Path, before: bytes, text: str) -> FileChange:
    """The change that puts a text, in its canonical form, in the place of a record file's.

    Raises InvalidDataError where the file would not be valid.
    """
    after = canonical_text(text, kind_of(file))
    document, problems = parse_yaml(after, shown_path(file))
    if document is None or problems:
        raise InvalidDataError(problems)
    return FileChange(file, before, after, document)


def changed_entries(file: Path, before: bytes, entries: Entries, meant: Mapping[str, Any]) -> FileChange:
    """The change of a list of a record file, once it is seen that the file says what was `meant`.

    Raises ChangeRefusedError where it does not.
    """
    change = changed_text(file, before, entries.text)
    if change.document.data != meant:
        raise ChangeRefusedError(_("what would be saved is not what was meant; nothing was written"))
    return change


def written_record(file: Path, data: Mapping[str, Any]) -> FileChange:
    """The change that writes a new record file of plain data."""
    plain = plain_data(data)
    return FileChange(file, None, emit(plain, kind_of(file)), Document(shown_path(file), plain))


def theme_change(folder: LibraryFolder, themes: Mapping[str, str], language: Language) -> FileChange:
    """The change that adds themes, by id, with a label in `language`, to a library's list."""
    file = folder.reports / "themes.yaml"
    before = file.read_bytes()
    entries = Entries(before.decode("utf-8-sig"), "themes", "themes")
    for ident, label in themes.items():
        entries.append(plain_data({"id": ident, "label": {language: label}}))
    return changed_text(file, before, entries.text)


def save_changes(folder: LibraryFolder, changes: Sequence[FileChange], *, dry_run: bool) -> None:
    """Save changed files, if the library stays sound with all of them; raises InvalidDataError where not.

    Themes and other words come before the reports that use them, so that a run that is stopped between two
    files leaves a sound library.
    """
    in_order = sorted(changes, key=lambda change: kind_of(change.file) == "report")
    with turn_to_write(folder, dry_run=dry_run):
        errors = load_library(folder, instead={change.file: change.document for change in changes}).errors
        if errors:
            raise InvalidDataError(errors)
        if not dry_run:
            save_together([Replacement(one.file, one.after.encode(), one.before) for one in in_order])


def turn_to_write(folder: LibraryFolder, *, dry_run: bool) -> AbstractContextManager[None]:
    """The turn at writing to a library, for reading, changing and saving as one; a dry run needs none."""
    return nullcontext() if dry_run else turn_at([folder.reports])


def as_tree(value: Any) -> Any:
    """Plain data as a tree that dumps as people write it: short lists of words on one line."""
    if isinstance(value, Mapping):
        tree = CommentedMap((key, as_tree(part)) for key, part in value.items())
        if fits_a_line(value):
            tree.fa.set_flow_style()
        return tree
    if isinstance(value, Sequence) and not isinstance(value, str):
        sequence = CommentedSeq(as_tree(part) for part in value)
        if value and fits_a_line(value):
            sequence.fa.set_flow_style()
        return sequence
    text = plain_scalar(value)
    is_doubtful = needs_quotes(text, plain=False, flow=True)
    return DoubleQuotedScalarString(text) if is_doubtful else text


def _canonical(file: Path, content: bytes, *, fix_ids: bool) -> Change:
    before = content.decode("utf-8")
    text = before.removeprefix("\ufeff")
    renamed: dict[str, str] = {}
    if fix_ids and kind_of(file) == "report":
        tree = load_tree(text)
        renamed = repair_item_ids(tree)
        text = dump_tree(tree) if renamed else text
    after = canonical_text(text, kind_of(file))
    return Change(shown_path(file), before, after, renamed)


def _validated(text: str, file: Path) -> Stored:
    document, problems = parse_yaml(text, shown_path(file))
    if document is not None and not problems:
        value, problems = validate(document, model_of(file))
        if value is not None:
            return value
    raise InvalidDataError(problems)
