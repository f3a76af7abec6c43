"""The body of a Word document as drafts, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from consultrep.importers.document import BlockKind
from consultrep.importers.readers.docx_package import child, local, value, whole
from consultrep.importers.readers.docx_text import Text, TextReader
from consultrep.importers.readers.drafts import Draft
from consultrep.importers.readers.drafts_structure import numbered_note
from consultrep.importers.readers.runs import Line, Run, paragraphs

if TYPE_CHECKING:
    from consultrep.importers.readers.docx_numbering import Numbering
    from consultrep.importers.readers.docx_styles import Styles
    from consultrep.importers.readers.markup import Element

_CONTENTS_PART: Final = "Table of Contents"
_KINDS: Final = {
    "title": BlockKind.TITLE,
    "quote": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
    "note": BlockKind.NOTE,
}
_QUOTED: Final = re.compile(r"^\W*[«“\"‘']|[»”\"]")


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands: in a box or not, in a cell or not."""

    boxed: bool = False
    cell: bool = False


BODY: Final = Place()


class Flow:
    """Collects the drafts of one story; `notes` are the notes it refers to, in their order."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        table: Callable[[Element, Flow, Place], list[Draft]],
    ) -> None:
        self.notes: list[tuple[str, str]] = []
        self.tables = 0
        self.styles = styles
        self._read_table = table
        self._numbering = numbering
        self._text = TextReader(styles)
        self._held: list[Run] = []

    def read(self, container: Element, place: Place = BODY) -> list[Draft]:
        """The drafts of the paragraphs and tables in a body, a cell, a text box or a note."""
        drafts: list[Draft] = []
        for element in blocks(container):
            if local(element) == "tbl":
                drafts += self._read_table(element, self, place)
            else:
                drafts += self._paragraph(element, place)
        return with_boxes(drafts)

    def has_heading(self, element: Element) -> bool:
        """Whether a paragraph is styled as a heading."""
        return self._level(element, self.styles.of(element)) > 0

    def _paragraph(self, element: Element, place: Place) -> list[Draft]:
        style = self.styles.of(element)
        role = self.styles.role(style)
        text = self._text.read(element, style)
        if text.contents or role == "contents":
            return []
        self.notes += text.notes
        runs, self._held = [*self._held, *text.runs], []
        mark = child(element, "pPr", "rPr", "del")
        if mark is not None:
            self._held = runs
            runs = []
        found = self._drafts(element, style, role, replace_runs(text, runs), place)
        for box in text.boxes:
            found += self.read(box, replace(place, boxed=True))
        return found

    def _drafts(self, element: Element, style: str, role: str, text: Text, place: Place) -> list[Draft]:
        level = self._level(element, style)
        runs = [replace(r, text=" ") if r.text == "\n" else r for r in text.runs] if level else text.runs
        lines = paragraphs(runs)
        if not lines:
            return []
        depth, marker = self._listed(element, style, role)
        boxed = place.boxed or role == "box" or self._is_boxed(element, style)
        found = []
        for line in lines:
            draft = self._draft(line, role, level, boxed)
            if draft.kind is BlockKind.PARAGRAPH and depth and not (level and boxed):
                draft = replace(draft, kind=BlockKind.ITEM, level=depth)
            if text.own_mark and draft.kind is BlockKind.PARAGRAPH and not place.cell:
                draft = replace(draft, kind=BlockKind.NOTE, marker=text.own_mark)
            elif draft.kind in {BlockKind.ITEM, BlockKind.HEADING, BlockKind.QUOTE}:
                draft = replace(
                    draft, marker=marker.strip("•") if draft.kind is BlockKind.HEADING else marker
                )
            found.append(numbered_note(draft) if draft.kind is BlockKind.NOTE else draft)
            marker = ""
        return found

    def _draft(self, line: Line, role: str, level: int, boxed: bool) -> Draft:
        inner = line.linked > 0.85 and all(link.startswith("#") for link in line.links)
        draft = Draft(BlockKind.PARAGRAPH, line.text, boxed=boxed, look=line.look, linked=inner)
        if role == "emphasis":
            return replace(draft, kind=BlockKind.QUOTE, boxed=True)
        if role in _KINDS and not (boxed and role == "title"):
            return replace(draft, kind=_KINDS[role])
        if level and not boxed:
            return replace(draft, kind=BlockKind.HEADING, level=level)
        return draft

    def _level(self, element: Element, style: str) -> int:
        """The heading level of a paragraph, 0 for body text."""
        outline = child(element, "pPr", "outlineLvl")
        if outline is not None:
            level = whole(value(outline), 9) + 1
            return level if 1 <= level <= 9 else 0
        return 0 if self.styles.role(style) in {"title", "contents"} else self.styles.heading_level(style)

    def _listed(self, element: Element, style: str, role: str) -> tuple[int, str]:
        """The depth of a paragraph in a list and what stands before it; depth 0 outside of lists."""
        own = value(child(element, "pPr", "numPr", "numId"))
        number, level, origin = self.styles.numbering(style)
        level = value(child(element, "pPr", "numPr", "ilvl")) or level
        number = number if own is None else own
        if number in {"", "0"}:
            named = {"bullets": "•", "numbers": "", "continued": ""}
            return (self.styles.list_depth(style), named[role]) if role in named and own != "0" else (0, "")
        bound = self._numbering.level_of_style(number, origin) if not level else None
        at = whole(level) if bound is None else bound
        named_depth = self.styles.list_depth(style) if role in {"bullets", "numbers"} else 1
        return max(at + 1, named_depth), self._numbering.marker(number, at)

    def _is_boxed(self, element: Element, style: str) -> bool:
        """Whether lines are drawn around a paragraph on three sides or more."""
        border = child(element, "pPr", "pBdr")
        border = self.styles.border(style) if border is None else border
        sides = [child(border, side) for side in ("top", "left", "bottom", "right")]
        return sum(is_line(side) for side in sides) >= 3


def is_line(side: Element | None) -> bool:
    """Whether a border's side is drawn."""
    return side is not None and (value(side) or "none") not in {"none", "nil"}


def replace_runs(text: Text, runs: list[Run]) -> Text:
    """The text with other runs."""
    return Text(runs, text.boxes, text.notes, text.own_mark, text.contents)


def blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a container, controls and insertions opened, contents left out."""
    for element in container:
        name = local(element)
        if name in {"p", "tbl"}:
            yield element
        elif name == "sdt":
            gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery"))
            content = child(element, "sdtContent")
            if (
                content is not None
                and gallery != _CONTENTS_PART
                and child(element, "sdtPr", "showingPlcHdr") is None
            ):
                yield from blocks(content)
        elif name in {"ins", "moveTo", "customXml", "smartTag"}:
            yield from blocks(element)
        elif name == "AlternateContent":
            chosen = next((e for e in element if local(e) in {"Choice", "Fallback"}), None)
            if chosen is not None:
                yield from blocks(chosen)


def with_boxes(drafts: list[Draft]) -> list[Draft]:
    """The drafts with a run of emphasised quotes that opens with a title, and quotes nobody, as a box."""
    found = list(drafts)
    place = 0
    while place < len(found):
        end = place
        while end < len(found) and found[end].kind is BlockKind.QUOTE and found[end].boxed:
            end += 1
        if end - place > 1 and len(found[place].text) <= 80 and not _QUOTED.search(found[place].text):
            found[place:end] = [replace(d, kind=BlockKind.PARAGRAPH) for d in found[place:end]]
        place = max(end, place + 1)
    return found
