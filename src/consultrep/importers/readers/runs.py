"""Stretches of text with their look, as the HTML and DOCX readers meet them, made into lines for people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

_DROPPED: Final = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_BULLET: Final = re.compile(
    r"([•‣◦●○▪▫■□◆◇►▶➢➤✓✔∙⁃\uf0b7\uf0a7\uf0d8\uf0fc])\s*(?=\w|\S)|([·*o§–—-])\s+(?=\S)"
)
_ORDINAL: Final = re.compile(
    r"(\(?\d{1,3}(?:\.\d{1,2})*[.)]|\([A-Za-z]\)|[A-Za-z]\)|[a-z]\.|\(?(?:[ivx]{1,5}|[IVX]{1,5})\))\s+(?=\S)"
)
DASHES: Final = frozenset("-–—*")


@dataclass(frozen=True)
class Look:
    """How text looks; `size` in points, 0 where unknown."""

    bold: bool = False
    italic: bool = False
    size: float = 0.0


PLAIN: Final = Look()


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; `link` is where it leads; a line break is the text `\\n`."""

    text: str
    look: Look = PLAIN
    link: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph's text for people, the look that all of it shares, its typed marker and its links."""

    text: str
    look: Look = PLAIN
    marker: str = ""
    links: Sequence[str] = field(default_factory=tuple)
    linked: float = 0.0


def clean(text: str) -> str:
    """`text` with single plain spaces, in NFC, without soft hyphens and characters of no width.

    >>> clean(" adminis\\u00adtratif\\u00a0:\\n deux ")
    'administratif : deux'
    """
    return " ".join(unicodedata.normalize("NFC", _DROPPED.sub("", text)).split())


def split_marker(text: str) -> tuple[str, str]:
    """The typed bullet or number that a text begins with, and the rest.

    >>> split_marker("a) first"), split_marker("– second"), split_marker("A. Roy said")
    (('a)', 'first'), ('–', 'second'), ('', 'A. Roy said'))
    """
    found = _BULLET.match(text) or _ORDINAL.match(text)
    if not found:
        return "", text
    marker = next(group for group in found.groups() if group)
    symbol = marker == "·" or "\uf000" <= marker <= "\uf0ff"
    return ("•" if symbol else marker), text[found.end() :]


def paragraphs(runs: Iterable[Run]) -> list[Line]:
    """The paragraphs that runs make: parted at empty lines, before typed bullets, below a bold first line."""
    found: list[Line] = []
    paragraph: list[list[Run]] = []
    for line in [*_lines(runs), []]:
        blank = not clean("".join(run.text for run in line))
        if paragraph and (blank or _parts(paragraph, line)):
            found.append(_line([run for part in paragraph for run in [*part, Run(" ", part[-1].look)]]))
            paragraph = []
        if not blank:
            paragraph.append(line)
    return found


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n":
            lines.append([])
        elif run.text:
            lines[-1].append(run)
    return lines


def _parts(above: list[list[Run]], line: list[Run]) -> bool:
    """Whether a line after a break begins a paragraph of its own."""
    now = _line(line)
    if now.marker or len(above) > 1:
        return bool(now.marker)
    before = _line(above[0])
    title = before.look.bold and not now.look.bold and len(before.text) <= 120
    return title and not before.text.endswith((":", ","))


def _line(runs: Sequence[Run]) -> Line:
    """One paragraph of runs; its marker is still part of the text."""
    text = clean("".join(run.text for run in runs))
    solid = [run for run in runs if clean(run.text)]
    looks = [run.look for run in solid if any(c.isalnum() for c in run.text)] or [PLAIN]
    look = Look(all(k.bold for k in looks), all(k.italic for k in looks), min(k.size for k in looks))
    linked = sum(len(clean(run.text)) for run in solid if run.link)
    whole = sum(len(clean(run.text)) for run in solid) or 1
    links = tuple(dict.fromkeys(run.link for run in solid if run.link))
    return Line(text, look, split_marker(text)[0], links, linked / whole)
