"""A command line up to the cursor: its words, and what is wanted where it ends."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=")

COMMAND: Final = "command"
OPTION: Final = "option"


@dataclass(frozen=True)
class Split:
    """The words before the cursor, the one at the cursor, and the quotation mark that it opened, if any."""

    words: Sequence[str]
    typed: str
    quote: str = ""


@dataclass
class Wanted:
    """What the line wants next: a command, an option, or a value of `kind`, out of `choices` or the library.

    `kind` is empty where nothing is known of the value; `before` is the part of the word that stays, such as
    `--theme=`; `arguments` and `options` are those before it.
    """

    typed: str = ""
    kind: str = COMMAND
    choices: Sequence[str] = ()
    command: str = ""
    before: str = ""
    arguments: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)

    def want(self, value: str | list[str]) -> None:
        """Want a value: of a kind that is named, or one of these words."""
        self.kind, self.choices = (value, ()) if isinstance(value, str) else ("choice", value)


@cache
def _known() -> dict[str, Any]:
    text = files(__package__).joinpath("commands.json").read_text(encoding="utf-8")
    known: dict[str, Any] = json.loads(text)
    return known


def commands() -> dict[str, Any]:
    """What each command takes, by its name."""
    found: dict[str, Any] = _known()["commands"]
    return found


def options_of(command: str) -> dict[str, Any]:
    """The options of a command, the shared ones last; those of the program where there is no such command."""
    own = commands().get(command, _known()["program"])["options"]
    return {**own, **{name: one for name, one in _known()["shared"].items() if name not in own}}


def split_line(line: str, escape: str = "\\") -> Split:
    """The words of a line as a shell splits them, without the program's name and what is set before it.

    >>> split_line("consultrep list --theme 'data and re")
    Split(words=['list', '--theme'], typed='data and re', quote="'")
    >>> split_line("X=1 consultrep show ")
    Split(words=['show'], typed='', quote='')
    """
    words, quote, is_escaped, is_open = [""], "", False, False
    for sign in line:
        if is_escaped:
            words[-1] += sign
            is_escaped = False
        elif sign == escape and quote != "'":
            is_escaped = is_open = True
        elif quote:
            quote = "" if sign == quote else quote
            words[-1] += sign if quote else ""
        elif sign in "'\"":
            quote, is_open = sign, True
        elif not sign.isspace():
            words[-1] += sign
        elif words[-1] or is_open:
            words.append("")
            is_open = False
    program = next((n for n, word in enumerate(words) if not _ASSIGNMENT.match(word)), 0)
    return Split(words[program + 1 : -1], words[-1], quote)


def wanted_by(split: Split) -> Wanted:
    """What a line wants at its end."""
    wanted = Wanted(split.typed)
    words = list(split.words)
    ends = words.index("--") if "--" in words else len(words)
    waiting = _take(words[:ends], wanted)
    wanted.arguments += words[ends + 1 :]
    if waiting:
        wanted.want(_value_of(wanted, waiting) or "")
    elif split.typed.startswith("-") and ends == len(words):
        _want_option(wanted)
    elif wanted.command:
        _want_argument(wanted)
    return wanted


def _take(words: Sequence[str], wanted: Wanted) -> str:
    """Take what stands before the cursor; the name of the option that waits for its value."""
    waiting = ""
    for word in words:
        name, sign, value = word.partition("=")
        if waiting:
            wanted.options[waiting], waiting = word, ""
        elif word.startswith("-") and len(word) > 1:
            wanted.options[name] = value
            waiting = "" if sign or _value_of(wanted, name) is None else name
        elif wanted.command:
            wanted.arguments.append(word)
        else:
            wanted.command = word
    return waiting


def _value_of(wanted: Wanted, name: str) -> str | list[str] | None:
    """What an option takes; None for a flag, and for an option that is not known."""
    found: str | list[str] | None = options_of(wanted.command).get(name, {}).get("value")
    return found


def _want_option(wanted: Wanted) -> None:
    name, sign, value = wanted.typed.partition("=")
    wanted.kind = OPTION
    if sign:
        wanted.before, wanted.typed = f"{name}=", value
        wanted.want(_value_of(wanted, name) or "")


def _want_argument(wanted: Wanted) -> None:
    """Want the next argument; the last one of a command may be repeated."""
    taken = commands().get(wanted.command, {"arguments": []})["arguments"]
    place = len(wanted.arguments)
    if place >= len(taken) and taken and taken[-1]["repeated"]:
        place = len(taken) - 1
    wanted.want(taken[place]["value"] if place < len(taken) else "")
