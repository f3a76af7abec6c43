"""A text cut into folded words."""

from __future__ import annotations

import re

from consultrep.language.folding import fold

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The folded words of `text` in order; an apostrophe or hyphen parts two words.

    >>> words("L’accès aux peut-être")
    ['l', 'acces', 'aux', 'peut', 'etre']
    """
    return _WORD.findall(fold(text))
