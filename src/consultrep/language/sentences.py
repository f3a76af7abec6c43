"""A paragraph cut into sentences, in French and in English."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"[.!?…]+[»”\"’')\]]*(?:\s*»)?(?=\s+|$)")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Dr|Drs|Dre|Me|Mr|Mrs|Ms|Prof|St|Ste|Hon|Sr|Jr|No|Nos|no|nos|art|al|vol|chap|p|pp|éd"
    r"|fig|tabl|cf|env|approx|vs|ex|resp|Inc|Ltée|Ltd|Co|Corp|Dept|Gov|Sgt|Cst|U\.S|U\.K|e\.g|i\.e|c\.-à-d|c\.\u2011à\u2011d|p\.\s?ex)"
    r"|\b[A-ZÉ]|(?:\b[A-ZÉ]\.){1,4}[A-ZÉ])\.$"
)
_NEXT: Final = re.compile(r"\s+[«“\"(‘'\[]*\s*[A-ZÀ-ÖØ-ÞŒ0-9•–—-]")


def sentences(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of the sentences of a paragraph with single spaces; together they leave out only white space.

    >>> [ "Il faut agir.  M. Roy le veut.".replace("  ", " ")[a:b] for a, b in sentences("Il faut agir. M. Roy le veut.")]
    ['Il faut agir.', 'M. Roy le veut.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if end.end() < len(text) and not _ends_a_sentence(text, start, end):
            continue
        if text[start : end.end()].strip():
            found.append((start, end.end()))
        start = end.end() + len(text[end.end() :]) - len(text[end.end() :].lstrip())
    if text[start:].strip():
        found.append((start, len(text.rstrip())))
    return found


def _ends_a_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    if not _NEXT.match(text, end.end()):
        return False
    before = text[start : end.start() + 1]
    if end.group().startswith(".") and _ABBREVIATION.search(before):
        return False
    return not (_is_open(before) and not set(end.group()) & set("»”\""))


def _is_open(text: str) -> bool:
    """Whether a quotation that began in `text` still goes on at its end."""
    return text.count("«") > text.count("»") or text.count("“") > text.count("”") or text.count('"') % 2 == 1
