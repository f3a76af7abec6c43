"""What a list's items owe to the words before it: "The Department should:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consultrep.importers.asking import clauses_of
from consultrep.importers.clauses import Clause
from consultrep.importers.document import BlockKind
from consultrep.importers.lexicon import Asking, Lexicon, plain
from consultrep.importers.outline import Placed, Role, role_of
from consultrep.language import sentences
from consultrep.model import Standing

_WORD: Final = re.compile(r"[a-z-]+")


class Part(StrEnum):
    """What the items under a lead are."""

    DEMANDS = "demands"
    DETAILS = "details"
    REMARKS = "remarks"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Lead:
    """The words before a list: what its items are, with which standing; `text` as printed.

    `clause` is what the lead itself asks; `is_an_act` says that it is a demand which its items divide.
    """

    part: Part
    text: str = ""
    clause: Clause | None = None
    standing: Standing | None = None
    is_an_act: bool = False

    @property
    def asking(self) -> Asking | None:
        """The words that ask in it."""
        return self.clause.asking if self.clause else None


def lead_of(text: str, words: Lexicon, *, asked: bool) -> Lead:
    """What the last sentence of `text`, which ends with a colon, makes of the items after it.

    `asked` says that the sentence stands itself where things are asked for.
    """
    spans = sentences(text)
    sentence = text[slice(*spans[-1])] if spans else text
    low = plain(sentence)
    clauses, denied = clauses_of(sentence, words)
    named = words.patterns["named"].search(low)
    if named:
        clause = clauses[-1] if clauses else None
        return Lead(Part.DEMANDS, sentence, clause, _standing_of(named.group(), words))
    if words.patterns["relative"].search(low) or (
        words.patterns["details"].search(low) and not words.patterns["open"].search(low.replace("that", ""))
    ):
        return Lead(Part.DETAILS, sentence)
    if denied and not clauses:
        return Lead(Part.UNTOLD, sentence)
    if clauses:
        return Lead(Part.DEMANDS, sentence, clauses[-1], clauses[-1].asking.standing)
    if asked and _is_an_act(sentence, words):
        return Lead(Part.DEMANDS, sentence, is_an_act=not words.patterns["open"].search(low))
    return Lead(Part.UNTOLD, sentence)


def is_only_a_lead(text: str, words: Lexicon) -> bool:
    """Whether a text that ends with a colon asks nothing by itself: its verb is in the list after it."""
    if words.patterns["relative"].search(plain(text)) or words.patterns["details"].search(plain(text)):
        return False
    return words.patterns["open"].search(plain(text)) is not None or not _is_an_act(text, words)


def _is_an_act(text: str, words: Lexicon) -> bool:
    return opens_with_an_act(text, words) and len(text.split()) >= 3


def opens_with_an_act(text: str, words: Lexicon) -> bool:
    """Whether `text` begins as a demand in a list does: "Create…", "Créer…", "d'offrir…", "That…", "Que…"."""
    low = plain(text).lstrip("«“\"'( ")
    if words.patterns["act"].match(low):
        return True
    first = _WORD.match(low)
    return first is not None and first.group() in words.verbs


def leads_of(placed: Sequence[Placed], asks: Sequence[bool]) -> dict[int, Lead]:
    """The lead of each list item that has one, by its index; `asks` says where things are asked for."""
    found: dict[int, Lead] = {}
    above: dict[int, Lead] = {}
    last: Lead | None = None
    for index, place in enumerate(placed):
        if place.block.kind in (BlockKind.NOTE, BlockKind.QUOTE):
            continue
        if place.block.kind is not BlockKind.ITEM:
            above = {}
            last = _lead_at_end(place.block.text, place.words, asked=asks[index])
            continue
        if index and placed[index - 1].heading is not place.heading:
            above, last = {}, None
        level = max(1, place.block.level)
        above = {depth: lead for depth, lead in above.items() if depth < level}
        lead = above[max(above)] if above else last
        if lead is not None:
            found[index] = lead
        own = _own_lead(placed, index, asked=asks[index] or (lead is not None and lead.part is Part.DEMANDS))
        if own is not None:
            above[level] = own
    return found


def _own_lead(placed: Sequence[Placed], index: int, *, asked: bool) -> Lead | None:
    """What an item is to the items under it: their lead, or a demand on which they remark."""
    own = _lead_at_end(placed[index].block.text, placed[index].words, asked=asked)
    if own is None and _has_children(placed, index):
        return Lead(Part.REMARKS if asked else Part.UNTOLD)
    return own


def _has_children(placed: Sequence[Placed], index: int) -> bool:
    following = placed[index + 1].block if index + 1 < len(placed) else None
    return (
        following is not None
        and following.kind is BlockKind.ITEM
        and following.level > max(1, placed[index].block.level)
    )


def _lead_at_end(text: str, words: Lexicon, *, asked: bool) -> Lead | None:
    return lead_of(text, words, asked=asked) if text.rstrip().endswith(":") else None


def _standing_of(noun: str, words: Lexicon) -> Standing:
    found = words.patterns["before_noun"].match(noun)
    role = role_of(noun[found.end() :] if found else noun, words)
    return Standing.FORMAL if role is Role.RECOMMENDATIONS else Standing.SUGGESTED
