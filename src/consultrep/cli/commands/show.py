"""`consultrep show`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep import actions
from consultrep.cli.options import writes
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
    """Show a report or an item."""
    return answer(context, lambda loaded: actions.show(loaded.library, ident))
