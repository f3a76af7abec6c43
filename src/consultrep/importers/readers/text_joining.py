"""Lines of a text file joined to the text of one block, each character with its place in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]

_WORD: Final = re.compile(r"\S+")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff\ufffd-\uffff\ue000-\uf8ff]"
)
_HYPHENS: Final = "\u2010\u2011-"
_END: Final = re.compile(rf"((?:[^\W_]+['’{_HYPHENS}])*[^\W_]+)([\u00ad{_HYPHENS}])$")
_BROKEN: Final = re.compile(rf"[^\W\d_]{{0,40}}[\u00ad{_HYPHENS}][ \t]*\n\s*[^\W\d_]{{0,40}}")
_START: Final = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*")
_TOKEN: Final = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}](?=[^\W\d_])[^\W\d_]+)*")
_PRONOUNS: Final = re.compile("ils?|elles?|on|ce|ci|là|je|tu|nous|vous|t|mêmes?|être")
_MARKS: Final = re.compile(
    r"\s?\[(?:\d{1,3}|\*{1,3}|[Nn]ote \d{1,3})\]"
    r"|(?<=[^\s(])(?:Note de bas de page|Footnote|Note)\s?\d{1,3}(?!\d)"
    r"|(?<=[.,;:!?»”\")])\s(?:Note de bas de page|Footnote)\s\d{1,3}(?!\d)"
    r"|(?<=[^\W\d_])(?<!\bm)(?<!\b[kcd]m)(?<!CO)[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[.,;:!?»”\")])\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
    r"|(?<=[\w.,;)»”])\*{1,3}(?=[\s.,;]|$)|(?<=[^\W\d_]\))[1-9]\d?(?=[;.,](?:\s|$))"
)


@dataclass(frozen=True)
class Joined:
    """Text for people, and the offset in the file of each of its characters."""

    text: str
    offsets: Sequence[int]


class Joiner:
    """Joins lines of one text; knows its words, to tell hyphens that a line end put in from real ones."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: Counter[str] = Counter()
        for token in _TOKEN.findall(_BROKEN.sub(" ", text)):
            self._words[token.casefold()] += 1
            if len(token) > 1 and any(hyphen in token for hyphen in _HYPHENS):
                self._words.update(re.split(f"[{_HYPHENS}]", token.casefold()))

    def join(self, spans: Sequence[Span]) -> Joined:
        """The text of `spans`, single spaces, no soft hyphens, no footnote marks."""
        parts: list[str] = []
        offsets: list[int] = []
        for number, (start, end) in enumerate(spans):
            glue = self._glue(spans[number - 1], (start, end)) if number else ""
            if glue == "drop":
                parts[-1] = parts[-1][:-1]
                offsets.pop()
            for first, found in enumerate(_WORD.finditer(self._text, start, end)):
                if parts and (first or glue == " "):
                    parts.append(" ")
                    offsets.append(found.start() - 1)
                self._add(found, parts, offsets)
        return _without_marks("".join(parts), offsets)

    def _add(self, found: re.Match[str], parts: list[str], offsets: list[int]) -> None:
        """Add one word without the characters that nobody sees."""
        word = found[0]
        if not _UNSEEN.search(word):
            parts.append(word)
            offsets.extend(range(*found.span()))
            return
        for offset, character in enumerate(word, found.start()):
            if not _UNSEEN.match(character):
                parts.append(character)
                offsets.append(offset)

    def _glue(self, before: Span, after: Span) -> str:
        """What stands for a line end: a space, nothing, or `drop` where the hyphen before it goes too."""
        end = _END.search(self._text, max(before[0], before[1] - 60), before[1])
        if end is None or end.end() != before[1]:
            return " "
        if end[2] == "\u00ad":
            return ""
        start = _START.match(self._text, *after)
        if start is None or not start[0][0].islower() or end[1][-1].isdigit():
            return "" if self._text[after[0] : after[0] + 1].isalnum() else " "
        return "drop" if self._parted(end[1].casefold(), start[0].casefold()) else ""

    def _parted(self, left: str, right: str) -> bool:
        """Whether a line end put the hyphen in; the words elsewhere in the text say so first."""
        whole, compound = self._words[left + right], self._words[f"{left}-{right}"]
        if whole or compound:
            return whole > compound
        if _PRONOUNS.fullmatch(right) or any(hyphen in left for hyphen in _HYPHENS):
            return False
        return not (len(left) > 2 and len(right) > 2 and self._words[left] and self._words[right])


def _without_marks(text: str, offsets: list[int]) -> Joined:
    """The text stripped, and without footnote marks."""
    kept: list[Span] = []
    last = 0
    for found in _MARKS.finditer(text):
        kept.append((last, found.start()))
        last = found.end()
    kept.append((last, len(text)))
    clean = "".join(text[a:b] for a, b in kept)
    places = [offset for a, b in kept for offset in offsets[a:b]]
    lead = len(clean) - len(clean.lstrip())
    stop = len(clean.rstrip())
    return _single_spaced(clean[lead:stop], places[lead:stop])


def _single_spaced(text: str, offsets: list[int]) -> Joined:
    if "  " not in text:
        return Joined(text, tuple(offsets))
    kept = [i for i, character in enumerate(text) if character != " " or text[i - 1] != " "]
    return Joined("".join(text[i] for i in kept), tuple(offsets[i] for i in kept))
