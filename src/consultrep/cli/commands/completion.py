"""`consultrep completion`."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

import typer

from consultrep.cli import completion, output
from consultrep.cli.options import Options, writes
from consultrep.errors import ExitCode
from consultrep.messages import mark


@writes("text")
def run(
    context: typer.Context,
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"],
        typer.Argument(metavar="SHELL", help=mark("bash, zsh, fish or powershell.")),
    ],
) -> int:
    """Print the script of a shell."""
    options: Options = context.obj
    script = files(completion).joinpath("scripts", f"consultrep.{shell}")
    output.write_text(script.read_text(encoding="utf-8"), options)
    return ExitCode.DONE
