"""Blocks: the tree of a document as paragraphs and tables in the styles of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise
from typing import Final

from consultrep.messages import gettext as _
from consultrep.render.document import Part
from consultrep.render.formats.docx.contents import LEVELS, Heading, contents
from consultrep.render.formats.docx.inline import Picture, Runs, Voice, source_apart
from consultrep.render.formats.docx.tables import Cells, Columns, cell, frame, is_heading, row, rows_of
from consultrep.render.formats.docx.wml import Xml, made, name, paragraph, text_of, w
from consultrep.render.tree import Element, Node

HEADINGS: Final = {
    "h1": "Title",
    "h2": "heading 1",
    "h3": "heading 2",
    "h4": "heading 3",
    "h5": "heading 4",
    "h6": "heading 4",
}
DEEPEST: Final = 3

_SPACED: Final = (*HEADINGS.values(), "caption")
_AFTER_TABLE: Final = "200"
_NO_ROOM: Final = {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}
_PICTURES: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@dataclass(frozen=True)
class Place:
    """Where blocks stand: the styles of plain paragraphs and of sources there, the depth of lists."""

    language: str
    style: str = "Normal"
    source: str = "Source"
    depth: int = 0
    in_table: bool = False
    character: str = ""

    @property
    def voice(self) -> Voice:
        """How text is set here."""
        return Voice(self.language, self.character)

    def within(self, element: Element) -> Place:
        """The place of what an element holds."""
        return replace(self, language=element.attributes.get("lang") or self.language)

    def in_list(self) -> Place:
        """The place of what an item of a list in this place holds."""
        if self.in_table:
            return self
        depth = min(self.depth + 1, DEEPEST)
        return replace(self, depth=depth, style=at("List Continue", depth), source=at("List Source", depth))

    def list_style(self, tag: str) -> str:
        """The style of the items of a list in this place."""
        kind = "Number" if tag == "ol" else "Bullet"
        return f"Table {kind}" if self.in_table else at(f"List {kind}", min(self.depth + 1, DEEPEST))


@dataclass
class Blocks:
    """Writes blocks.

    `columns` keeps what the widths of each table are worked out from, `headings` those of the part under way.
    """

    runs: Runs
    columns: dict[Xml, Columns] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    _parts: Iterator[int] = field(default_factory=lambda: count(1))
    _bookmarks: Iterator[int] = field(default_factory=lambda: count(1))
    _pictures: Iterator[int] = field(default_factory=lambda: count(1))

    def of_part(self, part: Part) -> list[Xml]:
        """The blocks of a part, its contents before its first heading, and room after its tables."""
        self.headings = []
        blocks = list(self.of(part.body, Place(part.language)))
        self._put_contents(blocks, Voice(part.language))
        spaced = {self._style(style) for style in _SPACED}
        for before, block in pairwise(blocks):
            if before.tag == name("w:tbl") and block.tag == name("w:p") and _style_of(block) not in spaced:
                block[0].append(w("spacing", before=_AFTER_TABLE))
        return blocks

    def _put_contents(self, blocks: list[Xml], voice: Voice) -> None:
        """Put the contents before the first heading, and a bookmark over all that they list."""
        listed = {self._style(HEADINGS[tag]) for tag in LEVELS}
        first = next((at for at, block in enumerate(blocks) if _style_of(block) in listed), 0)
        last = next((block for block in reversed(blocks) if block.tag == name("w:p")), None)
        bookmark = f"_contents_{next(self._parts)}"
        shown = contents(self.headings, bookmark, self.runs, voice)
        if shown and last is not None:
            start, end = self.runs.bookmark(bookmark)
            blocks[first].insert(1, start)
            last.append(end)
            blocks[first:first] = shown

    def of(self, element: Element, place: Place) -> Iterator[Xml]:
        """The blocks that an element holds."""
        inner = place.within(element)
        for child in element.runs():
            if isinstance(child, Element):
                yield from self.block(child, inner)
            else:
                yield from self.lines(child, inner)

    def block(self, element: Element, place: Place) -> list[Xml]:
        """An element as blocks, marked where a link leads to it."""
        return self._marked(element, list(self._writer(element)(element, place.within(element))))

    def lines(self, nodes: Sequence[Node], place: Place, style: str = "") -> Iterator[Xml]:
        """A run of text as a paragraph; who asked, and where, as another one."""
        said, source = source_apart(nodes)
        together = [w("keepNext")] if source and not place.in_table else []
        yield self.paragraph(style or place.style, said, place, *together)
        if source:
            yield self.paragraph(place.source, source, place)

    def paragraph(self, style: str, nodes: Sequence[Node], place: Place, *properties: Xml) -> Xml:
        """A paragraph of the style of that name."""
        return paragraph(self._style(style), self.runs.of(nodes, place.voice), *properties)

    def _style(self, style: str) -> str:
        return self.runs.package.styles[style]

    def _writer(self, element: Element) -> Callable[[Element, Place], Iterator[Xml]]:
        writers: dict[str, Callable[[Element, Place], Iterator[Xml]]] = {
            "p": self._text,
            "ul": self._list,
            "ol": self._list,
            "dl": self._facts,
            "blockquote": self._quote,
            "hr": self._rule,
            "footer": self._imprint,
            "table": self._table,
            "figcaption": self._caption,
            "svg": self._drawing,
            **dict.fromkeys(HEADINGS, self._heading),
        }
        return writers.get(element.tag, self.of)

    def _marked(self, element: Element, blocks: list[Xml]) -> list[Xml]:
        first = next((found for block in blocks[:1] for found in block.iter(name("w:p"))), None)
        if first is not None:
            first[1:] = self.runs.marked(element, first[1:])
        return blocks

    def _heading(self, element: Element, place: Place) -> Iterator[Xml]:
        heading = self.paragraph(HEADINGS[element.tag], element.children, place)
        if element.tag in LEVELS:
            bookmark = f"_Toc{next(self._bookmarks):06}"
            start, end = self.runs.bookmark(bookmark)
            heading[1:] = [start, *heading[1:], end]
            self.headings.append(Heading(LEVELS[element.tag], element.text, bookmark))
        yield heading

    def _text(self, element: Element, place: Place) -> Iterator[Xml]:
        style = "Warning" if "warning" in element.classes else "Subtitle" if "lead" in element.classes else ""
        for child in element.runs():
            if isinstance(child, Element):
                yield from self.block(child, place)
            else:
                yield from self.lines(child, place, style)

    def _quote(self, element: Element, place: Place) -> Iterator[Xml]:
        yield from self.of(element, replace(place, style="Quote"))

    def _imprint(self, element: Element, place: Place) -> Iterator[Xml]:
        yield from self.of(element, replace(place, style="Imprint"))

    def _rule(self, _element: Element, place: Place) -> Iterator[Xml]:
        yield self.paragraph("Rule", (), place)

    def _facts(self, element: Element, place: Place) -> Iterator[Xml]:
        """Each term on a line with what is said of it; what more is said of it under that."""
        inner = replace(place, style="Fact Continue")
        term: Sequence[Xml] = ()
        for child in element.direct("dt", "dd"):
            if child.tag == "dt":
                strong = Element("strong", child.attributes, child.children)
                term = [*self.runs.of((strong,), place.voice), w("r", w("tab"))]
                continue
            blocks = self.block(child, inner)
            if not blocks or _style_of(blocks[0]) != self._style(inner.style):
                blocks = [self.paragraph(inner.style, (), place), *blocks]
            if term:
                _begin(blocks[0], self._style("Fact"), content=term)
            term = ()
            yield from blocks

    def _list(self, element: Element, place: Place) -> Iterator[Xml]:
        if "notes" in element.classes:
            for note in element.direct("li"):
                yield from self._note(note, place)
            return
        inner, style = place.in_list(), place.list_style(element.tag)
        numbering = self.runs.package.numbered(style) if element.tag == "ol" else None
        for item in element.direct("li"):
            blocks = list(self.of(item, inner))
            if blocks and _style_of(blocks[0]) == self._style(inner.style):
                _begin(blocks[0], self._style(style), numbering=numbering)
            yield from self._marked(item, blocks)

    def _note(self, note: Element, place: Place) -> Iterator[Xml]:
        style = "List Caution" if "caution" in note.classes else "List Note"
        style = place.source if place.in_table else at(style, max(1, place.depth))
        yield from self.of(note, replace(place, style=style))

    def _table(self, element: Element, place: Place) -> Iterator[Xml]:
        caption = next(element.direct("caption"), Element("caption"))
        if caption.children:
            yield self.paragraph("caption", caption.children, place.within(caption), w("keepNext"))
        rows = rows_of(element)
        if rows:
            yield self._framed(rows, caption.text, replace(place, in_table=True))

    def _framed(self, rows: Sequence[Cells], caption: str, place: Place) -> Xml:
        columns = Columns(rows)
        named = ", ".join(cell.text for cell in rows[0]) if is_heading(rows[0]) else ""
        said = _("Columns: {names}").format(names=named) if named else ""
        leading = all(cells[0].tag == "th" for cells in rows)
        table = frame(
            self._style("Report Table"), text_of(caption), text_of(said), columns.number, row_headings=leading
        )
        table.extend(self._row(cells, place) for cells in rows)
        self.columns[table] = columns
        return table

    def _row(self, cells: Cells, place: Place) -> Xml:
        heading = is_heading(cells)
        return row([self._cell(cell, place, heading=heading) for cell in cells], heading=heading)

    def _cell(self, element: Element, place: Place, *, heading: bool) -> Xml:
        kind = "Heading" if heading else "Text"
        style = f"Table {kind} Right" if "number" in element.classes else f"Table {kind}"
        said = "Unknown" if "unknown" in element.classes else "Zero" if "zero" in element.classes else ""
        inner = replace(place.within(element), style=style, source="Table Source", character=said)
        return cell(list(self.of(element, inner)), self.paragraph(style, (), place))

    def _caption(self, element: Element, place: Place) -> Iterator[Xml]:
        yield from self.of(element, replace(place, style="caption"))

    def _drawing(self, element: Element, place: Place) -> Iterator[Xml]:
        drawing = self._inline(
            self.runs.package.picture(element.attributes["source"]), element.attributes["alt"]
        )
        yield paragraph(self._style("Figure"), [w("r", w("drawing", drawing))])

    def _inline(self, picture: Picture, alternative: str) -> Xml:
        """A picture in a line, with the text that is read in its place."""
        number = str(next(self._pictures))
        names = {"id": number, "name": " ".join((_("Figure"), number)), "descr": text_of(alternative)}
        size = {"cx": str(picture.width), "cy": str(picture.height)}
        shown = made(
            "pic:pic",
            {},
            made("pic:nvPicPr", {}, made("pic:cNvPr", names), made("pic:cNvPicPr", {})),
            made(
                "pic:blipFill",
                {},
                made("a:blip", {"r:embed": picture.relation}),
                made("a:stretch", {}, made("a:fillRect", {})),
            ),
            made(
                "pic:spPr",
                {},
                made("a:xfrm", {}, made("a:off", {"x": "0", "y": "0"}), made("a:ext", size)),
                made("a:prstGeom", {"prst": "rect"}, made("a:avLst", {})),
            ),
        )
        graphic = made("a:graphic", {}, made("a:graphicData", {"uri": _PICTURES}, shown))
        return made("wp:inline", _NO_ROOM, made("wp:extent", size), made("wp:docPr", names), graphic)


def at(style: str, depth: int) -> str:
    """The style of that name for a depth of lists.

    >>> at("List Bullet", 1), at("List Bullet", 3)
    ('List Bullet', 'List Bullet 3')
    """
    return style if depth == 1 else f"{style} {depth}"


def _style_of(block: Xml) -> str | None:
    style = block.find(f"{name('w:pPr')}/{name('w:pStyle')}")
    return None if style is None else style.get(name("w:val"))


def _begin(
    block: Xml, style: str, *, content: Sequence[Xml] = (), numbering: tuple[int, int] | None = None
) -> None:
    """Make a paragraph the first of a list or of a fact: its style, its number, what stands before it."""
    properties = block[0]
    properties[0].set(name("w:val"), style)
    if numbering:
        number, level = numbering
        properties.append(w("numPr", w("ilvl", val=str(level)), w("numId", val=str(number))))
    block[1:1] = content
