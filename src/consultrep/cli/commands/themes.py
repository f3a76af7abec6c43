"""`consultrep themes`."""

from __future__ import annotations

import typer

from consultrep.actions.list_themes import list_themes
from consultrep.cli.runner import answer


def run(context: typer.Context) -> int:
    """List themes."""
    return answer(context, lambda loaded: list_themes(loaded.library))
