"""Units mended: markers joined to their text, glued items parted, paragraphs joined that a page had cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from consultrep.importers.readers.text_lines import UNFINISHED
from consultrep.importers.readers.text_markers import find_marker, follows, marker_kind, marker_values
from consultrep.importers.readers.text_units import Unit

NOTE_REACH: Final = 4000
_LONG: Final = 60
_AHEAD: Final = 12
_INSIDE: Final = re.compile(
    r"(?<=[;:.,)\]»”]\s)(?P<marker>\d{1,3}\.\d{1,3}\.?|\d{1,3}\.)\s+(?=[«“\"\[(]?\s?[A-ZÀ-ÖØ-ÞŒ])"
)
_OPEN_END: Final = re.compile(r"[\w,’'\-–]$")
_NUMBER_NOTE: Final = re.compile(r"([1-9]\d?)\s+[«“\"]?[A-ZÀ-ÖØ-ÞŒ]")
_STAR_NOTE: Final = re.compile(r"(\*{1,3})\s?[^\W\d_*]")
_OTHER_NOTE: Final = re.compile(r"\[(\d{1,3})\]\s|([⁰¹²³⁴-⁹]{1,3})\s?[^\W\d_]|(\*{2,3})\s[^\W\d_]")


def mend_units(units: Sequence[Unit], text: str, width: int) -> list[Unit]:
    """The units as a reader would count them; `text` is the file's."""
    whole = list(_with_markers(units))
    parted = list(_parted(whole, text))
    return _continued(parted, text, width)


def note_mark(unit: Unit, before: str) -> str:
    """The mark of a footnote set among the text, where `unit` is one; `before` is the text above it."""
    text = f"{unit.marker} {unit.raw}" if unit.marker == "*" else unit.raw
    if unit.row or (unit.marker and unit.marker != "*"):
        return ""
    found = _OTHER_NOTE.match(text)
    if found:
        return found[1] or found[2] or found[3]
    found = _STAR_NOTE.match(text)
    if found and re.search(rf"[\w.,;)»”]{re.escape(found[1])}(?=[\s.,;]|$)", before):
        return found[1]
    found = _NUMBER_NOTE.match(text)
    if found and re.search(rf"[^\W\d_][).,”»]?{found[1]}[;.,]?\s*$", before, re.MULTILINE):
        return found[1]
    return ""


def _with_markers(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units with every marker that stands alone joined to the text after it."""
    held: Unit | None = None
    for unit in units:
        if held is not None:
            if unit.marker or unit.row or unit.rule:
                if held.spans:
                    yield held
                held = None
            else:
                lines = held.lines + unit.lines - 1
                yield replace(unit, marker=held.marker, gap=held.gap, indent=held.indent, lines=lines)
                held = None
                continue
        if unit.marker and (not unit.raw or unit.raw == unit.marker.strip("().")):
            held = replace(unit, spans=(), raw="") if unit.raw else unit
        else:
            yield unit
    if held is not None and held.spans:
        yield held


def _parted(units: Sequence[Unit], text: str) -> Iterator[Unit]:
    """Units with glued numbered items parted: `… below: 61.1. Adopt …; 61.2. Sign …`."""
    last = ""
    for unit in units:
        pieces = [unit] if unit.row else _split_items(unit, text, last)
        for piece in pieces:
            last = piece.marker if "." in piece.marker.rstrip(".") else last
            yield piece


def _split_items(unit: Unit, text: str, last: str) -> list[Unit]:
    """A unit cut before each marker that goes on counting."""
    cuts: list[tuple[int, int, int, str]] = []
    seen = {marker_kind(marker): marker for marker in (last, unit.marker) if marker}
    candidates = [
        (number, found)
        for number, (start, end) in enumerate(unit.spans)
        for found in _INSIDE.finditer(text, start, end)
    ]
    markers = [found["marker"] for _number, found in candidates]
    for place, (number, found) in enumerate(candidates):
        marker = found["marker"]
        before = seen.get(marker_kind(marker), "")
        if _counts(marker, before, bool(cuts), markers[place + 1 : place + _AHEAD]):
            cuts.append((number, found.start(), found.end(), marker))
            seen[marker_kind(marker)] = marker
    return _cut(unit, cuts, text) if cuts else [unit]


def _counts(marker: str, before: str, parted: bool, later: Sequence[str]) -> bool:
    """Whether a number inside a text is an item's: next after the one before, or the first of a row."""
    decimal = len(next(iter(marker_values(marker)))) > 1
    if before and follows(marker, before):
        return decimal or parted or any(follows(m, marker) for m in later)
    ahead = [m for m in later if marker_kind(m) == marker_kind(marker)]
    if decimal:
        return bool(ahead) and follows(ahead[0], marker)
    return len(ahead) > 1 and follows(ahead[0], marker) and follows(ahead[1], ahead[0])


def _cut(unit: Unit, cuts: list[tuple[int, int, int, str]], text: str) -> list[Unit]:
    """The unit's pieces, each but the first with the marker it begins with."""
    pieces: list[Unit] = []
    begin = (0, unit.spans[0][0], unit.marker)
    for number, start, after, marker in (*cuts, (len(unit.spans) - 1, unit.spans[-1][1], 0, "")):
        first, offset, own = begin
        spans = [list(span) for span in unit.spans[first : number + 1]]
        spans[0][0], spans[-1][1] = offset, start
        kept = tuple((a, b) for a, b in spans if text[a:b].strip())
        if kept:
            raw = " ".join(" ".join(text[a:b] for a, b in kept).split())
            gap = unit.gap if not pieces else 0
            pieces.append(replace(unit, spans=kept, raw=raw, marker=own, gap=gap))
        begin = (number, after, marker)
    return pieces


def _continued(units: Sequence[Unit], text: str, width: int) -> list[Unit]:
    """Units with those joined to their beginning that a page's end or a footnote had parted from it."""
    out: list[Unit] = []
    body = -1
    for unit in units:
        if note_mark(unit, text[max(unit.spans[0][0] - NOTE_REACH, 0) : unit.spans[0][0]]):
            out.append(unit)
            continue
        # A line directly under a footnote goes on with the note; else the text above it goes on.
        places = [len(out) - 1] if out and not unit.gap else []
        places.append(body)
        on = next((p for p in places if p >= 0 and _goes_on(out[p], unit, width)), None)
        if on is None:
            body = len(out)
            out.append(unit)
        else:
            out[on] = _joined(out[on], unit)
    return out


def _joined(one: Unit, two: Unit) -> Unit:
    spans, raw = (*one.spans, *two.spans), f"{one.raw} {two.raw}"
    return replace(one, spans=spans, raw=raw, lines=one.lines + two.lines)


def _goes_on(one: Unit, two: Unit, width: int) -> bool:
    """Whether the text of `one`, which is not a heading, goes on in `two`."""
    if one.row or two.row or two.marker or one.rule or not _OPEN_END.search(one.raw) or find_marker(two.raw):
        return False
    if _NUMBER_NOTE.match(two.raw):
        return False
    last = one.raw.split()[-1].strip("-–,").casefold()
    if len(one.raw) >= _LONG and (two.raw[0].islower() or UNFINISHED.fullmatch(last)):
        return True
    hanging = not two.gap and two.raw[0].islower() and (one.raw[-1] == "," or two.indent > one.indent)
    full = width and one.spans[-1][1] - one.spans[-1][0] > width * 0.8
    return hanging or bool(full and one.page != two.page and one.lines > 1)
