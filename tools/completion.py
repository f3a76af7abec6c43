"""Write what each command takes, for completion, from the command line itself.

python tools/completion.py           write src/consultrep/cli/completion/commands.json
python tools/completion.py --check   end with 1 where it is not up to date
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import typer.main

from consultrep.actions.check import list_rules
from consultrep.actions.templates import list_documents
from consultrep.cli.app import app
from consultrep.query.tallies import TALLY_KEYS

FILE: Final = Path(__file__).resolve().parents[1] / "src/consultrep/cli/completion/commands.json"

OF_OPTION: Final = {
    **dict.fromkeys(("--theme", "--broader"), "theme"),
    **dict.fromkeys(("--actor", "--publisher"), "actor"),
    **dict.fromkeys(("--report", "--as"), "report"),
    "--series": "series",
    "--year": "year",
    "--for": "selector",
}
"""What is taken by the options that have this name in any command."""

OF_COMMAND: Final[dict[tuple[str, str], str]] = {
    ("threads", "--id"): "item",
    ("respond", "--by"): "actor",
    ("status", "--by"): "actor",
    **dict.fromkeys((("compare", "first"), ("compare", "others"), ("review", "selectors")), "selector"),
    **dict.fromkeys((("match", "first"), ("match", "second"), ("reports", "selector")), "selector"),
    **dict.fromkeys((("respond", "ident"), ("status", "ident")), "item"),
    **dict.fromkeys((("accept", "ids"), ("reject", "ids")), "draft"),
    ("show", "ident"): "shown",
}
"""What is taken by an option or argument of one command."""


def text() -> str:
    """The content of the file."""
    built: Any = typer.main.get_command(app)
    described = {
        "program": described_command("", built),
        "shared": {flag: described_option("", one) for one in shared(built) for flag in one.opts},
        "commands": {name: described_command(name, one) for name, one in built.load_commands().items()},
    }
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def shared(built: Any) -> list[Any]:
    """The options of every command that mean the same in each."""
    return [one for one in built.params if one.name.startswith("shared_") and one.name != "shared_format"]


def described_command(name: str, command: Any) -> dict[str, Any]:
    """The help of a command, its options by name, and its arguments in order."""
    everywhere = {one.name for one in shared(command)}
    options = [p for p in command.params if p.param_type_name == "option" and p.name not in everywhere]
    return {
        "help": command.help or "",
        "options": {flag: described_option(name, one) for one in options for flag in one.opts},
        "arguments": arguments_of(name, command),
    }


def described_option(command: str, option: Any) -> dict[str, Any]:
    """The help of an option and what it takes; no value for a flag."""
    return {
        "help": option.help or "",
        "value": None if option.is_flag else value_of(command, option.opts[-1], option),
    }


def arguments_of(name: str, command: Any) -> list[dict[str, Any]]:
    """What each argument takes, and whether it may be repeated; a document is followed by its subject."""
    if name == "render":
        documents = sorted(document.name for document in list_documents())
        return [{"value": documents, "repeated": False}, {"value": "subject", "repeated": True}]
    given = [p for p in command.params if p.param_type_name == "argument"]
    return [{"value": value_of(name, one.name, one), "repeated": one.nargs == -1} for one in given]


def value_of(command: str, name: str, parameter: Any) -> str | list[str]:
    """The words that there are, or the kind of value: `file`, a kind of the library, or nothing known."""
    if (command, name) == ("check", "--explain"):
        return sorted(rule.rule for rule in list_rules())
    if (command, name) == ("stats", "--by"):
        return list(TALLY_KEYS)
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return [str(choice) for choice in choices]
    metavar = (parameter.metavar or "").strip("[].")
    if "|" in metavar:
        return metavar.split("|")
    if (command, name) in OF_COMMAND:
        return OF_COMMAND[command, name]
    if metavar in {"FILE", "FILES", "DIR", "PATHS", "PAIRS"} or "Path" in type(parameter.type).__name__:
        return "file"
    return OF_OPTION.get(name, "")


def main() -> int:
    """Write the file, or say whether it is up to date."""
    wanted = text()
    if "--check" in sys.argv:
        return int(not FILE.exists() or FILE.read_text(encoding="utf-8") != wanted)
    FILE.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
