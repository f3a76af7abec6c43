"""Words brought to their stem, by the Snowball rules of their language."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; a number stays as it is.

    >>> stem("formations", "fr"), stem("trained", "en"), stem("2015", "en")
    ('format', 'train', '2015')
    """
    return word if word.isdigit() else str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> Any:
    from snowballstemmer import stemmer

    return stemmer("french" if language == "fr" else "english")
