"""What drafts are, told from the whole document: contents, notes, unmarked headings, typed lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from consultrep.importers.document import BlockKind
from consultrep.importers.readers.drafts import Draft
from consultrep.importers.readers.runs import DASHES, split_marker

_CONTENTS: Final = re.compile(
    r"(table of |list of )?contents|on this page|in this (page|document|report)|sommaire"
    r"|table des mati[èe]res"
    r"|(sur|dans) cette page|dans ce(tte)? (document|rapport)|contenu( de la page)?",
    re.IGNORECASE,
)
_NOTES: Final = re.compile(
    r"(foot|end)notes?|notes? (de bas de page|de fin( de document| de texte)?|en fin de texte)|notes de fin"
    r"|footnotes? and references|notes et références|notes and references",
    re.IGNORECASE,
)
_PERHAPS_NOTES: Final = re.compile(r"notes?|references?|références?|renvois", re.IGNORECASE)
_NOTE_NUMBER: Final = re.compile(
    r"(?i:\[?(?:foot|end)?note(?: de bas de page| de fin)? (\d{1,3})\s*[.:\])]?\s+)"
    r"|(\d{1,3})\s*[.):]\s+(?=\D)|(\d{1,3})\s+(?=[A-ZÀ-ÞŒ«“\"])|[\[(](\d{1,3})[\])]\s*"
)
_LEADER: Final = re.compile(r"[\s.…·_]*\d{1,4}$")
_DATED: Final = re.compile(
    r"\b(janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february"
    r"|march|april|may|june|july|august|september|october|november|december)\b.*\b(19|20)\d\d\b",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s")
_LISTABLE: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_LONGEST_HEADING: Final = 140


def without_contents(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without lists of contents: a heading for one and the entries below it, or entries alone."""
    keys = Counter(_key(d.text) for d in drafts if d.kind is BlockKind.HEADING or _looks_like_heading(d))
    kept: list[Draft] = []
    place = 0
    while place < len(drafts):
        titled = bool(_CONTENTS.fullmatch(drafts[place].text.rstrip(" :")))
        first = place + titled
        end = first
        while end < len(drafts) and _is_entry(drafts[end], keys):
            end += 1
        if _is_contents(drafts[first:end], keys, titled):
            place = end
            continue
        kept.append(drafts[place])
        place += 1
    return kept


def _is_contents(entries: Sequence[Draft], headings: Counter[str], titled: bool) -> bool:
    """Whether lines make a list of contents: below a title for one, or most of them lead to headings."""
    if titled:
        return bool(entries)
    known = sum(_is_known(entry, headings) for entry in entries)
    fewest = 2 if all(entry.linked for entry in entries) else 3
    return known >= fewest and known * 2 > len(entries)


def _is_entry(draft: Draft, headings: Counter[str]) -> bool:
    """Whether a draft can be a line of a contents list: a link within the page, or the words of a heading."""
    if draft.kind in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.NOTE, BlockKind.CAPTION}:
        return False
    return draft.linked or _is_known(draft, headings)


def _is_known(draft: Draft, headings: Counter[str]) -> bool:
    """Whether a draft says what a heading elsewhere says, a page number at its end left out."""
    known = headings[_key(_LEADER.sub("", draft.text))] or headings[_key(draft.text)]
    return known > _looks_like_heading(draft)


def _key(text: str) -> str:
    text = _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
    return "".join(c for c in text.casefold() if c.isalnum())


def is_notes_title(text: str) -> bool:
    """Whether a text can stand above notes."""
    return bool(_NOTES.fullmatch(text.rstrip(" :")) or _PERHAPS_NOTES.fullmatch(text.rstrip(" :")))


def with_notes(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with what stands below a heading for notes as notes, and that heading dropped."""
    kept: list[Draft] = []
    place = 0
    while place < len(drafts):
        end = _notes_end(drafts, place)
        if end == place:
            kept.append(drafts[place])
            place += 1
            continue
        kept += [d if d.kind is BlockKind.NOTE else _as_note(d) for d in drafts[place + 1 : end]]
        place = end
    return kept


def _notes_end(drafts: Sequence[Draft], place: int) -> int:
    """The end of the notes that the draft at `place` is the heading of; `place` where it is none."""
    title = drafts[place]
    text = title.text.rstrip(" :")
    sure = bool(_NOTES.fullmatch(text))
    if not (sure or _PERHAPS_NOTES.fullmatch(text)) or title.kind in {BlockKind.CELL, BlockKind.NOTE}:
        return place
    if title.kind is not BlockKind.HEADING and not title.look.bold and not sure:
        return place
    end = place + 1
    while end < len(drafts) and drafts[end].kind not in {
        BlockKind.HEADING,
        BlockKind.CELL,
        BlockKind.CAPTION,
    }:
        end += 1
    notes = drafts[place + 1 : end]
    if not notes or not (sure or all(_could_be_note(d) for d in notes)):
        return place
    return end


def _could_be_note(draft: Draft) -> bool:
    number = draft.marker.strip("[]().").isdigit()
    return draft.kind is BlockKind.NOTE or number or bool(_NOTE_NUMBER.match(draft.text))


def _as_note(draft: Draft) -> Draft:
    return numbered_note(replace(draft, kind=BlockKind.NOTE, level=0, boxed=False))


def numbered_note(draft: Draft) -> Draft:
    """A note with the number that its text begins with as marker."""
    found = None if draft.marker.strip("•") else _NOTE_NUMBER.match(draft.text)
    if not found or found.end() == len(draft.text):
        return replace(draft, marker=draft.marker.strip("[]()•").rstrip("."))
    number = next(group for group in found.groups() if group)
    return replace(draft, text=draft.text[found.end() :], marker=number)


def with_bold_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with short bold paragraphs as headings, where no markup tells any heading.

    A larger, or capital, or upright look makes a higher heading, and so does a shorter number.
    """
    if any(d.kind is BlockKind.HEADING for d in drafts):
        return list(drafts)
    body = _body_size(drafts)
    chosen = [place for place in range(len(drafts)) if _is_bold_heading(drafts, place, body)]
    ranks = sorted({_rank(drafts[place]) for place in chosen})
    found = list(drafts)
    for place in chosen:
        level = ranks.index(_rank(drafts[place])) + 1
        found[place] = replace(drafts[place], kind=BlockKind.HEADING, level=level)
    return found


def _body_size(drafts: Sequence[Draft]) -> float:
    """The size that most of the text has, 0 where unknown."""
    sizes: Counter[float] = Counter()
    for draft in drafts:
        sizes[draft.look.size] += len(draft.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _looks_like_heading(draft: Draft) -> bool:
    """Whether a paragraph's own look and form are those of a heading."""
    if draft.kind is not BlockKind.PARAGRAPH or draft.boxed or not draft.look.bold or draft.linked:
        return False
    form = any(c.isalpha() for c in draft.text) and not draft.text.endswith((".", ";", ":", ",", "»", "”"))
    return form and len(draft.text) <= _LONGEST_HEADING and not _DATED.search(draft.text)


def _is_bold_heading(drafts: Sequence[Draft], place: int, body: float) -> bool:
    draft = drafts[place]
    larger = body > 0 and draft.look.size >= body * 1.15
    if not _looks_like_heading(replace(draft, look=replace(draft.look, bold=draft.look.bold or larger))):
        return False
    following = drafts[place + 1] if place + 1 < len(drafts) else None
    return following is not None and (not following.look.bold or _rank(following) != _rank(draft))


def _rank(draft: Draft) -> tuple[float, bool, bool, bool, int]:
    """Smaller for a higher heading."""
    number = _NUMBERED.match(draft.text)
    depth = number.group(1).count(".") if number else 0
    look = draft.look
    return -round(look.size * 2), not look.bold, not draft.text.isupper(), look.italic, depth


def with_typed_items(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with paragraphs that begin with a typed bullet or number as list items.

    A marker of another kind below the first one is one deeper. A dash alone makes no list: two in a row
    do, or a line ending with a colon above. An item's typed number counts for more than its list's.
    """
    found = list(drafts)
    kinds: list[str] = []
    for place, draft in enumerate(drafts):
        marker, rest = split_marker(draft.text)
        kind = _marker_kind(marker)
        if draft.kind is BlockKind.ITEM and draft.marker and marker:
            shown = marker if kind.endswith(("number", "letter")) else draft.marker
            found[place] = replace(draft, text=rest, marker=shown)
        elif marker and draft.kind in _LISTABLE and _stands(drafts, place, marker):
            kinds = [*kinds[: kinds.index(kind) + 1]] if kind in kinds else [*kinds, kind]
            level = draft.level + _continues(drafts, place) or len(kinds)
            found[place] = replace(draft, kind=BlockKind.ITEM, text=rest, marker=marker, level=level)
        elif draft.kind is not BlockKind.PARAGRAPH or kinds[:1] != ["number"]:
            kinds = []
    return found


def _continues(drafts: Sequence[Draft], place: int) -> int:
    """1 where a line without a marker of its own continues an item that ends with a colon, else 0."""
    while place > 0 and drafts[place].kind is BlockKind.ITEM and not drafts[place].marker:
        place -= 1
        if drafts[place].text.endswith(":"):
            return 1
    return 0


def _stands(drafts: Sequence[Draft], place: int, marker: str) -> bool:
    """Whether a typed marker is one: not the dash of someone who speaks or signs."""
    if marker not in DASHES:
        return True
    around = [drafts[i] for i in (place - 1, place + 1) if 0 <= i < len(drafts)]
    if place and (drafts[place - 1].text.endswith(":") or drafts[place - 1].kind is BlockKind.ITEM):
        return True
    return any(_marker_kind(split_marker(d.text)[0]) == marker for d in around)


def _marker_kind(marker: str) -> str:
    core = marker.strip("().")
    if core[:1].isdigit():
        return "number" if marker.count(".") < 2 else "subnumber"
    return ("(" if marker.startswith("(") else "") + "letter" if core.isalpha() and core != "o" else marker


def with_title(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the one heading above all others as the title, where it comes first, two below it."""
    headings = [d for d in drafts if d.kind is BlockKind.HEADING]
    if any(d.kind is BlockKind.TITLE for d in drafts) or len(headings) < 2:
        return list(drafts)
    first, rest = headings[0], sorted(d.level for d in headings[1:])
    place = next(i for i, d in enumerate(drafts) if d is first)
    if place > 3 or rest[0] <= first.level or rest.count(rest[0]) < 2:
        return list(drafts)
    return [*drafts[:place], replace(first, kind=BlockKind.TITLE, level=0), *drafts[place + 1 :]]
