"""Rows of a table as items of records: plain data, in the form that a report's file holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from consultrep.errors import Problem
from consultrep.importers.tables.cells import find_odd_key
from consultrep.importers.tables.columns import ABOUT_REPORT, Columns, TableOptions, find_columns, is_exported
from consultrep.importers.tables.rows import Draft, RowReader
from consultrep.importers.tables.table import ProblemLog, Table
from consultrep.language import fold
from consultrep.messages import LANGUAGES, current_language
from consultrep.messages import gettext as _
from consultrep.model import Library

EntryKind = Literal["recommendations", "findings"]

_SHOWN: Final = 40
_UNITED: Final = frozenset({"text", "themes", "asked_by"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One item to be: its report's id where the table gives one, its group, and its data.

    `group` are the values of the columns that the table is split by; `line` is the row it was read from,
    `also` the lines of rows that ask the same.
    """

    report: str
    group: tuple[str, ...]
    kind: EntryKind
    line: int
    item: dict[str, Any]
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableEntries:
    """The entries of a table in the order of its rows, and all that was made of its columns.

    `recognised` leads from our columns to theirs where nobody had said so, `unused` are columns that hold
    nothing we keep; `new_themes` are names that the library lacks, by the id made of each; `facts` are what
    a table of our own says of each report, by its id.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    recognised: Mapping[str, str]
    unused: tuple[str, ...]
    new_themes: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]]


def entries_of(table: Table, library: Library, options: TableOptions) -> TableEntries:
    """The items in a table's rows; rows of a group that ask the same become one, asked by all who ask.

    What a row does not say is left out of its item: id, standing, strength, themes, anchor. Raises
    UsageError where an option names a column that does not exist.
    """
    log = ProblemLog(table.name)
    columns = find_columns(table.columns, options)
    _tell_doubtful(columns, table, log)
    entries: tuple[Entry, ...] = ()
    reader = RowReader(table, columns, library, options, log)
    if any(side in columns.used for side in ("text_fr", "text_en")):
        entries = _merged(reader, log)
    else:
        log.error(
            table.line,
            "table-heading",
            _("no column is known to hold the text of the recommendations"),
            _("name it: --map text_en=NAME or --map text_fr=NAME, one of: {names}").format(
                names=", ".join(table.columns)
            ),
        )
    facts = _facts(reader) if set(ABOUT_REPORT) & set(columns.used) else {}
    _tell_aliases(reader, table, log)
    recognised, unused = dict(columns.recognised), list(columns.unused)
    if "response" in columns.used and not reader.uses_answers and not is_exported(table.columns):
        recognised.pop("response", None)
        unused = [name for name in table.columns if name in {*unused, columns.used["response"]}]
    return TableEntries(entries, log.problems(), recognised, tuple(unused), reader.names.new_themes, facts)


def _merged(reader: RowReader, log: ProblemLog) -> tuple[Entry, ...]:
    """The entries, each with the lines of all rows that became it."""
    drafts: list[Draft] = []
    also: dict[int, list[int]] = {}
    groups: dict[tuple[object, ...], dict[str, int]] = {}
    for draft in reader.drafts():
        odd = find_odd_key(draft.item)
        if odd is not None:
            message = _("{key} is no key that a record can have").format(key=repr(odd[:_SHOWN]))
            log.error(draft.line, "table-value", message, _("correct the object in this row"))
            continue
        if "id" not in draft.item:
            known = groups.setdefault((draft.report, draft.group, draft.kind), {})
            place = known.setdefault(_sameness(draft.item), len(drafts))
            if place < len(drafts):
                _unite(drafts[place].item, draft.item)
                also.setdefault(place, []).append(draft.line)
                continue
        drafts.append(draft)
    return tuple(
        Entry(d.report, d.group, d.kind, d.line, d.item, tuple(also.get(place, ())))
        for place, d in enumerate(drafts)
    )


def _sameness(item: Mapping[str, Any]) -> str:
    """What two rows of a group must share to be one item: texts, and all but who asks and the themes."""
    text = item["text"]
    rest = [f"{key}={value}" for key, value in item.items() if key not in _UNITED]
    return "\x1f".join([*(_folded(text[side]) if side in text else "" for side in LANGUAGES), *rest])


def _folded(text: str) -> str:
    """`fold`, by a shorter way where there are no accents."""
    return " ".join(text.casefold().split()) if text.isascii() else fold(text)


def _unite(kept: dict[str, Any], other: Mapping[str, Any]) -> None:
    """Add what the other row says of themes and askers."""
    for key in ("themes", "asked_by"):
        if key in other:
            kept[key] = list(dict.fromkeys([*kept.get(key, []), *other[key]]))


def _facts(reader: RowReader) -> dict[str, dict[str, str]]:
    facts: dict[str, dict[str, str]] = {}
    for report, cells in reader.facts():
        known = facts.setdefault(report, {})
        for name, value in cells.items():
            known.setdefault(name, value)
    return facts


def _tell_aliases(reader: RowReader, table: Table, log: ProblemLog) -> None:
    """Say which names of the table were taken for a theme of another label."""
    for name, theme in reader.names.by_alias.items():
        log.warn(
            table.line,
            "table-theme",
            _("the theme {name} was taken as “{label}”, which {name} is another name of").format(
                name=name, label=theme.label.best(current_language())
            ),
            _(
                "to keep it apart, take the name out of the aliases of {id} in themes.yaml and import again"
            ).format(id=theme.id),
        )


def _tell_doubtful(columns: Columns, table: Table, log: ProblemLog) -> None:
    for target, names in columns.doubtful.items():
        log.warn(
            table.line,
            "table-heading",
            _("more than one column could be {name}: {columns}").format(
                name=target, columns=", ".join(names)
            ),
            _("name the one that is: --map {name}=COLUMN").format(name=target),
        )
