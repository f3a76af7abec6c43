"""`consultrep export`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from consultrep.actions.export import BINARY, FORMATS, WITH_BOM, ExportRequest, export
from consultrep.cli import output
from consultrep.cli.filters import takes_filters_of_all
from consultrep.cli.options import Options, writes
from consultrep.cli.runner import after, opened
from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.query import ItemFilter

TableName = Literal[
    "items", "reports", "threads", "judgements", "gaps", "themes", "actors", "series", "guide"
]
_ENDINGS: Final = {"db": "sqlite", "sqlite3": "sqlite", "ndjson": "jsonl"}
_WRITTEN_AS: Final = {"gc-consultations": "csv", "datasette": "json", "jsonl": "json"}


@writes(*FORMATS)
@takes_filters_of_all
def run(
    context: typer.Context,
    wanted: ItemFilter,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help=mark("File to write, its ending chooses the format; - or none is standard output."),
        ),
    ] = None,
    table: Annotated[
        TableName,
        typer.Option(
            "--table", help=mark("Which table CSV, TSV, JSON Lines or Parquet hold; other formats hold all.")
        ),
    ] = "items",
    bom: Annotated[
        bool,
        typer.Option("--bom", help=mark("Begin CSV or TSV with the mark by which Excel knows UTF-8.")),
    ] = False,
) -> int:
    """Export data."""
    options = _with_target(context.obj, file)
    form = _checked_format(options, bom=bom)
    output.check_target(options)
    loaded = opened(options)
    name = Path(options.output or "-").stem.strip("-") or "library"
    request = ExportRequest(wanted, form, name, bom, table)
    exported = export(loaded.library, request)
    for remark in exported.remarks:
        output.say(remark, options)
    output.write_bytes(exported.content, options)
    return after(loaded)


def _with_target(options: Options, file: str | None) -> Options:
    """The options with the file to write, which may be named once."""
    if file is not None and options.output is not None:
        raise UsageError(
            _("two files are named: {names}").format(names=f"{file}, {options.output}"),
            _("name the file once, as FILE or with -o"),
        )
    return replace(options, output=file) if file is not None else options


def _checked_format(options: Options, *, bom: bool) -> str:
    """The format; raises UsageError where the file, standard output or the mark does not go with it."""
    form = output.chosen_format(options)
    ending = Path(options.output or "").suffix.casefold()
    said = _ENDINGS.get(ending.removeprefix("."), ending.removeprefix("."))
    if said in FORMATS and _WRITTEN_AS.get(said, said) != _WRITTEN_AS.get(form, form):
        raise UsageError(
            _("{format} is not what a file that ends in {ending} holds").format(format=form, ending=ending),
            _("give the file another ending, or leave --format out"),
        )
    if form in BINARY and options.output in {None, "-"}:
        raise UsageError(
            _("{name} is not written to standard output").format(name=form),
            _("name a file: consultrep export FILE"),
        )
    if bom and form not in WITH_BOM:
        raise UsageError(
            _("--bom is not for the format {name}").format(name=form),
            _("it writes: {names}").format(names=", ".join(WITH_BOM)),
        )
    return form
