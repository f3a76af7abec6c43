"""Options that every command accepts, before or after its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from typer.core import TyperOption

from consultrep.messages import mark

Function = TypeVar("Function", bound=Callable[..., Any])

TABLE_FORMATS: Final = ("table", "json", "jsonl", "csv", "tsv", "md")
_FORMATS_ATTRIBUTE: Final = "consultrep_formats"


@dataclass
class Options:
    """What the shared options said; the later place on the command line wins."""

    lang: str | None = None
    library: str | None = None
    format: str | None = None
    output: str | None = None
    force: bool = False
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    keep_going: bool = False
    drafts: bool = False
    formats: Sequence[str] = field(default=TABLE_FORMATS)


def with_drafts(options: Options) -> Options:
    """The options, with drafts taken in."""
    return replace(options, drafts=True)


def writes(*formats: str) -> Callable[[Function], Function]:
    """Say which formats a command can write; without it, those of a table."""

    def remember(function: Function) -> Function:
        setattr(function, _FORMATS_ATTRIBUTE, formats)
        return function

    return remember


def formats_of(callback: Callable[..., Any] | None) -> Sequence[str]:
    """The formats that a command can write."""
    formats: Sequence[str] = getattr(callback, _FORMATS_ATTRIBUTE, TABLE_FORMATS)
    return formats


def shared_options(formats: Sequence[str]) -> list[TyperOption]:
    """Fresh options for one command; each puts its value into the run's `Options`."""
    return [
        _option("lang", ["--lang"], mark("Language of help, messages and texts: fr or en."), "fr|en"),
        _option("library", ["--library"], mark("Folder of the library to use."), "DIR"),
        _option("format", ["--format"], mark("Format of the answer."), "|".join(formats)),
        _option(
            "output", ["-o", "--output"], mark("Write to this file; its ending chooses the format."), "FILE"
        ),
        _flag("force", ["--force"], mark("Overwrite files that exist.")),
        _option("color", ["--color"], mark("Colour: auto, always or never."), "auto|always|never"),
        _flag("quiet", ["-q", "--quiet"], mark("Say nothing but the answer and errors.")),
        _flag("verbose", ["-v", "--verbose"], mark("Say which library is used.")),
        _flag("keep_going", ["--keep-going"], mark("Answer from the good files when others hold errors.")),
        _flag("drafts", ["--drafts"], mark("Take in what import proposes and nobody has confirmed.")),
        _flag("debug", ["--debug"], mark("Show the traceback of a bug.")),
    ]


def _option(name: str, flags: list[str], help_text: str, metavar: str) -> TyperOption:
    return TyperOption(
        param_decls=[f"shared_{name}", *flags],
        help=help_text,
        metavar=metavar,
        expose_value=False,
        callback=_keep(name),
    )


def _flag(name: str, flags: list[str], help_text: str) -> TyperOption:
    return TyperOption(
        param_decls=[f"shared_{name}", *flags],
        help=help_text,
        is_flag=True,
        default=False,
        expose_value=False,
        callback=_keep(name),
    )


def _keep(name: str) -> Callable[[Any, Any, Any], Any]:
    def keep(context: Any, _parameter: Any, value: Any) -> Any:
        if value is not None and value is not False:
            setattr(context.obj, name, value)
        return value

    return keep
