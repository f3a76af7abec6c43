"""What is read again, and what becomes of each item of the record."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from consultrep.importers.drafting.draft import DraftItem, Kind
from consultrep.messages import Language

Record = MutableMapping[str, Any]
Wrap = Callable[[Any], Any]
"""Makes plain data part of a record's tree."""


class Fate(StrEnum):
    """What became of an item when a document was read again."""

    ADDED = "added"
    PAIRED = "paired"
    UPDATED = "updated"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """The fate of one item: its id, its kind, its text as it is now, and the text before where it changed."""

    fate: Fate
    id: str
    kind: Kind
    text: str
    before: str = ""


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
