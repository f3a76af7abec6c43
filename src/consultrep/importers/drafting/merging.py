"""New items put into a record: what changed is brought up to date, what a person wrote stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from consultrep.compare.encoder import Encoder
from consultrep.importers.drafting.alignment import Side, aligned
from consultrep.importers.drafting.draft import DraftItem, Kind, item_id
from consultrep.importers.drafting.fates import Fate, Outcome, Reading, Record, Wrap
from consultrep.importers.drafting.identity import (
    Known,
    all_anchors,
    is_edited,
    lead_of,
    mark_of,
    other_language,
    passages_of,
)
from consultrep.importers.drafting.updating import UNSURE, Update, said_otherwise
from consultrep.messages import Language

_KINDS: Final[tuple[Kind, Kind]] = ("findings", "recommendations")


def merge(record: Record, reading: Reading, encoder: Encoder, wrap: Wrap) -> list[Outcome]:
    """Put what was read into a record's tree; `wrap` makes plain data part of the tree.

    An item that is there is brought up to date, unless a person has edited it; an item in the other language
    gets this side; what is new is added; what import had put there and the text no longer holds is marked.
    """
    outcomes: list[Outcome] = []
    for side in (reading.language, other_language(reading.language)):
        items = [item for item in reading.items if lead_of(item.data, reading.language) == side]
        outcomes += _Merger(record, replace(reading, items=items), side, encoder, wrap).run()
    return outcomes


class _Merger:
    """Merges the items of a reading whose text is in `side`."""

    def __init__(
        self, record: Record, reading: Reading, side: Language, encoder: Encoder, wrap: Wrap
    ) -> None:
        self._record, self._reading, self._encoder, self._wrap = record, reading, encoder, wrap
        self._language: Language = side
        self._version: Language = reading.language
        self._held = [(kind, item) for kind in _KINDS for item in record.get(kind) or []]
        self._taken = {str(item["id"]) for _kind, item in self._held}
        refused = record.get("rejected") or []
        self._refused = {str(entry["fingerprint"]): str(entry.get("id", "")) for entry in refused}

    def run(self) -> list[Outcome]:
        """Merge everything; the outcomes in the order of the reading, those of lost items last."""
        news = self._reading.items
        items = [item for _kind, item in self._held]
        known = Known(items, self._language, self._reading.text, self._version)
        same = known.find(news)
        left = [number for number in range(len(news)) if number not in same]
        twins = self._twins(left, set(same.values()))
        lost = list(self._lost(set(same.values()) | set(twins.values())))
        outcomes = [self._place(number, same, twins) for number in range(len(news))]
        return [*outcomes, *lost]

    def _place(self, number: int, same: Mapping[int, int], twins: Mapping[int, int]) -> Outcome:
        new = self._reading.items[number]
        index = same.get(number, twins.get(number))
        if index is not None:
            return self._put_into(*self._held[index], new, is_twin=number in twins)
        refused = [self._refused[mark] for mark in passages_of(new.data) if mark in self._refused]
        if refused:
            return Outcome(Fate.REFUSED, refused[0], new.kind, self._side(new.data))
        return self._add(new)

    def _put_into(self, kind: Kind, item: Record, new: DraftItem, *, is_twin: bool) -> Outcome:
        if not item.get("imported"):
            return self._left(kind, item, new)
        before = self._side(item)
        if self._reading.confirmed:
            for key in UNSURE:
                item.pop(key, None)
        update = Update(self._reading, self._language, self._wrap)
        fill = is_twin or (self._language not in item["text"] and not is_edited(item))
        fate = update.fill_side(item, new) if fill else update.bring_up_to_date(item, new)
        if fate is Fate.UNCHANGED and is_edited(item) and item["imported"] != mark_of(new.data):
            return self._left(kind, item, new)
        before, now = ("" if fill else before), self._side(item)
        return Outcome(fate, item["id"], kind, now, before if before != now else "")

    def _left(self, kind: Kind, item: Record, new: DraftItem) -> Outcome:
        """An item that a person wrote stays as it is; where a table says otherwise, that is told."""
        differs = said_otherwise(item, new) if self._reading.table else ()
        fate = Fate.KEPT if differs else Fate.UNCHANGED
        return Outcome(fate, item["id"], kind, self._side(item), differs=differs)

    def _add(self, new: DraftItem) -> Outcome:
        data = dict(new.data)
        ident = data.pop("id", None) or item_id(new.kind, data, new.number, self._taken)
        self._taken.add(ident)
        if self._reading.confirmed:
            data = _without(data, UNSURE)
        data = {"id": ident, **data, "imported": mark_of(data)}
        if self._record.get(new.kind) is None:
            self._record[new.kind] = self._wrap([])
        self._record[new.kind].append(self._wrap(data))
        return Outcome(Fate.ADDED, ident, new.kind, self._side(data))

    def _twins(self, left: Sequence[int], known: set[int]) -> dict[int, int]:
        """For each item that is left, the item in the other language that it is a version of."""
        found: dict[int, int] = {}
        for kind in _KINDS:
            news = [n for n in left if self._reading.items[n].kind == kind]
            olds = [
                i
                for i, (k, item) in enumerate(self._held)
                if k == kind and i not in known and self._language not in item["text"]
            ]
            pairs = aligned(self._new_sides(news), self._old_sides(olds), self._encoder)
            found |= {news[i]: olds[j] for i, j in pairs}
        return found

    def _new_sides(self, numbers: Sequence[int]) -> list[Side]:
        items = [self._reading.items[n] for n in numbers]
        whole = max(1, self._reading.sections)
        return [
            Side(self._side(item.data), (item.section + 1) / whole, place / max(1, len(items)))
            for place, item in enumerate(items)
        ]

    def _old_sides(self, indexes: Sequence[int]) -> list[Side]:
        other = other_language(self._language)
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
            if index not in found and item.get("imported") and "gone" not in item and self._stood_here(item):
                item["gone"] = self._wrap(True)
                yield Outcome(Fate.GONE, item["id"], kind, self._side(item))

    def _stood_here(self, item: Record) -> bool:
        """Whether the item comes from an earlier state of what is read, in the language that is merged."""
        if lead_of(item, self._version) != self._language:
            return False
        if self._reading.table:
            rows = (anchor.get("position") or {} for anchor in all_anchors(item))
            return any(str(row.get("en", "")).endswith(f" of {self._reading.table}") for row in rows)
        return any(anchor.get("language") == self._version for anchor in all_anchors(item))

    def _side(self, item: Mapping[str, Any]) -> str:
        text = item["text"]
        return str(text.get(self._language) or text.get("fr") or text.get("en") or "")


def _share(heading: object, titles: Sequence[object]) -> float:
    return (titles.index(heading) + 1) / max(1, len(titles)) if heading in titles else 0.0


def _without(data: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}
