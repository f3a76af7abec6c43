"""`consultrep reports`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.list_reports import list_reports
from consultrep.cli.runner import answer
from consultrep.messages import mark


def run(
    context: typer.Context,
    selector: Annotated[
        str | None, typer.Argument(metavar="[SELECTOR]", help=mark("A year, range, report or series."))
    ] = None,
) -> int:
    """List reports."""
    return answer(context, lambda loaded: list_reports(loaded.library, selector))
