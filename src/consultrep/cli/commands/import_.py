"""`consultrep import`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from consultrep.actions.download import download_report
from consultrep.actions.import_reports import Given, ImportOptions, ImportResult, import_reports
from consultrep.cli import output
from consultrep.cli.arguments import DryRunOption
from consultrep.cli.import_remarks import about_dates, warnings
from consultrep.cli.options import Options
from consultrep.cli.progress import Progress
from consultrep.cli.runner import opened
from consultrep.errors import ExitCode, UsageError
from consultrep.importers.drafting.fates import Fate
from consultrep.importers.drafting.records import ReportFacts
from consultrep.importers.reading import load_bytes
from consultrep.importers.tables.columns import TableOptions
from consultrep.messages import gettext as _
from consultrep.messages import mark, ngettext
from consultrep.model import Kind
from consultrep.query.statements import list_waiting
from consultrep.store.editing import writable
from consultrep.store.loaded import LoadedLibrary


def run(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]", help=mark("Documents of one report, or tables.")),
    ] = None,
    report: Annotated[
        str,
        typer.Option(
            "--as", metavar="ID", help=mark("Report that they belong to, new or already in the library.")
        ),
    ] = "",
    download: Annotated[
        bool, typer.Option("--download", help=mark("Take the document from the addresses of the record."))
    ] = False,
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help=mark("Download by http where https brings no answer."))
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help=mark("Confirm every item at once, without anyone reading them."))
    ] = False,
    title: Annotated[str, typer.Option(metavar="TEXT", help=mark("Title of a new report."))] = "",
    date: Annotated[
        str, typer.Option(metavar="DATE", help=mark("When people were consulted: 2014, 2014-01, 2012/2013."))
    ] = "",
    kind: Annotated[Kind | None, typer.Option(help=mark("Kind of a new report."))] = None,
    series: Annotated[str, typer.Option(metavar="ID", help=mark("Series of a new report."))] = "",
    language: Annotated[
        Literal["fr", "en"] | None,
        typer.Option("--text-lang", help=mark("Language of the text, where the document does not say.")),
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="OURS=THEIRS",
            help=mark("Which column of a table holds what, such as text_en=Text."),
        ),
    ] = None,
    split_by: Annotated[
        str,
        typer.Option(metavar="COLUMNS", help=mark("Columns of a table: each group of values is a report.")),
    ] = "",
    dry_run: DryRunOption = False,
) -> int:
    """Import documents and tables."""
    options: Options = context.obj
    wanted = ImportOptions(
        report=report,
        facts=ReportFacts(period=date, kind=kind or "", series=series),
        title=title,
        language=language,
        tables=TableOptions(_mapping(maps or []), _columns(split_by), language or "en"),
        accept=accept,
        dry_run=dry_run,
        day=datetime.now(UTC).date().isoformat(),
    )
    output.chosen_format(options)
    loaded = opened(options)
    writable(loaded.folder)
    with Progress(options) as progress:
        given = _given(loaded, files or [], report, progress, download=download, allow_http=allow_http)
        result = import_reports(loaded, given, wanted, progress.show)
    _tell(result, options)
    return ExitCode.DONE if result.reports else ExitCode.NEGATIVE


def _given(
    loaded: LoadedLibrary,
    files: Sequence[Path],
    report: str,
    progress: Progress,
    *,
    download: bool,
    allow_http: bool,
) -> list[Given]:
    if download and files:
        raise UsageError(_("give files, or --download, not both"))
    if download:
        return download_report(loaded.library, report, allow_http=allow_http, progress=progress.show_bytes)
    if not files:
        raise UsageError(
            _("say what to import: files, or --download"), "consultrep import page.html --as 2014-forum"
        )
    return [Given(file.name, load_bytes(file)) for file in files]


def _mapping(maps: Sequence[str]) -> dict[str, str]:
    for pair in maps:
        if not all(pair.partition("=")):
            raise UsageError(
                _("{pair} is not OURS=THEIRS").format(pair=repr(pair)),
                "--map text_en=Text --map themes=Issue",
            )
    return {ours.strip(): theirs.strip() for ours, _sign, theirs in (pair.partition("=") for pair in maps)}


def _columns(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _tell(result: ImportResult, options: Options) -> None:
    """The answer, then what to do next."""
    from consultrep.cli.import_sheet import import_sheet

    output.show_problems(result.problems)
    output.write_sheet(import_sheet(result), options)
    for warning in warnings(result):
        output.complain(warning)
    for name in result.empty:
        output.complain(
            _("Nothing that asks for something was found in {name}. Is it the right file?").format(name=name)
        )
    if result.dry_run or not result.reports:
        output.say(
            _("Nothing was written (--dry-run).") if result.dry_run else _("Nothing was written."), options
        )
        return
    for text in result.texts:
        output.say(
            _("The text that was read is kept in {file}; check compares with it.").format(file=text), options
        )
    for step in (*about_dates(result), *_next_steps(result)):
        output.say(step, options)


def _next_steps(result: ImportResult) -> Iterator[str]:
    """What a person can do about the items that are gone, and about those that wait."""
    gone = [
        f"{report.report}/{outcome.id}"
        for report in result.reports
        for outcome in report.outcomes
        if outcome.fate is Fate.GONE
    ]
    if gone:
        yield ngettext(
            "{number} item is no longer in the document; it stays, marked. Next: read what the document says "
            "now, then correct the item in its file and take out “gone: true”, or consultrep reject {id}",
            "{number} items are no longer in the document; they stay, marked. Next: read what the document "
            "says now, then correct each in its file and take out “gone: true”, or consultrep reject ID… "
            "(such as {id})",
            len(gone),
        ).format(number=len(gone), id=gone[0])
    waiting = {report.report: report.waiting for report in result.reports if report.waiting}
    yield _about_waiting(waiting) if waiting else _("Everything is confirmed. Next: consultrep check")


def _about_waiting(waiting: Mapping[str, int]) -> str:
    number = sum(waiting.values())
    if len(waiting) > 1:
        return _(
            "{number} items of {reports} reports wait to be confirmed. Next, for each: {command}, then "
            "consultrep accept ID… or consultrep reject ID…, or all at once: consultrep accept --all "
            "--report REPORT; the first is {first}"
        ).format(
            number=number,
            reports=len(waiting),
            command=list_waiting(["REPORT"]),
            first=next(iter(waiting)),
        )
    return ngettext(
        "{number} item waits to be confirmed. Next: {command}, then consultrep accept ID… or consultrep "
        "reject ID…, or all at once: consultrep accept --all --report {report}",
        "{number} items wait to be confirmed. Next: {command}, then consultrep accept ID… or consultrep "
        "reject ID…, or all at once: consultrep accept --all --report {report}",
        number,
    ).format(number=number, command=list_waiting(waiting), report=next(iter(waiting)))
