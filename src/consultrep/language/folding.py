"""Text with its accents and case laid aside, so that `Évaluation` finds `evaluation`."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "\u2010": "-", "\u2011": "-"})


def fold(text: str) -> str:
    """`text` without accents or case, its white space single.

    >>> fold("  Œuvre d’ÉTÉ\\u00a0 2015 ")
    "oeuvre d'ete 2015"
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = text.casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def slug(text: str) -> str:
    """`text` as an id: folded, every other character a single hyphen.

    >>> slug("L'après-midi, 2e partie")
    'l-apres-midi-2e-partie'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
