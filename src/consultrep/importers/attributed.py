"""Lists in which each demand is followed by who made it, in brackets: "Ratify the Protocol (Mexico; Egypt);".

Reports of the United Nations end with such a list; where a document has one, the list is what was
recommended, and the account of the discussion before it only tells how it came about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.importers.document import BlockKind
from consultrep.importers.lexicon import plain
from consultrep.importers.outline import Placed

ENOUGH: Final = 8
"""How many attributed items make such a list."""

_PATIENCE: Final = 4
_NAME: Final = r"[^()]*(?:\([^()]*\)[^()]*)*"
_BRACKET: Final = re.compile(rf"\(({_NAME})\)\s*\**")
_AFTER: Final = re.compile(r"\s*(?:[;./]|$|,? and (?=[a-z]+ )|(?=[A-Z][a-z]+ ))")
_DEED: Final = r"(?:ratification|accession|signature|signing|adoption|adhésion)\b"
_OBJECT: Final = re.compile(
    rf"\b(?:the|its|all|any|an?|les?|la|l'|sa|son|ses)\s(?!{_DEED})|\b[A-Z][A-Z-]{{2,}}\b"
)
_OBJECT_ENDS: Final = re.compile(
    r"\s*(?:/(?=[A-Z]|\s|and\b)|[;:]|\s(?:and|et)\s(?=[a-z])|,\s(?:and|as|in)\s|\sin order\s|\sas\s)"
)
_A_PARTY: Final = re.compile(r"(?:become|becoming) a party|devenir partie", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"(?:to|thereby|by|including|with a view|in particular|as|afin|notamment|en vue)\s"
)
_BARE: Final = 5
_SMALL_WORDS: Final = frozenset(
    [
        "of",
        "and",
        "the",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "s",
        "part",
        "for",
        "former",
        "à",
    ]
)
_SHORT_NAMES: Final = frozenset(["UK", "USA", "US", "UAE", "DRC", "EU"])
_BETWEEN: Final = re.compile(r"\s*[;,/]\s*|\s+(?:and|et|&)\s+(?=[A-ZÉÎ](?![^()]*\)))")
_COMPOUND: Final = re.compile(
    r"(?:Bosnia and Herzegovina|Trinidad and Tobago|Antigua and Barbuda|Saint Kitts and Nevis"
    r"|São Tomé and Príncipe|Sao Tome and Principe|Saint Vincent and the Grenadines"
    r"|United Kingdom of Great Britain and Northern Ireland|Bosnie-Herzégovine|Trinité-et-Tobago"
    r"|Royaume-Uni de Grande-Bretagne et d'Irlande du Nord)"
)


Part = tuple[int, int, tuple[str, ...]]
"""A half-open range of an item's text, and who made it."""


@dataclass(frozen=True)
class Attributed:
    """A demand of such a list: the index of its block, its half-open range there, and who made it.

    `rest` is a further range that completes it, where several verbs share what they act on: "Sign
    (Australia), ratify (Argentina) the Protocol".
    """

    block: int
    start: int
    end: int
    askers: Sequence[str]
    rest: tuple[int, int] | None = None


def attributed_demands(placed: Sequence[Placed]) -> list[Attributed]:
    """The demands of a document's attributed list, in order; none where it has no such list."""
    items = [i for i, p in enumerate(placed) if p.block.kind is BlockKind.ITEM and p.block.marker]
    last = {i: _last_attribution(placed[i].block.text) for i in items}
    runs = _runs([(i, last[i] is not None) for i in items])
    known = {name for inside in last.values() if inside for name in names(inside)}
    return [made for run in runs for i in run for made in _demands(i, placed[i].block.text, known)]


def _runs(items: Sequence[tuple[int, bool]]) -> list[list[int]]:
    """The runs of items of which most end with brackets, none followed by too many that do not."""
    runs: list[list[int]] = []
    run: list[int] = []
    waiting: list[int] = []
    for index, ends in items:
        waiting.append(index)
        if ends:
            run += waiting if run else [index]
            waiting = []
        elif len(waiting) > _PATIENCE:
            runs.append(run)
            run, waiting = [], []
    runs.append(run)
    found = [run for run in runs if len(run) >= 3]
    return found if sum(len(run) for run in found) >= ENOUGH else []


def names(text: str) -> list[str]:
    """The bodies that a bracket names.

    >>> names("Mexico; Iran (Islamic Republic of), Trinidad and Tobago and Chile")
    ['Mexico', 'Iran (Islamic Republic of)', 'Trinidad and Tobago', 'Chile']
    """
    kept: dict[str, str] = {}

    def keep(found: re.Match[str]) -> str:
        kept[token := f"\ue000{len(kept)}\ue001"] = found.group()
        return token

    safe = _COMPOUND.sub(keep, re.sub(r"\([^()]*\)", keep, text))
    parts = (part.strip(" 0123456789*") for part in _BETWEEN.split(safe))
    return [_put_back(part, kept) for part in parts if part]


def _put_back(part: str, kept: dict[str, str]) -> str:
    for token, text in reversed(kept.items()):
        part = part.replace(token, text)
    return part.removeprefix("the ").strip()


def _last_attribution(text: str) -> str | None:
    """What stands in the brackets that an item ends with, if it names bodies."""
    found = list(_BRACKET.finditer(text))
    if not found or found[-1].end() < len(text.rstrip(" ;.,*")):
        return None
    return found[-1].group(1) if _is_attribution(found[-1].group(1)) else None


def _is_attribution(inside: str) -> bool:
    """Whether a bracket holds names of bodies rather than an acronym, a date or a remark."""
    bodies = re.findall(r"[^\W\d_]+", inside)
    if not bodies or re.search(r"\d\w|\d{2}", inside) or len(inside) > 400:
        return False
    large = [word for word in bodies if word[0].isupper()]
    small = [word for word in bodies if not word[0].isupper()]
    if not large or not (inside[0].isupper() or inside.startswith("the ")):
        return False
    if all(word.isupper() for word in bodies) and inside not in _SHORT_NAMES:
        return False
    return all(word.lower() in _SMALL_WORDS for word in small) or "of" in small


def _demands(index: int, text: str, known: Collection[str]) -> Iterator[Attributed]:
    """Each part of an item up to its brackets; words after the last brackets are of nobody and left out."""
    parts = list(_parts(text, known))
    if not parts:
        first, last = _trimmed(text, 0, len(text))
        if len(text[first:last].split()) >= 3 and not _is_lead(text):
            yield Attributed(index, first, last, ())
    for number, (first, last, askers) in enumerate(parts):
        part = text[first:last]
        if number and _GOES_ON.match(part):
            yield Attributed(index, *parts[number - 1][:2], askers, (first, last))
            continue
        rest = _object_in(text, parts[number + 1 :]) if _is_bare(part) else None
        if rest or len(part.split()) > 1:
            yield Attributed(index, first, last, askers, rest)


def _parts(text: str, known: Collection[str]) -> Iterator[Part]:
    """The parts of an item, each with who made it: brackets count that close a part or name known askers."""
    start = 0
    for found in _BRACKET.finditer(text):
        if not _is_attribution(found.group(1)):
            continue
        askers = tuple(names(found.group(1)))
        closes = _AFTER.match(text, found.end())
        if closes or all(name in known for name in askers):
            yield (*_trimmed(text, start, found.start()), askers)
            start = closes.end() if closes else found.end()


def _is_bare(part: str) -> bool:
    """Whether a part is but a verb or two, with nothing that they act on."""
    if _A_PARTY.fullmatch(part):
        return True
    return len(part.split()) <= _BARE and _OBJECT.search(part) is None


def _object_in(text: str, following: Sequence[Part]) -> tuple[int, int] | None:
    """What a bare verb acts on: in the next part that is not bare, from its article to the phrase's end."""
    part = next((part for part in following if not _is_bare(text[part[0] : part[1]])), None)
    found = _OBJECT.search(text, part[0], part[1]) if part else None
    if found is None or part is None:
        return None
    end = _OBJECT_ENDS.search(text, found.start(), part[1])
    return found.start(), end.start() if end else part[1]


def _is_lead(text: str) -> bool:
    """Whether an item without brackets only announces those after it."""
    announces = re.search(r"recomm[ae]nd?ations (?:below|ci-dessous)", plain(text))
    return text.rstrip().endswith(":") or announces is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    opening = re.match(r"[\s;,.:/]*(?:(?:and|et)\s+(?=[a-zA-Z]))?", part)
    start += opening.end() if opening else 0
    return start, start + len(text[start:end].rstrip(" ;,.:/"))
