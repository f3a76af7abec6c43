"""`consultrep coverage`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.coverage import describe_coverage
from consultrep.cli.runner import answer
from consultrep.messages import mark


def run(
    context: typer.Context,
    selector: Annotated[
        str | None, typer.Option("--for", metavar="SELECTOR", help=mark("A year, range, report or series."))
    ] = None,
) -> int:
    """Describe coverage."""
    return answer(context, lambda loaded: describe_coverage(loaded, selector))
