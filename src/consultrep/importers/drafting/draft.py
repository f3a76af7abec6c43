"""The items that a document yields, in the form that a record's file holds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from consultrep.importers.attributed import attributed_demands
from consultrep.importers.document import BlockKind, Document
from consultrep.importers.drafting.themes import ThemeFinder
from consultrep.importers.outline import Heading, Outline, Placed, outline, title_without_number
from consultrep.importers.repetition import without_repetition
from consultrep.importers.statements import Statement, statements_of
from consultrep.messages import Language
from consultrep.model import Library, fingerprint
from consultrep.model.base import ID_PATTERN

Kind = Literal["recommendations", "findings"]

_NUMBER: Final = re.compile(r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$")
_OPENING_WORDS: Final = 5
_NOT_TEXT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class DraftItem:
    """An item to be: its data as a record's file holds it, without an id.

    `section` is the index of its section in the draft, -1 before the first; `number` is the number it is
    printed with, where the document numbers its items. `guessed` are keys of its data that nobody said.
    """

    kind: Kind
    data: dict[str, Any]
    section: int = -1
    number: str = ""
    guessed: Collection[str] = ()


@dataclass(frozen=True)
class Draft:
    """What one document yields: its sections, items, and the places where a list it announces is missing."""

    document: Document
    language: Language
    sections: Sequence[Heading]
    items: Sequence[DraftItem]
    gaps: Sequence[dict[str, Any]]


def draft_of(document: Document, library: Library, language: Language | None = None) -> Draft:
    """The draft of a document in `language`, which is told from the document where it is None."""
    laid_out = outline(document, language)
    exact = bool(attributed_demands(laid_out.placed))
    statements = without_repetition(statements_of(laid_out), exact=exact)
    maker = _Maker(document, laid_out, library)
    items = [maker.item(statement, numbered=exact) for statement in statements]
    return Draft(document, laid_out.language, laid_out.headings, items, list(maker.gaps()))


class _Maker:
    """Turns the statements of one document into items."""

    def __init__(self, document: Document, laid_out: Outline, library: Library) -> None:
        self._text = document.text
        self._lines = [0, *(found.end() for found in re.finditer("\n", document.text))]
        self._outline = laid_out
        self._sections = {id(heading): index for index, heading in enumerate(laid_out.headings)}
        self._library = library
        self._themes = ThemeFinder(library)

    def item(self, statement: Statement, *, numbered: bool) -> DraftItem:
        """The item that a statement becomes."""
        language = statement.place.words.language
        text = clean(statement.text)
        heading = statement.place.heading
        themes = self._themes.suggest([text, statement.lead], heading.title if heading else "")
        data: dict[str, Any] = {
            "text": {language: text, "origin": {language: "original"}},
            "themes": list(themes),
            "anchor": self.anchor(statement),
            "also": [self.anchor(other) for other in statement.also],
            "asked_by": self._actors(statement.asked_by),
        }
        if statement.standing is not None and statement.strength is not None:
            data |= {
                "standing": statement.standing.value,
                "strength": statement.strength.value,
                "addressees": self._actors(statement.addressees),
            }
        data |= {"confidence": statement.confidence, "theme_confidence": themes}
        return DraftItem(
            "recommendations" if statement.is_recommendation else "findings",
            {key: value for key, value in data.items() if value not in ([], {})},
            self._sections.get(id(heading), -1),
            statement.place.block.marker.strip(".()") if numbered else "",
        )

    def anchor(self, statement: Statement) -> dict[str, Any]:
        """Where the statement stands: section, heading, paragraph, page, line and characters."""
        place, block = statement.place, statement.place.block
        start, end = block.span(statement.start, statement.end)
        line = bisect_right(self._lines, start)
        passage = self._text[start:end]
        anchor = {
            "section": _section_number(place.heading),
            "heading": _title(place.heading) if place.heading else None,
            "paragraph": place.paragraph or None,
            "page": block.page,
            "line": line,
            "span": [start - self._lines[line - 1], end - self._lines[line - 1]],
            "opening": " ".join(clean(statement.text).split()[:_OPENING_WORDS]),
            "fingerprint": fingerprint(passage),
            "language": self._outline.language,
        }
        return {key: value for key, value in anchor.items() if value is not None}

    def gaps(self) -> list[dict[str, Any]]:
        """A gap for each list that is announced with a colon and does not follow."""
        placed = self._outline.placed
        return [
            self._gap(place)
            for place, after in zip(placed, [*placed[1:], None], strict=False)
            if place.block.kind is BlockKind.PARAGRAPH
            and place.block.text.rstrip().endswith(":")
            and (after is None or after.heading is not place.heading)
        ]

    def _gap(self, place: Placed) -> dict[str, Any]:
        heading = place.heading
        gap = {
            "section": _section_number(heading),
            "heading": _title(heading) if heading else None,
            "line": bisect_right(self._lines, place.block.start),
            "what": {
                "fr": "Une liste que le texte annonce ici n'y est pas.",
                "en": "A list that the text announces here is not in it.",
            },
        }
        return {key: value for key, value in gap.items() if value is not None}

    def _actors(self, names: Sequence[str]) -> list[str]:
        actors = ((name, self._library.find_actor(name)) for name in map(clean, names) if name)
        return list(dict.fromkeys(actor.id if actor else name for name, actor in actors))


def clean(text: str) -> str:
    """`text` as a record may hold it: no control characters nor what is none, white space single.

    >>> clean("a\\x0c  b")
    'a b'
    """
    return " ".join(_NOT_TEXT.sub(" ", text).split())


def section_data(headings: Sequence[Heading]) -> list[dict[str, Any]]:
    """The sections as a record's file holds them."""
    return [
        {
            **({"number": number} if (number := _section_number(heading)) else {}),
            "title": {heading.language: _title(heading), "origin": {heading.language: "original"}},
            "level": heading.level,
        }
        for heading in headings
        if _title(heading)
    ]


def item_id(kind: Kind, item: Mapping[str, Any], number: str, taken: set[str]) -> str:
    """An id for a new item: from the number it is printed with, else from its words; the same words give the
    same id."""
    prefix = "r" if kind == "recommendations" else "f"
    printed = f"{prefix}{number.lower().replace('.', '-')}"
    sides = [item["text"][side] for side in ("fr", "en") if side in item["text"]]
    if number and re.match(ID_PATTERN, printed):
        return _free(printed, taken)
    digest = fingerprint(" ".join(sides)).removeprefix("sha256:")
    return _free(f"{prefix}-{digest[:6]}", taken)


def _free(ident: str, taken: set[str]) -> str:
    candidate, count = ident, 1
    while candidate in taken:
        count += 1
        candidate = f"{ident}-{count}"
    return candidate


def _title(heading: Heading) -> str:
    """The title as printed, without the number that the record keeps apart."""
    return clean(title_without_number(heading.title) if _section_number(heading) else heading.title)


def _section_number(heading: Heading | None) -> str | None:
    return heading.number if heading and _NUMBER.match(heading.number) else None
