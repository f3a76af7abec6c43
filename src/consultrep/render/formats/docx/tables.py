"""Tables: how wide their columns are, which of them need a page on its side, and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from consultrep.render.formats.docx.wml import Xml, name, w
from consultrep.render.tree import Element

_CHARACTER: Final = 100
_PADDING: Final = 190
_LONGEST_WORD: Final = 22
_LONGEST_LINE: Final = 60
_TEXT: Final = 30
_MOST_TEXTS: Final = 3


Cells = Sequence[Element]


def rows_of(table: Element) -> list[Cells]:
    """Its rows, each with as many cells as the longest has."""
    groups = table.direct("thead", "tbody", "tfoot", "tr")
    rows = [row for group in groups for row in ([group] if group.tag == "tr" else group.direct("tr"))]
    cells = [tuple(row.direct("th", "td")) for row in rows]
    most = max(map(len, cells), default=0)
    return [(*of, *[Element("td")] * (most - len(of))) for of in cells if of]


def is_heading(cells: Cells) -> bool:
    """Whether a row holds the headings of the columns."""
    return all(cell.tag == "th" and cell.attributes.get("scope") != "row" for cell in cells)


@dataclass(frozen=True)
class Columns:
    """The columns of a table, measured by their texts; lengths in twentieths of a point."""

    rows: Sequence[Cells]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.rows[0])

    def wide(self, width: int) -> bool:
        """Whether they need more than `width`: for their words, or for long texts side by side."""
        texts = sum(natural > _TEXT * _CHARACTER for natural in self._natural)
        return sum(self._least) > width or texts > _MOST_TEXTS

    def widths(self, total: int) -> list[int]:
        """Their widths, `total` together: what their longest words need, then by what they hold.

        Columns of figures are all alike where there is room for that.
        """
        least, natural = self._alike(self._least), self._alike(self._natural)
        if sum(least) > total:
            least, natural = self._least, self._natural
        spare = total - sum(least)
        if spare < 0:
            return _shared(total, least)
        wishes = [max(0, most - at_least) for most, at_least in zip(natural, least, strict=True)]
        if sum(wishes) < spare:
            wishes = [width if at not in self._figures else 0 for at, width in enumerate(natural)]
        shares = _shared(spare, wishes if any(wishes) else natural)
        return [at_least + share for at_least, share in zip(least, shares, strict=True)]

    @cached_property
    def _least(self) -> list[int]:
        """What the longest word of each column needs."""
        words = [[word for text in column for word in text.split()] for column in self._texts]
        return [_length(min(_LONGEST_WORD, max(map(len, of), default=1))) for of in words]

    @cached_property
    def _natural(self) -> list[int]:
        """What the longest text of each column would need on one line, if it is not longer than is good."""
        return [_length(min(_LONGEST_LINE, max(map(len, column)))) for column in self._texts]

    @cached_property
    def _texts(self) -> list[list[str]]:
        return [[cell.text for cell in column] for column in self._columns]

    @cached_property
    def _columns(self) -> list[Cells]:
        return list(zip(*self.rows, strict=True))

    @cached_property
    def _figures(self) -> set[int]:
        """The columns that hold figures."""
        return {
            at for at, column in enumerate(self._columns) if all("number" in cell.classes for cell in column)
        }

    def _alike(self, lengths: Sequence[int]) -> list[int]:
        """The lengths, those of figures all as the longest of them."""
        longest = max((lengths[at] for at in self._figures), default=0)
        return [longest if at in self._figures else length for at, length in enumerate(lengths)]


def fit(table: Xml, columns: Columns, total: int) -> None:
    """Give a table's columns their widths."""
    widths = columns.widths(total)
    for column, width in zip(table.iterfind(f"{name('w:tblGrid')}/*"), widths, strict=True):
        column.set(name("w:w"), str(width))
    for row in table.findall(name("w:tr")):
        for size, width in zip(
            row.findall(f"{name('w:tc')}/{name('w:tcPr')}/{name('w:tcW')}"), widths, strict=True
        ):
            size.set(name("w:w"), str(width))


def frame(style: str, title: str, description: str, columns: int, *, row_headings: bool) -> Xml:
    """A table without rows, of columns without widths."""
    look = w(
        "tblLook", val="04A0" if row_headings else "0420", firstRow="1", firstColumn=str(int(row_headings))
    )
    properties = [
        w("tblStyle", val=style),
        w("tblW", w="5000", type="pct"),
        w("tblLayout", type="fixed"),
        look,
    ]
    properties += [
        w(tag, val=said) for tag, said in (("tblCaption", title), ("tblDescription", description)) if said
    ]
    return w("tbl", w("tblPr", *properties), w("tblGrid", *(w("gridCol", w="0") for _ in range(columns))))


def row(cells: Sequence[Xml], *, heading: bool) -> Xml:
    """A row, which no page breaks; that of the headings stands again on every page."""
    properties = [w("cantSplit"), *([w("tblHeader")] if heading else [])]
    return w("tr", w("trPr", *properties), *cells)


def cell(content: Sequence[Xml], empty: Xml) -> Xml:
    """A cell, which ends in a paragraph as Word wants it."""
    closed = content if content and content[-1].tag == name("w:p") else [*content, empty]
    return w("tc", w("tcPr", w("tcW", w="0", type="dxa")), *closed)


def _length(characters: int) -> int:
    return characters * _CHARACTER + _PADDING


def _shared(total: int, shares: Sequence[int]) -> list[int]:
    """A total shared out in those proportions, to the last unit."""
    whole = sum(shares)
    parts = [total * share // whole for share in shares]
    parts[-1] += total - sum(parts)
    return parts
