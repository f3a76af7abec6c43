"""`consultrep render`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep import actions
from consultrep.cli import output
from consultrep.cli.options import Options, writes
from consultrep.cli.runner import after, opened
from consultrep.messages import mark

NAME = "render"
HELP = mark("Write a document to hand in: the library, one report, a comparison, threads, or the matrix.")


@writes("md")
def run(
    context: typer.Context,
    document: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOCUMENT]", help=mark("library, report ID, comparison A B..., threads, or matrix")
        ),
    ] = None,
) -> int:
    """Render a document."""
    options: Options = context.obj
    output.chosen_format(options)
    loaded = opened(options)
    output.write_text(actions.render_document(loaded, document or ["library"]), options)
    return after(loaded)
