"""What import did, as a sheet."""

from __future__ import annotations

from collections import Counter
from typing import Final

from consultrep.actions.import_reports import ImportResult
from consultrep.actions.import_targets import ReportImport
from consultrep.export import Column, Heading, Paragraph, Sheet, Table
from consultrep.export.sheet import Block, Record
from consultrep.importers.drafting.fates import Fate, Outcome
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.query.statements import labelled

_FATES: Final = {
    Fate.ADDED: mark("new"),
    Fate.PAIRED: mark("second language filled"),
    Fate.REOPENED: mark("was confirmed, to be read again"),
    Fate.UPDATED: mark("brought up to date"),
    Fate.MOVED: mark("moved"),
    Fate.UNCHANGED: mark("unchanged"),
    Fate.KEPT: mark("written by a person, kept; the file says otherwise"),
    Fate.GONE: mark("no longer in the document, marked"),
    Fate.REFUSED: mark("rejected before, left out"),
}
_QUIET: Final = (Fate.UNCHANGED, Fate.REFUSED)
_MANY: Final = 400


def import_sheet(result: ImportResult) -> Sheet:
    """For each report how many items have which fate, then every item that changes."""
    records = [_record(report, outcome) for report in result.reports for outcome in report.outcomes]
    document: Record = {
        "reports": [_report_record(report) for report in result.reports],
        "recognised": dict(result.recognised),
        "unused_columns": list(result.unused),
        "new_themes": dict(result.new_themes),
        "nothing_found": list(result.empty),
        "doubts": list(result.doubts),
        "items": records,
    }
    blocks: list[Block] = [_counts(result)] if result.reports else []
    total = sum(len(report.outcomes) for report in result.reports)
    for report in result.reports if total <= _MANY else ():
        blocks += _changes(report)
    blocks += [Paragraph(text) for text in (*_unpaired(result), *_about_columns(result))]
    return Sheet(
        document, records, blocks, fields=["report", "id", "fate", "kind", "text", "before", "differs"]
    )


def _counts(result: ImportResult) -> Table:
    fates = [fate for fate in Fate if any(o.fate is fate for r in result.reports for o in r.outcomes)]
    columns = [Column(_("Report")), *(Column(_(_FATES[fate]), number=True) for fate in fates)]
    columns += [Column(_("To be confirmed"), number=True), Column(_("File"))]
    rows = []
    for report in result.reports:
        counts = Counter(outcome.fate for outcome in report.outcomes)
        rows.append([report.report, *(str(counts[fate]) for fate in fates), str(report.waiting), report.file])
    return Table(columns, rows, titled=True)


def _changes(report: ReportImport) -> list[Block]:
    changed = [outcome for outcome in report.outcomes if outcome.fate not in _QUIET]
    if not changed:
        return []
    columns = [Column(_("Id")), Column(_("What happened")), Column(_("Text"), lead=True)]
    rows = [[f"{report.report}/{outcome.id}", _happened(outcome), _text(outcome)] for outcome in changed]
    return [Heading(report.report), Table(columns, rows, titled=True)]


def _happened(outcome: Outcome) -> str:
    if outcome.differs:
        return _("written by a person, kept; the file has another {names}").format(
            names=", ".join(outcome.differs)
        )
    if outcome.fate is not Fate.REOPENED:
        return _(_FATES[outcome.fate])
    if outcome.before:
        return _("was confirmed; its text changed: read it again")
    return _("was confirmed; the document presents it otherwise: read it again")


def _text(outcome: Outcome) -> str:
    if not outcome.before:
        return outcome.text
    return _("{text} (before: {before})").format(text=outcome.text, before=outcome.before)


def _unpaired(result: ImportResult) -> list[str]:
    name = _("Found as an item in one language only, in {report}")
    return [
        labelled(name.format(report=report.report), ", ".join(report.unpaired))
        for report in result.reports
        if report.unpaired
    ]


def _about_columns(result: ImportResult) -> list[str]:
    pairs = ", ".join(f"{ours}={theirs}" for ours, theirs in result.recognised.items())
    said = [
        (_("Columns recognised"), pairs),
        (_("Columns not used"), ", ".join(result.unused)),
        (_("Themes added to the library's list"), ", ".join(result.new_themes.values())),
    ]
    return [labelled(name, value) for name, value in said if value]


def _report_record(report: ReportImport) -> Record:
    counts = Counter(outcome.fate for outcome in report.outcomes)
    return {
        "report": report.report,
        "file": report.file,
        "new": report.is_new,
        "waiting": report.waiting,
        "unpaired": list(report.unpaired),
        "facts_kept": dict(report.kept),
        "dated": report.dated,
        **{fate.value: counts[fate] for fate in Fate},
    }


def _record(report: ReportImport, outcome: Outcome) -> Record:
    return {
        "report": report.report,
        "id": f"{report.report}/{outcome.id}" if outcome.id else None,
        "fate": outcome.fate.value,
        "kind": outcome.kind.removesuffix("s"),
        "text": outcome.text,
        "before": outcome.before or None,
        "differs": list(outcome.differs),
    }
