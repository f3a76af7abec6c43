"""How people say a verdict, on a key or in a cell, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from consultrep.language import fold
from consultrep.messages import Language
from consultrep.model import Verdict

KEYS: Final[Mapping[Language, Mapping[str, Verdict]]] = {
    "en": {
        "s": Verdict.SAME,
        "n": Verdict.NARROWER,
        "w": Verdict.WIDER,
        "r": Verdict.RELATED,
        "d": Verdict.NOT_SAME,
        "u": Verdict.UNSURE,
    },
    "fr": {
        "m": Verdict.SAME,
        "e": Verdict.NARROWER,
        "l": Verdict.WIDER,
        "a": Verdict.RELATED,
        "d": Verdict.NOT_SAME,
        "i": Verdict.UNSURE,
    },
}
"""The key of each verdict; no letter means two verdicts, in whichever language."""

_WORDS: Final[Mapping[str, Verdict]] = {
    "same": Verdict.SAME,
    "meme": Verdict.SAME,
    "le meme": Verdict.SAME,
    "la meme": Verdict.SAME,
    "identique": Verdict.SAME,
    "narrower": Verdict.NARROWER,
    "plus etroit": Verdict.NARROWER,
    "plus etroite": Verdict.NARROWER,
    "etroit": Verdict.NARROWER,
    "etroite": Verdict.NARROWER,
    "wider": Verdict.WIDER,
    "plus large": Verdict.WIDER,
    "large": Verdict.WIDER,
    "related": Verdict.RELATED,
    "apparente": Verdict.RELATED,
    "apparentee": Verdict.RELATED,
    "different": Verdict.NOT_SAME,
    "differente": Verdict.NOT_SAME,
    "not same": Verdict.NOT_SAME,
    "not the same": Verdict.NOT_SAME,
    "pas le meme": Verdict.NOT_SAME,
    "pas la meme": Verdict.NOT_SAME,
    "unsure": Verdict.UNSURE,
    "incertain": Verdict.UNSURE,
    "incertaine": Verdict.UNSURE,
}


def find_verdict(word: str) -> Verdict | None:
    """The verdict that a word or key letter means, in either language; accents, case and hyphens aside.

    >>> find_verdict("Plus étroit"), find_verdict("not-same"), find_verdict("x")
    (<Verdict.NARROWER: 'narrower'>, <Verdict.NOT_SAME: 'not-same'>, None)
    """
    said = " ".join(fold(word).replace("-", " ").replace("_", " ").split())
    letters = {**KEYS["fr"], **KEYS["en"]}
    return _WORDS.get(said) or letters.get(said)
