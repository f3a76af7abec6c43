"""`consultrep review`."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from consultrep.actions.pair_queue import Queue, QueueOptions, review_queue
from consultrep.actions.review_import import read_review_sheet
from consultrep.actions.review_pairs import measure_agreement, reviewer_from
from consultrep.actions.review_sheet import write_review_sheet
from consultrep.cli import output
from consultrep.cli.arguments import DryRunOption
from consultrep.cli.options import Options, writes
from consultrep.cli.review_report import tell_end, tell_import
from consultrep.cli.runner import after, opened
from consultrep.errors import ExitCode, Severity, UsageError
from consultrep.messages import gettext as _
from consultrep.messages import mark, ngettext
from consultrep.store.editing import writable
from consultrep.store.loaded import LoadedLibrary


@writes("table", "json", "csv")
def run(
    context: typer.Context,
    selectors: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[A B...]",
            help=mark("Years, ranges, reports or series to compare; else all reports with each other."),
        ),
    ] = None,
    reviewer: Annotated[
        str,
        typer.Option(metavar="NAME", help=mark("Who reviews; else CONSULTREP_REVIEWER, else your login.")),
    ] = "",
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=mark("At most so many pairs."))
    ] = None,
    blind: Annotated[
        bool, typer.Option("--blind", help=mark("Hide the probability and what other reviewers said."))
    ] = False,
    least: Annotated[
        float,
        typer.Option(
            "--min", min=0, max=1, metavar="P", help=mark("Only pairs of this probability or more.")
        ),
    ] = 0.0,
    most: Annotated[
        float,
        typer.Option(
            "--max", min=0, max=1, metavar="P", help=mark("Only pairs of this probability or less.")
        ),
    ] = 1.0,
    again: Annotated[
        bool,
        typer.Option("--again", help=mark("Only pairs whose texts have changed since you judged them.")),
    ] = False,
    reasons: Annotated[
        bool, typer.Option("--reasons", help=mark("Ask for a reason after each verdict."))
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help=mark("Say how far reviewers agree (Cohen's kappa)."))
    ] = False,
    export_to: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE", help=mark("Write the pairs to a CSV or XLSX file.")),
    ] = None,
    import_from: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help=mark("Take the verdicts of a file that was exported.")),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=mark("With --export: also the pairs that you have judged."))
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help=mark("With --import: the file's verdict replaces another one."))
    ] = False,
    dry_run: DryRunOption = False,
) -> int:
    """Judge pairs, or take in or hand out sheets of them."""
    options: Options = context.obj
    output.chosen_format(options)
    _see_that_one_is_asked(agreement, export_to, import_from)
    loaded = opened(options)
    chosen = selectors or []
    if agreement:
        return _show_agreement(loaded, chosen, options)
    wanted = QueueOptions(_reviewer(reviewer), least, most, again)
    if import_from is not None:
        return _import(loaded, import_from, wanted.reviewer, options, replace=replace, dry_run=dry_run)
    if export_to is None:
        writable(loaded.folder)
    queue = review_queue(loaded.library, chosen, wanted)
    if export_to is None:
        return _review(loaded, queue, limit, options, blind=blind, reasons=reasons)
    return _export(queue, export_to, limit, options, blind=blind, everything=everything)


def _see_that_one_is_asked(agreement: bool, export_to: Path | None, import_from: Path | None) -> None:
    if sum((agreement, export_to is not None, import_from is not None)) > 1:
        raise UsageError(_("give one of --agreement, --export and --import"))


def _reviewer(given: str) -> str:
    try:
        name = given or os.environ.get("CONSULTREP_REVIEWER") or getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = ""
    return reviewer_from(name)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _review(
    loaded: LoadedLibrary, queue: Queue, limit: int | None, options: Options, *, blind: bool, reasons: bool
) -> int:
    from consultrep.cli.review_session import Manner, Session

    manner = Manner(queue.reviewer, _today(), queue.same_from, blind, reasons)
    session = Session(loaded, queue.open[:limit], manner, options)
    try:
        session.run()
    finally:
        tell_end(loaded.library, queue, session.judged, options)
    return after(loaded)


def _show_agreement(loaded: LoadedLibrary, selectors: list[str], options: Options) -> int:
    from consultrep.export import sheet_of

    result = measure_agreement(loaded.library, selectors)
    output.write_sheet(sheet_of(result), options)
    return after(loaded)


def _export(
    queue: Queue, file: Path, limit: int | None, options: Options, *, blind: bool, everything: bool
) -> int:
    sheet = write_review_sheet(queue, file.name, limit=limit, blind=blind, everything=everything)
    output.write_file(file, sheet.content, force=options.force)
    said = ngettext(
        "{number} pair is in {file}. Fill in the column “verdict”, then: consultrep review --import {file}",
        "{number} pairs are in {file}. Fill in the column “verdict”, then: consultrep review --import {file}",
        sheet.pairs,
    )
    output.say(said.format(number=sheet.pairs, file=file), options)
    return ExitCode.DONE


def _import(
    loaded: LoadedLibrary, file: Path, reviewer: str, options: Options, *, replace: bool, dry_run: bool
) -> int:
    from consultrep.importers.reading import load_bytes

    result = read_review_sheet(
        loaded,
        file.name,
        load_bytes(file),
        reviewer=reviewer,
        day=_today(),
        replace=replace,
        dry_run=dry_run,
    )
    tell_import(result, options)
    refused = any(problem.severity is Severity.ERROR for problem in result.problems)
    return ExitCode.NEGATIVE if refused else after(loaded)
