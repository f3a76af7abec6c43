"""`consultrep list`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep import actions
from consultrep.cli.filters import (
    ActorOption,
    GroupKey,
    ItemsOption,
    ReportOption,
    SeriesOption,
    SortKey,
    StandingOption,
    StrengthOption,
    TextOption,
    ThemeOption,
    YearOption,
    item_filter,
)
from consultrep.cli.runner import answer
from consultrep.messages import current_language, mark
from consultrep.query.filters import Items

NAME = "list"
HELP = mark("List recommendations or findings: what was asked, by whom, where it stands.")


def run(
    context: typer.Context,
    theme: ThemeOption = None,
    year: YearOption = None,
    report: ReportOption = None,
    series: SeriesOption = None,
    actor: ActorOption = None,
    standing: StandingOption = None,
    strength: StrengthOption = None,
    text: TextOption = "",
    items: ItemsOption = Items.RECOMMENDATIONS,
    sort: Annotated[SortKey, typer.Option(help=mark("Order of the items."))] = "document",
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help=mark("Show at most so many items."))
    ] = None,
    count: Annotated[bool, typer.Option("--count", help=mark("Only count them."))] = False,
    group_by: Annotated[GroupKey | None, typer.Option(help=mark("Put them into groups."))] = None,
) -> int:
    """List items."""
    wanted = item_filter(theme, year, report, series, actor, standing, strength, text, items)
    return answer(
        context,
        lambda loaded: actions.list_items(
            loaded.library,
            wanted,
            language=current_language(),
            sort=sort,
            limit=limit,
            group_by=group_by,
            count_only=count,
        ),
    )
