"""`consultrep fmt`."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Annotated

import typer

from consultrep.actions.format_records import format_records
from consultrep.cli import output
from consultrep.cli.arguments import DryRunOption, PathsArgument
from consultrep.cli.options import Options, writes
from consultrep.errors import ExitCode
from consultrep.messages import gettext as _
from consultrep.messages import mark, ngettext
from consultrep.store.editing import Change, FormatResult


@writes("text")
def run(
    context: typer.Context,
    paths: PathsArgument = None,
    check: Annotated[
        bool, typer.Option("--check", help=mark("Write nothing; end with 1 where a file would change."))
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=mark("Write nothing; show what would change."))
    ] = False,
    fix_ids: Annotated[
        bool,
        typer.Option(
            "--fix-ids", help=mark("Give a new id to items whose id is taken, and mend references.")
        ),
    ] = False,
    dry_run: DryRunOption = False,
) -> int:
    """Format files."""
    options: Options = context.obj
    save = not (check or diff or dry_run)
    result = format_records(paths or [], options.library, os.environ, Path.cwd(), save=save, fix_ids=fix_ids)
    output.write_text("".join(_shown(change, diff=diff) for change in result.changes), options)
    for change in result.changes:
        for new, old in change.renamed.items():
            output.say(_("{file}: {old} is now {new}").format(file=change.file, old=old, new=new), options)
    output.show_problems([*result.problems, *result.unsaved])
    output.say(_summary(result), options)
    if result.unsaved:
        return ExitCode.ENVIRONMENT
    if result.problems:
        return ExitCode.INVALID_DATA
    return ExitCode.NEGATIVE if check and result.changes else ExitCode.DONE


def _shown(change: Change, *, diff: bool) -> str:
    if not diff:
        return f"{change.file}\n"
    lines = difflib.unified_diff(
        change.before.splitlines(), change.after.splitlines(), change.file, change.file, lineterm=""
    )
    return "".join(f"{line}\n" for line in lines)


def _summary(result: FormatResult) -> str:
    number = len(result.changes)
    if result.saved:
        message = ngettext(
            "{number} of {files} file changed.", "{number} of {files} files changed.", result.files
        )
    else:
        message = ngettext(
            "{number} of {files} file would change.", "{number} of {files} files would change.", result.files
        )
    return message.format(number=number, files=result.files)
