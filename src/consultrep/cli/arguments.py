"""Arguments and options that mean the same in several commands."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.messages import mark

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATHS]", help=mark("Libraries or files; else the library in use.")),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", "-n", help=mark("Only say what would be written."))]
