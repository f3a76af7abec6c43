"""What a sentence asks: each demand in it, with its clause, or why it asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultrep.importers.clauses import Clause, Found, clause_start, cut, without_quotations
from consultrep.importers.lexicon import Asking, Denial, Lexicon, plain

_NEAR = 12


@dataclass(frozen=True)
class Denied:
    """Words that seem to ask and why they do not."""

    asking: Asking
    why: str


def clauses_of(sentence: str, words: Lexicon) -> tuple[list[Clause], list[Denied]]:
    """The demands of a sentence in order, and the words that only look like one.

    A sentence with one demand is that demand whole; of several, each has its own clause.
    """
    text = without_quotations(plain(sentence))
    asked: list[Found] = []
    denied: list[Denied] = []
    matches = _matches(text, words.askings)
    of_all = [d for d in words.denials if matches and d.reach == "sentence" and d.pattern.search(text)]
    for found in matches:
        why = _denial(text, found, asked[-1].end if asked else 0, words, of_all)
        if why:
            denied.append(Denied(found.asking, why))
        else:
            asked.append(found)
    return cut(text, asked, words), denied


def _matches(text: str, askings: Sequence[Asking]) -> list[Found]:
    """The words that ask, in order and apart; of two at one place those that come first in the lexicon."""
    found = [
        (match.start(), order, match.end())
        for order, asking in enumerate(askings)
        for match in asking.pattern.finditer(text)
    ]
    kept: list[Found] = []
    for start, order, end in sorted(found):
        if not kept or start >= kept[-1].end:
            kept.append(Found(start, end, askings[order]))
    return kept


def _denial(text: str, found: Found, low: int, words: Lexicon, of_all: Sequence[Denial]) -> str:
    """Why these words ask nothing, empty where they ask.

    `low` is where the demand before them stands, `of_all` what the sentence as a whole denies.
    """
    before = text[clause_start(text, low, found.start, words) : found.start]
    where = {
        "before": before,
        "earlier": text[: found.start],
        "on": text[max(0, found.start - _NEAR) : found.end],
        "after": text[found.end :],
    }
    for denial in words.denials:
        if denial.of and found.asking.name not in denial.of:
            continue
        if denial in of_all or (denial.reach in where and denial.pattern.search(where[denial.reach])):
            return denial.why
    return ""
