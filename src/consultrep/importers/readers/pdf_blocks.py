"""Blocks of a document from the paragraphs, tables and footnotes of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mode
from typing import Final

from consultrep.importers.document import Block, BlockKind
from consultrep.importers.readers.pdf_asides import find_asides, inset
from consultrep.importers.readers.pdf_depths import Indents
from consultrep.importers.readers.pdf_furniture import CONTENTS
from consultrep.importers.readers.pdf_headings import CAPTION, Headings, letters
from consultrep.importers.readers.pdf_joining import Joiner
from consultrep.importers.readers.pdf_layout import NOTE_MARK, Layout
from consultrep.importers.readers.pdf_lines import Line
from consultrep.importers.readers.pdf_paragraphs import Paragraph, group_paragraphs
from consultrep.importers.readers.pdf_tables import Table

_NOTES: Final = re.compile(
    r"(?:foot|end)?notes?|notes de (?:bas de page|fin)|notes? (?:en|de) fin(?: de document| de texte)?"
    r"|r[ée]f[ée]rences",
    re.IGNORECASE,
)
_TYPED_MARK: Final = re.compile(
    r"\s?\[\d{1,3}\]|(?<=[^\W\d_])[⁰¹²³⁴-⁹]{1,3}|(?<=[.,;:!?»”)])\s?[⁰¹²³⁴-⁹]{1,3}"
)
_PLAIN_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Made:
    """A block without its place in the text."""

    kind: BlockKind
    text: str
    page: int
    level: int = 0
    marker: str = ""
    table: int = 0
    row: int = 0
    column: str = ""
    boxed: bool = False


def make_blocks(layout: Layout, bookmarks: Sequence[tuple[int, str]]) -> list[Block]:
    """The blocks of a document in reading order, footnotes after what stands on their page."""
    parts = group_paragraphs(layout)
    made = _Making(layout, parts, bookmarks).made()
    blocks, start = [], 0
    for one in _without_typed_marks([one for one in made if any(c.isalnum() for c in one.text)]):
        blocks.append(
            Block(
                one.kind,
                one.text,
                start,
                level=one.level,
                marker=one.marker,
                page=one.page,
                table=one.table,
                row=one.row,
                column=one.column,
                boxed=one.boxed,
            )
        )
        start += len(one.text) + 1
    return blocks


def _without_typed_marks(made: Sequence[Made]) -> list[Made]:
    """Blocks without marks like `[3]` where there is a note 3."""
    numbers = {one.marker.translate(_PLAIN_DIGITS) for one in made if one.kind is BlockKind.NOTE}

    def unmarked(found: re.Match[str]) -> str:
        return "" if found[0].strip(" []").translate(_PLAIN_DIGITS) in numbers else found[0]

    return [
        one if one.kind is BlockKind.NOTE else replace(one, text=_TYPED_MARK.sub(unmarked, one.text))
        for one in made
    ]


class _Making:
    """Turns parts into blocks, one after the other."""

    def __init__(
        self, layout: Layout, parts: Sequence[Paragraph | Table], bookmarks: Sequence[tuple[int, str]]
    ) -> None:
        self._layout = layout
        self._parts = parts
        self._paragraphs = [part for part in parts if isinstance(part, Paragraph)]
        self._asides = find_asides(layout, self._paragraphs)
        self._headings = Headings(layout, self._paragraphs, bookmarks, self._asides)
        lines = [line for p in self._paragraphs for line in p.lines]
        cells = [
            line for t in parts if isinstance(t, Table) for row in t.rows for cell in row for line in cell
        ]
        self._joiner = Joiner([*lines, *cells, *layout.notes])
        self._depths = Indents()
        self._tables = 0
        self._notes = self._footnotes()
        insets = [round(p.x0 - p.column.left) for p in self._paragraphs if len(p.raw) > 150]
        self._usual_inset = mode(insets) if insets else 0

    def made(self) -> list[Made]:
        """The blocks without the contents list and without headings of notes."""
        found: list[Made] = []
        in_notes = False
        pages = sorted(self._notes)
        skipped = self._contents_without_numbers()
        last: Table | None = None
        for part in self._parts:
            number = part.number
            while pages and pages[0] < number:
                found.extend(self._notes[pages.pop(0)])
            if isinstance(part, Table):
                found.extend(self._cells(part, last))
                last = part
                continue
            if id(part) in skipped:
                continue
            last = None
            if self._opens_notes(part):
                in_notes = True
                continue
            level = self._headings.levels.get(id(part), 0)
            in_notes = in_notes and not level
            found.extend(self._as_notes(part) if in_notes else [self._block(part, level)])
        for page in pages:
            found.extend(self._notes[page])
        return found

    def _block(self, part: Paragraph, level: int) -> Made:
        """The block that a paragraph is."""
        if part is self._headings.title:
            return Made(BlockKind.TITLE, self._joiner.join(part.lines), part.number)
        if level:
            self._depths.close()
            return Made(BlockKind.HEADING, self._joiner.join(part.lines), part.number, level)
        boxed = id(part) in self._asides
        if part.marker:
            depth = self._depths.depth(part.x0 - part.column.shift, part.marker)
            text = self._joiner.join(part.lines, part.marker)
            return Made(BlockKind.ITEM, text, part.number, depth, part.marker, boxed=boxed)
        self._depths.paragraph(part.x0 - part.column.shift)
        text = self._joiner.join(part.lines)
        if CAPTION.match(text) and len(text) < 200:
            return Made(BlockKind.CAPTION, text, part.number)
        kind = BlockKind.QUOTE if not boxed and self._quoted(part, text) else BlockKind.PARAGRAPH
        return Made(kind, text, part.number, boxed=boxed)

    def _quoted(self, part: Paragraph, text: str) -> bool:
        """Whether a paragraph is a block quote: set in on both sides, or italic with quotation marks."""
        if part.style.italic and not self._layout.body.italic and re.match(r"[«“\"]", text):
            return True
        left, right = inset(self._layout, part)
        deeper = part.x0 - part.column.left > self._usual_inset + self._layout.body.size
        same = len({round(line.x0) for line in part.lines}) == 1
        if not (left and right and deeper and len(part.lines) > 1 and same):
            return False
        beside = sum(1 for p in self._paragraphs if p.number == part.number and abs(p.x0 - part.x0) < 3)
        return beside < 3

    def _cells(self, table: Table, last: Table | None) -> Iterator[Made]:
        """The cells that hold text; a table goes on from the page before where the columns are the same."""
        self._depths.close()
        rows = [[self._joiner.join(cell) for cell in row] for row in table.rows]
        goes_on = last is not None and self._same_columns(last, table)
        if not goes_on:
            self._tables += 1
            self._row, self._names = 0, rows[0]
        elif rows[0] == self._names:
            rows = rows[1:]
        for row in rows:
            for name, text in zip(self._names, row, strict=False):
                if text:
                    yield Made(
                        BlockKind.CELL, text, table.number, table=self._tables, row=self._row, column=name
                    )
            self._row += 1

    def _same_columns(self, last: Table, table: Table) -> bool:
        return (
            table.number == last.number + 1
            and len(table.edges) == len(last.edges)
            and all(abs(a - b) < 6 for a, b in zip(table.edges, last.edges, strict=True))
        )

    def _footnotes(self) -> dict[int, list[Made]]:
        """The footnotes of each page, each put together from its lines."""
        notes: list[tuple[str, list[Line]]] = []
        for line in self._layout.notes:
            found = NOTE_MARK.match(line.text)
            if found or not notes:
                notes.append((found[0].strip() if found else "", [line]))
            else:
                notes[-1][1].append(line)
        made: dict[int, list[Made]] = {}
        for mark, lines in notes:
            text = self._joiner.join(lines, mark)
            note = Made(BlockKind.NOTE, text, lines[0].number, marker=mark.strip("[](). "))
            made.setdefault(lines[0].number, []).append(note)
        return made

    def _opens_notes(self, part: Paragraph) -> bool:
        """Whether a paragraph is the heading of the notes at the end."""
        if not _NOTES.fullmatch(part.raw.strip(" :")):
            return False
        place = next(i for i, p in enumerate(self._paragraphs) if p is part)
        after = self._paragraphs[place + 1 : place + 2]
        if any(self._note_mark(p) for p in after):
            return True
        return part.number in self._notes and not any(p.number == part.number for p in after)

    def _note_mark(self, part: Paragraph) -> str:
        found = NOTE_MARK.match(part.raw)
        return part.marker or (found[0].strip() if found else "")

    def _as_notes(self, part: Paragraph) -> list[Made]:
        mark = self._note_mark(part)
        text = self._joiner.join(part.lines, mark)
        return [Made(BlockKind.NOTE, text, part.number, marker=mark.strip("[](). "))]

    def _contents_without_numbers(self) -> set[int]:
        """The paragraphs of a contents list that has no page numbers: they repeat headings."""
        titles = {letters(p.raw) for p in self._paragraphs if id(p) in self._headings.levels}
        dropped: set[int] = set()
        for index, part in enumerate(self._paragraphs):
            if not CONTENTS.fullmatch(part.raw.strip(" :")):
                continue
            run: list[int] = []
            for entry in self._paragraphs[index + 1 :]:
                bare = letters(entry.raw[len(entry.marker) :])
                if bare not in titles and letters(entry.raw) not in titles:
                    break
                if id(entry) in self._headings.levels:
                    break
                run.append(id(entry))
            if run or self._entries_gone(index):
                dropped.update([id(part), *run])
        return dropped

    def _entries_gone(self, index: int) -> bool:
        """Whether nothing of a list is left between its heading and the next heading or page."""
        after = self._paragraphs[index + 1 : index + 2]
        number = self._paragraphs[index].number
        return all(id(p) in self._headings.levels or p.number > number for p in after)
