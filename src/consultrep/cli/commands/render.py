"""`consultrep render`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from consultrep.actions.render import RenderRequest, render_document
from consultrep.actions.templates import copy_templates, list_documents
from consultrep.cli import output
from consultrep.cli.filters import takes_filters_of_all
from consultrep.cli.options import Options, writes
from consultrep.cli.progress import Progress
from consultrep.cli.runner import after, opened
from consultrep.errors import ExitCode, UsageError
from consultrep.messages import BOTH, Language, current_language, mark
from consultrep.messages import gettext as _
from consultrep.query import ItemFilter
from consultrep.query.statements import labelled
from consultrep.render import DocumentKind, described_views

_BINARY: Final = ("pdf", "docx")


@writes("md", "html", "docx", "pdf")
@takes_filters_of_all
def run(
    context: typer.Context,
    wanted: ItemFilter,
    document: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOCUMENT]",
            help=mark(
                "library, report ID, comparison A B..., thread ID, threads, theme NAME, coverage, matrix"
            ),
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help=mark("A template of your own for this document.")),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help=mark("Say why each pair of a comparison is one."))
    ] = False,
    names: Annotated[
        bool, typer.Option("--list", help=mark("Name the documents, their templates and variables."))
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--init", metavar="DIR", help=mark("Copy the packaged templates to this folder.")),
    ] = None,
) -> int:
    """Render a document."""
    options: Options = context.obj
    form = output.chosen_format(options)
    if names or folder:
        return _instead(names, folder, options)
    output.check_target(options)
    if form in _BINARY and options.output is None and sys.stdout.isatty():
        raise UsageError(
            _("a terminal cannot show the format {name}").format(name=form),
            _("-o FILE writes it to a file; -o - to stdout"),
        )
    loaded = opened(options)
    request = RenderRequest(
        document or ["library"], wanted, _languages(options), form, template, explain, _day(os.environ)
    )
    with Progress(options) as progress:
        content = render_document(loaded, request, progress.show)
    output.write_bytes(content, options)
    return after(loaded)


def _instead(names: bool, folder: Path | None, options: Options) -> int:
    """Copy the templates, or name the documents, in place of a document."""
    if folder is not None:
        copied = copy_templates(folder, force=options.force)
        output.write_text("".join(f"{file}\n" for file in copied), options)
    if names:
        kinds = list_documents()
        within = [labelled(name, ", ".join(fields)) for name, fields in described_views(kinds).items()]
        output.write_text("\n".join([*map(_described, kinds), *within, ""]), options)
    return ExitCode.DONE


def _described(kind: DocumentKind) -> str:
    """A document as `--list` names it."""
    lines = (
        f"consultrep render {kind.usage}",
        "  " + _(kind.about),
        "  " + labelled(_("template"), kind.template),
        "  " + labelled(_("variables"), ", ".join(kind.described_variables)),
    )
    return "".join(f"{line}\n" for line in lines)


def _languages(options: Options) -> list[Language]:
    """The languages of the document: that in force, and with `both` the other after it."""
    first = current_language()
    other: Language = "en" if first == "fr" else "fr"
    return [first, other] if options.lang == BOTH else [first]


def _day(environ: Mapping[str, str]) -> date | None:
    """The day that SOURCE_DATE_EPOCH asks to state; raises UsageError where it is no number of seconds."""
    text = environ.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            _("SOURCE_DATE_EPOCH is no number of seconds: {text}").format(text=repr(text))
        ) from error
