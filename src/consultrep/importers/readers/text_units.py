"""Lines grouped to units: one heading, paragraph, list item, note or table row each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.importers.readers.text_joining import Span
from consultrep.importers.readers.text_lines import Line
from consultrep.importers.readers.text_markers import find_marker, follows, marker_kind, opens_or_follows

_RULE: Final = re.compile(r"(={3,}|-{3,}|_{3,}|\*{3,}|~{3,})$")
_ENDED: Final = re.compile(r"[.!?:;»”\"…)]$")
_CUT: Final = re.compile("[^\\W_][-\u2010\u00ad]$")
_OPENS: Final = re.compile(r"[«“\"(\[]?\s?[A-ZÀ-ÖØ-ÞŒ\d]")
_NOTE_START: Final = re.compile(r"\[\d{1,3}\]\s|\*{1,3}\s?[^\W\d_]|[¹²³⁴-⁹]")
_STAR_MARK: Final = re.compile(r"[\w.,;)»”](\*{1,3})(?=[\s.,;]|$)")
_STAR_NOTE: Final = re.compile(r"(\*{1,3})\s?[A-ZÀ-ÖØ-ÞŒ]")
_TABLE_RULE: Final = re.compile(r"[|+\-=:\s]{3,}$")
HEADING_LENGTH: Final = 120


@dataclass(frozen=True)
class Unit:
    """Lines that belong together. `gap` counts the blank lines above; `rule` is `=` or `-` if underlined.

    `spans` leaves the marker out; `raw` is the text of the spans, single spaces, as it stands in the file.
    """

    spans: tuple[Span, ...]
    raw: str
    indent: int
    gap: int
    page: int
    marker: str = ""
    rule: str = ""
    row: bool = False
    lines: int = 1


def group_lines(lines: Sequence[Line], width: int) -> list[Unit]:
    """The units of `lines`, broken at `width` (0: every line is a unit)."""
    return list(_Grouping(lines, width).units())


def find_rows(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines that are rows of a table drawn with bars or tabs."""
    fields = [_fields(line.text) for line in lines]
    rows: set[int] = set()
    for number, count in enumerate(fields):
        around = [fields[n] for n in (number - 1, number + 1) if 0 <= n < len(fields)]
        drawn = lines[number].text.startswith("|") and lines[number].text.endswith("|") and count
        if count and (drawn or count in around):
            rows.add(number)
    # A wrapped cell parts a row from its neighbours; its bars still tell.
    for number, count in enumerate(fields):
        if count > 1 and number not in rows and any(n in rows for n in (number - 2, number + 2)):
            rows.add(number)
    return rows


def _fields(text: str) -> int:
    """How many cells a line would make as a table row, 0 where it is none."""
    if text.startswith("|") or " | " in text:
        return len(text.strip("|").split("|"))
    if "\t" in text and not find_marker(text):
        parts = [part for part in re.split(r"\t+", text) if part.strip()]
        return len(parts) if len(parts) > 1 and max(map(len, parts)) < 200 else 0
    return 0


class _Grouping:
    """The state of one pass over the lines."""

    def __init__(self, lines: Sequence[Line], width: int) -> None:
        self._lines = lines
        self._width = width
        self._rows = find_rows(lines)
        self._stars = {found[1] for line in lines for found in _STAR_MARK.finditer(line.text)}
        self._markers: dict[str, str] = {}
        self._group: list[Line] = []
        self._gap = 0
        self._marker = ""
        self._row = False

    def units(self) -> Iterator[Unit]:
        """The units in order."""
        for number, line in enumerate(self._lines):
            if not line.text:
                yield from self._flush()
                self._gap += 1
            elif _RULE.match(line.text) or (_TABLE_RULE.match(line.text) and "-" in line.text):
                yield from self._flush(line.text[0] if line.text[0] in "=-~" else "")
            else:
                marker = self._credible(line)
                if self._group and self._parts(line, marker, number):
                    yield from self._flush()
                if not self._group:
                    self._begin(marker, number)
                self._group.append(line)
        yield from self._flush()

    def _begin(self, marker: str, number: int) -> None:
        self._marker = marker
        self._row = number in self._rows
        if marker:
            self._markers[marker_kind(marker)] = marker

    def _credible(self, line: Line) -> str:
        """The marker at the start of a line, where it can be one."""
        marker = find_marker(line.text)
        if not marker or not opens_or_follows(marker, self._markers.get(marker_kind(marker), "")):
            return ""
        return marker

    def _parts(self, line: Line, marker: str, number: int) -> bool:
        """Whether `line` begins a unit of its own after the lines gathered so far."""
        if number in self._rows:
            return True
        if _CUT.search(self._group[-1].text) and not self._row:
            return False
        if not self._width or self._star_note(line):
            return True
        if self._row:
            return line.indent <= self._group[0].indent
        if marker:
            return self._item_begins(marker, line)
        last = self._group[-1]
        if _NOTE_START.match(line.text) and _ENDED.search(last.text):
            return True
        return self._paragraph_begins(last, line) or self._heading_ends(last, line)

    def _star_note(self, line: Line) -> bool:
        """Whether a line is the footnote to a mark of as many stars in the text."""
        found = _STAR_NOTE.match(line.text)
        return bool(found and found[1] in self._stars)

    def _item_begins(self, marker: str, line: Line) -> bool:
        """Whether a marker at a line start counts: a dash or number can stand there by chance."""
        if self._marker and (
            marker_kind(marker) == marker_kind(self._marker) or follows(marker, self._marker)
        ):
            return True
        last = self._group[-1]
        short = last.indent + len(last.text) < self._width * 0.75
        return bool(_ENDED.search(last.text)) or short or line.indent > last.indent + 1

    def _paragraph_begins(self, last: Line, line: Line) -> bool:
        """Whether the line before was a paragraph's last: short, or this one is indented."""
        if not _ENDED.search(last.text) or not _OPENS.match(line.text):
            return False
        base = self._group[1].indent if len(self._group) > 1 else last.indent
        if not self._marker and line.indent >= base + 2 and last.indent < line.indent:
            return True
        if self._marker and line.indent < self._group[-1].indent and len(self._group) > 1:
            return True
        return self._fits(last, line, 0.9)

    def _heading_ends(self, last: Line, line: Line) -> bool:
        """Whether the line before was a heading set directly above its text."""
        alone = len(self._group) == 1 and (not self._marker or not self._marker[-1].isspace())
        if not alone or re.search(r"[.,;:]$", last.text) or not _OPENS.match(line.text):
            return False
        return self._fits(last, line, 0.7) and not last.text[0].islower()

    def _fits(self, last: Line, line: Line, share: float) -> bool:
        """Whether the first word of `line` would have had room on the line before it."""
        used = last.indent + len(last.text) + 1 + len(line.text.split()[0])
        return used <= self._width * share

    def _flush(self, rule: str = "") -> Iterator[Unit]:
        if self._group:
            yield self._unit(rule)
            self._gap = 0
        self._group = []
        self._marker, self._row = "", False

    def _unit(self, rule: str) -> Unit:
        first = self._group[0]
        body = len(self._marker)
        while body < len(first.text) and self._marker and first.text[body].isspace():
            body += 1
        head = [(first.start + body, first.end)] if body < len(first.text) else []
        spans = (*head, *(line.span for line in self._group[1:]))
        raw = " ".join([first.text[body:], *(line.text for line in self._group[1:])])
        raw = raw if self._row else " ".join(raw.split())
        return Unit(
            spans, raw, first.indent, self._gap, first.page, self._marker, rule, self._row, len(self._group)
        )
