"""The fixed values of a record behind the words that tables use, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from consultrep.language import fold, words
from consultrep.model import Origin, Pillar, Standing, Strength
from consultrep.model.item import ResponseStatus

_WORDS: Final[Mapping[type[StrEnum], Mapping[str, StrEnum]]] = {
    Standing: {
        "formelle": Standing.FORMAL,
        "suggeree": Standing.SUGGESTED,
        "rapportee": Standing.REPORTED,
    },
    Strength: {
        "doit": Strength.MUST,
        "devrait": Strength.SHOULD,
        "envisager": Strength.CONSIDER,
    },
    Pillar: {
        "poursuites": Pillar.PROSECUTION,
        "partnership": Pillar.PARTNERSHIPS,
        "partenariat": Pillar.PARTNERSHIPS,
        "partenariats": Pillar.PARTNERSHIPS,
    },
    Origin: {
        "official translation": Origin.OFFICIAL,
        "traduction officielle": Origin.OFFICIAL,
    },
}
_KINDS: Final = {
    **dict.fromkeys(("recommendation", "recommendations", "recommandation"), "recommendations"),
    **dict.fromkeys(("finding", "findings", "constat", "constatation"), "findings"),
}
_YES: Final = ("accept", "support", "agree", "approv", "approuv", "appui", "appuy")
_NO: Final = ("reject", "refus", "rejet", "declin", "disagree")
_NOTED: Final = frozenset({"note", "noted", "notee", "notees", "notes"})
_PARTLY: Final = frozenset(
    {"part", "parts", "partly", "partial", "partially", "partie", "partiel", "partielle", "partiellement"}
)
_NEGATIONS: Final = frozenset({"not", "non", "pas", "no", "ne", "unable", "cannot"})
_ANSWER_WORDS: Final = 10


def find_value(kind: type[StrEnum], word: str) -> StrEnum | None:
    """The value of `kind` that a word names: as stored, or in a usual French or English form."""
    folded = fold(word)
    for value in kind:
        if value.value == folded:
            return value
    return _WORDS.get(kind, {}).get(folded)


def find_kind(word: str) -> str | None:
    """`recommendations` or `findings`, after what a table calls a row."""
    return _KINDS.get(fold(word))


@lru_cache(maxsize=4096)
def find_status(answer: str) -> ResponseStatus | None:
    """What a short answer says; None where it says nothing clear.

    >>> find_status("Supported in part").value, find_status("Non acceptée").value, find_status("Pending")
    ('partly', 'refused', None)
    """
    parts = words(answer)
    if not parts or len(parts) > _ANSWER_WORDS:
        return None
    yes = any(part.startswith(_YES) for part in parts)
    no = any(part.startswith(_NO) for part in parts)
    noted = not _NOTED.isdisjoint(parts)
    denied = not _NEGATIONS.isdisjoint(parts)
    partly = not _PARTLY.isdisjoint(parts)
    if partly:
        return ResponseStatus.PARTLY if (yes and not denied) or parts[0] in _PARTLY else None
    return _whole_status(yes=yes, no=no, noted=noted, denied=denied)


def _whole_status(*, yes: bool, no: bool, noted: bool, denied: bool) -> ResponseStatus | None:
    """The status where exactly one is said."""
    if yes + no + noted != 1:
        return None
    if yes:
        return ResponseStatus.REFUSED if denied else ResponseStatus.ACCEPTED
    if denied:
        return None
    return ResponseStatus.REFUSED if no else ResponseStatus.NOTED
