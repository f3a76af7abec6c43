"""The words of a Markdown paragraph, each character with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.text_markers import find_marker

if TYPE_CHECKING:
    from markdown_it.token import Token

_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff\ue000-\uf8ff]")
_REFERENCE: Final = re.compile(r"\s?\uf8f0\uf8f1[^\]\s]{1,40}\]|\s?\[\d{1,3}\]|[⁰¹²³⁴-⁹]+(?=[\s.,;:)]|$)")
_LINK_END: Final = re.compile(r"[*_~`]*\](\([^)\n]*\)|\[[^\]\n]*\])?|>")
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Inline:
    """Text without marks of emphasis or links; `offsets` has the place in the file of each character."""

    text: str
    offsets: Sequence[int]

    def after(self, start: int) -> Inline:
        """The text from a character on."""
        return Inline(self.text[start:], self.offsets[start:])

    def parts(self, note: re.Pattern[str]) -> Iterator[Inline]:
        """The text cut before each line that begins a footnote or an item numbered in a way of its own."""
        begin = 0
        for found in re.finditer("\n", self.text):
            rest = self.text[found.end() :]
            if note.match(rest) or len(find_marker(rest)) > 1:
                yield Inline(self.text[begin : found.start()], self.offsets[begin : found.start()])
                begin = found.end()
        yield self.after(begin)

    def clean(self) -> tuple[str, tuple[int, ...]]:
        """The text for people, single spaces, without footnote marks, and the places of its characters."""
        gone = {n for found in _REFERENCE.finditer(self.text) for n in range(*found.span())}
        gone |= {found.start() for found in _UNSEEN.finditer(self.text)}
        kept: list[tuple[str, int]] = []
        for n, character in enumerate(self.text):
            if n in gone:
                continue
            space = bool(_SPACE.match(character))
            if not (space and (not kept or kept[-1][0] == " ")):
                kept.append((" " if space else character, self.offsets[n]))
        if kept and kept[-1][0] == " ":
            kept.pop()
        return "".join(character for character, _n in kept), tuple(n for _c, n in kept)


def read_inline(tokens: Sequence[Token], source: str, start: int, end: int) -> tuple[Inline, int]:
    """The text of a paragraph's tokens, found again in `source[start:end]`, and the place where they end."""
    aligned = _Alignment(source, start, end)
    superscript = False
    for token in tokens:
        if token.type == "html_inline":
            superscript = token.content.lower().startswith("<sup")
            aligned.skip(token.content)
            if re.match(r"<(br|/p|p|/?div)\b", token.content, re.IGNORECASE):
                aligned.space()
        elif token.type in ("softbreak", "hardbreak"):
            aligned.line_end()
        elif token.type == "link_close":
            aligned.skip_link()
        elif token.type == "image":
            aligned.skip("![")
            aligned.add(token.content)
            aligned.skip_link()
        elif token.content and not (superscript and token.content.strip().isdigit()):
            aligned.add(token.content, token.markup if token.type == "text_special" else "")
    return Inline("".join(aligned.characters), tuple(aligned.offsets)), aligned.at


class _Alignment:
    """Characters gathered in order, each with the place in the source where it was found."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source = source
        self._end = end
        self.at = start
        self.characters: list[str] = []
        self.offsets: list[int] = []

    def add(self, content: str, printed: str = "") -> None:
        """Add `content`, which the source prints as `printed` where that differs."""
        wanted = printed or content
        place = self._source.find(wanted, self.at, self._end)
        if place < 0:
            for word in _SPACE.split(content) if _SPACE.search(content) else list(content):
                self._add_piece(word)
            return
        self.characters.extend(content)
        # An escaped character stands after its backslash; an entity's stands where the entity begins.
        begin = place + len(wanted) - len(content) if wanted.endswith(content) else place
        self.offsets.extend(
            [begin] * len(content) if begin == place and printed else range(begin, begin + len(content))
        )
        self.at = place + len(wanted)

    def _add_piece(self, piece: str) -> None:
        """Add a word, or a character, of what the source does not have in one piece."""
        place = self._source.find(piece, self.at, self._end) if piece else -1
        if place >= 0:
            self.space() if len(piece) > 1 else None
            self.characters.extend(piece)
            self.offsets.extend(range(place, place + len(piece)))
            self.at = place + len(piece)
        elif len(piece) > 1:
            for character in piece:
                self._add_piece(character)

    def space(self) -> None:
        """Add a space that stands where the last character ended."""
        if self.offsets:
            self.characters.append(" ")
            self.offsets.append(self.offsets[-1] + 1)

    def line_end(self) -> None:
        """Add the next line end."""
        place = self._source.find("\n", self.at, self._end)
        if place >= 0:
            self.characters.append("\n")
            self.offsets.append(place)
            self.at = place + 1

    def skip(self, content: str) -> None:
        """Go past `content`."""
        place = self._source.find(content, self.at, self._end)
        self.at = place + len(content) if place >= 0 else self.at

    def skip_link(self) -> None:
        """Go past the address of a link whose text has been added."""
        found = _LINK_END.match(self._source, self.at, self._end)
        self.at = found.end() if found else self.at
