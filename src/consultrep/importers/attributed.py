"""Lists in which each demand is followed by who made it, in brackets: "Ratify the Protocol (Mexico; Egypt);".

Reports of the United Nations end with such a list; where a document has one, the list is what was
recommended, and the account of the discussion before it only tells how it came about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.importers.document import BlockKind
from consultrep.importers.lexicon import plain
from consultrep.importers.outline import Placed

ENOUGH: Final = 8
"""How many attributed items make such a list."""

_PATIENCE: Final = 4
_NAME: Final = r"[^()]*(?:\([^()]*\)[^()]*)*"
_ATTRIBUTION: Final = re.compile(rf"\(({_NAME})\)\s*\**\s*(?:[;./]|$|,? and (?=[a-z]+ )|(?=[A-Z][a-z]+ ))")
_SMALL_WORDS: Final = frozenset("of and the the de du des la le les l d et et s part for former à".split())
_SHORT_NAMES: Final = frozenset(["UK", "USA", "US", "UAE", "DRC", "EU"])
_BETWEEN: Final = re.compile(r"\s*[;,/]\s*|\s+(?:and|et|&)\s+(?=[A-ZÉÎ](?![^()]*\)))")
_COMPOUND: Final = re.compile(
    r"(?:Bosnia and Herzegovina|Trinidad and Tobago|Antigua and Barbuda|Saint Kitts and Nevis|São Tomé and Príncipe"
    r"|Sao Tome and Principe|Saint Vincent and the Grenadines|United Kingdom of Great Britain and Northern Ireland"
    r"|Bosnie-Herzégovine|Trinité-et-Tobago|Royaume-Uni de Grande-Bretagne et d'Irlande du Nord)"
)


@dataclass(frozen=True)
class Attributed:
    """A demand of such a list: the index of its block, its half-open range there, and who made it."""

    block: int
    start: int
    end: int
    askers: Sequence[str]


def attributed_demands(placed: Sequence[Placed]) -> list[Attributed]:
    """The demands of a document's attributed list, in order; none where it has no such list."""
    items = [i for i, p in enumerate(placed) if p.block.kind is BlockKind.ITEM and p.block.marker]
    runs = _runs([(i, _ends_with_attribution(placed[i].block.text)) for i in items])
    return [made for run in runs for i in run for made in _demands(i, placed[i].block.text)]


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


def _ends_with_attribution(text: str) -> bool:
    found = list(_ATTRIBUTION.finditer(text))
    return bool(found) and found[-1].end() >= len(text.rstrip(" ;.,*")) and _is_attribution(found[-1].group(1))


def _is_attribution(inside: str) -> bool:
    """Whether a bracket holds names of bodies rather than an acronym, a date or a remark."""
    bodies = [word for word in re.findall(r"[^\W\d_]+", inside)]
    if not bodies or re.search(r"\d\w|\d{2}", inside) or len(inside) > 400:
        return False
    large = [word for word in bodies if word[0].isupper()]
    small = [word for word in bodies if not word[0].isupper()]
    if not large or not (inside[0].isupper() or inside.startswith("the ")):
        return False
    if all(word.isupper() for word in bodies) and inside not in _SHORT_NAMES:
        return False
    return all(word.lower() in _SMALL_WORDS for word in small) or "of" in small


def _demands(index: int, text: str) -> Iterator[Attributed]:
    """Each part of an item up to its brackets; words after the last brackets are of nobody and left out."""
    start = 0
    for found in _ATTRIBUTION.finditer(text):
        if not _is_attribution(found.group(1)):
            continue
        first, last = _trimmed(text, start, found.start())
        if len(text[first:last].split()) > 1:
            yield Attributed(index, first, last, tuple(names(found.group(1))))
        start = found.end()
    first, last = _trimmed(text, start, len(text))
    if start == 0 and len(text[first:last].split()) >= 3 and not _is_lead(text):
        yield Attributed(index, first, last, ())


def _is_lead(text: str) -> bool:
    """Whether an item without brackets only announces those after it."""
    return text.rstrip().endswith(":") or re.search(r"recomm[ae]nd?ations (?:below|ci-dessous)", plain(text)) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    opening = re.match(r"[\s;,.:/]*(?:(?:and|et)\s+(?=[a-zA-Z]))?", part)
    start += opening.end() if opening else 0
    return start, start + len(text[start:end].rstrip(" ;,.:/"))


def accepted(lead: str) -> bool | None:
    """Whether the words before a list say that its demands were accepted; None where they do not say."""
    low = plain(lead)
    if re.search(r"not enjoy|did not (?:support|accept)|not (?:supported|accepted)|rejected|refus|pas l'appui", low):
        return False
    return True if re.search(r"enjoy(?:ed)? the support|accepted|l'appui|acceptées|recueill", low) else None
