"""`consultrep schema`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from consultrep.actions.schema import describe_schema, update_schemas
from consultrep.cli import output
from consultrep.cli.options import Options, writes
from consultrep.cli.runner import opened
from consultrep.errors import ExitCode
from consultrep.messages import mark


@writes("json")
def run(
    context: typer.Context,
    name: Annotated[
        Literal["report", "themes", "actors", "series", "glossary", "judgements"],
        typer.Argument(
            metavar="[KIND]", help=mark("report, themes, actors, series, glossary or judgements.")
        ),
    ] = "report",
    write: Annotated[bool, typer.Option("--write", help=mark("Write all schemas into the library."))] = False,
) -> int:
    """Show or write schemas."""
    options: Options = context.obj
    loaded = opened(options)
    if write:
        output.write_text("".join(f"{file}\n" for file in update_schemas(loaded)), options)
    else:
        output.write_text(describe_schema(loaded, name), options)
    return ExitCode.DONE
