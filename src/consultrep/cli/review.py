"""What accepting and rejecting have in common."""

from __future__ import annotations

from consultrep.actions.review_drafts import ReviewResult
from consultrep.cli import output
from consultrep.cli.options import Options
from consultrep.messages import gettext as _
from consultrep.messages import ngettext
from consultrep.query.statements import list_waiting


def tell(result: ReviewResult, done: str, options: Options) -> None:
    """Say how many items were judged (`done` says how), how many still wait, and what to do next."""
    if result.done:
        output.say(done.format(number=len(result.done)), options)
    if result.dry_run:
        output.say(_("Nothing was written (--dry-run)."), options)
    elif not result.waiting:
        output.say(_("Nothing waits to be confirmed. Next: consultrep check"), options)
    else:
        number = sum(result.waiting.values())
        output.say(
            ngettext(
                "{number} item still waits to be confirmed: {command}",
                "{number} items still wait to be confirmed: {command}",
                number,
            ).format(number=number, command=list_waiting(result.waiting)),
            options,
        )
