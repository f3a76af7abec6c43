"""What a sentence asks: each demand in it, with its clause, or why it asks nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from consultrep.importers.lexicon import Asking, Denial, Lexicon, plain

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_CONNECTIVE = re.compile(
    r"[\s,;:–—]*(?:(?:et|mais|and|but|puis|while|whereas|tandis que|alors que|so|or|ou|yet|ainsi que|as well as|que|qu'|that)(?:\b|(?<='))[\s,]*)*"
)
_JOINT = re.compile(
    r"(?:\s*[,;:–—])?\s*(?:\b(?:et|mais|and|but|puis|while|whereas|tandis que)\b[\s,]*(?:[^,;:]{1,30}, )?)?(?:que |qu'|that )?$"
)
_TO_WHOM = re.compile(r"(?!that |que |qu'|to |de |d')(?:[^,;:]{2,60}? )(?=to [a-z]+\b[^;:]*\band\b[^,;:]{0,30},? to )")
_OTHER_ACTOR = re.compile(r"(?:et|and) (.{3,}), $")
_AND_THAT = re.compile(r"(?:^|,| et| and)\s*(?:que |qu'|that )")
_INSERTION = re.compile(r"^(?!de |d'|que |qu'|à |to |that |for )(?:[^,;:]{1,50}, )(?=(?:de |d'|que |qu'|à |to |that |for ))")


@dataclass(frozen=True)
class Clause:
    """A demand within a sentence: its half-open range there, the words that ask, and who asks (as printed)."""

    start: int
    end: int
    asking: Asking
    subject: str = ""


@dataclass(frozen=True)
class Denied:
    """Words that seem to ask and why they do not."""

    asking: Asking
    why: str


def clauses_of(sentence: str, words: Lexicon) -> tuple[list[Clause], list[Denied]]:
    """The demands of a sentence in order, and the words that only look like one.

    A sentence with one demand is that demand whole; of several, each has its own clause.
    """
    text = _without_quotations(plain(sentence))
    asked: list[tuple[re.Match[str], Asking]] = []
    denied: list[Denied] = []
    for found, asking in _matches(text, words.askings):
        why = _denial(text, found, asking, asked, words)
        if why:
            denied.append(Denied(asking, why))
        else:
            asked.append((found, asking))
    clauses = list(_clauses(text, asked, words))
    if len(clauses) == 1:
        clauses = [replace(clauses[0], start=0, end=len(sentence))]
    elif clauses:
        clauses[-1] = _without_reason(text, clauses[-1], words)
    return clauses, denied


def enumerated(text: str, words: Lexicon) -> list[tuple[int, int]]:
    """The parts of `text` (what somebody asks for) that open with the same words: "de …, de … et de …"."""
    low = _without_quotations(plain(text))
    for name in ("clause_a", "clause", "infinitive", "target", "for_clause"):
        opening = words.lists[name]
        if opening.match(low):
            return _parts(low, opening, words)
    return [(0, len(text))]


def _parts(low: str, opening: re.Pattern[str], words: Lexicon) -> list[tuple[int, int]]:
    joint = re.compile(rf"{words.lists['between'].pattern}(?={opening.pattern})")
    bounds = [0]
    ends: list[int] = []
    for found in joint.finditer(low):
        if _belongs_to_a_subordinate(low[bounds[-1] : found.start()], opening):
            continue
        ends.append(found.start())
        other = opening is words.lists["target"] and _OTHER_ACTOR.search(found.group())
        bounds.append(found.start() + other.start(1) if other else found.end())
    return list(zip(bounds, [*ends, len(low)], strict=True))


def _without_reason(text: str, clause: Clause, words: Lexicon) -> Clause:
    """The last of several clauses without the reason or example that closes the sentence."""
    tail = words.lists["tail"].search(text, clause.start, clause.end)
    return replace(clause, end=tail.start()) if tail else clause


def _belongs_to_a_subordinate(part: str, opening: re.Pattern[str]) -> bool:
    """Whether "et que" after `part` goes on with a purpose or time clause begun in it."""
    if not opening.pattern.startswith(("(?:que", "that")):
        return False
    return bool(re.search(r"\b(?:afin|pour|sans|avant|lorsque|so|ensure|veiller à ce) (?:que|qu'|that)", part))


def _matches(text: str, askings: Sequence[Asking]) -> list[tuple[re.Match[str], Asking]]:
    found = [(match, asking) for asking in askings for match in asking.pattern.finditer(text)]
    found.sort(key=lambda pair: pair[0].start())
    kept: list[tuple[re.Match[str], Asking]] = []
    order = {id(asking): index for index, asking in enumerate(askings)}
    for match, asking in found:
        if kept and match.start() < kept[-1][0].end():
            if order[id(asking)] < order[id(kept[-1][1])] and match.start() == kept[-1][0].start():
                kept[-1] = (match, asking)
            continue
        kept.append((match, asking))
    return kept


def _denial(
    text: str,
    found: re.Match[str],
    asking: Asking,
    before: Sequence[tuple[re.Match[str], Asking]],
    words: Lexicon,
) -> str:
    """Why these words ask nothing, empty where they ask."""
    start = _clause_start(text, before[-1][0].end() if before else 0, found.start(), words)
    where = {
        "sentence": text,
        "subject": text[start : found.start()],
        "before": text[start : found.start()],
        "earlier": text[: found.start()],
        "on": text[max(0, found.start() - 12) : found.end()],
        "after": text[found.end() :],
    }
    for denial in words.denials:
        if (not denial.of or asking.name in denial.of) and _says(denial, where[denial.reach]):
            return denial.why
    return ""


def _says(denial: Denial, text: str) -> bool:
    return denial.pattern.search(text) is not None


def _clause_start(text: str, low: int, high: int, words: Lexicon) -> int:
    """Where the clause begins that holds position `high`, not before `low`: after the last words that part two
    clauses, or that say whose opinion follows."""
    start = low
    for name in ("boundary", "frame"):
        for found in words.lists[name].finditer(text, start, high):
            start = found.end()
    if low:
        for found in _AND_THAT.finditer(text, start, high):
            start = found.end()
    lead = _CONNECTIVE.match(text, start) if start else None
    return max(start, lead.end()) if lead and lead.end() <= high else start


def _clauses(
    text: str, asked: Sequence[tuple[re.Match[str], Asking]], words: Lexicon
) -> Iterator[Clause]:
    """The clauses of the askings in order; one that stands in the complement of another is part of it."""
    index = 0
    reached = 0
    while index < len(asked):
        found, asking = asked[index]
        following = index + 1
        if asking.form in ("report", "complement", "impersonal"):
            while following < len(asked) and _is_within(text, found, asked[following], words):
                following += 1
        end = _end_before(text, asked[following] if following < len(asked) else None, found.end(), words)
        if asking.form in ("report", "complement"):
            opened = _clause_start(text, reached, found.start(), words)
            yield from _complements(text, (opened, found.start(), found.end()), end, asking, words)
        elif asking.form == "impersonal":
            yield from _impersonal(text, found, end, asking, words)
        else:
            start = _clause_start(text, reached, found.start(), words)
            yield from _modal(text, (start, found.start(), found.end()), end, asking, words)
        reached = end
        index = following


def _is_within(
    text: str, report: re.Match[str], inner: tuple[re.Match[str], Asking], words: Lexicon
) -> bool:
    """Whether the inner words are part of what the outer words ask for."""
    between = text[report.end() : inner[0].start()]
    if inner[1].form in ("impersonal", "report", "complement") and between.strip(" ,"):
        return False
    breaks = [b for b in words.lists["boundary"].finditer(between + " ")]
    return all(re.match(r"(?:que|qu'|that|à ce)", between[b.end() :].lstrip()) for b in breaks)


def _end_before(
    text: str, following: tuple[re.Match[str], Asking] | None, low: int, words: Lexicon
) -> int:
    """Where a clause ends: before the connective of the next clause, or at the end of the sentence."""
    if following is None:
        return len(text)
    found, asking = following
    start = found.start()
    if asking.form != "impersonal":
        start = _next_clause(text, low, found.start(), words)
    joint = _JOINT.search(text[low:start])
    return low + joint.start() if joint else start


def _next_clause(text: str, low: int, high: int, words: Lexicon) -> int:
    """Where the clause of the words at `high` begins, seen from the clause before it."""
    last = None
    pattern = rf"{words.lists['boundary'].pattern}|(?:,| et| and) (?=que |qu'|that )"
    for found in re.compile(pattern).finditer(text, low, high):
        last = found
    return last.start() if last else high


def _complements(
    text: str, begin: tuple[int, int, int], end: int, asking: Asking, words: Lexicon
) -> Iterator[Clause]:
    """The clause with its subject and verb, or where the verb asks for several things, each of these.

    `begin` is where the clause, its verb, and what the verb takes begin.
    """
    opened, verb, start = begin
    lead = re.match(r"[\s,]*", text[start:end])
    start += lead.end() if lead else 0
    insertion = _INSERTION.match(text[start:end])
    start += insertion.end() if insertion else 0
    to_whom = _TO_WHOM.match(text[start:end])
    start += to_whom.end() if to_whom else 0
    parts = enumerated(text[start:end], words)
    for index, (first, last) in enumerate(parts):
        other = len(parts) > 1 and _ends_otherwise(text[start:end], parts[0][1], words)
        with_subject = len(parts) == 1 or to_whom or other
        alone = index == 0 and with_subject and asking.form == "report"
        where = opened if alone else start + first
        yield Clause(*_trimmed(text, where, start + last), asking, text[opened:verb])


def _modal(
    text: str, begin: tuple[int, int, int], end: int, asking: Asking, words: Lexicon
) -> Iterator[Clause]:
    """The clause; each further thing that its verb takes ("gagnerait à … et à …") stands alone."""
    start, verb, after = begin
    taken = after - 2 if text[verb:after].endswith(" à") else after
    first = taken + 1 if taken < after and text[taken] == " " else taken
    for index, (a, b) in enumerate(enumerated(text[first:end], words) if taken < after else [(0, end - first)]):
        yield Clause(*_trimmed(text, start if index == 0 else first + a, first + b), asking, text[start:verb])


def _ends_otherwise(text: str, end: int, words: Lexicon) -> bool:
    """Whether the part after `end` is asked by somebody else: "…, et les employeurs, à …"."""
    return bool(words.lists["target"].match(text) and re.match(r",? (?:et|and) [^,;:]{3,50}, ", text[end:]))


def _impersonal(
    text: str, found: re.Match[str], end: int, asking: Asking, words: Lexicon
) -> Iterator[Clause]:
    """The first part goes with the words that ask, each further one stands alone."""
    rest = found.end() + len(text[found.end() : end]) - len(text[found.end() : end].lstrip())
    for index, (first, last) in enumerate(enumerated(text[rest:end], words)):
        start = found.start() if index == 0 else rest + first
        yield Clause(*_trimmed(text, start, rest + last), asking)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    end = start + len(part.rstrip(" ,;:.–—"))
    return start + len(part) - len(part.lstrip(" ,;:–—")), max(end, start + 1)


def _without_quotations(text: str) -> str:
    """`text` with what is between quotation marks blanked, where it is more than a term or two."""

    def blank(found: re.Match[str]) -> str:
        quoted = found.group()
        return quoted if len(quoted.split()) <= 4 else "_" * len(quoted)

    return _QUOTED.sub(blank, text)
