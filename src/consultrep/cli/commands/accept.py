"""`consultrep accept`."""

from __future__ import annotations

import typer

from consultrep.actions.review_drafts import accept
from consultrep.cli import output
from consultrep.cli.arguments import AllOption, DryRunOption, IdsArgument, ReportsOption
from consultrep.cli.options import Options, with_drafts, writes
from consultrep.cli.review import tell
from consultrep.cli.runner import opened
from consultrep.errors import ExitCode
from consultrep.messages import ngettext


@writes("text")
def run(
    context: typer.Context,
    ids: IdsArgument = None,
    everything: AllOption = False,
    reports: ReportsOption = None,
    dry_run: DryRunOption = False,
) -> int:
    """Accept drafts."""
    options: Options = context.obj
    loaded = opened(with_drafts(options))
    result = accept(loaded, ids or [], everything=everything, reports=reports or [], dry_run=dry_run)
    output.write_text("".join(f"{ident}\n" for ident in result.done), options)
    done = ngettext("{number} item accepted", "{number} items accepted", len(result.done))
    tell(result, done, options)
    return ExitCode.DONE
