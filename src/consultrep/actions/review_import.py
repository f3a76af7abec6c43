"""`consultrep review --import`: the verdicts of a sheet, checked row by row, none of them twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from consultrep.actions.review_pairs import make_judgement, reason_from, typed_text
from consultrep.actions.verdict_words import find_verdict
from consultrep.errors import Location, Problem, UsageError, sort_problems
from consultrep.importers.tables.reading import TABLE_FORMATS, read_table
from consultrep.importers.tables.table import Table
from consultrep.language import fold, from_cell
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.model import Bilingual, Item, Judgement, Library, Verdict, fingerprint_of
from consultrep.model.hints import did_you_mean_item
from consultrep.model.judgement import turned
from consultrep.model.labels import label
from consultrep.store.editing import writable
from consultrep.store.judging import save_judgements
from consultrep.store.loaded import LoadedLibrary

_NEEDED: Final = ("a", "b", "verdict", "fingerprint_a", "fingerprint_b")
Key = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class SheetImport:
    """The judgements written, how many rows said nothing new or nothing, and what is wrong with others."""

    written: Sequence[Judgement]
    unchanged: int
    empty: int
    problems: Sequence[Problem]
    dry_run: bool


@dataclass(frozen=True)
class _Row:
    """A row with a verdict: its line, the items, what was said, by whom and why."""

    line: int
    a: Item
    b: Item
    verdict: Verdict
    reviewer: str
    reason: str

    @property
    def key(self) -> Key:
        """What a reviewer judges once."""
        return fold(self.reviewer), frozenset((self.a.id, self.b.id))

    @property
    def verdict_in_order(self) -> Verdict:
        """The verdict with the item whose id comes first as a."""
        return self.verdict if self.a.id < self.b.id else turned(self.verdict)


@dataclass
class _Reading:
    """What has been read of a sheet so far."""

    library: Library
    name: str
    rows: list[_Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    empty: int = 0

    def refuse(self, line: int, rule: str, message: str, hint: str = "") -> None:
        """List a row that is not written."""
        self.problems.append(Problem(Location(self.name, line), rule, message, hint=hint))


def read_review_sheet(
    loaded: LoadedLibrary,
    name: str,
    data: bytes,
    *,
    reviewer: str,
    day: str,
    replace: bool = False,
    dry_run: bool = False,
) -> SheetImport:
    """Take the verdicts of a sheet into the library; `reviewer` is who judged a row that names nobody.

    A row is listed and not written where its verdict is no word of ours, an item is not in the library, a
    text has changed, or its reviewer has said otherwise (unless `replace`). Raises UsageError where the file
    has not the columns of such a sheet.
    """
    writable(loaded.folder)
    table = _table(name, data)
    reading = _Reading(loaded.library, name, problems=list(table.problems))
    for line, cells in _cells(table):
        _read_row(reading, line, cells, reviewer)
    held = {(fold(each.reviewer), each.pair): each for each in loaded.library.judgements}
    agreed = _without_contradictions(reading)
    new: list[Judgement] = []
    seen: list[Judgement | None] = []
    for row in agreed:
        before = held.get(row.key)
        made = _new(reading, row, before, day, replace=replace)
        if made is not None:
            new.append(made)
            seen.append(before)
    if new:
        save_judgements(loaded.folder, new, seen=seen, dry_run=dry_run)
    refused = {problem.location.line for problem in reading.problems if problem.rule == "conflict"}
    unchanged = sum(row.line not in refused for row in reading.rows) - len(new)
    return SheetImport(new, unchanged, reading.empty, sort_problems(reading.problems), dry_run)


def _table(name: str, data: bytes) -> Table:
    format = PurePath(name).suffix.casefold().removeprefix(".")
    if format not in TABLE_FORMATS:
        raise UsageError(
            _("{name} is not a sheet by its ending").format(name=repr(name)),
            _("it reads: {names}").format(names=", ".join(TABLE_FORMATS)),
        )
    table = read_table(data, name, format, wanted=_NEEDED)
    columns = {fold(column) for column in table.columns}
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        raise UsageError(
            _("{name} has no column {columns}").format(name=name, columns=", ".join(missing)),
            _("fill in a file that “consultrep review --export FILE” has written"),
        )
    return table


def _cells(table: Table) -> list[tuple[int, dict[str, str]]]:
    names = [fold(column) for column in table.columns]
    return [
        (
            row.line,
            {name: typed_text(from_cell(str(cell))) for name, cell in zip(names, row.values, strict=True)},
        )
        for row in table.rows
    ]


def _read_row(reading: _Reading, line: int, cells: Mapping[str, str], reviewer: str) -> None:
    """Add the row to those read, or list what is wrong with it; without a verdict it says nothing."""
    if not cells["verdict"]:
        reading.empty += 1
        return
    verdict = find_verdict(cells["verdict"])
    if verdict is None:
        words = ", ".join(label(each) for each in Verdict)
        message = _("{word} is not a verdict").format(word=repr(cells["verdict"]))
        reading.refuse(line, "verdict", message, _("one of: {names}").format(names=words))
        return
    a, b = (_item(reading, line, cells, side) for side in "ab")
    if a is None or b is None:
        return
    if a.id == b.id:
        reading.refuse(line, "item", _("a judgement is of two items; a and b are both {id}").format(id=a.id))
        return
    said = cells.get("reviewer") or reviewer
    reading.rows.append(_Row(line, a, b, verdict, said, cells.get("reason", "")))


def _item(reading: _Reading, line: int, cells: Mapping[str, str], side: str) -> Item | None:
    """The item of one side, if its text is still the one that stood in the sheet."""
    ident, fingerprint = cells[side].casefold(), cells[f"fingerprint_{side}"].casefold()
    item = reading.library.find_item(ident)
    if item is None:
        known = (each.id for each in reading.library.items)
        message = _("there is no item {id}").format(id=repr(cells[side]))
        reading.refuse(line, "item", message, did_you_mean_item(ident, known, "consultrep list"))
    elif fingerprint != fingerprint_of(item.statement.text):
        message = _("the text of {id} is not the one that was judged").format(id=ident)
        reading.refuse(line, "changed-text", message, _("export the pair again and read it anew"))
        return None
    return item


def _without_contradictions(reading: _Reading) -> list[_Row]:
    """One row for each reviewer and pair; where rows of the sheet contradict each other, none."""
    groups: dict[Key, list[_Row]] = {}
    for row in reading.rows:
        groups.setdefault(row.key, []).append(row)
    for rows in groups.values():
        if len({row.verdict_in_order for row in rows}) > 1:
            lines = ", ".join(str(row.line) for row in rows)
            message = _("rows {lines} hold different verdicts of {reviewer} on {a} and {b}")
            for row in rows:
                said = message.format(lines=lines, reviewer=row.reviewer, a=row.a.id, b=row.b.id)
                reading.refuse(row.line, "conflict", said, _("keep one of them"))
    agreed = (rows for rows in groups.values() if len({row.verdict_in_order for row in rows}) == 1)
    return [next((row for row in rows if row.reason), rows[0]) for rows in agreed]


def _new(
    reading: _Reading, row: _Row, held: Judgement | None, day: str, *, replace: bool
) -> Judgement | None:
    """The judgement to write; None where it says nothing new, or contradicts what is held."""
    reason = reason_from(row.reason, current_language())
    if held is not None and not reading.library.is_stale(held):
        if held.seen_from(row.a.id) is row.verdict:
            reason = _joined(held.reason, row.reason)
            if reason == held.reason:
                return None
        elif not replace:
            message = _("{reviewer} has said “{before}” of {a} and {b}; the sheet says “{now}”").format(
                reviewer=row.reviewer,
                before=label(held.seen_from(row.a.id)),
                a=row.a.id,
                b=row.b.id,
                now=label(row.verdict),
            )
            reading.refuse(row.line, "conflict", message, _("--replace takes what the sheet says"))
            return None
    return make_judgement(row.a, row.b, row.verdict, row.reviewer, day, reason)


def _joined(held: Bilingual | None, typed: str) -> Bilingual | None:
    """The reason that is held, with what the sheet says anew in the language in force."""
    said = reason_from(typed, current_language())
    if held is None or said is None:
        return said or held
    if typed in {typed_text(side) for side in (held.fr, held.en) if side}:
        return held
    return Bilingual(fr=said.fr or held.fr, en=said.en or held.en)
