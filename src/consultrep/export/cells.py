"""Cells that say more than their text where a format can show it; to every other format they are text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Self

from consultrep.language import escape_markdown, escape_opening, escape_within

Range = tuple[int, int]
"""A half-open range of characters."""

LONGEST: Final = 300
"""So many characters of a text are shown whole; of a longer one, an excerpt."""
_LEAD: Final = 60
"""So many characters of an excerpt stand before the first emphasized one."""


class Emphasized(str):
    """Text of which some ranges are emphasized.

    >>> Emphasized("Train the judges.", [(10, 16)]).as_markdown()
    'Train the **judges**.'
    """

    __slots__ = ("ranges",)
    ranges: Sequence[Range]

    def __new__(cls, text: str, ranges: Sequence[Range] = ()) -> Self:
        """The text with its ranges, which are in order and do not overlap."""
        made = super().__new__(cls, text)
        made.ranges = ranges
        return made

    def within(self, before: str, after: str) -> Emphasized:
        """The same between two other texts, which are not emphasized."""
        shifted = [(start + len(before), end + len(before)) for start, end in self.ranges]
        return Emphasized(f"{before}{self}{after}", shifted)

    def excerpt(self, longest: int = LONGEST) -> Emphasized:
        """The whole text, or of a long one what stands around the first emphasized range, at whole words."""
        if len(self) <= longest:
            return self
        first = self.ranges[0][0] if self.ranges else 0
        start = self.rfind(" ", 0, max(0, first - _LEAD)) + 1
        end = len(self) if start + longest >= len(self) else self.rfind(" ", start, start + longest)
        end = end if end > start else start + longest
        kept = [(low - start, min(high, end) - start) for low, high in self.ranges if start <= low < end]
        cut = Emphasized(str(self)[start:end], kept)
        return cut.within("… " if start else "", " …" if end < len(self) else "")

    def as_markdown(self) -> str:
        """The text with its marks escaped, the ranges between stars."""
        parts = (
            f"**{escape_within(part)}**" if strong else escape_within(part) for part, strong in self._parts()
        )
        return escape_opening("".join(parts))

    def _parts(self) -> Iterator[tuple[str, bool]]:
        position, text = 0, str(self)
        for start, end in self.ranges:
            yield text[position:start], False
            yield text[start:end], True
            position = end
        yield text[position:], False


class Gauge(str):
    """A number, and what share of the greatest beside it it is, from 0 to 1."""

    __slots__ = ("share",)
    share: float

    def __new__(cls, text: str, share: float) -> Self:
        """The number as text, with its share."""
        made = super().__new__(cls, text)
        made.share = share
        return made


def markdown_cell(cell: str) -> str:
    """A cell as it stands in a table of Markdown."""
    return cell.as_markdown() if isinstance(cell, Emphasized) else escape_markdown(cell)
