"""What is read again, and what becomes of each item of the record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, MutableMapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from consultrep.importers.drafting.draft import DraftItem, Kind
from consultrep.messages import Language

Record = MutableMapping[str, Any]
Wrap = Callable[[Any], Any]
"""Makes plain data part of a record's tree."""


class Fate(StrEnum):
    """What became of an item when a document was read again."""

    ADDED = "added"
    PAIRED = "paired"
    REOPENED = "reopened"
    UPDATED = "updated"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """The fate of one item: its id, its kind, its text as it is now, and the text before where it changed.

    `differs` names what a table says otherwise of an item that is kept as it is.
    """

    fate: Fate
    id: str
    kind: Kind
    text: str
    before: str = ""
    differs: Sequence[str] = ()


_FIRST: Final = (
    *(Fate.ADDED, Fate.REOPENED, Fate.UPDATED, Fate.PAIRED, Fate.KEPT),
    *(Fate.GONE, Fate.MOVED, Fate.UNCHANGED, Fate.REFUSED),
)
"""Which fate is told of an item that met several: one in each language."""


def once_each(outcomes: Iterable[Outcome], gone: Collection[str]) -> list[Outcome]:
    """One outcome for each item, in order of first mention; `gone` are the ids of items marked so now.

    Where its text changed in both languages, both texts are told.
    """
    met: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        met.setdefault((outcome.id, "" if outcome.id else outcome.text), []).append(outcome)
    return [_one_of(several, is_gone=ident in gone) for (ident, _text), several in met.items()]


def _one_of(several: Sequence[Outcome], *, is_gone: bool) -> Outcome:
    fates = {outcome.fate for outcome in several}
    fate = Fate.GONE if is_gone and Fate.GONE in fates else min(fates, key=_FIRST.index)
    told = [outcome for outcome in several if outcome.fate is fate]
    changed = [outcome for outcome in told if outcome.before]
    if len(changed) < 2:
        return next(iter(changed), told[0])
    text, before = (" / ".join(said) for said in zip(*((o.text, o.before) for o in changed), strict=True))
    return replace(told[0], text=text, before=before)


@dataclass(frozen=True)
class Reading:
    """What was read: the items of the version in `language`; some may have their text in the other one.

    `text` is that of the document, `table` the name of the table where they come from one; `sections` is
    the number of sections; `confirmed` items need no confirmation.
    """

    items: Sequence[DraftItem]
    language: Language
    text: str = ""
    sections: int = 1
    table: str = ""
    confirmed: bool = False
