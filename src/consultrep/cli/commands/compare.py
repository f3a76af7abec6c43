"""`consultrep compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.compare import compare
from consultrep.cli import output
from consultrep.cli.arguments import EncoderOption
from consultrep.cli.filters import takes_filters
from consultrep.cli.options import Options, writes
from consultrep.cli.runner import after, opened
from consultrep.compare import usual_encoder
from consultrep.errors import ExitCode
from consultrep.export import sheet_of
from consultrep.messages import mark
from consultrep.query import ItemFilter


@writes("table", "json", "md", "csv")
@takes_filters
def run(
    context: typer.Context,
    first: Annotated[
        str, typer.Argument(metavar="A", help=mark("The earlier year, range, report or series."))
    ],
    others: Annotated[list[str], typer.Argument(metavar="B...", help=mark("The later one, or several."))],
    wanted: ItemFilter,
    explain: Annotated[
        bool, typer.Option("--explain", help=mark("Say of each pair what speaks for it and against it."))
    ] = False,
    encoder: EncoderOption = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=mark("End with 1 where the two sides differ."))
    ] = False,
) -> int:
    """Compare selections."""
    options: Options = context.obj
    output.chosen_format(options)
    loaded = opened(options)
    result = compare(loaded, [first, *others], wanted, usual_encoder(encoder), explain=explain)
    output.write_sheet(sheet_of(result), options)
    differs = exit_code and result.differs and not loaded.errors
    return ExitCode.NEGATIVE if differs else after(loaded)
