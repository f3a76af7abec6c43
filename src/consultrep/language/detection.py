"""Which of the two languages a text is in."""

from __future__ import annotations

import re
from typing import Final, Literal

_WORD: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final[dict[str, frozenset[str]]] = {
    "fr": frozenset(
        "le la les l des du de d un une et est sont que qui dans pour par sur au aux ne pas ce cette ces il elle se "
        "plus avec leur leurs été ont ou où à en être nous vous qu".split()
    ),
    "en": frozenset(
        "the of and to in is are that for with on by be this these it they not their from was were have has should "
        "would will which as at or an who we you more".split()
    ),
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
