"""`consultrep new`."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from consultrep.actions.new_entry import ASKED, OPTIONAL, new_entry
from consultrep.cli import output
from consultrep.cli.arguments import DryRunOption
from consultrep.cli.options import Options, writes
from consultrep.cli.runner import opened
from consultrep.errors import ExitCode
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.model import Kind, Library, Standing, Strength
from consultrep.model.hints import did_you_mean, did_you_mean_thing

QUESTIONS = {
    "id": mark("Id (small letters, digits, hyphens)"),
    "series": mark("Series"),
    "kind": mark("Kind (consultation, forum, workshop, review, report)"),
    "title_fr": mark("Title in French"),
    "title_en": mark("Title in English"),
    "period": mark("When people were consulted (2014, 2014-01, 2012/2013; nothing if unknown)"),
    "publisher": mark("Publisher"),
    "why_fr": mark("What is held of the text, in French"),
    "why_en": mark("What is held of the text, in English"),
    "report": mark("Report (its id)"),
    "fr": mark("Text in French"),
    "en": mark("Text in English"),
    "theme": mark("Themes, with commas between them"),
    "standing": mark("Standing (formal, suggested, reported)"),
    "strength": mark("Strength (must, should, consider)"),
    "place": mark("Place in the report: a section number, or words"),
}


@writes("text")
def run(
    context: typer.Context,
    kind: Annotated[
        Literal["report", "recommendation", "theme", "finding"],
        typer.Argument(metavar="KIND", help=mark("report, recommendation, theme or finding.")),
    ],
    ident: Annotated[
        str, typer.Option("--id", metavar="ID", help=mark("Id; items and themes can do without."))
    ] = "",
    report: Annotated[str, typer.Option(metavar="ID", help=mark("Report that the item stands in."))] = "",
    fr: Annotated[str, typer.Option("--fr", metavar="TEXT", help=mark("Text or label in French."))] = "",
    en: Annotated[str, typer.Option("--en", metavar="TEXT", help=mark("Text or label in English."))] = "",
    theme: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=mark("Theme of the item; may be repeated."))
    ] = None,
    standing: Annotated[
        Standing | None, typer.Option(help=mark("How the report presents the demand."))
    ] = None,
    strength: Annotated[Strength | None, typer.Option(help=mark("How strongly the sentence asks."))] = None,
    place: Annotated[
        str, typer.Option(metavar="TEXT", help=mark("Section number, or the place in words."))
    ] = "",
    broader: Annotated[str, typer.Option(metavar="ID", help=mark("Broader theme of a theme."))] = "",
    series: Annotated[str, typer.Option(metavar="ID", help=mark("Series of the report."))] = "",
    report_kind: Annotated[Kind | None, typer.Option("--kind", help=mark("Kind of the report."))] = None,
    title_fr: Annotated[str, typer.Option(metavar="TEXT", help=mark("Title of the report in French."))] = "",
    title_en: Annotated[str, typer.Option(metavar="TEXT", help=mark("Title of the report in English."))] = "",
    period: Annotated[str, typer.Option(metavar="DATE", help=mark("When people were consulted."))] = "",
    publisher: Annotated[str, typer.Option(metavar="TEXT", help=mark("Publisher of the report."))] = "",
    why_fr: Annotated[
        str, typer.Option(metavar="TEXT", help=mark("What is held of the text, in French."))
    ] = "",
    why_en: Annotated[
        str, typer.Option(metavar="TEXT", help=mark("What is held of the text, in English."))
    ] = "",
    no_input: Annotated[bool, typer.Option("--no-input", help=mark("Ask nothing."))] = False,
    dry_run: DryRunOption = False,
) -> int:
    """Add an entry."""
    options: Options = context.obj
    given = {
        "id": ident,
        "report": report,
        "fr": fr,
        "en": en,
        "theme": ",".join(theme or ()),
        "standing": standing or "",
        "strength": strength or "",
        "place": place,
        "broader": broader,
        "series": series,
        "kind": report_kind or "",
        "title_fr": title_fr,
        "title_en": title_en,
        "period": period,
        "publisher": publisher,
        "why_fr": why_fr,
        "why_en": why_en,
    }
    loaded = opened(options)
    if sys.stdin.isatty() and not no_input:
        given |= {key: _asked(key, loaded.library) for key in ASKED[kind] if not given[key]}
    made = new_entry(loaded, kind, given, dry_run=dry_run)
    output.write_text(f"{made.id}\n", options)
    output.say(_said(dry_run).format(id=made.id, file=made.change.file), options)
    return ExitCode.DONE


def _asked(key: str, library: Library) -> str:
    """What a person types; asked again until it can be right."""
    while True:
        typed = output.ask(_(QUESTIONS[key]))
        hint = _unfit(key, typed, library) if typed else _needed(key)
        if not hint:
            return typed
        output.complain(_("this does not fit: {hint}").format(hint=hint))


def _needed(key: str) -> str:
    return "" if key in OPTIONAL else _("an answer is needed")


def _unfit(key: str, typed: str, library: Library) -> str:
    """What could be typed instead, where the answer names nothing; empty where it may stand."""
    known: dict[str, list[str]] = {
        "kind": list(Kind),
        "standing": list(Standing),
        "strength": list(Strength),
        "report": [report.id for report in library.reports],
        "series": [series.id for series in library.series],
    }
    if key == "theme":
        unknown = [name for name in typed.split(",") if library.themes and not library.find_theme(name)]
        everything = ", ".join(theme.id for theme in library.themes)
        return did_you_mean_thing(unknown[0], library.themes, everything) if unknown else ""
    if not known.get(key) or typed in known[key]:
        return ""
    return did_you_mean(typed, known[key], _("one of: {names}").format(names=", ".join(known[key])))


def _said(dry_run: bool) -> str:
    if dry_run:
        return _("{id} would be added to {file}.")
    return _("{id} is added to {file}. Next: consultrep check")
