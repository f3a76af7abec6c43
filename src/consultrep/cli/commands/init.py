"""`consultrep init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consultrep.actions.initialize import initialize
from consultrep.cli import output
from consultrep.cli.arguments import DryRunOption
from consultrep.cli.options import Options, writes
from consultrep.errors import ExitCode
from consultrep.messages import gettext as _
from consultrep.messages import mark, ngettext


@writes("table")
def run(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=mark("The folder; it is made if need be."))],
    with_shipped: Annotated[
        bool,
        typer.Option("--with-shipped", help=mark("Copy the shipped records into it, instead of an example.")),
    ] = False,
    dry_run: DryRunOption = False,
) -> int:
    """Make a library."""
    options: Options = context.obj
    made = initialize(folder, with_shipped=with_shipped, force=options.force, dry_run=dry_run)
    output.write_text("".join(f"{file}\n" for file in made.files), options)
    count = len(made.files)
    if dry_run:
        message = ngettext("{number} file would be written.", "{number} files would be written.", count)
    else:
        message = ngettext("{number} file written.", "{number} files written.", count)
        message += " " + _("Next: cd {folder}, then consultrep reports")
    output.say(message.format(number=count, folder=folder), options)
    return ExitCode.DONE
