"""Tables of recommendations as items, grouped into the reports that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from consultrep.errors import Problem, UsageError
from consultrep.importers.drafting.draft import DraftItem
from consultrep.importers.lexicon import lexicon
from consultrep.importers.scoring import strength_of
from consultrep.importers.tables.columns import TableOptions
from consultrep.importers.tables.entries import Entry, TableEntries, entries_of
from consultrep.importers.tables.reading import read_table
from consultrep.language import slug
from consultrep.messages import LANGUAGES, Language
from consultrep.messages import gettext as _
from consultrep.model import Library, Standing, Strength

CONFIDENCE: Final = 0.95
"""How sure it is that a row of a table is what its column says."""


@dataclass(frozen=True)
class TableGroup:
    """The items of one report in a table, the values they were grouped by, and what is said of the report."""

    report: str
    items: Sequence[DraftItem]
    values: Sequence[str]
    facts: Mapping[str, str]


@dataclass(frozen=True)
class TableReading:
    """A table as read: its groups, its language, and what was made of its columns (see `TableEntries`)."""

    groups: Sequence[TableGroup]
    language: Language
    problems: Sequence[Problem]
    recognised: Mapping[str, str]
    unused: Sequence[str]
    new_themes: Mapping[str, str]


def read_items(
    data: bytes, name: str, format: str, library: Library, options: TableOptions, report: str
) -> TableReading:
    """The items of a table; `report` is the id of their report, or what the ids of the groups begin with.

    Raises UsageError where neither `report`, the options nor the table say of which report an item is.
    """
    table = read_table(data, name, format, wanted=list(options.maps.values()))
    entries = entries_of(table, library, options)
    languages = [side for side in LANGUAGES if any(side in e.item["text"] for e in entries.entries)]
    groups: dict[str, list[Entry]] = {}
    for entry in entries.entries:
        groups.setdefault(_report_of(entry, report, name), []).append(entry)
    return TableReading(
        list(_groups(groups, entries, name)),
        options.language if options.language in languages or not languages else languages[0],
        [*table.problems, *entries.problems],
        entries.recognised,
        entries.unused,
        entries.new_themes,
    )


def _groups(groups: Mapping[str, Sequence[Entry]], table: TableEntries, name: str) -> Iterator[TableGroup]:
    for ident, entries in groups.items():
        items = [_draft_item(entry, name) for entry in entries]
        facts = table.facts.get(entries[0].report, {})
        yield TableGroup(ident, items, entries[0].group, facts)


def _report_of(entry: Entry, report: str, name: str) -> str:
    if entry.group:
        return slug("-".join([*([report] if report else []), *entry.group])) or report
    ident = report or entry.report
    if not ident:
        raise UsageError(
            _("{name} does not say of which report its rows are").format(name=name),
            _("name the report with --as ID, or the columns that make one with --split-by"),
        )
    return ident


def _draft_item(entry: Entry, name: str) -> DraftItem:
    data = dict(entry.item)
    if not data.get("anchor"):
        data["anchor"] = {
            "position": {
                "fr": f"ligne {entry.line} de {name}",
                "en": f"row {entry.line} of {name}",
            }
        }
    if entry.kind == "recommendations":
        data.setdefault("standing", Standing.FORMAL.value)
        data.setdefault("strength", _strength(data["text"]))
    guessed = {key for key in data if not entry.item.get(key)}
    return DraftItem(entry.kind, {**data, "confidence": CONFIDENCE}, guessed=guessed)


def _strength(text: Mapping[str, Any]) -> str:
    sides = (strength_of(text[side], None, lexicon(side)) for side in LANGUAGES if side in text)
    return (Strength.CONSIDER if Strength.CONSIDER in sides else Strength.SHOULD).value
