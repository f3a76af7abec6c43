"""The application: its commands, its languages, and the one boundary where errors become exit codes."""

from __future__ import annotations

import gettext as system_gettext
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from consultrep import __version__
from consultrep.cli import commands, output
from consultrep.cli.options import Options, formats_of, shared_options
from consultrep.cli.streams import prepare_streams
from consultrep.cli.usage import usage_message
from consultrep.cli.words import value_of
from consultrep.errors import ConsultrepError, ExitCode, InvalidDataError, UsageError
from consultrep.messages import BOTH, DOMAIN, LANGUAGES, LOCALE_FOLDER, language_from, mark, use_language
from consultrep.messages import gettext as _


class _Translated:
    """Help in the language in force; mixed into Typer's command and group."""

    params: list[Any]
    help: str | None

    def translate(self) -> None:
        """Put every help text of this command into the language in force."""
        self.help = _(self.help) if self.help else self.help
        for parameter in self.params:
            if getattr(parameter, "help", None):
                parameter.help = _(parameter.help)
            if parameter.metavar:
                parameter.metavar = _(parameter.metavar)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line; what must be given stands bare, what may be given in brackets."""
        pieces = [piece.strip("{}") for piece in self.collect_usage_pieces(ctx)]  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`, described in the language in force."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Command(_Translated, TyperCommand):
    """A command that also takes the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formats = formats_of(self.callback)
        self.params = [*self.params, *shared_options(self.formats)]

    def invoke(self, ctx: Any) -> Any:
        """Run the command, which now knows the formats it can write."""
        ctx.obj.formats = self.formats
        return super().invoke(ctx)


class Group(_Translated, TyperGroup):
    """The program: shared options before the command too, and the error boundary."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *shared_options(("FORMAT",))]

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in the order of help."""
        return list(commands.HELP)

    def load_commands(self) -> dict[str, Any]:
        """Every command, by name."""
        return {name: self.get_command(None, name) for name in commands.HELP}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command with that name, its help in the language in force; None where there is none."""
        if cmd_name in commands.HELP and cmd_name not in self.commands:
            command = commands.load_command(cmd_name, Command)
            command.translate()
            self.commands[cmd_name] = command
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands and what each does, none of them loaded."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in commands.HELP.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first argument names, and its arguments; UsageError where there is none."""
        command = self.get_command(ctx, args[0])
        if command is None:
            from consultrep.model.hints import did_you_mean

            message = _("there is no command {name}").format(name=args[0])
            raise UsageError(message, did_you_mean(args[0], commands.HELP))
        return args[0], command, args[1:]

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run a command line and end the process with one of `ExitCode`."""
        arguments = list(sys.argv[1:] if args is None else args)
        prepare_streams()
        self._speak(arguments)
        options = Options(debug="--debug" in arguments)
        sys.exit(self._guarded(arguments, prog_name, options, extra))

    def _speak(self, arguments: Sequence[str]) -> None:
        language = language_from(value_of("--lang", arguments), os.environ)
        use_language(language)
        os.environ["LANGUAGE"] = language
        system_gettext.bindtextdomain(DOMAIN, str(LOCALE_FOLDER))
        system_gettext.textdomain(DOMAIN)
        self.translate()

    def _guarded(
        self, arguments: list[str], prog_name: str | None, options: Options, extra: dict[str, Any]
    ) -> int:
        try:
            _check_language(arguments)
            code = super().main(arguments, prog_name, standalone_mode=False, obj=options, **extra)
        except InvalidDataError as error:
            output.show_problems(error.problems)
            return error.exit_code
        except ConsultrepError as error:
            output.show_error(error)
            return error.exit_code
        except typer.TyperException as error:
            output.show_failure(*usage_message(error.format_message()))
            return ExitCode.USAGE
        except (typer.Abort, KeyboardInterrupt):
            output.show_failure(_("interrupted"))
            return ExitCode.INTERRUPTED
        except OSError as error:
            output.show_failure(str(error))
            return ExitCode.ENVIRONMENT
        except Exception as error:  # noqa: BLE001 - the boundary: whatever is left is a bug of ours
            return _report_bug(error, options)
        return code if isinstance(code, int) else ExitCode.DONE


def _report_bug(error: Exception, options: Options) -> int:
    if options.debug:
        traceback.print_exception(error)
    output.show_failure(
        _("this is a bug in consultrep: {detail}").format(detail=f"{type(error).__name__}: {error}"),
        _("run it again with --debug and report what it prints"),
    )
    return ExitCode.BUG


def _check_language(arguments: Sequence[str]) -> None:
    given = value_of("--lang", arguments)
    allowed = (*LANGUAGES, BOTH) if "render" in arguments else LANGUAGES
    if given is not None and given not in allowed:
        raise UsageError(
            _("there is no language {name}").format(name=repr(given)),
            _("it writes: {names}").format(names=", ".join(allowed)),
        )


app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=mark("Consultation reports: what people asked for, year after year, and what came back."),
)


@app.callback(invoke_without_command=True)
def program(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help=mark("Show the version and exit."), is_eager=True),
) -> None:
    """What runs before a command: the version, or help where no command is given."""
    options: Options = context.obj
    if version:
        output.write_text(f"consultrep {__version__}\n", options)
        raise typer.Exit
    if context.invoked_subcommand is None:
        output.write_text(context.get_help() + "\n", options)
