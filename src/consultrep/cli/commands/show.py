"""`consultrep show`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep import actions
from consultrep.cli.options import writes
from consultrep.cli.review import with_drafts
from consultrep.cli.runner import answer
from consultrep.messages import mark

NAME = "show"
HELP = mark("Show all that is known of a report or an item, and where it stands in the source.")


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
    return answer(context, lambda loaded: actions.show(loaded.library, ident))
