"""Write the reference of the commands and of the rules of `check`, in both languages, from the program.

python tools/reference.py           write docs/reference.md, docs/rules.md and their twins in docs/fr
python tools/reference.py --check   end with 1 where they are not up to date
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import typer.main

from consultrep.actions.check import list_rules
from consultrep.cli.app import app
from consultrep.messages import LANGUAGES, Language, gettext, in_language

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
FOLDERS: Final[Mapping[Language, Path]] = {"en": DOCS, "fr": DOCS / "fr"}
SHARED: Final = "shared_"
WORDS: Final[Mapping[Language, dict[str, str]]] = {
    "en": {
        "written": "<!-- Written by tools/reference.py from the help texts. -->",
        "commands": "# Commands",
        "commands_about": "What `consultrep COMMAND --help` says, command by command.",
        "shared": "## Options of every command",
        "shared_about": "They stand before or after the name of the command. What `--format` takes is said"
        " with each command.",
        "rules": "# Rules of check",
        "rules_about": "What `consultrep check --explain RULE` says of each rule. `consultrep.toml` can turn"
        " a rule off or change its level (`[check]`, `levels`).",
        "default": "default: {value}",
        "variable": "or the variable {value}",
        "formats": "Formats: {value}",
        "colon": ":",
        "level": "*{value}*",
    },
    "fr": {
        "written": "<!-- Écrit par tools/reference.py d'après les textes d'aide. -->",
        "commands": "# Commandes",
        "commands_about": "Ce que dit `consultrep COMMANDE --help`, commande par commande.",
        "shared": "## Options de toutes les commandes",
        "shared_about": "Elles se placent avant ou après le nom de la commande. Les valeurs de `--format`"
        " sont indiquées pour chaque commande.",
        "rules": "# Règles de check",
        "rules_about": "Ce que dit `consultrep check --explain RÈGLE` de chaque règle. Le fichier"
        " `consultrep.toml` peut désactiver une règle ou changer son niveau (`[check]`, `levels`).",
        "default": "par défaut : {value}",
        "variable": "ou la variable {value}",
        "formats": "Formats : {value}",
        "colon": " :",
        "level": "*{word}* (`{value}`)",
    },
}


def program(language: Language) -> Any:
    """The command line with its help in `language`."""
    built: Any = typer.main.get_command(app)
    built.translate()
    for command in built.load_commands().values():
        command.translate()
    return built


def commands_page(language: Language) -> str:
    """The page of all commands."""
    words, built = WORDS[language], program(language)
    pieces = [words["commands"], words["written"], words["commands_about"], _contents(built.commands)]
    for name, command in built.load_commands().items():
        pieces += _command(f"consultrep {name}", command, words)
    shared = [parameter for parameter in built.params if parameter.name.startswith(SHARED)]
    pieces += [words["shared"], words["shared_about"], _parameters(shared, words)]
    return "\n\n".join(pieces) + "\n"


def rules_page(language: Language) -> str:
    """The page of all rules."""
    words = WORDS[language]
    rules = list_rules()
    pieces = [words["rules"], words["written"], words["rules_about"], _contents(rule.rule for rule in rules)]
    for rule in rules:
        level = words["level"].format(value=rule.level, word=gettext(rule.level))
        pieces += [f"## {rule.rule}", level, rule.page.strip()]
    return "\n\n".join(pieces) + "\n"


def pages() -> Iterator[tuple[Path, str]]:
    """Each generated file with what it must hold."""
    for language in LANGUAGES:
        with in_language(language):
            yield FOLDERS[language] / "reference.md", commands_page(language)
            yield FOLDERS[language] / "rules.md", rules_page(language)


def _contents(names: Iterable[str]) -> str:
    """A line that leads to each heading of the page."""
    return " · ".join(f"[{name}](#{name})" for name in names)


def _command(name: str, command: Any, words: Mapping[str, str]) -> Iterator[str]:
    yield f"## {name.partition(' ')[2]}"
    yield command.help
    own = [parameter for parameter in command.params if not parameter.name.startswith(SHARED)]
    places = [parameter for parameter in own if parameter.param_type_name == "argument"]
    usage = " ".join([name, "[OPTIONS]", *(parameter.metavar for parameter in places)])
    yield f"```text\n{usage}\n```"
    if own:
        yield _parameters([*places, *(parameter for parameter in own if parameter not in places)], words)
    yield words["formats"].format(value=", ".join(f"`{form}`" for form in command.formats))
    for inner, subcommand in getattr(command, "commands", {}).items():
        yield from _command(f"{name} {inner}", subcommand, words)


def _parameters(parameters: list[Any], words: Mapping[str, str]) -> str:
    return "\n".join(_parameter(parameter, words) for parameter in parameters)


def _parameter(parameter: Any, words: Mapping[str, str]) -> str:
    colon = words["colon"]
    if parameter.param_type_name == "argument":
        return f"- `{parameter.metavar}`{colon} {parameter.help}"
    names = ", ".join(f"`{name}`" for name in sorted(parameter.opts, key=len))
    value = "" if parameter.is_flag else _value(parameter)
    notes = _notes(parameter, words)
    if value:
        names = f"{names} `{value}`"
    return f"- {names}{colon} {parameter.help}{notes and f' ({notes})'}"


def _value(parameter: Any) -> str:
    choices = getattr(parameter.type, "choices", None)
    return parameter.metavar or "|".join(choices or ["…"])


def _notes(parameter: Any, words: Mapping[str, str]) -> str:
    notes = []
    if not parameter.is_flag and parameter.default not in (None, ""):
        notes.append(words["default"].format(value=f"`{parameter.default}`"))
    if parameter.envvar:
        notes.append(words["variable"].format(value=f"`{parameter.envvar}`"))
    return "; ".join(notes)


def main() -> int:
    """Write the pages, or say which are not up to date."""
    stale = [
        (file, text)
        for file, text in pages()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    ]
    for file, text in stale:
        if "--check" in sys.argv:
            print(f"{file.relative_to(DOCS.parent)} is not up to date: python tools/reference.py")
        else:
            file.write_text(text, encoding="utf-8", newline="\n")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
