"""What the matcher knows of words: `wording/words.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from consultrep.messages import Language

_LINE_END: Final = re.compile(r"\n\s*")
_WORD: Final = re.compile(r"\w+")
_WITHIN_WORDS: Final = re.compile(r"(?:[a-z?|:()\[\]]|\\b)+")
"""An alternative of a pattern that can only be found within one word: letters, and where words end."""


class Classes:
    """Classes of words, each with its pattern.

    >>> sorted(Classes({"law": r"legislat|\\blaws?\\b", "data": r"data on"}).found_in("laws, data on law"))
    ['data', 'law']

    Most alternatives lie within a word. They are looked for in each word once, and that is remembered:
    looking for every pattern in every text took half the time of reading it.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.names: Final = sorted(patterns)
        self._of_words: dict[str, re.Pattern[str]] = {}
        self._of_texts: dict[str, re.Pattern[str]] = {}
        for name, pattern in patterns.items():
            within = [part for part in _alternatives(pattern) if _WITHIN_WORDS.fullmatch(part)]
            across = [part for part in _alternatives(pattern) if part not in within]
            for kind, parts in ((self._of_words, within), (self._of_texts, across)):
                if parts:
                    kind[name] = re.compile("|".join(parts))
        self._in_word = lru_cache(maxsize=50_000)(self._find_in_word)

    def found_in(self, folded: str) -> frozenset[str]:
        """The names of the classes whose pattern a folded text holds."""
        found = {name for name, pattern in self._of_texts.items() if pattern.search(folded)}
        return kept_once(found.union(*map(self._in_word, _WORD.findall(folded))))

    def _find_in_word(self, word: str) -> frozenset[str]:
        return kept_once({name for name, pattern in self._of_words.items() if pattern.search(word)})


@dataclass(frozen=True)
class Words:
    """Words without meaning of their own, where clauses part, and the classes of words that count."""

    stop: Mapping[Language, frozenset[str]]
    between: re.Pattern[str]
    listing: re.Pattern[str]
    joining: re.Pattern[str]
    actions: Classes
    groups: Classes
    topics: Classes


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
        actions=_classes(data["actions"]),
        groups=_classes(data["groups"]),
        topics=_classes(data["topics"]),
    )


def kept_once(names: Iterable[str]) -> frozenset[str]:
    """A set of these names, one object for all that are equal: a library needs hundreds of thousands."""
    return _shared(frozenset(names))


@lru_cache(maxsize=50_000)
def _shared(names: frozenset[str]) -> frozenset[str]:
    return names


def _classes(patterns: Mapping[str, str]) -> Classes:
    return Classes({name: _joined(text) for name, text in patterns.items()})


def _alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the bars that stand in no bracket."""
    parts, depth, escaped = [""], 0, False
    for char in pattern:
        if char == "|" and not depth and not escaped:
            parts.append("")
            continue
        parts[-1] += char
        if not escaped:
            depth += (char in "([") - (char in ")]")
        escaped = char == "\\" and not escaped
    return parts


def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(_joined(text), flags)


def _joined(text: str) -> str:
    return _LINE_END.sub("", f"\n{text}")
