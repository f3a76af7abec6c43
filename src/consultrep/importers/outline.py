"""The sections of a document, and each block in its section's light."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consultrep.importers.document import Block, BlockKind, Document
from consultrep.importers.lexicon import Lexicon, lexicon, plain
from consultrep.language import language_of
from consultrep.messages import Language

_NUMBER: Final = re.compile(
    r"^(?:(?:section|chapter|part|chapitre|partie|annex|annexe|appendix|appendice)\s+)?"
    r"((?:\d{1,3}|[IVX]{1,5}|[A-Z])(?:[.\-]\d{1,3})*)(?:[.)]|\s?:|\s[–—-]|(?<=\d)(?=\s))\s*",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(r"annex|append", re.IGNORECASE)
_LONGEST_TITLE: Final = 8
_TOLD_FROM: Final = 20_000


_ENOUGH: Final = 20_000
"""Characters of a text that tell its language."""


class Role(StrEnum):
    """What the statements of a section are."""

    RECOMMENDATIONS = "recommendations"
    SUGGESTIONS = "suggestions"
    FINDINGS = "findings"
    BACKGROUND = "background"
    COMMITMENTS = "commitments"
    QUESTIONS = "questions"
    NEUTRAL = "neutral"


_ORDER: Final = (
    Role.QUESTIONS,
    Role.RECOMMENDATIONS,
    Role.COMMITMENTS,
    Role.SUGGESTIONS,
    Role.FINDINGS,
    Role.BACKGROUND,
)


@dataclass(frozen=True)
class Heading:
    """A section: its number as printed (empty where none is), title as printed, level from 1, and role."""

    number: str
    title: str
    level: int
    role: Role
    language: Language


@dataclass(frozen=True)
class Placed:
    """A block with its section (None before the first), its paragraph number there, its role and language."""

    block: Block
    heading: Heading | None
    paragraph: int
    role: Role
    words: Lexicon


@dataclass(frozen=True)
class Outline:
    """The sections of a document in order, and its blocks placed in them.

    `titles` are the blocks of the headings, each in the role of the section above it.
    """

    headings: Sequence[Heading]
    titles: Sequence[Placed]
    placed: Sequence[Placed]
    language: Language


def outline(document: Document, language: Language | None = None) -> Outline:
    """The outline of a document in `language`, which is told from the document itself where it is None."""
    main = language or _main_language(document)
    titles: list[Placed] = []
    placed = list(_placed(document.blocks, main, titles))
    return Outline([title.heading for title in titles if title.heading], titles, placed, main)


def role_of(title: str, words: Lexicon) -> Role:
    """What a heading or label says of the statements under it."""
    text = plain(title_without_number(title)).strip(" :.–—-*")
    return next((role for role in _ORDER if words.roles[role].search(text)), Role.NEUTRAL)


def may_be_a_title(text: str) -> bool:
    """Whether a text is short and without the mark that ends a sentence."""
    return len(text.split()) <= _LONGEST_TITLE and not text.rstrip().endswith((".", "!", ";", ","))


def number_of(title: str) -> str:
    """The number that a title begins with, as printed.

    >>> number_of("4.1.2 Soutiens officiels"), number_of("Annexe A : Questions"), number_of("Contexte")
    ('4.1.2', 'A', '')
    """
    found = _NUMBER.match(title)
    return found.group(1) if found else ""


def title_without_number(title: str) -> str:
    """A title without the number it begins with; an annex keeps its word.

    >>> title_without_number("5. Recommandations du comité")
    'Recommandations du comité'
    """
    found = _NUMBER.match(title)
    if found is None or found.end() == len(title) or _ANNEX.match(title):
        return title
    return title[found.end() :]


def _placed(blocks: Sequence[Block], main: Language, titles: list[Placed]) -> Iterator[Placed]:
    path: list[Heading] = []
    paragraph = 0
    box_role: Role | None = None
    for block in blocks:
        words = lexicon(block.language or main)
        if block.kind is BlockKind.HEADING:
            heading = _heading(block, words)
            above = _holding(path, heading)
            titles.append(Placed(block, heading, 0, _inherited(above), words))
            path = [*above, heading]
            paragraph = 0
        elif block.kind is not BlockKind.TITLE:
            box_role = _box_role(block, box_role, words) if block.boxed else None
            paragraph += 1
            role = _inherited(path) if box_role is None else box_role
            yield Placed(block, path[-1] if path else None, paragraph, role, words)


def _heading(block: Block, words: Lexicon) -> Heading:
    role = role_of(block.text, words)
    return Heading(number_of(block.text), block.text, max(1, block.level), role, words.language)


def _box_role(block: Block, before: Role | None, words: Lexicon) -> Role:
    """The role of a box: that of its first line, or of the last line in it that is a title with a role."""
    role = role_of(block.text, words)
    is_title = role is not Role.NEUTRAL and may_be_a_title(block.text)
    return role if before is None or is_title else before


def _holding(path: Sequence[Heading], heading: Heading) -> list[Heading]:
    """The headings above a section; one with a number is in no introduction that has none."""
    above = [one for one in path if one.level < heading.level]
    return [one for one in above if one.number or not heading.number or one.role is not Role.BACKGROUND]


def _inherited(path: Sequence[Heading]) -> Role:
    return next((h.role for h in reversed(path) if h.role is not Role.NEUTRAL), Role.NEUTRAL)


def _main_language(document: Document) -> Language:
    """The language of most of the text; what the document says of itself counts only where words do not tell.

    Word processors write the language of their own menus.
    """
    return language_of(document.text[:_ENOUGH]) or document.facts.language or "en"
