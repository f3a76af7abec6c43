"""Sections: which blocks stand on pages on their side, where the second language begins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from consultrep.render.formats.docx.tables import Columns, fit
from consultrep.render.formats.docx.wml import Xml, name, paragraph

_MARGINS: Final = (name("w:headerReference"), name("w:footerReference"))
_RELATION: Final = name("r:id")


@dataclass(frozen=True)
class Layout:
    """How the pages of a section are: which part's margins they carry, and whether they are on their side."""

    part: int = 0
    landscape: bool = False


@dataclass
class Section:
    """Blocks on pages of one layout."""

    layout: Layout
    blocks: list[Xml] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """The file's own section; for each further part its headers and footers by those of the first part."""

    properties: Xml
    margins: Sequence[Mapping[str, str]]

    def width(self, *, landscape: bool) -> int:
        """The width of the text, in twentieths of a point."""
        side = self._measure("w:pgSz", "w:h" if landscape else "w:w")
        return side - self._measure("w:pgMar", "w:left") - self._measure("w:pgMar", "w:right")

    def of(self, layout: Layout, *, opens: bool, follows: bool) -> Xml:
        """The properties of a section; a first page of its own has only the one that opens a part."""
        made = deepcopy(self.properties)
        if follows:
            _drop(made, "w:type")
        if not opens:
            _drop(made, "w:titlePg")
        if layout.landscape:
            _turn(made)
        for reference in made if layout.part else ():
            if reference.tag in _MARGINS:
                relation = reference.get(_RELATION, "")
                reference.set(_RELATION, self.margins[layout.part - 1].get(relation, relation))
        return made

    def _measure(self, tag: str, attribute: str) -> int:
        found = self.properties.find(name(tag))
        return 0 if found is None else int(found.get(name(attribute), "0"))


def sections(
    parts: Sequence[Sequence[Xml]], columns: Mapping[Xml, Columns], paper: Paper, headings: Collection[str]
) -> list[Section]:
    """The blocks of each part in sections, their tables given their widths."""
    made: list[Section] = []
    for number, blocks in enumerate(parts):
        for chapter in _chapters(blocks, headings):
            tables = [block for block in chapter if block in columns]
            wide = any(columns[table].wide(paper.width(landscape=False)) for table in tables)
            made.append(Section(Layout(number, wide), chapter))
    return joined(made)


def fit_tables(blocks: Sequence[Xml], columns: Mapping[Xml, Columns], width: int) -> None:
    """Give the tables in the blocks their widths; one within another gets less."""
    for block in blocks:
        for table in block.iter(name("w:tbl")):
            fit(table, columns[table], width if table is block else width // 3)


def joined(all_sections: Sequence[Section]) -> list[Section]:
    """Neighbours of the same layout made one."""
    made = []
    for layout, same in groupby(all_sections, key=lambda section: section.layout):
        made.append(Section(layout, [block for section in same for block in section.blocks]))
    return made


def bound(all_sections: Sequence[Section], paper: Paper, end: str) -> tuple[list[Xml], Xml]:
    """The blocks, each section but the last ended, in a paragraph of the style `end` if need be.

    With them the properties of the last section.
    """
    opened: set[int] = set()
    blocks: list[Xml] = []
    properties = paper.properties
    for number, section in enumerate(all_sections):
        if number:
            _close(blocks, properties, end)
        layout = section.layout
        properties = paper.of(layout, opens=layout.part not in opened, follows=number > 0)
        opened.add(layout.part)
        blocks += section.blocks
    return blocks, properties


def _close(blocks: list[Xml], properties: Xml, end: str) -> None:
    """End a section in its last paragraph, or in one that is added where it ends otherwise."""
    if not blocks or blocks[-1].tag != name("w:p") or blocks[-1][0].find(name("w:sectPr")) is not None:
        blocks.append(paragraph(end, ()))
    blocks[-1][0].append(properties)


def _chapters(blocks: Sequence[Xml], headings: Collection[str]) -> Iterator[list[Xml]]:
    """The blocks from each heading to the next; headings that follow each other stay together."""
    chapter: list[Xml] = []
    after_heading = True
    for block in blocks:
        is_heading = _style(block) in headings
        if is_heading and not after_heading:
            yield chapter
            chapter = []
        chapter.append(block)
        after_heading = is_heading
    yield chapter


def _style(block: Xml) -> str | None:
    found = block.find(f"{name('w:pPr')}/{name('w:pStyle')}")
    return None if found is None else found.get(name("w:val"))


def _turn(properties: Xml) -> None:
    size = properties.find(name("w:pgSz"))
    if size is not None:
        width, height = size.get(name("w:w"), ""), size.get(name("w:h"), "")
        size.attrib.update({name("w:w"): height, name("w:h"): width, name("w:orient"): "landscape"})


def _drop(properties: Xml, tag: str) -> None:
    found = properties.find(name(tag))
    if found is not None:
        properties.remove(found)
