"""`consultrep reports`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep import actions
from consultrep.cli.runner import answer
from consultrep.messages import mark

NAME = "reports"
HELP = mark("List the reports of the library and how much of each is held.")


def run(
    context: typer.Context,
    selector: Annotated[
        str | None, typer.Argument(metavar="[SELECTOR]", help=mark("A year, range, report or series."))
    ] = None,
) -> int:
    """List reports."""
    return answer(context, lambda loaded: actions.list_reports(loaded.library, selector))
