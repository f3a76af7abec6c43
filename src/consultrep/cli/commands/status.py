"""`consultrep status`."""

from __future__ import annotations

from typing import Annotated

import typer

from consultrep import actions
from consultrep.cli.arguments import DryRunOption
from consultrep.cli.options import writes
from consultrep.cli.recording import (
    AddressOption,
    DateOption,
    ItemArgument,
    SourceEnOption,
    SourceFrOption,
    SourceOption,
    record,
    source_of,
)
from consultrep.messages import mark
from consultrep.model import ImplementationState

NAME = "status"
HELP = mark("Record how far a recommendation is carried out, with evidence and source.")


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
    evidence_fr: Annotated[str, typer.Option(help=mark("What shows it, in French."))] = "",
    evidence_en: Annotated[str, typer.Option(help=mark("What shows it, in English."))] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help=mark("By whose word."))] = "",
    dry_run: DryRunOption = False,
) -> int:
    """Record a state."""
    given = {
        "state": state.value,
        "by": by,
        "date": date,
        "evidence": {"fr": evidence_fr, "en": evidence_en},
        "source": source_of(source, source_fr, source_en),
        "address": address,
    }
    return record(context, actions.record_status, ident, given, dry_run=dry_run)
