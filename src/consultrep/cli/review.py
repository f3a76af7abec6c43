"""What accepting and rejecting have in common."""

from __future__ import annotations

from dataclasses import replace

from consultrep.actions.review_drafts import ReviewResult
from consultrep.cli import output
from consultrep.cli.options import Options
from consultrep.messages import gettext as _
from consultrep.messages import ngettext


def with_drafts(options: Options) -> Options:
    """The options, with drafts taken in."""
    return replace(options, drafts=True)


def tell_waiting(result: ReviewResult, options: Options) -> None:
    """Say how many items still wait, and what to do next."""
    if not result.waiting:
        output.say(_("Nothing waits to be confirmed. Next: consultrep check"), options)
        return
    output.say(
        ngettext(
            "{number} item still waits to be confirmed: consultrep list --drafts",
            "{number} items still wait to be confirmed: consultrep list --drafts",
            result.waiting,
        ).format(number=result.waiting),
        options,
    )
