"""The keys of a review, by language, and how one is read: a key press, or a line on a dumb terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Final

import typer

from consultrep.actions.verdict_words import KEYS, find_verdict
from consultrep.cli import output
from consultrep.language import fold
from consultrep.messages import Language, current_language, mark
from consultrep.messages import gettext as _
from consultrep.model import Verdict
from consultrep.model.labels import label
from consultrep.query.statements import labelled


class Act(Enum):
    """What a key does besides giving a verdict."""

    SKIP = auto()
    BACK = auto()
    REASON = auto()
    HELP = auto()
    QUIT = auto()


_ACTS: Final[Mapping[Language, Mapping[str, Act]]] = {
    "en": {"": Act.SKIP, "b": Act.BACK, "!": Act.REASON, "?": Act.HELP, "q": Act.QUIT},
    "fr": {"": Act.SKIP, "r": Act.BACK, "!": Act.REASON, "?": Act.HELP, "q": Act.QUIT},
}
_SHORT: Final = {
    Act.SKIP: mark("skip"),
    Act.BACK: mark("back"),
    Act.REASON: mark("reason"),
    Act.HELP: mark("help"),
    Act.QUIT: mark("quit"),
}
_LONG: Final = {
    Verdict.SAME: mark("same: both ask for the same thing, in whatever words"),
    Verdict.NARROWER: mark("narrower: the same thing, and B asks for less of it than A"),
    Verdict.WIDER: mark("wider: the same thing, and B asks for more of it than A"),
    Verdict.RELATED: mark("related: near in subject, but another demand"),
    Verdict.NOT_SAME: mark("different: not the same demand, and not near"),
    Verdict.UNSURE: mark("unsure: it cannot be told from the texts"),
    Act.SKIP: mark("leave the pair for another time"),
    Act.BACK: mark("go back to the pair before, and take back what you said of it"),
    Act.REASON: mark("write a reason first, then give the verdict"),
    Act.HELP: mark("show this"),
    Act.QUIT: mark("stop; everything is saved already"),
}


def is_keyed() -> bool:
    """Whether one key press can be read: a person at a terminal that is not dumb."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def read_answer(*, keyed: bool) -> str | None:
    """A key, or a line where keys cannot be read; None at the end of input."""
    try:
        if keyed:
            return typer.getchar() or None
        return output.ask(_("Your verdict"))
    except (EOFError, typer.Abort):
        output.complain("")
        return None


def read_reason() -> str:
    """A reason on one line; nothing at the end of input."""
    try:
        return output.ask(_("Reason (Enter for none)"))
    except typer.Abort:
        return ""


def meaning(typed: str) -> Verdict | Act | None:
    """What a key or a typed word means in the language in force; None where it means nothing."""
    said, language = fold(typed), current_language()
    found = _ACTS[language].get(said) or KEYS[language].get(said)
    return found or (find_verdict(said) if len(said) > 1 else None)


def menu() -> str:
    """The keys on one line."""
    verdicts = (f"{key} {label(verdict)}" for key, verdict in KEYS[current_language()].items())
    acts = (f"{name} {word}" for name, word in ((name, _(_SHORT[act])) for name, act in _named_acts()))
    return " · ".join([*verdicts, *acts])


def help_text() -> str:
    """Every key with what it means, a line each."""
    verdicts = [(key, _LONG[verdict]) for key, verdict in KEYS[current_language()].items()]
    acts = [(name, _LONG[act]) for name, act in _named_acts()]
    return "\n".join("  " + labelled(name, _(words)) for name, words in [*verdicts, *acts])


def _named_acts() -> Iterator[tuple[str, Act]]:
    for key, act in _ACTS[current_language()].items():
        yield key or _("space"), act
