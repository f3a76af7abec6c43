"""A paragraph cut into sentences, in French and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_END: Final = re.compile(r"[.!?…]+[»”\"’')\]]*(?:\s*»)?(?=\s+|$)")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Dr|Drs|Dre|Me|Mr|Mrs|Ms|Prof|St|Ste|Hon|Sr|Jr|No|Nos|no|nos|art|al|vol|chap|p|pp"
    r"|éd|fig|tabl|cf|env|approx|vs|ex|resp|Inc|Ltée|Ltd|Co|Corp|Dept|Gov|Sgt|Cst|U\.S|U\.K|e\.g|i\.e"
    r"|c\.[-\u2011]à[-\u2011]d|p\.\s?ex)|\b[A-ZÉ]|(?:\b[A-ZÉ]\.){1,4}[A-ZÉ])\.$"
)
_LONGEST_ABBREVIATION: Final = 12
_LONGEST: Final = 2_000
_NEXT: Final = re.compile(r"\s+[«“\"(‘'\[]*\s*[A-ZÀ-ÖØ-ÞŒ0-9•–—-]")
_PAIRS: Final = (("«", "»"), ("“", "”"), ('"', '"'))


def sentences(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of the sentences of a paragraph; together they leave out only white space.

    >>> text = "Il faut agir. M. Roy le veut."
    >>> [text[a:b] for a, b in sentences(text)]
    ['Il faut agir.', 'M. Roy le veut.']
    """
    found: list[tuple[int, int]] = []
    start = _after_space(text, 0)
    for end in _END.finditer(text):
        if end.end() < len(text) and not _ends_a_sentence(text, start, end):
            continue
        if start < end.end():
            found += _pieces(text, start, end.end())
        start = _after_space(text, end.end())
    if start < len(text):
        found += _pieces(text, start, len(text.rstrip()))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, or of one too long to be one, its parts: at a semicolon, else a comma, else a space."""
    while end - start > _LONGEST:
        stops = (text.rfind(mark, start + 1, start + _LONGEST) + 1 for mark in ";, ")
        stop = next(filter(None, stops), start + _LONGEST)
        yield start, len(text[:stop].rstrip())
        start = _after_space(text, stop)
    if start < end:
        yield start, end


def _after_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _ends_a_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    if not _NEXT.match(text, end.end()):
        return False
    stop = end.start() + 1
    last = text[max(start, stop - _LONGEST_ABBREVIATION) : stop]
    if end.group().startswith(".") and _ABBREVIATION.search(last):
        return False
    return bool(set(end.group()) & set('»”"')) or not _is_open(text, start, stop)


def _is_open(text: str, start: int, stop: int) -> bool:
    """Whether a quotation that began after `start` goes on at `stop`; one that nothing ends does not."""
    for opening, closing in _PAIRS:
        opened = text.count(opening, start, stop)
        closed = opened // 2 * 2 if opening == closing else text.count(closing, start, stop)
        if opened > closed and text.find(closing, stop) >= 0:
            return True
    return False
