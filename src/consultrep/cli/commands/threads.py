"""`consultrep threads`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.threads import list_threads
from consultrep.cli.arguments import EncoderOption
from consultrep.cli.filters import SeriesOption, ThemeOption
from consultrep.cli.runner import answer
from consultrep.compare import usual_encoder
from consultrep.messages import mark
from consultrep.query import ItemFilter


def run(
    context: typer.Context,
    min_years: Annotated[
        int | None,
        typer.Option(
            "--min-years",
            min=1,
            metavar="N",
            help=mark("Only demands of N years or more; 1 takes in what came once."),
        ),
    ] = None,
    theme: ThemeOption = None,
    series: SeriesOption = None,
    ident: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help=mark("One thread, by its id or that of any of its items.")),
    ] = None,
    encoder: EncoderOption = None,
) -> int:
    """List threads."""
    return answer(
        context,
        lambda loaded: list_threads(
            loaded.library,
            ItemFilter(themes=theme or (), series=series or ()),
            min_years=min_years,
            ident=ident,
            encoder=usual_encoder(encoder),
        ),
    )
