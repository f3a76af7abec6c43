"""`consultrep accept` and `consultrep reject`: a person's word on what import proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.errors import UsageError
from consultrep.importers.drafting import records
from consultrep.messages import gettext as _
from consultrep.model import Item
from consultrep.model.hints import did_you_mean, did_you_mean_item
from consultrep.query.statements import list_waiting
from consultrep.store.editing import save_changes, writable
from consultrep.store.folders import shown_path
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.open_record import OpenRecord, open_record

Judge = Callable[[OpenRecord, set[str]], list[str]]


@dataclass(frozen=True)
class ReviewResult:
    """The full ids that were judged, and how many items of which report still wait."""

    done: Sequence[str]
    waiting: Mapping[str, int]
    dry_run: bool = False


@dataclass(frozen=True)
class Judged:
    """A way of judging: its command, which items it is for, and what to do about one that is confirmed."""

    command: str
    may_be: Callable[[Item], bool]
    hint: Callable[[LoadedLibrary, str], str]


def accept(
    loaded: LoadedLibrary, ids: Sequence[str], *, everything: bool, reports: Sequence[str], dry_run: bool
) -> ReviewResult:
    """Take drafts as confirmed: those with these ids, or all (of the reports that are named).

    Raises UsageError for an id that does not wait; nothing is saved then.
    """
    wanted = _wanted(loaded, ids, everything, reports, _ACCEPTED)
    return _judged(loaded, wanted, lambda record, items: records.confirm(record.tree, items), dry_run=dry_run)


def reject(
    loaded: LoadedLibrary, ids: Sequence[str], *, everything: bool, reports: Sequence[str], dry_run: bool
) -> ReviewResult:
    """Take drafts out, and items with these ids that are gone from their document.

    Their passages are remembered, so that import does not propose them again.

    Raises UsageError for an id that does not wait; nothing is saved then.
    """
    wanted = _wanted(loaded, ids, everything, reports, _REJECTED)
    return _judged(
        loaded, wanted, lambda record, items: records.refuse(record.tree, items, record.wrap), dry_run=dry_run
    )


def _in_the_file(loaded: LoadedLibrary, name: str) -> str:
    file = loaded.places[name.partition("/")[0]]
    return _(
        "only what waits or is gone from its document is rejected; take it out of {file} by hand"
    ).format(file=shown_path(file))


_ACCEPTED: Final = Judged("accept", lambda item: item.statement.is_draft, lambda _loaded, _name: "")
_REJECTED: Final = Judged("reject", lambda item: item.statement.is_draft or item.statement.gone, _in_the_file)


def _wanted(
    loaded: LoadedLibrary, ids: Sequence[str], everything: bool, reports: Sequence[str], judged: Judged
) -> dict[str, set[str]]:
    """The local ids of the items to judge, by their report; all are those that wait."""
    library = loaded.library
    for name in reports:
        if library.find_report(name) is None:
            known = [report.id for report in library.reports]
            raise UsageError(
                _("there is no report {name}").format(name=repr(name)), did_you_mean(name, known)
            )
    if not everything and not ids:
        raise UsageError(_("say which items: their ids, or --all"), list_waiting())
    items = {item.id: item for item in library.items}
    for name in ids:
        if name not in items or not judged.may_be(items[name]):
            raise _why_not(loaded, name, judged)
    chosen = [item for item in items.values() if item.statement.is_draft]
    wanted: dict[str, set[str]] = {}
    for item in chosen if everything else [items[name] for name in ids]:
        if not reports or item.report.id in reports:
            wanted.setdefault(item.report.id, set()).add(item.statement.id)
    return wanted


def _why_not(loaded: LoadedLibrary, name: str, judged: Judged) -> UsageError:
    """Why no item of that name can be judged, and what to write instead."""
    library = loaded.library
    if library.find_item(name):
        return UsageError(_("{id} is already confirmed").format(id=name), judged.hint(loaded, name))
    if library.find_report(name):
        message = _("{id} is a report, not an item").format(id=name)
        return UsageError(message, f"consultrep {judged.command} --all --report {name}")
    report = library.find_report(name.partition("/")[0])
    if report and any(f"{report.id}/{entry.id}" == name for entry in report.rejected):
        return UsageError(
            _("{id} was rejected earlier").format(id=name),
            _("to have it proposed again, take it out of “rejected” in {file} and import again").format(
                file=shown_path(loaded.places[report.id])
            ),
        )
    message = _("no item {id} waits to be confirmed").format(id=repr(name))
    full = [item.id for item in library.items if item.statement.id == name and judged.may_be(item)]
    if full:
        return UsageError(message, _("write its full id: {names}").format(names=", ".join(full)))
    known = (item.id for item in library.items if judged.may_be(item))
    return UsageError(message, did_you_mean_item(name, known, list_waiting()))


def _judged(
    loaded: LoadedLibrary, wanted: dict[str, set[str]], judge: Judge, *, dry_run: bool
) -> ReviewResult:
    writable(loaded.folder)
    changes, done = [], []
    for report, items in wanted.items():
        record = open_record(loaded.places[report])
        done += [f"{report}/{item}" for item in judge(record, items)]
        changes.append(record.change())
    save_changes(loaded.folder, changes, dry_run=dry_run)
    judged = set(done)
    left = {
        report.id: sum(f"{report.id}/{item.id}" not in judged for item in report.statements if item.is_draft)
        for report in loaded.library.reports
    }
    return ReviewResult(done, {report: number for report, number in left.items() if number}, dry_run)
