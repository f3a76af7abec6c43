"""The options that choose items, the same for every command that takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from consultrep.messages import mark
from consultrep.model import ImplementationState, Standing, Strength
from consultrep.query import ItemFilter
from consultrep.query.filters import Items

if TYPE_CHECKING:
    from consultrep.query.search import Query

SortKey = Literal["document", "id", "year", "series", "theme", "standing", "strength", "text"]
GroupKey = Literal["theme", "year", "report", "series", "actor", "standing", "strength", "pillar", "section"]

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
AnsweredOption = Annotated[
    Literal["yes", "no"] | None,
    typer.Option("--answered", help=mark("Whether an answer to the recommendation is recorded.")),
]
StateOption = Annotated[
    list[ImplementationState] | None,
    typer.Option("--state", help=mark("How far the recommendation is carried out, by its newest state.")),
]
TextOption = Annotated[
    str,
    typer.Option(
        "--text",
        metavar="WORDS",
        help=mark(
            "Words in the text, in either language; accents are ignored, a name finds its other names."
        ),
    ),
]
WhereOption = Annotated[
    str,
    typer.Option(
        "--where",
        metavar="QUERY",
        help=mark("A query as search takes it: 'theme:formation AND (judges OR \"Crown counsel\")'."),
    ),
]
ItemsOption = Annotated[
    Items | None,
    typer.Option(
        "--items",
        help=mark("Which kinds of item: recommendations, unless you say else; of what waits, everything."),
    ),
]

EveryKindOption = Annotated[
    Items | None,
    typer.Option("--items", help=mark("Which kinds of item: all, unless you say else.")),
]


def item_filter(
    theme: ThemeOption = None,
    year: YearOption = None,
    report: ReportOption = None,
    series: SeriesOption = None,
    actor: ActorOption = None,
    standing: StandingOption = None,
    strength: StrengthOption = None,
    answered: AnsweredOption = None,
    state: StateOption = None,
    text: TextOption = "",
    where: WhereOption = "",
    items: ItemsOption = None,
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
        answered=None if answered is None else answered == "yes",
        states=state or (),
        text=text,
        where=_parsed(where) if where else None,
    )


def _parsed(query: str) -> Query:
    from consultrep.query.search import parse_query

    return parse_query(query)


def takes_filters(function: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of `item_filter`; it receives their filter as `wanted`."""
    return _taking(signature(item_filter, eval_str=True).parameters, function)


def takes_filters_of_all(function: Callable[..., int]) -> Callable[..., int]:
    """The same for a command that takes every kind of item where nobody says else."""
    options = dict(signature(item_filter, eval_str=True).parameters)
    options["items"] = options["items"].replace(annotation=EveryKindOption)
    return _taking(options, function)


def _taking(options: Mapping[str, Parameter], function: Callable[..., int]) -> Callable[..., int]:
    own = [p for name, p in signature(function, eval_str=True).parameters.items() if name != "wanted"]

    @wraps(function)
    def command(**given: Any) -> int:
        chosen = {name: given.pop(name) for name in options}
        return function(**given, wanted=item_filter(**chosen))

    parameters = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in (*options.values(), *own)]
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    return command
