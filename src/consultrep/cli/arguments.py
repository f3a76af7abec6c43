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
IdsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[IDS]", help=mark("Full ids of items: REPORT/ITEM."))
]
AllOption = Annotated[bool, typer.Option("--all", help=mark("Every item that waits to be confirmed."))]
EncoderOption = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="DIR",
        envvar="CONSULTREP_ENCODER",
        help=mark("Folder of another encoder: a model of model2vec or sentence-transformers."),
    ),
]
ReportsOption = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="ID", help=mark("With --all: only those of this report.")),
]
