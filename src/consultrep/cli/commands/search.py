"""`consultrep search`."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from consultrep.actions.search import search
from consultrep.cli.arguments import EncoderOption
from consultrep.cli.filters import takes_filters_of_all
from consultrep.cli.runner import answer
from consultrep.compare import usual_encoder
from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.query import ItemFilter

_USUAL: Final = 20


@takes_filters_of_all
def run(
    context: typer.Context,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...",
            help=mark(
                'Words, "phrases", form*, AND, OR, NOT, (…), theme:… year:… actor:…; in single quotes.'
            ),
        ),
    ],
    wanted: ItemFilter,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help=mark("Show at most so many hits."))] = _USUAL,
    semantic: Annotated[
        bool, typer.Option("--semantic", help=mark("Rank by meaning, across words and languages."))
    ] = False,
    encoder: EncoderOption = None,
) -> int:
    """Search."""
    source = context.get_parameter_source("encoder")
    if not semantic and source is not None and source.name == "COMMANDLINE":
        raise UsageError(_("--encoder means nothing without --semantic"))
    return answer(
        context,
        lambda loaded: search(
            loaded.library,
            " ".join(query),
            wanted,
            limit=limit,
            encoder=usual_encoder(encoder) if semantic else None,
        ),
    )
