"""`consultrep stats`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.stats import stats
from consultrep.cli.filters import takes_filters
from consultrep.cli.runner import answer
from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.model.hints import did_you_mean
from consultrep.query import ItemFilter
from consultrep.query.tallies import TALLY_KEYS


@takes_filters
def run(
    context: typer.Context,
    wanted: ItemFilter,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="FIELD[,FIELD]",
            help=mark("theme, year, actor, standing, strength, pillar, series or report; two make a table."),
        ),
    ] = "",
) -> int:
    """Count items."""
    fields = _fields(by)
    return answer(context, lambda loaded: stats(loaded.library, wanted, fields))


def _fields(text: str) -> list[str]:
    """The fields named, one or two; UsageError for others."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in TALLY_KEYS:
            known = _("it has: {names}").format(names=", ".join(TALLY_KEYS))
            raise UsageError(
                _("nothing can be counted by {name}").format(name=repr(name)),
                did_you_mean(name, TALLY_KEYS, known),
            )
    if len(names) > 2 or len(set(names)) < len(names):
        raise UsageError(
            _("--by takes one field, or two that differ: {text}").format(text=repr(text)),
            _("write: --by theme,year"),
        )
    return names
