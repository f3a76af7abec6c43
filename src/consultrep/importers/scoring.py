"""How likely a clause is a demand, whether it was made formally, and how strongly."""

from __future__ import annotations

from typing import Final

from consultrep.importers.clauses import Clause
from consultrep.importers.document import BlockKind
from consultrep.importers.labels import ASKED_FOR
from consultrep.importers.leads import Part
from consultrep.importers.lexicon import Asking, Lexicon, plain
from consultrep.importers.outline import Role
from consultrep.importers.setting import Setting
from consultrep.model import Standing, Strength

SURE_ENOUGH: Final = 0.5
"""The least confidence with which a sentence is proposed as a recommendation."""

_SUREST: Final = 0.98
_OUTRIGHT: Final = 0.9
_PLAIN: Final = 0.8
_WEAK: Final = 0.76
_FIRST_WORDS: Final = 80


def confidence_of(setting: Setting, sentence: str, clause: Clause) -> float:
    """How likely the clause is a demand, 0 to 1.

    That is the weight of its words, more where things are asked for, less where things are told.
    """
    asking = clause.asking
    subject = plain(clause.subject(sentence))
    return round(min(asking.weight + _shift(setting, asking, subject), _SUREST), 2)


def _shift(setting: Setting, asking: Asking, subject: str) -> float:
    """What the place of a clause adds to the weight of its words."""
    role = setting.place.role
    if setting.asks:
        return 0.06 if asking.weight >= _PLAIN else 0.12
    if role is Role.FINDINGS:
        return -0.3 if asking.weight < _WEAK else 0.0
    outright = is_outright(asking)
    if role is Role.COMMITMENTS and asking.form == "modal" and asking.standing is Standing.FORMAL:
        return -0.15
    if role in (Role.BACKGROUND, Role.COMMITMENTS):
        return -0.15 if outright else -0.45
    vague = asking.strength is Strength.CONSIDER and asking.form == "modal"
    return -0.15 if vague and not setting.place.words.bodies.search(subject) else 0.0


def standing_of(setting: Setting, asking: Asking | None) -> Standing:
    """Formal or suggested, as said by the first of these that says it.

    The label of one demand, an explicit suggestion, another label, the words, the list's lead, the heading.
    """
    role, lead = setting.place.role, setting.lead
    label = setting.label
    by_label = Standing.FORMAL if label.role is Role.RECOMMENDATIONS else Standing.SUGGESTED
    if label.asks and label.holds and label.is_single:
        return by_label
    if asking and asking.standing is Standing.SUGGESTED:
        return Standing.SUGGESTED
    if label.asks:
        return by_label
    if asking and is_outright(asking):
        return Standing.FORMAL
    if lead and lead.part is Part.DEMANDS and lead.standing:
        modal = lead.asking is not None and lead.asking.form == "modal"
        if not modal or role is not Role.SUGGESTIONS:
            return lead.standing
    if role in ASKED_FOR:
        return Standing.FORMAL if role is Role.RECOMMENDATIONS else Standing.SUGGESTED
    if role is Role.FINDINGS and setting.place.block.kind is BlockKind.ITEM:
        return Standing.SUGGESTED
    return asking.standing if asking else Standing.SUGGESTED


def strength_of(text: str, asking: Asking | None, words: Lexicon) -> Strength:
    """`consider` where `text` asks to look into something, else the strength of the words that ask."""
    if words.patterns["consider"].search(plain(text)[:_FIRST_WORDS]):
        return Strength.CONSIDER
    return asking.strength if asking else Strength.SHOULD


def is_outright(asking: Asking) -> bool:
    """Whether the words say in so many terms that something was asked for."""
    return asking.weight >= _OUTRIGHT and asking.form != "modal"
