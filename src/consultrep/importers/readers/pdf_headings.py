"""Headings of a PDF told from its text by their look, and ranked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

from consultrep.importers.readers.pdf_layout import Layout
from consultrep.importers.readers.pdf_page import Style
from consultrep.importers.readers.pdf_paragraphs import Paragraph

CAPTION: Final = re.compile(
    r"(?:table|tableau|figure|fig\.|chart|graphique|map|carte|image|photo|encadré|box|annexe?|appendix|appendice)"
    r"\s?(?:[A-Z]?\d{0,2}(?:[.\-]\d{1,2})*|[IVX]{1,4}|[A-Z])\s?[:.–—-]\s",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(r"annex|append", re.IGNORECASE)
_STOP: Final = re.compile(r"(?<!\b[A-Z])[.;,]$")
_NUMBERED: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
_KIND: Final = re.compile(r"(?P<roman>[IVX]{1,5})\.\s|(?P<letter>[A-HJ-U])\.\s")
_DATE: Final = re.compile(r"\b(?:19|20)\d\d\b")
_OF_REPORTS: Final = re.compile(
    r"\b(?:reports?|rapports?|review|examen|summary|sommaire|résumé|consultations?|forum|workshops?|ateliers?"
    r"|round ?tables?|tables? rondes?|study|étude|what we heard|ce que nous avons entendu|compte rendu)\b",
    re.IGNORECASE,
)
_LONG: Final = 180
_BULLETS: Final = re.compile(r"[^\w(\[]|o$")


@dataclass(frozen=True)
class Rank:
    """What the level of a heading hangs on, the more important the smaller."""

    size: float
    plain: bool
    italic: bool
    lower: bool
    color: int = 0

    @property
    def key(self) -> tuple[float, bool, bool, bool]:
        """The order among headings."""
        return -self.size, self.lower, self.plain, self.italic


class Headings:
    """Tells the headings among the paragraphs of a document."""

    def __init__(
        self,
        layout: Layout,
        paragraphs: Sequence[Paragraph],
        bookmarks: Sequence[tuple[int, str]],
        asides: Set[int],
    ) -> None:
        self._asides = asides
        self._body = layout.body
        self._bookmarks: dict[str, list[int]] = {}
        for level, title in bookmarks:
            self._bookmarks.setdefault(letters(title), []).append(level)
        self._bold = _bold_share(paragraphs, layout.body.size)
        self.title = self._title(paragraphs)
        self.levels: dict[int, int] = {}
        found = [p for p in paragraphs if p is not self.title and self._is_heading(p)]
        self._rank(self._by_bookmarks(self._after_title(found, paragraphs)))

    def _is_heading(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph looks like a heading."""
        text = paragraph.raw
        if not any(c.isalpha() for c in text) or len(text) > _LONG or len(paragraph.lines) > 4:
            return False
        if paragraph.marker and _BULLETS.match(paragraph.marker):
            return False
        marked = letters(text) in self._bookmarks
        if id(paragraph) in self._asides and not marked:
            return False
        if not marked and (_STOP.search(text) or (CAPTION.match(text) and not _ANNEX.match(text))):
            return False
        return marked or self._stands_out(paragraph, text)

    def _stands_out(self, paragraph: Paragraph, text: str) -> bool:
        """Whether the look differs from that of body text as a heading's does."""
        style, body = paragraph.style, self._body
        if style.size > body.size + 0.7:
            return True
        if style.size < body.size - 0.6 or text.endswith(":"):
            return False
        bold = all(line.bold for line in paragraph.lines)
        if bold and not body.bold:
            return self._bold < 0.35 or not paragraph.marker
        capitals = text.isupper() and sum(c.isalpha() for c in text) > 3
        if capitals or (style.color != body.color and _vivid(style.color) and style.size >= body.size):
            return paragraph.gap > 1.2 and len(text) < 90
        italic = style.italic and not body.italic and style.size >= body.size
        return italic and paragraph.gap > 1.2 and len(text) < 70 and not re.search(r"[.:;«»“”\"()\[\]]", text)

    def _title(self, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
        """The title: what stands largest on the first page, and is no look that headings later have."""
        first = [p for p in paragraphs if p.number <= 2 and p.style.size > self._body.size + 0.7]
        first = [
            p
            for p in first
            if id(p) not in self._asides and len(p.raw) <= 300 and sum(c.isalpha() for c in p.raw) > 2
        ]
        later = Counter(p.style.size for p in paragraphs if p.number > 2 and len(p.raw) < _LONG)
        best = max(first, key=lambda p: _weight(p, later[p.style.size] > 0), default=None)
        twins = later[best.style.size] if best is not None else 0
        if best is None:
            return None
        covered = _OF_REPORTS.search(best.raw) and not _running_text(paragraphs, best.number)
        if not covered and (twins or _twins(best, paragraphs) > 2):
            return None
        return best

    def _after_title(self, found: Sequence[Paragraph], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """The headings without what stands on the cover round the title: letterhead, date, place."""
        if self.title is None:
            return list(found)
        place = next(i for i, p in enumerate(paragraphs) if p is self.title)
        cover = {id(p) for p in paragraphs[:place]}
        looks = Counter(_look(p) for p in found)
        for paragraph in paragraphs[place + 1 :]:
            if not any(paragraph is one for one in found):
                break
            text = letters(paragraph.raw)
            once = looks[_look(paragraph)] == 1
            if (
                text not in self._bookmarks
                and once
                and (paragraph.style.italic or _DATE.search(paragraph.raw))
            ):
                cover.add(id(paragraph))
                continue
            break
        return [p for p in found if id(p) not in cover and not self._on_cover(p, paragraphs)]

    def _on_cover(self, paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> bool:
        """Whether a paragraph stands on a title page, where no running text is."""
        title = self.title
        if title is None or paragraph.number != title.number:
            return False
        return not _running_text(paragraphs, title.number)

    def _rank(self, found: Sequence[Paragraph]) -> None:
        """Give every heading its level from its look, from 1."""
        ranks = {id(p): _rank_of(p) for p in found}
        order = sorted({rank.key for rank in ranks.values()})
        for paragraph in found:
            self.levels[id(paragraph)] = order.index(ranks[id(paragraph)].key) + 1
        self._part_kinds(found)
        self._renumber(found)
        self._follow_bookmarks(found)

    def _by_bookmarks(self, found: list[Paragraph]) -> list[Paragraph]:
        """The headings that look like bookmarked ones, where bookmarks name headings of several levels."""
        marked = [p for p in found if letters(p.raw) in self._bookmarks]
        levels = {level for p in marked for level in self._bookmarks[letters(p.raw)]}
        if len(marked) < 4 or len(levels) < 2:
            return found
        looks = {_rank_of(p).key for p in marked}
        return [p for p in found if _rank_of(p).key in looks]

    def _follow_bookmarks(self, found: Sequence[Paragraph]) -> None:
        """Give headings the levels of their bookmarks, and others the level of those that look like them."""
        waiting = {title: list(levels) for title, levels in self._bookmarks.items()}
        told: dict[int, int] = {}
        for paragraph in found:
            levels = waiting.get(letters(paragraph.raw), [])
            if levels:
                told[id(paragraph)] = levels.pop(0)
        if len(told) < 4 or len(told) < 0.7 * len(found):
            return
        order = sorted(set(told.values()))
        alike: dict[tuple[float, bool, bool, bool], int] = {}
        for paragraph in found:
            if id(paragraph) in told:
                self.levels[id(paragraph)] = order.index(told[id(paragraph)]) + 1
                alike[_rank_of(paragraph).key] = self.levels[id(paragraph)]
        for paragraph in found:
            if id(paragraph) not in told:
                self.levels[id(paragraph)] = alike.get(_rank_of(paragraph).key, len(order))

    def _part_kinds(self, found: Sequence[Paragraph]) -> None:
        """Put lettered headings that share a level with Roman ones where others of their kind stand."""
        kinds = {id(p): m.lastgroup for p in found if (m := _KIND.match(p.raw))}
        roman = {self.levels[one] for one, kind in kinds.items() if kind == "roman"}
        deeper = [
            self.levels[one]
            for one, kind in kinds.items()
            if kind == "letter" and self.levels[one] not in roman
        ]
        for one, kind in kinds.items():
            if kind == "letter" and self.levels[one] in roman and deeper:
                self.levels[one] = min(deeper)

    def _renumber(self, found: Sequence[Paragraph]) -> None:
        """Let decimal numbers (2, 2.1, 2.1.3) tell headings of one look apart."""
        for level in sorted(set(self.levels.values()), reverse=True):
            same = [p for p in found if self.levels[id(p)] == level]
            depths = {id(p): m[1].count(".") for p in same if (m := _NUMBERED.match(p.raw))}
            spread = max(depths.values(), default=0) - min(depths.values(), default=0)
            if not spread:
                continue
            low = min(depths.values())
            for paragraph in found:
                if self.levels[id(paragraph)] > level:
                    self.levels[id(paragraph)] += spread
            for paragraph in same:
                self.levels[id(paragraph)] += depths.get(id(paragraph), low) - low


def letters(text: str) -> str:
    """Letters and digits of a text, case-folded: the same however it was set."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _rank_of(paragraph: Paragraph) -> Rank:
    style = paragraph.style
    capitals = paragraph.raw.isupper()
    bold = all(line.bold for line in paragraph.lines)
    return Rank(round(style.size), not bold, style.italic, not capitals, style.color)


def _look(paragraph: Paragraph) -> Style:
    return paragraph.style


def _running_text(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether page `number` holds more than a title page does."""
    return any(len(p.raw) > 150 or p.marker for p in paragraphs if p.number == number)


def _weight(paragraph: Paragraph, twins: bool) -> float:
    """How much a paragraph is like a title: its size, less for few words, more for words of reports."""
    shares = (0.0, 0.4, 0.6, 0.8)
    words = len(paragraph.raw.split())
    weight = paragraph.style.size * (shares[words] if words < len(shares) else 1.0)
    return weight * (1.3 if _OF_REPORTS.search(paragraph.raw) else 1.0) * (0.85 if twins else 1.0)


def _twins(title: Paragraph, paragraphs: Sequence[Paragraph]) -> int:
    return sum(1 for p in paragraphs if p.style == title.style and len(p.raw) < _LONG)


def _bold_share(paragraphs: Sequence[Paragraph], size: float) -> float:
    """The share of bold characters in text of the body's size."""
    bold = total = 0
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if abs(line.size - size) < 0.6:
                total += len(line.text)
                bold += len(line.text) if line.bold else 0
    return bold / total if total else 0.0


def _vivid(color: int) -> bool:
    """Whether a colour is neither grey nor black."""
    parts = color >> 16, color >> 8 & 255, color & 255
    return max(parts) - min(parts) > 40
