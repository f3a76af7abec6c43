"""Which item of a record a newly read one is: so that importing again never makes it twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from consultrep.importers.drafting.draft import DraftItem
from consultrep.language import words
from consultrep.messages import LANGUAGES, Language
from consultrep.model import fingerprint
from consultrep.store.emitting import plain_data

ALIKE: Final = 0.7
"""The share of their words (in order) from which on two texts are versions of one."""

_OVERLAP: Final = 0.5
_NOT_OURS: Final = frozenset({"id", "anchor", "also", "confidence", "theme_confidence", "imported", "gone"})

Item = Mapping[str, Any]


def mark_of(item: Item) -> str:
    """The fingerprint of what an item says, wherever it stands: it changes when a person edits the item."""
    said = {key: value for key, value in item.items() if key not in _NOT_OURS and value not in ([], {}, None)}
    return fingerprint(json.dumps(plain_data(said), sort_keys=True, ensure_ascii=False))


def is_edited(item: Item) -> bool:
    """Whether a person wrote the item or has changed it since import last wrote it."""
    return item.get("imported") != mark_of(item)


def all_anchors(item: Item) -> list[Mapping[str, Any]]:
    """Every place of an item, in whatever version."""
    return [item.get("anchor") or {}, *(item.get("also") or [])]


def anchors_of(item: Item, version: Language) -> list[Mapping[str, Any]]:
    """The places of an item in the version in `version`; a place that names no language counts for both."""
    return [anchor for anchor in all_anchors(item) if anchor.get("language", version) == version]


def passages_of(item: Item) -> dict[str, str]:
    """The fingerprints by which an item's passages are known, each with its first words: those of its places,
    else those of its texts."""
    texts = [str(item["text"][side]) for side in LANGUAGES if side in item["text"]]
    openings = {fingerprint(text): " ".join(text.split()[:5]) for text in texts}
    placed = {
        str(anchor["fingerprint"]): str(anchor.get("opening") or next(iter(openings.values())))
        for anchor in all_anchors(item)
        if anchor.get("fingerprint")
    }
    return placed or openings


def lead_of(item: Item, first: Language) -> Language:
    """`first` where the item has its text in it, else the other language."""
    return first if first in item["text"] else other_language(first)


def other_language(language: Language) -> Language:
    """The other of the two languages."""
    return "en" if language == "fr" else "fr"


class Known:
    """The items of a record, to be recognised in a document or table that is read.

    `language` is that of the texts that are compared, `version` that of the document they stand in.
    """

    def __init__(
        self, items: Sequence[Item], language: Language, text: str = "", version: Language | None = None
    ) -> None:
        self._items = items
        self._language: Language = language
        self._version: Language = version or language
        self._lines = text.split("\n")
        self._free = {index for index, item in enumerate(items) if self._has_side(item)}
        self._ids = {str(item["id"]): index for index, item in enumerate(items)}
        self._said = [self._words(item) for item in items]
        self._passages: dict[str, list[int]] = {}
        self._texts: dict[tuple[str, ...], list[int]] = {}
        for index in sorted(self._free):
            self._texts.setdefault(tuple(self._said[index]), []).append(index)
            for anchor in anchors_of(items[index], self._version):
                self._passages.setdefault(str(anchor.get("fingerprint", "")), []).append(index)
        self._standing = {index: spans for index in self._free if (spans := list(self._spans(items[index])))}

    def find(self, news: Sequence[DraftItem]) -> dict[int, int]:
        """For each of `news` that is known, the index of the item that it is.

        Tried in turn: the same passage, the same number or id, the same words, the same place in the same
        text, the likest text. A hand-made item may hold the passages of several.
        """
        found: dict[int, int] = {}
        for way in (self._by_passage, self._by_id, self._by_words, self._by_place):
            self._take(way, news, found)
        self._by_likeness(news, found)
        return found

    def _take(
        self, way: Callable[[DraftItem], int | None], news: Sequence[DraftItem], found: dict[int, int]
    ) -> None:
        for number, new in enumerate(news):
            if number not in found and (index := way(new)) is not None:
                found[number] = index
                if self._items[index].get("imported"):
                    self._free.discard(index)

    def _has_side(self, item: Item) -> bool:
        return self._language in item["text"] or bool(anchors_of(item, self._version))

    def _by_passage(self, new: DraftItem) -> int | None:
        wanted = new.data.get("anchor", {}).get("fingerprint")
        return self._first_free(self._passages.get(wanted, ()) if wanted else ())

    def _by_id(self, new: DraftItem) -> int | None:
        if "id" in new.data:
            return self._ids.get(new.data["id"])
        index = self._ids.get(f"r{new.number.lower().replace('.', '-')}") if new.number else None
        return index if index in self._free else None

    def _by_words(self, new: DraftItem) -> int | None:
        wanted = tuple(self._words(new.data))
        return self._first_free(self._texts.get(wanted, ()) if wanted else ())

    def _first_free(self, indexes: Iterable[int]) -> int | None:
        return next((index for index in indexes if index in self._free), None)

    def _by_place(self, new: DraftItem) -> int | None:
        place = _span(new.data.get("anchor", {}))
        if place is None:
            return None
        held = (
            (_overlap(place, span), index)
            for index, spans in self._standing.items()
            for span in spans
            if index in self._free
        )
        best, index = max(held, default=(0.0, -1))
        return index if best >= _OVERLAP else None

    def _by_likeness(self, news: Sequence[DraftItem], found: dict[int, int]) -> None:
        left = sorted(self._free - set(found.values()))
        fresh = [(number, self._words(new.data)) for number, new in enumerate(news) if number not in found]
        pairs = [
            (likeness, -number, -index)
            for number, said in fresh
            for index in left
            if (likeness := _likeness(said, self._said[index])) >= ALIKE
        ]
        for pair in sorted(pairs, reverse=True):
            number, index = -pair[1], -pair[2]
            if number not in found and index not in found.values():
                found[number] = index

    def _words(self, item: Item) -> list[str]:
        return words(str(item["text"].get(self._language) or ""))

    def _spans(self, item: Item) -> Iterator[tuple[int, int, int]]:
        """The places of an item that stand in the text being read, by their fingerprints."""
        for anchor in anchors_of(item, self._version):
            place = _span(anchor)
            if place is None or place[0] > len(self._lines):
                continue
            line, start, end = place
            if fingerprint(self._lines[line - 1][start:end]) == anchor.get("fingerprint"):
                yield place


def _span(anchor: Mapping[str, Any]) -> tuple[int, int, int] | None:
    if not anchor.get("line") or not anchor.get("span"):
        return None
    return int(anchor["line"]), int(anchor["span"][0]), int(anchor["span"][1])


def _overlap(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The share of the shorter of two passages that lies in the other."""
    if one[0] != other[0]:
        return 0.0
    common = min(one[2], other[2]) - max(one[1], other[1])
    return max(0, common) / max(1, min(one[2] - one[1], other[2] - other[1]))


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    if not one or not other or min(len(one), len(other)) < ALIKE * max(len(one), len(other)) / 2:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
