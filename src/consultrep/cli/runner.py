"""From a command to its answer: open the library, run the action, write the result."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import typer

from consultrep.actions.open_library import open_library
from consultrep.cli import output
from consultrep.cli.options import Options
from consultrep.errors import ExitCode
from consultrep.messages import gettext as _
from consultrep.store.loaded import LoadedLibrary


def answer(context: typer.Context, action: Callable[[LoadedLibrary], object]) -> int:
    """Write the sheet of what `action` makes of the library; the exit code says whether all was read."""
    from consultrep.export import sheet_of

    options: Options = context.obj
    output.chosen_format(options)
    loaded = opened(options)
    output.write_sheet(sheet_of(action(loaded)), options)
    return after(loaded)


def opened(options: Options) -> LoadedLibrary:
    """The library that the options name; with `--keep-going`, its problems are shown and it goes on."""
    loaded = open_library(
        options.library, os.environ, Path.cwd(), keep_going=options.keep_going, drafts=options.drafts
    )
    output.show_problems(loaded.errors)
    if loaded.bad_files:
        output.say(_("left out: {files}").format(files=", ".join(loaded.bad_files)), options)
    if options.verbose:
        output.say(_("library: {folder}").format(folder=loaded.folder.path), options)
    return loaded


def after(loaded: LoadedLibrary) -> int:
    """The exit code of an answer from this library."""
    return ExitCode.INVALID_DATA if loaded.errors else ExitCode.DONE
