"""The only writer to stdout and stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from consultrep.cli import streams
from consultrep.cli.options import Options
from consultrep.errors import ConsultrepError, ExitCode, Problem, UsageError
from consultrep.language import printable
from consultrep.messages import gettext as _

if TYPE_CHECKING:
    from consultrep.export import Sheet

COLORS: Final = ("auto", "always", "never")
_ENDINGS: Final = {
    **{".markdown": "md", ".txt": "table", ".htm": "html", ".ndjson": "jsonl"},
    **dict.fromkeys((".db", ".sqlite3"), "sqlite"),
}


def chosen_format(options: Options) -> str:
    """The format asked for by name, else by the ending of the output file, else the command's first.

    Raises UsageError where the command does not write that format, or `--color` means nothing.
    """
    if options.color not in COLORS:
        raise UsageError(
            _("there is no colour setting {name}").format(name=repr(options.color)),
            _("it writes: {names}").format(names=", ".join(COLORS)),
        )
    name = options.format
    if name is None and options.output not in {None, "-"}:
        ending = Path(str(options.output)).suffix.casefold()
        name = _ENDINGS.get(ending, ending.removeprefix(".")) or None
    name = name or options.formats[0]
    if name not in options.formats:
        raise UsageError(
            _("this command does not write the format {name}").format(name=repr(name)),
            _("it writes: {names}").format(names=", ".join(options.formats)),
        )
    return name


def write_sheet(sheet: Sheet, options: Options) -> None:
    """The answer in the format asked for, then its remarks; a table on a terminal is drawn to its width."""
    from consultrep.export import write_sheet as sheet_text

    name = chosen_format(options)
    to_terminal = options.output in {None, "-"} and (sys.stdout.isatty() or options.color == "always")
    if name == "table" and to_terminal and sheet.number is None:
        from consultrep.cli.terminal import draw

        write_text(draw(sheet.blocks, sys.stdout, options.color), options)
    else:
        write_text(sheet_text(sheet, name), options)
    for remark in sheet.remarks:
        say(remark, options)


def write_text(text: str, options: Options) -> None:
    """The answer to the file named by `-o`, else to stdout."""
    if options.output not in {None, "-"}:
        write_file(Path(str(options.output)), text, force=options.force)
        return
    if not streams.say("out", text):
        raise typer.Exit(ExitCode.DONE)


def write_bytes(content: bytes, options: Options) -> None:
    """The answer as bytes to the file named by `-o`, else to stdout."""
    if options.output not in {None, "-"}:
        write_file(Path(str(options.output)), content, force=options.force)
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        streams.close_quietly(sys.stdout)
        raise typer.Exit(ExitCode.DONE) from error


def check_target(options: Options) -> None:
    """Raises UsageError where the file named by `-o` cannot be written, before any long work."""
    if options.output not in {None, "-"}:
        _check_file(Path(str(options.output)), force=options.force)


def say(message: str, options: Options) -> None:
    """A remark to stderr, unless `--quiet`."""
    if not options.quiet:
        _to_stderr(message)


def ask(question: str) -> str:
    """What a person types after the question, which goes to stderr; typer.Abort at the end of input."""
    sys.stderr.write(_("{name}: {value}").format(name=question, value=""))
    sys.stderr.flush()
    typed = sys.stdin.readline()
    if not typed:
        raise typer.Abort
    return typed.strip()


def complain(message: str) -> None:
    """A remark to stderr that no option silences."""
    _to_stderr(message)


def show_problems(problems: Iterable[Problem]) -> None:
    """Every problem to stderr, a line each."""
    from consultrep.query.statements import problem_line

    for problem in problems:
        _to_stderr(problem_line(problem))


def show_error(error: ConsultrepError) -> None:
    """The error and what to do about it."""
    show_failure(error.message, error.hint)


def show_failure(message: str, hint: str = "") -> None:
    """A failure and what to do about it, to stderr."""
    _to_stderr(_("consultrep: error: {message}").format(message=message))
    if hint:
        _to_stderr(f"  {hint}")


def _to_stderr(line: str) -> None:
    streams.say("err", printable(line) + "\n")


def write_file(file: Path, content: str | bytes, *, force: bool) -> None:
    """Write a file, whole or not at all; raises UsageError where it exists, unless `force`."""
    from consultrep.store.saving import overwrite

    _check_file(file, force=force)
    overwrite(file, content)


def _check_file(file: Path, *, force: bool) -> None:
    if file.is_dir():
        raise UsageError(_("{file} is a folder, not a file").format(file=file))
    if file.exists() and not force:
        raise UsageError(_("{file} exists already").format(file=file), _("--force overwrites it"))
