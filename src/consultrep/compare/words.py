"""What the matcher knows of words: `wording/words.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from consultrep.messages import Language

Patterns = Mapping[str, re.Pattern[str]]
_LINE_END: Final = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Words:
    """Words without meaning of their own, where clauses part, and the classes of words that count."""

    stop: Mapping[Language, frozenset[str]]
    between: re.Pattern[str]
    listing: re.Pattern[str]
    joining: re.Pattern[str]
    actions: Patterns
    groups: Patterns
    topics: Patterns


@cache
def known_words() -> Words:
    """The words of the package."""
    file = resources.files("consultrep.compare") / "wording" / "words.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Words(
        stop={"fr": frozenset(data["stop"]["fr"].split()), "en": frozenset(data["stop"]["en"].split())},
        between=_pattern(data["clauses"]["between"], re.IGNORECASE),
        listing=_pattern(data["clauses"]["listing"], re.IGNORECASE),
        joining=_pattern(data["instruments"]["joining"]),
        actions={name: _pattern(text) for name, text in data["actions"].items()},
        groups={name: _pattern(text) for name, text in data["groups"].items()},
        topics={name: _pattern(text) for name, text in data["topics"].items()},
    )


def classes_in(folded: str, patterns: Patterns) -> frozenset[str]:
    """The names of the patterns that a folded text holds."""
    return frozenset(name for name, pattern in patterns.items() if pattern.search(folded))


def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(_LINE_END.sub("", f"\n{text}"), flags)
