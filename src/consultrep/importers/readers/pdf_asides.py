"""Paragraphs of a PDF that stand beside the text: framed, shaded, or set in with another look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from consultrep.importers.readers.pdf_layout import Layout
from consultrep.importers.readers.pdf_page import Style
from consultrep.importers.readers.pdf_paragraphs import Paragraph

_INSET: Final = 1.8


def find_asides(layout: Layout, paragraphs: Sequence[Paragraph]) -> set[int]:
    """The identities of the paragraphs that stand in a box, the box's title with them."""
    found = {id(p) for p in paragraphs if p.frame and not _banner(p, paragraphs)}
    run: list[Paragraph] = []
    for paragraph in [*paragraphs, None]:
        if paragraph is not None and _apart(layout, paragraph) and (not run or _together(run[-1], paragraph)):
            run.append(paragraph)
            continue
        if any(inset(layout, p)[1] and len(p.raw) > 60 for p in run):
            found.update(id(p) for p in run)
        run = [paragraph] if paragraph is not None and _apart(layout, paragraph) else []
    return found


def inset(layout: Layout, paragraph: Paragraph) -> tuple[bool, bool]:
    """Whether a paragraph stands in from the left and from the right edge of its column."""
    em = _INSET * layout.body.size
    return paragraph.x0 - paragraph.column.left > em, paragraph.column.right - paragraph.x1 > em


def _apart(layout: Layout, paragraph: Paragraph) -> bool:
    """Whether a paragraph is set in from the left and of another look than the body, but not much larger."""
    style, body = paragraph.style, layout.body
    differs = style.color != body.color or (style.bold and style.italic)
    large = style.size > 1.3 * body.size
    return differs and not large and not paragraph.marker and inset(layout, paragraph)[0]


def _together(above: Paragraph, below: Paragraph) -> bool:
    return above.number == below.number and abs(above.x0 - below.x0) < 2 and _like(above.style, below.style)


def _like(one: Style, other: Style) -> bool:
    return one.color == other.color or one.italic == other.italic


def _banner(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a paragraph is alone on its shade and short: a heading on a coloured bar."""
    inside = [p for p in paragraphs if p.number == paragraph.number and p.frame == paragraph.frame]
    return len(inside) == 1 and len(paragraph.raw) < 90 and all(line.bold for line in paragraph.lines)
