"""`consultrep evaluate`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.evaluate import evaluate
from consultrep.cli.arguments import EncoderOption
from consultrep.cli.options import writes
from consultrep.cli.runner import answer
from consultrep.compare import usual_encoder
from consultrep.messages import mark


@writes("table", "json", "jsonl", "csv", "tsv", "md")
def run(
    context: typer.Context,
    pairs: Annotated[
        str | None,
        typer.Argument(
            metavar="[PAIRS]",
            help=mark(
                "A JSON file of graded pairs with their texts, or a table of pairs: earlier, later, grade "
                "(0 to 2), or a, b, verdict; without it, the judgements. A pair not listed counts as grade 0."
            ),
        ),
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EARLIER LATER]",
            help=mark("The texts of a table of pairs: two selections, or files: id, text_en, text_fr."),
        ),
    ] = None,
    encoder: EncoderOption = None,
) -> int:
    """Evaluate matches."""
    return answer(
        context,
        lambda loaded: evaluate(loaded.library, pairs, texts or (), usual_encoder(encoder)),
    )
