"""The records that an import changes, each with what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consultrep.errors import EnvironmentProblemError
from consultrep.importers.drafting import records
from consultrep.importers.drafting.facts import fill_facts
from consultrep.importers.drafting.fates import Outcome, once_each
from consultrep.importers.drafting.records import ReportFacts
from consultrep.messages import LANGUAGES, Language
from consultrep.messages import gettext as _
from consultrep.store.editing import FileChange, written_record
from consultrep.store.folders import shown_path
from consultrep.store.open_record import OpenRecord

Record = MutableMapping[str, Any]


@dataclass(frozen=True)
class ReportImport:
    """What import did to one report: its file, whether it is new, and the fate of each item.

    Each item has one outcome, whatever languages were read. `waiting` items are to be confirmed; `unpaired`
    are the ids of those found in one language only, of a report that was read in both. `kept` is, by option,
    what the record says otherwise and keeps; `dated` says whether a year finds the report.
    """

    report: str
    file: str
    is_new: bool
    outcomes: Sequence[Outcome]
    waiting: int
    unpaired: Sequence[str] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    dated: bool = True


@dataclass
class Target:
    """A record being changed: its file as it is opened, None for a new one, and its tree."""

    file: Path
    opened: OpenRecord | None
    tree: Record
    outcomes: list[Outcome] = field(default_factory=list)
    gaps: list[dict[str, Any]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)

    def wrap(self, value: Any) -> Any:
        """Plain data as part of the tree."""
        return self.opened.wrap(value) if self.opened else value

    def take(self, facts: ReportFacts, title: Mapping[Language, str], *, named: bool) -> None:
        """Fill what the record lacks; where a person has `named` the report, a title that stays is kept note
        of."""
        self.kept |= fill_facts(self.tree, facts, self.wrap)
        records.note_title(self.tree, title, self.wrap)
        for language, text in title.items() if named else ():
            held = self.tree["title"].get(language)
            if held != text:
                self.kept["--title"] = str(held)

    def told(self, ident: str) -> ReportImport:
        """What was done to it."""
        items = [*(self.tree.get("findings") or []), *(self.tree.get("recommendations") or [])]
        gone = {str(item["id"]) for item in items if "gone" in item}
        waiting = sum("confidence" in item for item in items)
        both = len(self.tree["source"].get("languages") or []) > 1
        alone = [item["id"] for item in items if both and not set(LANGUAGES) <= set(item["text"])]
        outcomes, is_new = once_each(self.outcomes, gone), self.opened is None
        file, dated = shown_path(self.file), bool(self.tree.get("period"))
        return ReportImport(ident, file, is_new, outcomes, waiting, alone, self.kept, dated)

    def change(self) -> FileChange:
        """The change of its file."""
        return self.opened.change() if self.opened else written_record(self.file, self.tree)


def see_that_there_is_room(folder: Path) -> None:
    """Raise EnvironmentProblemError where a file stands in the place of the folder of the texts."""
    if folder.exists() and not folder.is_dir():
        raise EnvironmentProblemError(
            _("{file} is not a folder: the texts that are read cannot be kept").format(
                file=shown_path(folder)
            ),
            _("move it away, or name another folder in consultrep.toml: [check], sources"),
        )
