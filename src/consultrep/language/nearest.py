"""The known names nearest to what was typed, for hints."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from consultrep.language.folding import fold


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """At most `limit` of `known` that resemble `name`, best first, accents and case aside.

    >>> nearest("formaton", ["Formation", "Financement", "Recherche"])
    ['Formation']
    """
    wanted = fold(name)
    scored = [(_likeness(wanted, fold(candidate)), candidate) for candidate in dict.fromkeys(known)]
    good = sorted((-score, candidate) for score, candidate in scored if score >= 0.6)
    return [candidate for _, candidate in good[:limit]]


def _likeness(wanted: str, candidate: str) -> float:
    if wanted and (candidate.startswith(wanted) or wanted in candidate.split()):
        return 0.95
    return SequenceMatcher(None, wanted, candidate).ratio()
