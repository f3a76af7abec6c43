"""Plain text as blocks: headings, paragraphs, items, quotes, cells and notes, told by layout and wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from consultrep.importers.document import BadDocumentError, Block, BlockKind, Document, Facts
from consultrep.importers.readers.encoding import decode
from consultrep.importers.readers.text_contents import drop_contents
from consultrep.importers.readers.text_facts import drop_page_facts
from consultrep.importers.readers.text_flow import NOTE_REACH, mend_units, note_mark
from consultrep.importers.readers.text_headings import BOX, CAPTION, Heading, find_headings, has_date
from consultrep.importers.readers.text_joining import Joiner
from consultrep.importers.readers.text_levels import heading_levels
from consultrep.importers.readers.text_lines import Line, drop_page_furniture, split_lines, wrap_width
from consultrep.importers.readers.text_markers import Depths
from consultrep.importers.readers.text_tables import table_cells
from consultrep.importers.readers.text_units import Unit, group_lines
from consultrep.messages import gettext as _

_NOTES: Final = re.compile(r"(foot|end)?notes?( de (bas de page|fin))?( finales)?\s*:?$", re.IGNORECASE)
_QUOTE: Final = re.compile(r"(«.*»|“.*”|\".*\")\s*([–—-]\s?\S.{0,80})?$")
_NOTE_NUMBER: Final = re.compile(r"(\[\d{1,3}\]|[⁰¹²³⁴-⁹]{1,3}|\d{1,3}(?=\s))\s*")


def read_text(data: bytes, name: str) -> Document:
    """The document that a plain text file is; its `text` is the file, blocks lead back to its characters.

    Raises BadDocumentError where the bytes are no text or hold none.
    """
    text = decode(data)
    blocks, modified = _Reading(text).blocks()
    if not blocks:
        raise BadDocumentError(
            _("{name} holds no text").format(name=name), _("check that this is the file you meant")
        )
    return Document(name, "text", text, blocks, Facts(modified=modified))


class _Reading:
    """One text on its way to blocks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._joiner = Joiner(text)
        self._paged = "\f" in text
        lines = drop_contents(drop_page_furniture(split_lines(text)))
        lines, self._modified = drop_page_facts(lines)
        width = wrap_width(lines)
        self._base = _usual_indent(lines)
        self._units = mend_units(group_lines(lines, width), text, width)
        self._notes = self._find_notes()
        captions = {
            n for n, unit in enumerate(self._units) if CAPTION.match(unit.raw) and len(unit.raw) < 200
        }
        self._captions = captions - self._notes
        self._boxes: set[int] = set()
        self._kinds, self._levels = self._find_headings()

    def blocks(self) -> tuple[list[Block], str | None]:
        """The blocks in order, and the date of the last change that the text names."""
        depths = Depths()
        blocks: list[Block] = []
        table = 0
        for row, group in groupby(enumerate(self._units), key=lambda pair: pair[1].row):
            pairs = list(group)
            if row:
                table += 1
                blocks.extend(
                    table_cells([unit for _n, unit in pairs], self._text, self._joiner, table, self._paged)
                )
            else:
                blocks.extend(self._simple(pairs, depths))
        return blocks, self._modified

    def _simple(self, pairs: Sequence[tuple[int, Unit]], depths: Depths) -> Iterator[Block]:
        """Blocks of units that are no table rows."""
        for place, unit in pairs:
            kind = self._kind(place, unit)
            level = self._levels.get(place, 0)
            if kind is BlockKind.ITEM:
                level = depths.depth(unit.indent, unit.marker)
            elif kind not in (BlockKind.NOTE, BlockKind.QUOTE) and unit.indent <= self._base + 1:
                depths.close()
            block = self._block(place, unit, kind, level)
            if block:
                yield block

    def _block(self, place: int, unit: Unit, kind: BlockKind, level: int) -> Block | None:
        """The unit as a block; a heading's number stays in its text, as it is printed."""
        spans, marker = unit.spans, unit.marker
        if marker and kind not in (BlockKind.ITEM, BlockKind.NOTE):
            spans = ((self._text.rfind(marker, 0, spans[0][0]), spans[0][0]), *spans)
        if kind is BlockKind.NOTE and not marker:
            found = _NOTE_NUMBER.match(self._text, *spans[0])
            if found and found.end() < spans[0][1]:
                marker = found[1].strip("[]")
                spans = ((found.end(), spans[0][1]), *spans[1:])
        joined = self._joiner.join(spans)
        if not joined.text:
            return None
        return Block(
            kind,
            joined.text,
            joined.offsets[0],
            joined.offsets,
            level=level,
            marker=marker,
            page=unit.page if self._paged else None,
            boxed=place in self._boxes,
        )

    def _kind(self, place: int, unit: Unit) -> BlockKind:
        if place in self._notes:
            return BlockKind.NOTE
        if place in self._kinds:
            return self._kinds[place]
        if unit.marker:
            return BlockKind.ITEM
        if place in self._captions:
            return BlockKind.CAPTION
        if unit.indent > self._base + 1 and _QUOTE.match(unit.raw):
            return BlockKind.QUOTE
        return BlockKind.PARAGRAPH

    def _find_notes(self) -> set[int]:
        """Places of footnotes: in a section of their own, or set among the text."""
        found: set[int] = set()
        section = False
        for place, unit in enumerate(self._units):
            if _NOTES.match(unit.raw) and not unit.marker:
                section = True
            elif section and _ends_notes(unit, place, self._units):
                section = False
            if section or note_mark(
                unit, self._text[max(unit.spans[0][0] - NOTE_REACH, 0) : unit.spans[0][0]]
            ):
                found.add(place)
        return found

    def _find_headings(self) -> tuple[dict[int, BlockKind], dict[int, int]]:
        """The kind and level of every heading; the first of all is the title."""
        headings = find_headings(self._units, self._notes | self._captions)
        kinds: dict[int, BlockKind] = {}
        body = next((h for h in headings if not h.precedes_heading), None)
        if headings and self._is_title(headings[0]):
            kinds[headings[0].place] = BlockKind.TITLE
            headings = self._without_front_matter(headings[1:], body)
        headings = [h for h in headings if not self._is_box(h)]
        levels = heading_levels(headings)
        kinds.update({h.place: BlockKind.HEADING for h in headings})
        return kinds, {h.place: level for h, level in zip(headings, levels, strict=True)}

    def _is_title(self, heading: Heading) -> bool:
        """Whether nothing like a sentence stands above the first heading, and it has no number."""
        above = self._units[: heading.place]
        return not heading.unit.marker and all(len(u.raw) < 100 and not u.raw.endswith(".") for u in above)

    def _without_front_matter(self, headings: Sequence[Heading], body: Heading | None) -> list[Heading]:
        """Headings without the subtitle, the date and the place that stand under the title."""
        front = [h for h in headings if h.place <= (body.place if body else 0)]
        dates = [h.place for h in front if has_date(h.unit.raw)]
        last = max(dates, default=-1)
        return [h for h in headings if h.place > last]

    def _is_box(self, heading: Heading) -> bool:
        """Whether this is the title of an aside; the aside is taken to be one paragraph."""
        if not BOX.match(heading.unit.raw):
            return False
        self._boxes |= {heading.place, heading.place + 1}
        return True


def _ends_notes(unit: Unit, place: int, units: Sequence[Unit]) -> bool:
    """Whether a section of notes is over: an unnumbered heading with text under it."""
    if unit.marker or unit.row or _NOTE_NUMBER.match(unit.raw) or place + 1 >= len(units):
        return False
    known = re.match(r"(annex|append|date|glossa|conclusion)", unit.raw, re.IGNORECASE)
    return bool(known and len(unit.raw) < 100) or bool(unit.rule)


def _usual_indent(lines: Sequence[Line]) -> int:
    """The indent that most of the text has."""
    indents = [line.indent for line in lines for _word in line.text.split()]
    return max(set(indents), key=indents.count) if indents else 0
