"""`consultrep import`: documents and tables into draft records."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from consultrep.actions.import_targets import ReportImport, Target, see_that_there_is_room
from consultrep.actions.progress import Progress
from consultrep.compare import Encoder, usual_encoder
from consultrep.errors import InvalidDataError, Problem, Severity, UsageError
from consultrep.importers.drafting import records
from consultrep.importers.drafting.doubts import (
    about_lost_items,
    about_new_report,
    about_title,
    doubt_of_title,
)
from consultrep.importers.drafting.draft import Draft, clean, draft_of
from consultrep.importers.drafting.facts import check_facts
from consultrep.importers.drafting.fates import Fate, Outcome, Reading
from consultrep.importers.drafting.merging import merge
from consultrep.importers.drafting.records import ReadFile, ReportFacts
from consultrep.importers.drafting.tables import TableGroup, TableReading, read_items
from consultrep.importers.reading import TABLE_FORMATS, format_of, read_document
from consultrep.importers.tables.columns import TableOptions
from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model.base import ID_PATTERN
from consultrep.store.collector import collector_paused
from consultrep.store.editing import (
    save_changes,
    theme_change,
    writable,
)
from consultrep.store.folders import shown_path
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import kind_of
from consultrep.store.open_record import open_record
from consultrep.store.saving import overwrite
from consultrep.store.settings import load_settings

Record = MutableMapping[str, Any]


@dataclass(frozen=True)
class Given:
    """A file that was given or downloaded: its name, its bytes, and the charset that a server declared."""

    name: str
    data: bytes
    charset: str = ""


@dataclass(frozen=True)
class ImportOptions:
    """How to import: into which report, what is known of it, the language where a document does not say, and
    how tables are read; `accept` takes all items as confirmed."""

    report: str = ""
    facts: ReportFacts = field(default_factory=ReportFacts)
    title: str = ""
    language: Language | None = None
    tables: TableOptions = field(default_factory=TableOptions)
    accept: bool = False
    dry_run: bool = False
    day: str = ""


@dataclass(frozen=True)
class ImportResult:
    """What import did: per report, the texts written, and what was made of the columns of tables.

    `empty` are the files in which nothing was found; nothing of them is written. `doubts` are questions: is
    it the right document, the right report?
    """

    reports: Sequence[ReportImport]
    texts: Sequence[str]
    recognised: Mapping[str, str]
    unused: Sequence[str]
    new_themes: Mapping[str, str]
    problems: Sequence[Problem]
    dry_run: bool
    empty: Sequence[str] = ()
    doubts: Sequence[str] = ()


def import_reports(
    loaded: LoadedLibrary, given: Sequence[Given], options: ImportOptions, progress: Progress
) -> ImportResult:
    """Read documents and tables and put what they state into records of the library, as drafts.

    Nothing is written where one of them cannot be read, or the library would not stay sound. Raises
    BadDocumentError, UsageError, InvalidDataError, EnvironmentProblemError.
    """
    writable(loaded.folder)
    check_facts(options.facts, loaded.library)
    importer = _Importer(loaded, options, progress)
    with collector_paused():
        for number, one in enumerate(given):
            progress(one.name, number, len(given))
            importer.take(one)
        return importer.finish()


_ERRORS: Final = Severity.ERROR


class _Importer:
    def __init__(self, loaded: LoadedLibrary, options: ImportOptions, progress: Progress) -> None:
        self._loaded, self._options, self._progress = loaded, options, progress
        self._targets: dict[str, Target] = {}
        self._texts: dict[Path, str] = {}
        self._tables: list[TableReading] = []
        self._empty: list[str] = []
        self._doubts: list[str] = []
        self._encoder: Encoder = usual_encoder()

    def take(self, given: Given) -> None:
        """Read one file and merge what it states."""
        given = replace(given, name=clean(given.name))
        kind = format_of(given.data, given.name)
        if kind in TABLE_FORMATS:
            self._take_table(given, kind)
        else:
            self._take_document(given)

    def finish(self) -> ImportResult:
        """Save everything, or nothing."""
        for target in self._targets.values():
            records.note_coverage(target.tree, target.gaps, target.wrap)
        told = [target.told(ident) for ident, target in self._targets.items()]
        changes = [self._targets.pop(ident).change() for ident in list(self._targets)]
        new_themes = {k: v for table in self._tables for k, v in table.new_themes.items()}
        if new_themes and self._loaded.library.themes:
            language = self._tables[0].language
            changes.append(theme_change(self._loaded.folder, new_themes, language))
        texts = {} if self._options.dry_run else self._texts
        for file in texts:
            see_that_there_is_room(file.parent)
        save_changes(self._loaded.folder, changes, dry_run=self._options.dry_run)
        for file, text in texts.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            overwrite(file, text)
        return ImportResult(
            told,
            [shown_path(file) for file in self._texts],
            {k: v for table in self._tables for k, v in table.recognised.items()},
            list(dict.fromkeys(name for table in self._tables for name in table.unused)),
            new_themes,
            [problem for table in self._tables for problem in table.problems],
            self._options.dry_run,
            self._empty,
            self._doubts,
        )

    def _take_document(self, given: Given) -> None:
        if not self._options.report:
            raise UsageError(
                _("import does not know of which report {name} is").format(name=given.name),
                _("name it, a new one or one of the library: --as ID"),
            )
        document = read_document(data=given.data, name=given.name, charset=given.charset)
        draft = draft_of(document, self._loaded.library, self._options.language)
        if not draft.items:
            self._empty.append(given.name)
            return
        target = self._target(self._options.report, self._facts(draft))
        reading = Reading(
            draft.items, draft.language, document.text, len(draft.sections), confirmed=self._options.accept
        )
        self._doubt_title(draft, target)
        target.take(self._options.facts, self._facts(draft).title, named=bool(self._options.title))
        self._merge(target, reading, given.name)
        self._note(target, given, draft.language)
        target.gaps += draft.gaps
        records.note_sections(target.tree, draft, target.wrap)
        self._texts[self._text_file(given, draft.language)] = document.text

    def _text_file(self, given: Given, language: Language) -> Path:
        """Where the text of a version is kept; there is one text of each."""
        name = f"{self._options.report}.{language}.txt"
        file = load_settings(self._loaded.folder.path).sources / name
        if file in self._texts:
            raise UsageError(
                _("{name} is in the same language as a document before it").format(name=given.name),
                _("import one document a language; put the parts of a report into one file first"),
            )
        return file

    def _take_table(self, given: Given, kind: str) -> None:
        options = self._options
        table = read_items(given.data, given.name, kind, self._loaded.library, options.tables, options.report)
        errors = [problem for problem in table.problems if problem.severity is _ERRORS]
        if errors:
            raise InvalidDataError(errors)
        self._tables.append(table)
        if not table.groups:
            self._empty.append(given.name)
        for number, group in enumerate(table.groups):
            self._progress(group.report, number, len(table.groups))
            self._merge_group(given, table, group)

    def _merge_group(self, given: Given, table: TableReading, group: TableGroup) -> None:
        facts, named = self._group_facts(group, table.language), bool(self._options.title)
        target = self._target(group.report, facts)
        target.take(self._options.facts, facts.title if named else {}, named=named)
        reading = Reading(group.items, table.language, table=given.name, confirmed=self._options.accept)
        outcomes = self._merge(target, reading, given.name)
        if any(outcome.fate not in (Fate.UNCHANGED, Fate.KEPT, Fate.REFUSED) for outcome in outcomes):
            self._note(target, given, None)

    def _merge(self, target: Target, reading: Reading, name: str) -> list[Outcome]:
        outcomes = merge(target.tree, reading, self._encoder, target.wrap)
        target.outcomes += outcomes
        lost = about_lost_items(str(target.tree["id"]), name, outcomes)
        self._doubts += [lost] if lost else []
        return outcomes

    def _doubt_title(self, draft: Draft, target: Target) -> None:
        own = doubt_of_title(draft, target.tree) if target.opened else None
        if own:
            self._doubts.append(about_title(own, target.tree, draft.language))

    def _note(self, target: Target, given: Given, language: Language | None) -> None:
        sha256 = hashlib.sha256(given.data).hexdigest()
        records.note_file(target.tree, ReadFile(given.name, language, sha256, self._options.day), target.wrap)
        records.mark_drafts(target.tree)

    def _facts(self, draft: Draft) -> ReportFacts:
        title = clean(self._options.title or draft.document.facts.title or "")
        given = self._options.facts
        return ReportFacts({draft.language: title} if title else {}, given.period, given.kind, given.series)

    def _group_facts(self, group: TableGroup, language: Language) -> ReportFacts:
        given, title = self._options.facts, clean(self._options.title or ", ".join(group.values))
        known = self._loaded.library.find_series(group.facts.get("series", ""))
        series = given.series or (known.id if known else "")
        return ReportFacts({language: title} if title else {}, given.period, given.kind, series)

    def _target(self, ident: str, facts: ReportFacts) -> Target:
        if ident in self._targets:
            return self._targets[ident]
        file = self._loaded.folder.reports / f"{ident}.yaml"
        if not re.fullmatch(ID_PATTERN, ident) or kind_of(file) != "report":
            raise UsageError(
                _("{id} cannot be an id").format(id=repr(ident)),
                _("small letters, digits and hyphens, such as 2014-forum"),
            )
        place = self._loaded.places.get(ident)
        if place is not None:
            opened = open_record(place)
            target = Target(place, opened, opened.tree)
        else:
            target = Target(file, None, records.new_record(ident, facts))
            near = about_new_report(ident, self._loaded.places) if ident == self._options.report else None
            self._doubts += [near] if near else []
        self._targets[ident] = target
        return target
