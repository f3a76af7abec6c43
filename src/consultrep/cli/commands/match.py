"""`consultrep match`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.match import match
from consultrep.cli.arguments import EncoderOption
from consultrep.cli.filters import takes_filters
from consultrep.cli.options import writes
from consultrep.cli.runner import answer
from consultrep.compare import usual_encoder
from consultrep.messages import mark
from consultrep.query import ItemFilter


@writes("table", "json", "jsonl", "csv", "tsv", "md")
@takes_filters
def run(
    context: typer.Context,
    first: Annotated[
        str,
        typer.Argument(
            metavar="A", help=mark("A selection, or a table with the columns id, text_en, text_fr.")
        ),
    ],
    second: Annotated[
        str, typer.Argument(metavar="B", help=mark("What it is compared with, in the same form."))
    ],
    wanted: ItemFilter,
    top: Annotated[
        int | None,
        typer.Option("--top", min=1, metavar="N", help=mark("At most so many partners of each text of A.")),
    ] = None,
    least: Annotated[
        float,
        typer.Option(
            "--min", min=0.0, max=1.0, metavar="P", help=mark("Only pairs of this probability or more.")
        ),
    ] = 0.0,
    features: Annotated[
        bool, typer.Option("--features", help=mark("Show the signals that the probability is made of."))
    ] = False,
    encoder: EncoderOption = None,
    memory: Annotated[
        str | None,
        typer.Option(
            "--memory",
            metavar="SIZE",
            help=mark("At most so much memory for comparing long lists by meaning, such as 600MB."),
        ),
    ] = None,
) -> int:
    """Match texts."""
    return answer(
        context,
        lambda loaded: match(
            loaded.library,
            first,
            second,
            top=top,
            least=least,
            wanted=wanted,
            features=features,
            encoder=usual_encoder(encoder),
            memory=memory,
        ),
    )
