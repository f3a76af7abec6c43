"""The options that choose items, the same for every command that takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from consultrep.messages import mark
from consultrep.model import Standing, Strength
from consultrep.query import ItemFilter
from consultrep.query.filters import Items

SortKey = Literal["document", "id", "year", "series", "theme", "standing", "strength", "text"]
GroupKey = Literal["theme", "year", "report", "series", "actor", "standing", "strength", "section"]

ThemeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--theme", metavar="NAME", help=mark("Theme in French or English; a broad one has its narrower ones.")
    ),
]
YearOption = Annotated[
    list[str] | None,
    typer.Option(
        "--year", metavar="YEARS", help=mark("Year or years of the report: 2014, 2012-13, 2013..2015.")
    ),
]
ReportOption = Annotated[
    list[str] | None, typer.Option("--report", metavar="ID", help=mark("Report, by its id."))
]
SeriesOption = Annotated[
    list[str] | None, typer.Option("--series", metavar="ID", help=mark("Series of reports, by its id."))
]
ActorOption = Annotated[
    list[str] | None,
    typer.Option("--actor", metavar="NAME", help=mark("Body that asks or is asked, by name or acronym.")),
]
StandingOption = Annotated[
    list[Standing] | None,
    typer.Option("--standing", help=mark("How the report presents the demand.")),
]
StrengthOption = Annotated[
    list[Strength] | None,
    typer.Option("--strength", help=mark("How strongly the sentence asks.")),
]
TextOption = Annotated[
    str,
    typer.Option(
        "--text", metavar="WORDS", help=mark("Words in the text, in either language; accents are ignored.")
    ),
]
ItemsOption = Annotated[Items, typer.Option("--items", help=mark("Which kinds of item."))]


def item_filter(
    theme: Sequence[str] | None,
    year: Sequence[str] | None,
    report: Sequence[str] | None,
    series: Sequence[str] | None,
    actor: Sequence[str] | None,
    standing: Sequence[Standing] | None,
    strength: Sequence[Strength] | None,
    text: str,
    items: Items,
) -> ItemFilter:
    """The filter that the options describe."""
    return ItemFilter(
        items=items,
        themes=theme or (),
        years=year or (),
        reports=report or (),
        series=series or (),
        actors=actor or (),
        standings=standing or (),
        strengths=strength or (),
        text=text,
    )
