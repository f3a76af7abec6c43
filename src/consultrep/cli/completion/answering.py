"""The answer to a shell: a line a value, then a tab and what it is; nothing where anything is amiss."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from consultrep.cli.completion.line import (
    COMMAND,
    OPTION,
    Split,
    Wanted,
    commands,
    options_of,
    split_line,
    wanted_by,
)
from consultrep.cli.completion.values import Shelf, Value, values
from consultrep.language.printing import printable
from consultrep.messages import gettext as _
from consultrep.messages import language_from, use_language

SHELL: Final = "_CONSULTREP_COMPLETE"
"""The variable that names the shell that asks."""
LINE: Final = "_CONSULTREP_LINE"
"""The variable that holds the command line up to the cursor."""

_UNSAFE: Final = re.compile(r"[^\w@%+=:,./-]")
_SPECIAL_IN_QUOTES: Final = re.compile(r'["$`\\]')
_ESCAPES: Final = {"powershell": "`"}


def answer(environ: Mapping[str, str], start: Path) -> str:
    """What a shell may offer for the line that it names; nothing where anything goes wrong."""
    shell = environ.get(SHELL, "")
    split = split_line(environ.get(LINE, ""), _ESCAPES.get(shell, "\\"))
    wanted = wanted_by(split)
    use_language(language_from(wanted.options.get("--lang"), environ))
    quoted = _QUOTING.get(shell, _plain)
    found = (one for one in _found(wanted, environ, start) if one[0].isprintable())
    lines = (f"{quoted(value, split, wanted)}\t{_on_one_line(about)}" for value, about in found)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def complete(environ: Mapping[str, str], start: Path) -> None:
    """Write the answer to standard output, and never a complaint: it would stand in the middle of a line."""
    with suppress(Exception):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.write(answer(environ, start))


def _found(wanted: Wanted, environ: Mapping[str, str], start: Path) -> Iterator[Value]:
    if wanted.kind == COMMAND:
        offered = [(name, _(one["help"])) for name, one in commands().items()]
        yield from (value for value in offered if value[0].startswith(wanted.typed))
    elif wanted.kind == OPTION:
        options = [(name, _(one["help"])) for name, one in options_of(wanted.command).items()]
        yield from (value for value in options if value[0].startswith(wanted.typed) and value[0][:2] == "--")
    elif wanted.kind == "choice":
        yield from ((choice, "") for choice in wanted.choices if choice.startswith(wanted.typed))
    elif wanted.kind not in {"", "file"}:
        shelf = Shelf(wanted.options.get("--library"), environ, start)
        yield from values(shelf, wanted.kind, wanted.typed, wanted.arguments)


def _on_one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _plain(value: str, _split: Split, wanted: Wanted) -> str:
    """The whole word, which the shell quotes itself."""
    return wanted.before + value


def _for_bash(value: str, split: Split, wanted: Wanted) -> str:
    """What Bash puts in place of the part of the word after its last colon or equals sign."""
    if split.quote == "'":
        return value.replace("'", r"'\''")
    if split.quote:
        return _SPECIAL_IN_QUOTES.sub(r"\\\g<0>", value)
    escaped = _UNSAFE.sub(r"\\\g<0>", value)
    head = wanted.typed[: max(wanted.typed.rfind(sign) for sign in ":=") + 1]
    return escaped.removeprefix(_UNSAFE.sub(r"\\\g<0>", head))


def _for_powershell(value: str, _split: Split, wanted: Wanted) -> str:
    whole = wanted.before + value
    return "'{}'".format(whole.replace("'", "''")) if _UNSAFE.search(whole) else whole


_QUOTING: Final[Mapping[str, Callable[[str, Split, Wanted], str]]] = {
    "bash": _for_bash,
    "powershell": _for_powershell,
}
