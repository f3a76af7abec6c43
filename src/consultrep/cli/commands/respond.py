"""`consultrep respond`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.respond import respond
from consultrep.cli.arguments import DryRunOption
from consultrep.cli.options import writes
from consultrep.cli.recording import (
    AddressOption,
    DateOption,
    ItemArgument,
    SourceEnOption,
    SourceFrOption,
    SourceOption,
    filled,
    record,
    source_of,
)
from consultrep.messages import mark
from consultrep.model import ResponseStatus


@writes("text")
def run(
    context: typer.Context,
    ident: ItemArgument,
    status: Annotated[ResponseStatus, typer.Option(help=mark("What was answered."))],
    by: Annotated[str, typer.Option(metavar="NAME", help=mark("Who answered."))],
    date: DateOption = "",
    source: SourceOption = "",
    source_fr: SourceFrOption = "",
    source_en: SourceEnOption = "",
    address: AddressOption = "",
    text_fr: Annotated[str, typer.Option(metavar="TEXT", help=mark("The answer's words, in French."))] = "",
    text_en: Annotated[str, typer.Option(metavar="TEXT", help=mark("The answer's words, in English."))] = "",
    dry_run: DryRunOption = False,
) -> int:
    """Record an answer."""
    given = {
        "status": status.value,
        "by": filled("--by", by),
        "date": date,
        "source": source_of(source, source_fr, source_en),
        "address": address,
        "text": {"fr": text_fr, "en": text_en},
    }
    return record(context, respond, ident, given, dry_run=dry_run)
