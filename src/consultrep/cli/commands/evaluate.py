"""`consultrep evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consultrep import actions
from consultrep.cli.arguments import EncoderOption
from consultrep.cli.options import writes
from consultrep.cli.runner import answer
from consultrep.compare import usual_encoder
from consultrep.messages import mark

NAME = "evaluate"
HELP = mark("Measure how well the computed matches agree with graded pairs, or with your own judgements.")


@writes("table", "json", "jsonl", "csv", "tsv", "md")
def run(
    context: typer.Context,
    gold: Annotated[
        Path | None,
        typer.Argument(metavar="GOLD", help=mark("A JSON file of graded pairs; without it, the judgements.")),
    ] = None,
    encoder: EncoderOption = None,
) -> int:
    """Evaluate matches."""
    return answer(context, lambda loaded: actions.evaluate(loaded.library, gold, usual_encoder(encoder)))
