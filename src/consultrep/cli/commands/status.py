"""`consultrep status`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep.actions.respond import record_status
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
from consultrep.model import ImplementationState


@writes("text")
def run(
    context: typer.Context,
    ident: ItemArgument,
    state: Annotated[ImplementationState, typer.Option(help=mark("How far it is carried out."))],
    date: DateOption,
    source: SourceOption = "",
    source_fr: SourceFrOption = "",
    source_en: SourceEnOption = "",
    address: AddressOption = "",
    evidence_fr: Annotated[str, typer.Option(metavar="TEXT", help=mark("What shows it, in French."))] = "",
    evidence_en: Annotated[str, typer.Option(metavar="TEXT", help=mark("What shows it, in English."))] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help=mark("By whose word."))] = "",
    dry_run: DryRunOption = False,
) -> int:
    """Record a state."""
    given = {
        "state": state.value,
        "by": by,
        "date": filled("--date", date),
        "evidence": {"fr": evidence_fr, "en": evidence_en},
        "source": source_of(source, source_fr, source_en),
        "address": address,
    }
    return record(context, record_status, ident, given, dry_run=dry_run)
