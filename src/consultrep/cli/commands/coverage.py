"""`consultrep coverage`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep import actions
from consultrep.cli.runner import answer
from consultrep.messages import mark

NAME = "coverage"
HELP = mark("Say what the library can and cannot answer, for each report and year.")


def run(
    context: typer.Context,
    selector: Annotated[
        str | None, typer.Option("--for", metavar="SELECTOR", help=mark("A year, range, report or series."))
    ] = None,
) -> int:
    """Describe coverage."""
    return answer(context, lambda loaded: actions.describe_coverage(loaded, selector))
