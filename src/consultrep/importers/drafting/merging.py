"""New items put into a record: what changed is brought up to date, what a person wrote stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from consultrep.compare.encoder import Encoder
from consultrep.importers.drafting.alignment import Side, aligned
from consultrep.importers.drafting.draft import DraftItem, Kind, item_id
from consultrep.importers.drafting.identity import Known, anchors_of, is_edited, mark_of
from consultrep.messages import Language

_KINDS: Final[tuple[Kind, Kind]] = ("findings", "recommendations")
_PLACES: Final = frozenset({"anchor", "also", "confidence", "theme_confidence", "id"})

Record = MutableMapping[str, Any]
Wrap = Callable[[Any], Any]


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
    """What was read: the items, in one language, of a text; `whole` says that what is not among them is gone.

    `sections` is the number of sections; `confirmed` items need no confirmation.
    """

    items: Sequence[DraftItem]
    language: Language
    text: str = ""
    sections: int = 1
    whole: bool = True
    confirmed: bool = False


def merge(record: Record, reading: Reading, encoder: Encoder, wrap: Wrap) -> list[Outcome]:
    """Put what was read into a record's tree; `wrap` makes plain data part of the tree.

    An item that is there is brought up to date, unless a person has edited it; an item in the other language
    gets this side; what is new is added; what import had put there and the text no longer holds is marked.
    """
    merger = _Merger(record, reading, encoder, wrap)
    return merger.run()


class _Merger:
    def __init__(self, record: Record, reading: Reading, encoder: Encoder, wrap: Wrap) -> None:
        self._record, self._reading, self._encoder, self._wrap = record, reading, encoder, wrap
        self._language: Language = reading.language
        self._held = [(kind, item) for kind in _KINDS for item in record.get(kind) or []]
        self._taken = {str(item["id"]) for _kind, item in self._held}
        self._refused = {entry["fingerprint"] for entry in record.get("rejected") or []}

    def run(self) -> list[Outcome]:
        """Merge everything; the outcomes in the order of the reading, those of lost items last."""
        news = self._reading.items
        known = Known([item for _kind, item in self._held], self._language, self._reading.text)
        same = known.find(news)
        left = [number for number in range(len(news)) if number not in same]
        twins = self._twins(left, set(same.values()))
        lost = list(self._lost(set(same.values()) | set(twins.values()))) if self._reading.whole else []
        outcomes = [self._place(number, same, twins) for number in range(len(news))]
        return [*outcomes, *lost]

    def _place(self, number: int, same: Mapping[int, int], twins: Mapping[int, int]) -> Outcome:
        new = self._reading.items[number]
        if number in same:
            return self._bring_up_to_date(*self._held[same[number]], new)
        if number in twins:
            return self._fill_side(*self._held[twins[number]], new)
        if new.data.get("anchor", {}).get("fingerprint") in self._refused:
            return Outcome(Fate.REFUSED, "", new.kind, self._side(new.data))
        return self._add(new)

    def _add(self, new: DraftItem) -> Outcome:
        data = dict(new.data)
        ident = data.pop("id", None) or item_id(new.kind, data, new.number, self._taken)
        self._taken.add(ident)
        if self._reading.confirmed:
            data = _without(data, ("confidence", "theme_confidence"))
        data = {"id": ident, **data, "imported": mark_of(data)}
        if self._record.get(new.kind) is None:
            self._record[new.kind] = self._wrap([])
        self._record[new.kind].append(self._wrap(data))
        return Outcome(Fate.ADDED, ident, new.kind, self._side(data))

    def _bring_up_to_date(self, kind: Kind, item: Record, new: DraftItem) -> Outcome:
        before, edited = self._side(item), is_edited(item)
        came_back = item.pop("gone", None) is not None
        if not item.get("imported"):
            return Outcome(Fate.UNCHANGED, item["id"], kind, before)
        place_changed = self._set_places(item, new)
        if edited:
            fate = Fate.KEPT if self._side(new.data) != before and place_changed == "passage" else None
            return self._told(fate or self._fate_of_place(place_changed), kind, item, before)
        was = mark_of(item)
        self._set_said(item, new)
        item["imported"] = mark_of(item)
        changed = item["imported"] != was or came_back
        fate = Fate.UPDATED if changed else self._fate_of_place(place_changed)
        return self._told(fate, kind, item, before)

    def _fate_of_place(self, changed: str) -> Fate:
        return Fate.MOVED if changed else Fate.UNCHANGED

    def _told(self, fate: Fate, kind: Kind, item: Record, before: str) -> Outcome:
        now = self._side(item)
        return Outcome(fate, item["id"], kind, now, before if before != now else "")

    def _set_said(self, item: Record, new: DraftItem) -> None:
        """What the document says, in place of what it said; of the other language only its text is."""
        text = item["text"]
        text.update((side, said) for side, said in new.data["text"].items() if side != "origin")
        if not self._leads(item):
            return
        for key, value in new.data.items():
            if key not in _PLACES and key != "text":
                item[key] = self._wrap(value)
        for key in ("addressees", "asked_by", "themes"):
            if key in item and key not in new.data:
                del item[key]
        if "confidence" in item:
            for key in ("confidence", "theme_confidence"):
                if key in new.data:
                    item[key] = self._wrap(new.data[key])

    def _leads(self, item: Record) -> bool:
        return bool((item.get("anchor") or {}).get("language", self._language) == self._language)

    def _set_places(self, item: Record, new: DraftItem) -> str:
        """Put the anchors where the item stands now; says what changed: nothing, "place" or "passage"."""
        if "anchor" not in new.data:
            return ""
        places = [new.data["anchor"], *new.data.get("also", [])]
        old = anchors_of(item, self._language)
        others = [a for a in item.get("also") or [] if a.get("language", self._language) != self._language]
        if self._leads(item):
            item["anchor"] = self._wrap(places[0])
            also = [*others, *places[1:]]
        else:
            also = [*others, *places]
        if also:
            item["also"] = self._wrap([dict(anchor) for anchor in also])
        elif "also" in item:
            del item["also"]
        if [_texts(a) for a in old] == [_texts(a) for a in places]:
            return ""
        marks = [{a.get("fingerprint") for a in anchors} for anchors in (old, places)]
        return "place" if marks[0] == marks[1] else "passage"

    def _fill_side(self, kind: Kind, item: Record, new: DraftItem) -> Outcome:
        edited = is_edited(item)
        text = item["text"]
        other: Language = "en" if self._language == "fr" else "fr"
        text[self._language] = new.data["text"][self._language]
        text["origin"][self._language] = "official"
        if text["origin"].get(other) == "original":
            text["origin"][other] = "official"
        item["text"] = self._wrap({side: text[side] for side in ("fr", "en", "origin") if side in text})
        places = [new.data["anchor"], *new.data.get("also", [])] if "anchor" in new.data else []
        item["also"] = self._wrap([*map(dict, item.get("also") or []), *places])
        if not edited:
            item["imported"] = mark_of(item)
        return Outcome(Fate.PAIRED, item["id"], kind, self._side(item))

    def _twins(self, left: Sequence[int], known: set[int]) -> dict[int, int]:
        """For each item that is left, the item in the other language that it is a version of."""
        found: dict[int, int] = {}
        for kind in _KINDS:
            news = [n for n in left if self._reading.items[n].kind == kind]
            olds = [
                i
                for i, (k, item) in enumerate(self._held)
                if k == kind and i not in known and self._lacks(item)
            ]
            pairs = aligned(self._new_sides(news), self._old_sides(olds), self._encoder)
            found |= {news[i]: olds[j] for i, j in pairs}
        return found

    def _lacks(self, item: Record) -> bool:
        return self._language not in item["text"] and bool(item.get("imported"))

    def _new_sides(self, numbers: Sequence[int]) -> list[Side]:
        items = [self._reading.items[n] for n in numbers]
        whole = max(1, self._reading.sections)
        return [
            Side(self._side(item.data), (item.section + 1) / whole, place / max(1, len(items)))
            for place, item in enumerate(items)
        ]

    def _old_sides(self, indexes: Sequence[int]) -> list[Side]:
        other: Language = "en" if self._language == "fr" else "fr"
        titles = [section["title"].get(other) for section in self._record.get("sections") or []]
        items = [self._held[index][1] for index in indexes]
        return [
            Side(
                str(item["text"][other]),
                _share((item.get("anchor") or {}).get("heading"), titles),
                place / max(1, len(items)),
            )
            for place, item in enumerate(items)
        ]

    def _lost(self, found: set[int]) -> Iterator[Outcome]:
        for index, (kind, item) in enumerate(self._held):
            here = [a for a in anchors_of(item, self._language) if "language" in a or "line" not in a]
            if index not in found and item.get("imported") and here and "gone" not in item:
                item["gone"] = True
                yield Outcome(Fate.GONE, item["id"], kind, self._side(item))

    def _side(self, item: Mapping[str, Any]) -> str:
        text = item["text"]
        return str(text.get(self._language) or text.get("fr") or text.get("en") or "")


def _share(heading: object, titles: Sequence[object]) -> float:
    return (titles.index(heading) + 1) / max(1, len(titles)) if heading in titles else 0.0


def _texts(anchor: Mapping[str, Any]) -> dict[str, str]:
    """What an anchor says, as text; a position in words does not count."""
    return {key: _as_text(value) for key, value in anchor.items() if key != "position"}


def _as_text(value: Any) -> str:
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return " ".join(map(str, value)) if is_list else str(value)


def _without(data: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}
