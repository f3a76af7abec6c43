"""The document put where the page has its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document as Docx

from consultrep.messages import in_language
from consultrep.render.document import Document
from consultrep.render.formats.docx.blocks import HEADINGS, Blocks
from consultrep.render.formats.docx.filling import MARK
from consultrep.render.formats.docx.inline import Runs, bookmark_names
from consultrep.render.formats.docx.package import WordFile, as_own, as_plain
from consultrep.render.formats.docx.sections import (
    Layout,
    Paper,
    Section,
    bound,
    fit_tables,
    joined,
    sections,
)
from consultrep.render.formats.docx.styles import styles_with
from consultrep.render.formats.docx.wml import Xml, name

Margins = Sequence[Mapping[str, str]]

_PARAGRAPH: Final = name("w:p")
_SECTION: Final = name("w:sectPr")
_SEEN: Final = tuple(name(tag) for tag in ("w:t", "w:tbl", "w:drawing", "w:object", "w:pict"))


def put_body(document: Document, file: Docx, margins: Margins, packaged: Path) -> None:
    """Put the document's blocks in the place of each mark, in the styles of the file.

    `margins` are the headers and footers of its further parts. Styles that the file lacks come from the
    file `packaged`.
    """
    marks = list(file.element.body.iter(name(f"w:{MARK}")))
    if not marks:
        return
    styles = styles_with(file, docx.Document(str(packaged)))
    bookmarks = bookmark_names(document)
    for mark in marks:
        place = _Place.of_mark(mark, file.element.body)
        paper = Paper(as_plain(place.section), margins)
        word = WordFile(file, styles, paper.width(landscape=False))
        blocks = Blocks(Runs(word, document.language, bookmarks))
        place.take(_parts(document, blocks), blocks, paper)


def _parts(document: Document, blocks: Blocks) -> list[list[Xml]]:
    """The blocks of each part."""
    made = []
    for part in document.parts:
        with in_language(part.language):
            made.append(blocks.of_part(part))
    return made


@dataclass(frozen=True)
class _Place:
    """The paragraph of a mark, the properties of its section, and whether anything else stands in that."""

    paragraph: Any
    section: Any
    within: bool
    before: bool
    after: bool

    @classmethod
    def of_mark(cls, mark: Any, body: Any) -> _Place:
        """The place of a mark, which is taken out."""
        paragraph = next(mark.iterancestors(_PARAGRAPH))
        mark.getparent().remove(mark)
        top = next(one for one in (paragraph, *paragraph.iterancestors()) if one.getparent() is body)
        before, after, own = [], [], None
        for one in top.itersiblings(preceding=True):
            if _ends_section(one) is not None:
                break
            before.append(one)
        for one in (top, *top.itersiblings()):
            own = _ends_section(one)
            if own is not None:
                break
            after.append(one)
        return cls(paragraph, own, top is not paragraph, any(map(_seen, before)), any(map(_seen, after[1:])))

    def take(self, parts: Sequence[Sequence[Xml]], blocks: Blocks, paper: Paper) -> None:
        """Put the blocks here; they are laid out in sections where the place is not within something else."""
        headings = {blocks.runs.package.styles[heading] for heading in HEADINGS.values()}
        made = [Section(Layout(), [block for part in parts for block in part])]
        if not self.within:
            made = sections(parts, blocks.columns, paper, headings)
        for section in made:
            width = paper.width(landscape=section.layout.landscape)
            fit_tables(section.blocks, blocks.columns, width // (2 if self.within else 1))
        if self.before:
            made.insert(0, Section(Layout()))
        if self.after:
            made.append(Section(Layout()))
        laid, properties = bound(joined(made), paper, blocks.runs.package.styles["Section End"])
        self._replace(as_own(laid), as_own([properties])[0])

    def _replace(self, laid: Sequence[Any], properties: Any) -> None:
        """Put elements in the place of the paragraph, which stays where it says more or must close a cell."""
        for one in laid:
            self.paragraph.addprevious(one)
        if not self.within:
            self.section.getparent().replace(self.section, properties)
        if not _seen(self.paragraph) and not self.within and _ends_section(self.paragraph) is None:
            self.paragraph.getparent().remove(self.paragraph)


def _ends_section(element: Any) -> Any | None:
    """The properties of the section that ends in an element of the body."""
    if element.tag == _SECTION:
        return element
    return element.find(f"{name('w:pPr')}/{_SECTION}")


def _seen(element: Any) -> bool:
    """Whether an element shows anything."""
    return any(found.tag != _SEEN[0] or found.text for found in element.iter(*_SEEN))
