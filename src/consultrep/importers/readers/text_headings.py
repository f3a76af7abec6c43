"""Headings of a text without markup: which units are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.importers.readers.text_markers import follows, marker_kind
from consultrep.importers.readers.text_units import HEADING_LENGTH, Unit
from consultrep.language.folding import fold

_HEADING_MARKERS: Final = {"I.", "A.", "1."}
_SENTENCE: Final = re.compile(r"[.;,!…]$|[^\W\d_]{3,}[.!?] +[A-ZÀ-ÖØ-ÞŒ]|[^\W\d_];\s|@|https?:|www\.")
_CAPITAL: Final = re.compile(r"[«“\"(\[¿]?\s?(?:[A-ZÀ-ÖØ-ÞŒ]|\d)|[dl]['’][A-ZÀ-Ý]")
_WHOLE_QUOTE: Final = re.compile(r"(«.*»|“.*”|\".*\"|\[.*\]|\(.*\))(\s*[–—-].*)?$")
_ACTS: Final = re.compile(
    r"\b(should|must|shall|would|could|will|are|were|was|is|be|have|had|has|include[sd]?"
    r"|devrai(t|ent)|doi(t|vent)|sont|est|ont|étai(t|ent)|suivant[es]*|following|que|made|took|raised|(recommend|suggest|ask|want|urge|propose|call|note)(s|d|ed)?"
    r"|(recommand|suggèr|suggér|propos|demand|souhait|estim)(e|ent|é|ée|és)|said|says)\b",
    re.IGNORECASE,
)
CAPTION: Final = re.compile(r"(Table|Tableau|Figure|Graphique|Chart|Graph)\s+[A-Z]{0,2}\.?\d*\s*[:.–—-]\s?\S")
BOX: Final = re.compile(r"(did you know|(le )?saviez[- ]vous)\b", re.IGNORECASE)
_MONTH: Final = (
    r"(january|february|march|april|may|june|july|august|september|october|november|december"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
)
_DATE: Final = re.compile(
    rf"\b\d{{1,2}}(er)?( \w+ \d{{1,2}})? {_MONTH}\b|\b{_MONTH} (\d{{1,2}}\b|\d{{4}}\b)|\b\d{{4}}-\d\d-\d\d\b"
)
_NUMBERED_WORD: Final = re.compile(
    r"(annex|annexe|appendix|appendice|part|partie|section|chapter|chapitre|theme|question)"
    r"(\s+[A-Z]|\s+\d{1,2}|\s+[IVX]{1,5})?\s*([:.–—-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heading:
    """A unit that is a heading: its place among the units, and what tells its rank."""

    place: int
    unit: Unit
    follows_heading: bool
    precedes_heading: bool

    @property
    def folded(self) -> str:
        """The heading's words without accents, case or number."""
        return fold(self.unit.raw.rstrip(" :"))


def find_headings(units: Sequence[Unit], taken: set[int]) -> list[Heading]:
    """The units that are headings, in order; `taken` are the places of notes, dates and captions."""
    places = {n for n, unit in enumerate(units) if n not in taken and _looks_like_heading(unit, units, n)}
    places -= _lists(units, places) | _crowds(units, places) | _within_text(units, places)
    return [Heading(n, units[n], n - 1 in places, n + 1 in places) for n in sorted(places)]


def numbered_word(text: str) -> str:
    """The word that numbers a heading by itself: `annex`, `part`, `section`; else nothing."""
    found = _NUMBERED_WORD.match(text)
    return fold(found[1]) if found else ""


def has_date(text: str) -> bool:
    """Whether a day or a month of a year is named."""
    return bool(_DATE.search(fold(text)))


def _looks_like_heading(unit: Unit, units: Sequence[Unit], place: int) -> bool:
    """Whether a unit, by itself, has the look of a heading."""
    raw = unit.raw
    if unit.row or not raw or len(raw) > HEADING_LENGTH or unit.lines > 3:
        return False
    if unit.rule:
        return not unit.marker or _heading_marker(unit.marker)
    if unit.marker and not _heading_marker(unit.marker):
        return False
    if not _CAPITAL.match(raw) or _SENTENCE.search(raw) or _WHOLE_QUOTE.match(raw):
        return False
    if len(re.findall(r"[^\W\d_]", raw)) < 3 or len(raw.split()) > 20 or CAPTION.match(raw):
        return False
    if raw.endswith(":"):
        return len(raw.split()) <= 5 and not _ACTS.search(raw) and place + 1 < len(units)
    return not raw.endswith(")") or "(" in raw


def _heading_marker(marker: str) -> bool:
    kind = marker_kind(marker)
    return kind in _HEADING_MARKERS or bool(re.fullmatch(r"1(\.1){1,3}", kind))


def _strong(unit: Unit) -> bool:
    """Whether numbering or underlining speaks for a heading."""
    return bool(unit.marker or unit.rule or numbered_word(unit.raw))


def _lists(units: Sequence[Unit], places: set[int]) -> set[int]:
    """Numbered candidates that follow each other without text between: a list."""
    found: set[int] = set()
    for n in places:
        beside = [m for m in (n - 1, n + 1) if m in places or (0 <= m < len(units) and units[m].marker)]
        for m in beside:
            one, two = (units[m], units[n]) if m < n else (units[n], units[m])
            if one.marker and two.marker and _siblings(one.marker, two.marker):
                found.add(n)
    return found


def _siblings(one: str, two: str) -> bool:
    return marker_kind(one) == marker_kind(two) and follows(two, one)


def _runs(places: set[int], units: Sequence[Unit]) -> list[list[int]]:
    """Candidates that stand directly after each other and have neither number nor rule."""
    runs: list[list[int]] = []
    for n in sorted(places):
        if _strong(units[n]):
            continue
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _crowds(units: Sequence[Unit], places: set[int]) -> set[int]:
    """Candidates in long runs, or listed after a colon: names, addresses, items without bullets."""
    found: set[int] = set()
    for run in _runs(places, units):
        listed = run[0] > 0 and units[run[0] - 1].raw.endswith(":") and run[0] - 1 not in places
        if len(run) < (3 if listed else 4):
            continue
        above_text = run[-1] + 1 < len(units) and run[-1] + 1 not in places
        kept = {run[-1]} if above_text else set()
        if not listed and run[0] - 1 not in places and (run[0] == 0 or not above_text):
            kept.add(run[0])
        found |= set(run) - kept
    return found


def _within_text(units: Sequence[Unit], places: set[int]) -> set[int]:
    """Candidates without a blank line above in a text whose paragraphs have one, and the last unit of all."""
    spaced = sum(1 for unit in units if unit.gap) > len(units) * 0.5
    found: set[int] = set()
    for n in places:
        unit = units[n]
        close = n > 0 and not unit.gap and units[n - 1].page == unit.page and n - 1 not in places
        if (spaced and close and not _strong(unit)) or (n == len(units) - 1 and n > 0 and not _strong(unit)):
            found.add(n)
    return found
