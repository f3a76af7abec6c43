"""`consultrep check`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from consultrep.actions.check import check, explain_rule, list_rules
from consultrep.cli import output
from consultrep.cli.arguments import PathsArgument
from consultrep.cli.options import Options, writes
from consultrep.errors import ExitCode
from consultrep.messages import gettext as _
from consultrep.messages import mark, ngettext
from consultrep.query.statements import list_waiting
from consultrep.store.checking import CheckResult


@writes("text", "json", "github")
def run(
    context: typer.Context,
    paths: PathsArgument = None,
    strict: Annotated[bool, typer.Option("--strict", help=mark("Let warnings count as errors."))] = False,
    rules: Annotated[bool, typer.Option("--rules", help=mark("List the rules."))] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help=mark("Explain a rule."))
    ] = None,
) -> int:
    """Check files."""
    from consultrep.export.problems import check_text

    options: Options = context.obj
    form = output.chosen_format(options)
    if rules or explain:
        output.write_text(_pages(explain), options)
        return ExitCode.DONE
    result = check(paths or [], options.library, os.environ, Path.cwd(), strict=strict)
    output.write_text(check_text(result, form), options)
    output.say(_summary(result), options)
    if any(problem.rule == "draft-item" for problem in result.problems):
        output.say(_("What waits to be confirmed: {command}").format(command=list_waiting()), options)
    return ExitCode.DONE if result.passed else ExitCode.NEGATIVE


def _pages(explain: str | None) -> str:
    if explain:
        rule = explain_rule(explain)
        return f"{rule.rule} ({rule.level})\n\n{rule.page}\n"
    return "".join(f"{rule.rule}\t{rule.level}\t{rule.summary}\n" for rule in list_rules())


def _summary(result: CheckResult) -> str:
    parts = [
        ngettext("{number} error", "{number} errors", result.errors).format(number=result.errors),
        ngettext("{number} warning", "{number} warnings", result.warnings).format(number=result.warnings),
        ngettext("in {number} file", "in {number} files", result.files).format(number=result.files),
    ]
    return _("{errors}, {warnings} {files}").format(errors=parts[0], warnings=parts[1], files=parts[2])
