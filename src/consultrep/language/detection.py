"""Which of the two languages a text is in."""

from __future__ import annotations

import re
from typing import Final, Literal

_WORD: Final = re.compile(r"[^\W\d_]+")
_FRENCH: Final = """
    a au aux avec ce ces cette d dans de des du elle en est et il l la le les leur leurs ne nous ont ou où
    par pas plus pour qu que qui se sont sur un une vous à été être
"""
_ENGLISH: Final = """
    an and are as at be by for from has have in is it more not of on or should that the their these they
    this to was we were which who will with would you
"""
_COMMON: Final[dict[str, frozenset[str]]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}


def language_of(text: str) -> Literal["fr", "en"] | None:
    """The language most of the small words of `text` belong to; None where they do not tell.

    >>> language_of("Il faut former les juges"), language_of("Train the judges on it"), language_of("OPCAT")
    ('fr', 'en', None)
    """
    found = [word.lower() for word in _WORD.findall(text)]
    fr = sum(word in _COMMON["fr"] for word in found)
    en = sum(word in _COMMON["en"] for word in found)
    if fr == en:
        return None
    return "fr" if fr > en else "en"
