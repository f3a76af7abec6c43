"""`consultrep accept` and `consultrep reject`: a person's word on what import proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from consultrep.errors import UsageError
from consultrep.importers.drafting import records
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.store.editing import as_tree, changed_record, save_changes, writable
from consultrep.store.loading import LoadedLibrary
from consultrep.store.round_trip import load_tree

Judge = Callable[[Any, set[str] | None], list[str]]


@dataclass(frozen=True)
class ReviewResult:
    """The full ids that were judged, and how many items of the library still wait."""

    done: Sequence[str]
    waiting: int


def accept(
    loaded: LoadedLibrary, ids: Sequence[str], *, everything: bool, reports: Sequence[str], dry_run: bool
) -> ReviewResult:
    """Take drafts as confirmed: those with these ids, or all (of the reports that are named).

    Raises UsageError for an id that does not wait; nothing is saved then.
    """
    return _judged(loaded, _wanted(loaded, ids, everything, reports), records.confirm, dry_run=dry_run)


def reject(
    loaded: LoadedLibrary, ids: Sequence[str], *, everything: bool, reports: Sequence[str], dry_run: bool
) -> ReviewResult:
    """Take drafts out, and remember their passages so that import does not propose them again.

    Raises UsageError for an id that does not wait; nothing is saved then.
    """

    def refuse(tree: Any, wanted: set[str] | None) -> list[str]:
        return records.refuse(tree, wanted, as_tree)

    return _judged(loaded, _wanted(loaded, ids, everything, reports), refuse, dry_run=dry_run)


def _wanted(
    loaded: LoadedLibrary, ids: Sequence[str], everything: bool, reports: Sequence[str]
) -> dict[str, set[str]]:
    """The local ids of the items to judge, by their report."""
    waiting = {
        f"{report.id}/{item.id}": (report.id, item.id)
        for report in loaded.library.reports
        for item in report.statements
        if item.is_draft
    }
    for name in reports:
        if loaded.library.find_report(name) is None:
            known = [report.id for report in loaded.library.reports]
            raise UsageError(
                _("there is no report {name}").format(name=repr(name)), did_you_mean(name, known)
            )
    if not everything and not ids:
        raise UsageError(_("say which items: their ids, or --all"), "consultrep list --drafts")
    for name in ids:
        if name not in waiting:
            raise UsageError(
                _("no item {id} waits to be confirmed").format(id=repr(name)),
                did_you_mean(name, waiting, "consultrep list --drafts"),
            )
    chosen = waiting.values() if everything else [waiting[name] for name in ids]
    wanted: dict[str, set[str]] = {}
    for report, item in chosen:
        if not reports or report in reports:
            wanted.setdefault(report, set()).add(item)
    return wanted


def _judged(
    loaded: LoadedLibrary, wanted: dict[str, set[str]], judge: Judge, *, dry_run: bool
) -> ReviewResult:
    writable(loaded.folder)
    changes, done = [], []
    for report, items in wanted.items():
        file = loaded.places[report]
        before = file.read_bytes()
        tree = load_tree(before.decode("utf-8-sig"))
        done += [f"{report}/{item}" for item in judge(tree, items)]
        changes.append(changed_record(file, before, tree))
    save_changes(loaded.folder, changes, dry_run=dry_run)
    left = sum(report.waiting for report in loaded.library.reports) - len(done)
    return ReviewResult(done, left)
