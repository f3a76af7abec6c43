"""The commands, one file each, in the order that help lists them.

A file is read only when its command is asked for: reading all of them costs half a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperCommand

from consultrep.messages import mark

HELP: Final[Mapping[str, str]] = {
    "list": mark("List recommendations or findings: what was asked, by whom, where it stands."),
    "search": mark(
        "Find what was said, by words or by meaning: recommendations, findings, titles, best first."
    ),
    "compare": mark(
        "Compare years, reports or series: what came back, what is new, and what cannot be said."
    ),
    "threads": mark(
        "Follow each demand through all years: first asked, each wording, silent years, answers."
    ),
    "matrix": mark("Count each theme or thread in each year; nought is told apart from what is not known."),
    "stats": mark(
        "Count what is held by theme, year, body and more; nought is told apart from what is not known."
    ),
    "match": mark("Score every pair of two selections, or of two files of texts, without deciding anything."),
    "render": mark(
        "Write a document to hand in: the library, a report, a comparison, a thread, a theme, and others."
    ),
    "export": mark(
        "Write the library, or a part of it, for spreadsheets, databases and programs of analysis."
    ),
    "show": mark("Show all that is known of a report or an item, and where it stands in the source."),
    "reports": mark("List the reports of the library and how much of each is held."),
    "themes": mark("List the themes, the narrower under the broader, with the number of items in each."),
    "coverage": mark("Say what the library can and cannot answer, for each report and year."),
    "import": mark(
        "Turn documents (HTML, PDF, DOCX, text, Markdown) and tables (CSV, TSV, XLSX, JSON Lines) into draft "
        "records, for a person to confirm."
    ),
    "accept": mark("Confirm items that import proposed."),
    "reject": mark("Take out items that import proposed; it will not propose them again."),
    "review": mark(
        "Judge doubtful pairs of items, one key a verdict: same, narrower, wider, related, different."
    ),
    "respond": mark("Record what a government answered to a recommendation."),
    "status": mark("Record how far a recommendation is carried out, with evidence and source."),
    "evaluate": mark(
        "Measure how well the computed matches agree with graded pairs, or with your own judgements."
    ),
    "check": mark("Check a library or some of its files: each problem with its place and what to do."),
    "fmt": mark("Put record files into canonical form; comments and the order of keys stay."),
    "new": mark(
        "Add a report, recommendation, finding or theme; what is not given is asked for on a terminal."
    ),
    "schema": mark(
        "Show the schema of a kind of file, or bring the library's schemas up to date for editors."
    ),
    "init": mark("Make a library of your own in a folder."),
    "completion": mark("Print what makes a shell complete commands, options, ids, themes and bodies on Tab."),
}
"""What each command does, in a sentence."""

_OWN_NAMES: Final = {"list": "list_", "import": "import_"}
"""The files that cannot be called as their command is."""


def load_command(name: str, command_class: type[TyperCommand]) -> Any:
    """The command with this name, built from its file."""
    module = import_module(f"{__name__}.{_OWN_NAMES.get(name, name)}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, cls=command_class, help=HELP[name])(module.run)
    return typer.main.get_command(alone)
