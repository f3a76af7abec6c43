"""`consultrep list`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from consultrep.actions.list_items import list_items
from consultrep.cli.filters import GroupKey, SortKey, takes_filters
from consultrep.cli.options import with_drafts
from consultrep.cli.runner import answer
from consultrep.messages import current_language, mark
from consultrep.query import ItemFilter


@takes_filters
def run(
    context: typer.Context,
    wanted: ItemFilter,
    waiting: Annotated[
        bool,
        typer.Option(
            "--waiting",
            help=mark("Only what import proposes and nobody has confirmed, findings too, with confidence."),
        ),
    ] = False,
    sort: Annotated[SortKey, typer.Option(help=mark("Order of the items."))] = "document",
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help=mark("Show at most so many items."))
    ] = None,
    count: Annotated[bool, typer.Option("--count", help=mark("Only count them."))] = False,
    group_by: Annotated[GroupKey | None, typer.Option(help=mark("Put them into groups."))] = None,
) -> int:
    """List items."""
    if waiting:
        context.obj = with_drafts(context.obj)
    return answer(
        context,
        lambda loaded: list_items(
            loaded.library,
            replace(wanted, waiting=waiting),
            language=current_language(),
            sort=sort,
            limit=limit,
            group_by=group_by,
            count_only=count,
        ),
    )
