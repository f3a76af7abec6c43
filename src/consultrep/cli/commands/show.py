"""`consultrep show`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.show import show
from consultrep.cli.options import with_drafts, writes
from consultrep.cli.runner import answer
from consultrep.messages import mark


@writes("table", "json", "md")
def run(
    context: typer.Context,
    ident: Annotated[
        str, typer.Argument(metavar="ID", help=mark("REPORT or REPORT/ITEM, such as 2015-workshop/c2."))
    ],
) -> int:
    """Show a report or an item; an item that is asked for is shown whether it is confirmed or not."""
    if "/" in ident:
        context.obj = with_drafts(context.obj)
    return answer(context, lambda loaded: show(loaded.library, ident))
