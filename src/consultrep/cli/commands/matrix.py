"""`consultrep matrix`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.matrix import make_matrix
from consultrep.cli.arguments import EncoderOption
from consultrep.cli.filters import SeriesOption
from consultrep.cli.runner import answer
from consultrep.compare import RowKind, usual_encoder
from consultrep.messages import mark
from consultrep.query import ItemFilter


def run(
    context: typer.Context,
    by: Annotated[RowKind, typer.Option("--by", help=mark("What the rows are."))] = RowKind.THEME,
    series: SeriesOption = None,
    every: Annotated[
        bool, typer.Option("--all", help=mark("Keep the rows that a series never asked."))
    ] = False,
    encoder: EncoderOption = None,
) -> int:
    """Write the matrix."""
    return answer(
        context,
        lambda loaded: make_matrix(
            loaded.library,
            by=by,
            wanted=ItemFilter(series=series or ()),
            every=every,
            encoder=usual_encoder(encoder),
        ),
    )
