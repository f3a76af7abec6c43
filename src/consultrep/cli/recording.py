"""What recording a response and recording a state have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from consultrep.actions.respond import Recorded
from consultrep.cli import output
from consultrep.cli.options import Options, with_drafts
from consultrep.cli.runner import after, opened
from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.query.statements import entry_text

ItemArgument = Annotated[
    str, typer.Argument(metavar="REPORT/ITEM", help=mark("Full id of a recommendation."))
]
DateOption = Annotated[
    str, typer.Option(metavar="DATE", help=mark("When, such as 2014, 2014-01, 2014-01-29, 2014-02~."))
]
SourceOption = Annotated[
    str,
    typer.Option(metavar="TEXT", help=mark("Where it stands, in both languages; required, here or below.")),
]
SourceFrOption = Annotated[str, typer.Option(metavar="TEXT", help=mark("The source named in French."))]
SourceEnOption = Annotated[str, typer.Option(metavar="TEXT", help=mark("The source named in English."))]
AddressOption = Annotated[str, typer.Option(metavar="URL", help=mark("Address of the source."))]


def source_of(source: str, source_fr: str, source_en: str) -> str | dict[str, str]:
    """The source by language, or one name for both; raises UsageError where there is none or too much."""
    by_language = {"fr": source_fr, "en": source_en}
    named = [bool(source.strip()), any(text.strip() for text in by_language.values())]
    if all(named):
        raise UsageError(_("--source names it in both languages: leave out --source-fr and --source-en"))
    if not any(named):
        raise UsageError(_("give --source, or --source-fr and --source-en: nothing is recorded without one"))
    return source if source.strip() else by_language


def filled(option: str, value: str) -> str:
    """The value of an option that is required; raises UsageError where it is blank."""
    if not value.strip():
        raise UsageError(_("the option {a} needs a value").format(a=option))
    return value


def record(
    context: typer.Context,
    action: Callable[..., Recorded],
    ident: str,
    given: Mapping[str, Any],
    *,
    dry_run: bool,
) -> int:
    """Record what was given, say what now stands in which file, and print the id."""
    options: Options = context.obj
    loaded = opened(with_drafts(options))
    today = datetime.now(UTC).date().isoformat()
    result = action(loaded, ident, _without_gaps(given), today=today, dry_run=dry_run)
    output.write_text(f"{result.item.id}\n", options)
    output.say(_said(result).format(file=result.file), options)
    output.say(entry_text(loaded.library, result.entry), options)
    if not result.is_newest:
        output.say(_("A newer one is recorded, and stays the one that is shown first."), options)
    return after(loaded)


def _said(result: Recorded) -> str:
    if result.dry_run:
        return _("To be recorded in {file}; nothing was written (--dry-run):")
    return _("Recorded in {file}:")


def _without_gaps(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same without what was not given."""
    kept = {
        key: _without_gaps(value) if isinstance(value, Mapping) else value for key, value in given.items()
    }
    return {key: value for key, value in kept.items() if value and (isinstance(value, dict) or value.strip())}
