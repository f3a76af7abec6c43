"""What a list's items owe to the words before it: "The Department should:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultrep.importers.asking import clauses_of
from consultrep.importers.document import BlockKind
from consultrep.importers.lexicon import Asking, Lexicon, plain
from consultrep.importers.outline import Placed, Role, role_of
from consultrep.language import sentences
from consultrep.model import Standing


class Part(StrEnum):
    """What the items under a lead are."""

    DEMANDS = "demands"
    DETAILS = "details"
    REMARKS = "remarks"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Lead:
    """The words before a list: what its items are, with which standing; `text` as printed."""

    part: Part
    text: str = ""
    asking: Asking | None = None
    standing: Standing | None = None
    is_an_act: bool = False


def lead_of(text: str, words: Lexicon, *, asked: bool) -> Lead:
    """What the last sentence of `text`, which ends with a colon, makes of the items after it.

    `asked` says that the sentence stands itself where things are asked for.
    """
    spans = sentences(text)
    sentence = text[slice(*spans[-1])] if spans else text
    low = plain(sentence)
    named = words.lists["named"].search(low)
    if named:
        return Lead(Part.DEMANDS, sentence, None, _standing_of(named.group(), words))
    if words.lists["details"].search(low) and not words.lists["open"].search(low.replace("that", "")):
        return Lead(Part.DETAILS, sentence)
    clauses, denied = clauses_of(sentence, words)
    if denied and not clauses:
        return Lead(Part.UNTOLD, sentence)
    if clauses:
        asking = clauses[-1].asking
        return Lead(Part.DEMANDS, sentence, asking, asking.standing)
    if asked and _is_an_act(sentence, words):
        return Lead(Part.DEMANDS, sentence, is_an_act=not words.lists["open"].search(low))
    return Lead(Part.UNTOLD, sentence)


def is_only_a_lead(text: str, words: Lexicon) -> bool:
    """Whether a text that ends with a colon asks nothing by itself: its verb is in the list after it."""
    if words.lists["details"].search(plain(text)):
        return False
    return words.lists["open"].search(plain(text)) is not None or not _is_an_act(text, words)


def _is_an_act(text: str, words: Lexicon) -> bool:
    return opens_with_an_act(text, words) and len(text.split()) >= 3


def opens_with_an_act(text: str, words: Lexicon) -> bool:
    """Whether `text` begins as a demand in a list does: "Create…", "Créer…", "d'offrir…", "That…", "Que…"."""
    low = plain(text).lstrip("«“\"'( ")
    if words.lists["act"].match(low):
        return True
    first = re.match(r"[a-z-]+", low)
    return first is not None and first.group() in words.verbs


def leads_of(placed: Sequence[Placed]) -> dict[int, Lead]:
    """The lead of each list item that has one, by its index among the blocks."""
    found: dict[int, Lead] = {}
    above: dict[int, Lead] = {}
    last: Lead | None = None
    for index, place in enumerate(placed):
        block = place.block
        if block.kind is not BlockKind.ITEM:
            if block.kind in (BlockKind.NOTE, BlockKind.QUOTE):
                continue
            above = {}
            asked = place.role in (Role.RECOMMENDATIONS, Role.SUGGESTIONS)
            last = _lead_at_end(block.text, place.words, asked=asked)
            continue
        if index and placed[index - 1].heading is not place.heading:
            above, last = {}, None
        level = max(1, block.level)
        above = {depth: lead for depth, lead in above.items() if depth < level}
        lead = above[max(above)] if above else last
        if lead is not None:
            found[index] = lead
        asked = lead is not None and lead.part is Part.DEMANDS
        asked = asked or place.role in (Role.RECOMMENDATIONS, Role.SUGGESTIONS)
        own = _lead_at_end(block.text, place.words, asked=asked)
        if own is not None:
            above[level] = own
        elif _has_children(placed, index):
            above[level] = Lead(Part.REMARKS if asked else Part.UNTOLD)
    return found


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
    role = role_of(re.sub(r"^(?:the |les |des |these |its |their |ces |leurs |following |\d+ )+", "", noun), words)
    return Standing.FORMAL if role is Role.RECOMMENDATIONS else Standing.SUGGESTED
