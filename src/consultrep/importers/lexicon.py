"""The words that ask, in each language: the patterns of `wording/*.toml`, compiled once.

A pattern may go over several lines: line breaks, and white space at the start of a line, are no part of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

from consultrep.messages import Language
from consultrep.model import Standing, Strength

Form = Literal["report", "complement", "impersonal", "modal", "predicate"]
_PART: Final = re.compile(r"<([a-z_]+)>")
_LINE_END: Final = re.compile(r"(?:\A|\n)\s+|\n")
Reach = Literal["sentence", "earlier", "before", "on", "after"]


@dataclass(frozen=True)
class Asking:
    """Words that ask, and how they stand to what is asked.

    A `report` ("they recommended …") takes it as a complement and has a subject; so does a `complement`, with
    a subject that tells nothing; an `impersonal` form ("il faut …") opens the clause; a `modal` ("should") or
    a `predicate` ("is essential") stands within it, after its subject.
    """

    name: str
    pattern: re.Pattern[str]
    form: Form
    standing: Standing
    strength: Strength
    weight: float


@dataclass(frozen=True)
class Denial:
    """Words by which a sentence that seems to ask does not; `of` names the askings it bears on, or none."""

    why: str
    reach: Reach
    pattern: re.Pattern[str]
    of: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """What one language's file says."""

    language: Language
    askings: Sequence[Asking]
    denials: Sequence[Denial]
    roles: Mapping[str, re.Pattern[str]]
    patterns: Mapping[str, re.Pattern[str]]
    verbs: frozenset[str]
    finding: re.Pattern[str]
    bodies: re.Pattern[str]


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language."""
    file = resources.files("consultrep.importers") / "wording" / f"{language}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    verbs = data["words"]["verbs"].split()
    parts = _expanded({"verb": rf"(?:{'|'.join(verbs)})", **data["parts"]})
    return Lexicon(
        language=language,
        askings=[_asking(entry, parts) for entry in data["demand"]],
        denials=[_denial(entry, parts) for entry in data["not_demand"]],
        roles=_compiled(data["roles"], parts),
        patterns=_compiled(data["patterns"], parts),
        verbs=frozenset(verbs),
        finding=_pattern(data["findings"]["pattern"], parts),
        bodies=_pattern(data["words"]["bodies"], parts),
    )


def plain(text: str) -> str:
    """`text` in small letters with straight apostrophes, every character in its place.

    >>> plain("L’État")
    "l'état"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate({ord("’"): "'", 0x2011: "-", 0x2010: "-", 0xA0: " "})


def _asking(entry: Mapping[str, Any], parts: Mapping[str, str]) -> Asking:
    return Asking(
        entry["name"],
        _pattern(entry["pattern"], parts),
        entry["form"],
        Standing(entry["standing"]),
        Strength(entry["strength"]),
        entry["weight"],
    )


def _denial(entry: Mapping[str, Any], parts: Mapping[str, str]) -> Denial:
    return Denial(
        entry["why"], entry["reach"], _pattern(entry["pattern"], parts), frozenset(entry.get("of", ()))
    )


def _compiled(patterns: Mapping[str, str], parts: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: _pattern(pattern, parts) for name, pattern in patterns.items()}


def _expanded(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts with the earlier parts that they name put in."""
    done: dict[str, str] = {}
    for name, pattern in parts.items():
        done[name] = _put_in(pattern, done)
    return done


def _pattern(pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_put_in(pattern, parts))


def _put_in(pattern: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda found: parts[found.group(1)], _LINE_END.sub("", pattern))
