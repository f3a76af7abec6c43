"""The table of contents: links to the headings; brought up to date in Word it has page numbers too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.messages import gettext as _
from consultrep.render.formats.docx.inline import Runs, Voice
from consultrep.render.formats.docx.wml import Xml, made, paragraph, w, words

LEVELS: Final = {"h2": 1, "h3": 2}

_FEWEST: Final = 6
_MOST: Final = 28


@dataclass(frozen=True)
class Heading:
    """A heading of the contents: its level, its text, the bookmark that it bears."""

    level: int
    text: str
    bookmark: str


def contents(headings: Sequence[Heading], within: str, runs: Runs, voice: Voice) -> list[Xml]:
    """The contents of what stands between the marks of the bookmark `within`; nothing of a short document."""
    if len(headings) < _FEWEST:
        return []
    deepest = max(LEVELS.values()) if len(headings) <= _MOST else 1
    shown = [heading for heading in headings if heading.level <= deepest]
    entries = [_entry(heading, runs, voice) for heading in shown]
    entries[0][1:1] = _begin(f'TOC \\o "1-{deepest}" \\h \\z \\b {within}')
    entries[-1].append(w("r", w("fldChar", fldCharType="end")))
    title = paragraph(runs.package.styles["TOC Heading"], [runs.run(words(_("Contents")), voice)])
    return [title, *entries]


def _entry(heading: Heading, runs: Runs, voice: Voice) -> Xml:
    text = runs.run(words(heading.text), voice)
    link = made("w:hyperlink", {"w:anchor": heading.bookmark, "w:history": "1"}, text)
    return paragraph(runs.package.styles[f"toc {heading.level}"], [link])


def _begin(instruction: str) -> Iterator[Xml]:
    said = w("instrText")
    said.set("xml:space", "preserve")
    said.text = f" {instruction} "
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", said)
    yield w("r", w("fldChar", fldCharType="separate"))
