"""`consultrep themes`."""

from __future__ import annotations

import typer

from consultrep import actions
from consultrep.cli.runner import answer
from consultrep.messages import mark

NAME = "themes"
HELP = mark("List the themes, the narrower under the broader, with the number of items in each.")


def run(context: typer.Context) -> int:
    """List themes."""
    return answer(context, lambda loaded: actions.list_themes(loaded.library))
