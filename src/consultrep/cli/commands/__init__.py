"""The commands, one file each, in the order that help lists them."""

from __future__ import annotations

import typer
from typer.core import TyperCommand

from consultrep.cli.commands import (
    accept,
    check,
    compare,
    completion,
    coverage,
    evaluate,
    export,
    fmt,
    import_,
    init,
    list_,
    match,
    matrix,
    new,
    reject,
    render,
    reports,
    respond,
    review,
    schema,
    search,
    show,
    stats,
    status,
    themes,
    threads,
)

_MODULES = (
    list_,
    search,
    compare,
    threads,
    matrix,
    stats,
    match,
    render,
    export,
    show,
    reports,
    themes,
    coverage,
    import_,
    accept,
    reject,
    review,
    respond,
    status,
    evaluate,
    check,
    fmt,
    new,
    schema,
    init,
    completion,
)


def register(app: typer.Typer, command_class: type[TyperCommand]) -> None:
    """Give the application every command."""
    for module in _MODULES:
        app.command(module.NAME, cls=command_class, help=module.HELP)(module.run)
