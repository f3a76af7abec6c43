"""What a review says when it ends, and what its sheets did."""

from __future__ import annotations

from consultrep.actions.pair_queue import Queue
from consultrep.actions.review_import import SheetImport
from consultrep.cli import output
from consultrep.cli.options import Options
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.messages import ngettext
from consultrep.model import Library


def tell_end(library: Library, queue: Queue, judged: int, options: Options) -> None:
    """How many pairs were judged, how many are left, and what to do next."""
    done = ngettext("{number} pair judged.", "{number} pairs judged.", judged).format(number=judged)
    left = len(queue.open) - judged
    if left:
        more = ngettext(
            "{number} pair is left. Next: {command}", "{number} pairs are left. Next: {command}", left
        ).format(number=left, command="consultrep review")
    else:
        others = {fold(each.reviewer) for each in library.judgements} - {fold(queue.reviewer)}
        next_one = "consultrep review --agreement" if others else "consultrep check"
        more = _("No pair is left to judge. Next: {command}").format(command=next_one)
    output.say(f"{done} {more}", options)


def tell_import(result: SheetImport, options: Options) -> None:
    """The judgements that were written, the rows that were not, and what to do about them."""
    output.write_text(
        "".join(f"{each.a}\t{each.b}\t{each.verdict}\t{each.reviewer}\n" for each in result.written), options
    )
    output.show_problems(result.problems)
    output.say(_counts(result), options)
    if result.problems:
        output.say(
            _("The rows named above were not written; correct them and import the file again."), options
        )
    elif result.dry_run:
        output.say(_("Nothing was written (--dry-run)."), options)
    else:
        output.say(_("Next: consultrep review --agreement"), options)


def _counts(result: SheetImport) -> str:
    """How many rows were written, said nothing new, or said nothing."""
    number = len(result.written)
    if result.dry_run:
        written = ngettext(
            "{number} judgement would be written", "{number} judgements would be written", number
        )
    else:
        written = ngettext("{number} judgement written", "{number} judgements written", number)
    held = ngettext("{number} held already", "{number} held already", result.unchanged)
    empty = ngettext("{number} row without a verdict", "{number} rows without a verdict", result.empty)
    counted = ((written, number), (held, result.unchanged), (empty, result.empty))
    return ", ".join(words.format(number=count) for words, count in counted) + "."
