"""Judgements on one sentence of prose: whether it announces, lists, takes back, denies or finds something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from consultrep.importers.clauses import end_without_reason
from consultrep.importers.document import BlockKind
from consultrep.importers.leads import Part, lead_of, opens_with_an_act
from consultrep.importers.lexicon import Lexicon, plain
from consultrep.importers.outline import Placed, Role
from consultrep.importers.setting import Setting

_ACT: Final = 0.8
_FIRST: Final = 0.62
_EXAMPLE: Final = 0.55
_LONG_LEAD: Final = 16
_FEWEST_WORDS: Final = 4
_A_QUOTATION: Final = re.compile(r"(?:[«“\"].*[»”\"]|‘.*')[.\s]*(?:[–—-].*)?$")


def only_announces(sentence: str, words: Lexicon) -> bool:
    """Whether a sentence ends with a colon and says nothing but that a list follows."""
    return sentence.rstrip().endswith(":") and words.patterns["announced"].search(plain(sentence)) is not None


def listed_within(setting: Setting, sentence: str) -> list[tuple[int, int]]:
    """The demands of a list that a sentence holds after a colon: "The following were suggested: …; …"."""
    words = setting.place.words
    head, colon, tail = sentence.partition(" : " if " : " in sentence else ": ")
    named = words.patterns["named"].search(f"{plain(head)}:") is not None
    if not tail or not (named or words.patterns["announced"].search(plain(head))):
        return []
    if not setting.asks and lead_of(f"{head}:", words, asked=False).part is not Part.DEMANDS:
        return []
    joint = words.patterns["semicolon" if ";" in tail else "act_joint"]
    offset = len(head) + len(colon)
    parts = [(offset + a, offset + b) for a, b in _cut(tail, joint, words)]
    if len(parts) < 2 or not (";" in tail or opens_with_an_act(tail, words)):
        return []
    return [(0, len(head)), *parts] if not named and len(head.split()) > _LONG_LEAD else parts


def acts_in(sentence: str, words: Lexicon) -> list[tuple[int, int]]:
    """The acts that a sentence lists between semicolons, or the sentence whole."""
    parts = list(_cut(sentence, words.patterns["semicolon"], words))
    listed = len(parts) > 1 and all(opens_with_an_act(sentence[a:b], words) for a, b in parts)
    return parts if listed else [(0, len(sentence))]


def chance_without_words_that_ask(setting: Setting, sentence: str, *, is_first: bool) -> float:
    """How likely a sentence without words that ask is a demand for where it stands; 0 where it is none."""
    if not setting.asks:
        return 0.0
    words = setting.place.words
    low = plain(sentence)
    example = words.patterns["example"].match(low)
    if opens_with_an_act(sentence[example.end() if example else 0 :], words):
        return _ACT
    if not (setting.label.asks and setting.label.holds):
        return 0.0
    if is_first:
        return _FIRST
    return _EXAMPLE if example and not words.patterns["told_of"].search(low) else 0.0


def is_taken_back(following: str, words: Lexicon) -> bool:
    """Whether the sentence after a demand says that it was refused: "The idea was not pursued"."""
    return words.patterns["taken_back"].match(plain(following)) is not None


def is_denied(sentence: str, words: Lexicon) -> bool:
    """Whether a sentence, whatever its verbs, is a quotation, question, commitment, past act, or refusal."""
    low = plain(sentence)
    if _A_QUOTATION.match(low) or words.patterns["quoted"].search(low):
        return True
    reaches = ("sentence",) if opens_with_an_act(sentence, words) else ("sentence", "earlier")
    return any(d.pattern.search(low) is not None for d in words.denials if d.reach in reaches and not d.of)


def is_finding(place: Placed, sentence: str) -> bool:
    """Whether a sentence that asks nothing tells of something that is missing or goes wrong."""
    if place.role in (Role.COMMITMENTS, Role.QUESTIONS) or place.block.boxed:
        return False
    if len(sentence.split()) < _FEWEST_WORDS:
        return False
    if place.role is Role.FINDINGS and place.block.kind is BlockKind.ITEM:
        return True
    return place.words.finding.search(plain(sentence)) is not None


def _cut(text: str, joint: re.Pattern[str], words: Lexicon) -> Iterator[tuple[int, int]]:
    low = plain(text)
    start = 0
    for found in joint.finditer(text):
        yield start, end_without_reason(low, start, found.start(), words)
        start = found.end()
    yield start, end_without_reason(low, start, len(text.rstrip(" .;")), words)
