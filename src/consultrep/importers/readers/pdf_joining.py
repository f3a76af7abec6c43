"""Lines of a PDF joined to text for people: words whole again, single spaces, no list marker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from consultrep.importers.readers.pdf_lines import Line

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011](?=[^\W\d_])[^\W\d_]+)*")
_END: Final = re.compile(r"((?:[^\W_]+['’\-\u2010\u2011])*[^\W_]*)([-\u2010\u2011\u00ad])$")
_START: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_PRONOUNS: Final = frozenset(
    ["il", "elle", "on", "ils", "elles", "ce", "ci", "là", "je", "tu", "nous", "vous", "t", "même", "mêmes"]
)
_PREFIXES: Final = frozenset(
    ["non", "self", "quasi", "vice", "well", "demi", "socio", "anti", "multi", "post", "pré"]
)
_HANGING: Final = frozenset(["and", "or", "to", "et", "ou", "à"])
_HYPHENATED: Final = 0.04
_LONGEST: Final = 60


class Joiner:
    """Joins lines; knows the words of the document, to tell hyphens that a line end put in from real ones."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: Counter[str] = Counter()
        ends = total = 0
        for line in lines:
            text = line.text.replace("\u00ad", "")
            total += len(text) > 25
            found = _END.search(text)
            ends += bool(found and found[1])
            for token in _TOKEN.findall(text[: found.start()] if found else text):
                self._words[token.casefold()] += 1
        self._hyphenates = total > 0 and ends / total >= _HYPHENATED

    def join(self, lines: Sequence[Line], marker: str = "") -> str:
        """The text of `lines` without `marker` at its start."""
        parts = [lines[0].text] if lines else []
        for line in lines[1:]:
            parts[-1:] = self._joined(parts[-1], line.text)
        text = "".join(parts)
        if marker and text.startswith(marker):
            text = text[len(marker) :]
        return " ".join(text.replace("\u00ad", "").replace("\u2011", "-").split())

    def _joined(self, above: str, below: str) -> tuple[str, str]:
        """Two lines that, put together, have what the line end stands for: a space, a hyphen or nothing."""
        end = _END.search(above[-_LONGEST:])
        start = _START.match(below)
        if end is None or not end[1]:
            return f"{above} ", below
        if end[2] == "\u00ad":
            return above[:-1], below
        if start is None:
            return (above, below) if below[:1].isdigit() else (f"{above} ", below)
        if start[0].casefold() in _HANGING:
            return f"{above} ", below
        if not start[0][0].islower():
            return above, below
        return (above[:-1], below) if self._parted(end[1], start[0]) else (above, below)

    def _parted(self, left: str, right: str) -> bool:
        """Whether a line end put the hyphen in; the words elsewhere in the document say so first."""
        left, right = left.casefold(), right.casefold()
        word = re.split(r"['’]", left)[-1]
        whole = max(self._words[left + right], self._words[word + right])
        compound = max(self._words[f"{left}-{right}"], self._words[f"{word}-{right}"])
        if whole or compound:
            return whole > compound
        if right in _PRONOUNS or word in _PREFIXES or not word.isalpha():
            return False
        known = len(word) > 2 and len(right) > 2 and self._words[word] > 0 and self._words[right] > 0
        return not known and (self._hyphenates or not self._words[word])
