"""The known names nearest to what was typed, for hints."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from consultrep.language.folding import fold

CLOSE: Final = 0.8
"""The likeness from which on a known name is probably what was meant: one letter in five may differ."""


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """At most `limit` of `known` that resemble `name`, best first, accents and case aside.

    >>> nearest("formaton", ["Formation", "Financement", "Recherche"])
    ['Formation']
    >>> nearest("Netherlands", ["thailand"]), nearest("2014-frum", ["2014-forum", "themes"])
    ([], ['2014-forum'])
    """
    wanted = fold(name)
    scored = [(_likeness(wanted, fold(candidate)), candidate) for candidate in dict.fromkeys(known)]
    good = sorted((-score, candidate) for score, candidate in scored if score >= CLOSE)
    return [candidate for _, candidate in good[:limit]]


def _likeness(wanted: str, candidate: str) -> float:
    if wanted and (candidate.startswith(wanted) or wanted in candidate.split()):
        return 0.95
    if sorted(wanted) == sorted(candidate):
        return 0.9
    return SequenceMatcher(None, wanted, candidate).ratio()
