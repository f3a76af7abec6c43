"""The sheets of the reports and of what they cover."""

from __future__ import annotations

from consultrep.export.records import report_record
from consultrep.export.sheet import Block, Column, Facts, Heading, Paragraph, Record, Sheet, Table
from consultrep.messages import current_language, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Level, Library, Report
from consultrep.model.labels import label
from consultrep.query import CoverageAnswer, ReportList
from consultrep.query.citations import years_text
from consultrep.query.statements import gap_place, holdings, next_step, waiting_items, what_can_be_said


def reports_sheet(result: ReportList) -> Sheet:
    """A row a report: what it is, whose, how much of it is held."""
    records = [report_record(result.library, report) for report in result.reports]
    columns = [
        Column(_("Id")),
        Column(_("Years")),
        Column(_("Title"), lead=True),
        Column(_("Series")),
        Column(_("Asked by")),
        Column(_("Coverage")),
        Column(_("Recommendations"), number=True),
        Column(_("Findings"), number=True),
    ]
    rows = [_report_row(result.library, report) for report in result.reports]
    return Sheet({"reports": records}, records, [Table(columns, rows)])


def coverage_sheet(result: CoverageAnswer) -> Sheet:
    """For each report: how much is held, why, what is missing and where, and what to do about it."""
    records = [_coverage_record(result.library, report) for report in result.reports]
    blocks: list[Block] = []
    for primary in (True, False):
        reports = [r for r in result.reports if result.library.is_primary(r) is primary]
        if reports and not primary:
            blocks.append(Heading(_("Other bodies (companions)"), 1))
        for report in reports:
            blocks += _coverage_blocks(result, report)
    return Sheet({"reports": records}, records, blocks)


def _report_row(library: Library, report: Report) -> list[str]:
    language = current_language()
    return [
        report.id,
        years_text(report),
        report.title.best(language),
        library.series_label(report.series, language),
        ", ".join(library.actor_labels(report.asked_by, language)) or _("not stated"),
        label(report.coverage.level),
        str(len(report.recommendations)),
        str(len(report.findings)),
    ]


def _coverage_record(library: Library, report: Report) -> Record:
    gaps = [gap.model_dump(mode="json", exclude_none=True) for gap in report.coverage.gaps]
    return {**report_record(library, report), "gaps": gaps}


def _coverage_blocks(result: CoverageAnswer, report: Report) -> list[Block]:
    language = current_language()
    facts = [
        (_("Coverage"), label(report.coverage.level)),
        (_("Series"), result.library.series_label(report.series, language)),
        (_("Why"), report.coverage.why.best(language)),
        (_("Held"), holdings(report)),
        (_("What can be said"), what_can_be_said(report)),
    ]
    blocks: list[Block] = [
        Heading(f"{years_text(report)} — {report.title.best(language)} ({report.id})"),
        Facts(facts),
    ]
    if report.coverage.level is Level.RECORD_ONLY:
        blocks.append(Paragraph(next_step(report, shipped=result.shipped)))
    elif report.waiting:
        blocks.append(Paragraph(waiting_items(report)))
    if report.coverage.gaps:
        rows = [[gap_place(gap), gap.what.best(language)] for gap in report.coverage.gaps]
        blocks += [
            Paragraph(_gap_count(len(rows))),
            Table([Column(_("Place")), Column(_("What is missing"), lead=True)], rows),
        ]
    return blocks


def _gap_count(number: int) -> str:
    return ngettext("{number} known gap:", "{number} known gaps:", number).format(number=number)
