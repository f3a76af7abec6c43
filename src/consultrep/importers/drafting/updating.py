"""An item of a record brought up to date with what is read; what a person wrote stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from consultrep.importers.drafting.draft import DraftItem, Kind
from consultrep.importers.drafting.fates import Fate, Reading, Record, Wrap
from consultrep.importers.drafting.identity import anchors_of, is_edited, mark_of, other_language
from consultrep.messages import LANGUAGES, Language
from consultrep.model import Finding, Recommendation
from consultrep.store.emitting import plain_data

UNSURE: Final = ("confidence", "theme_confidence")
"""What an item carries until a person has confirmed it."""

_FACTS: Final = ("standing", "strength", "addressees", "asked_by")
"""What a document says of an item besides its text; its themes are only proposed."""

_PLACES: Final = frozenset({"anchor", "also", "id", *UNSURE})


@dataclass(frozen=True)
class _Told:
    """The texts of an item and its facts, as plain data."""

    texts: Mapping[Language, str]
    facts: Mapping[str, Any]


class Update:
    """Writes what a reading says, in `side`, into items of a record that import had made."""

    def __init__(self, reading: Reading, side: Language, wrap: Wrap) -> None:
        self._is_table, self._version = bool(reading.table), reading.language
        self._confirmed = reading.confirmed
        self._side: Language = side
        self._wrap = wrap

    def bring_up_to_date(self, item: Record, new: DraftItem) -> Fate:
        """Put what is read now in place of what was read before; of an edited item only the place.

        An item that a person had confirmed waits again where its document says another thing now.
        """
        edited = is_edited(item)
        text_changed = new.data["text"][self._side] != item["text"].get(self._side)
        told = _told(item)
        came_back = "gone" not in new.data and item.pop("gone", None) is not None
        moved = self._set_places(item, new)
        if edited and text_changed and moved == "passage":
            return Fate.KEPT
        if not edited and self._set_said(item, new):
            return self._reopened(item, new, told)
        if came_back:
            return Fate.UPDATED
        return Fate.MOVED if moved else Fate.UNCHANGED

    def _reopened(self, item: Record, new: DraftItem, told: _Told) -> Fate:
        """Let a confirmed item that differs from what was `told` wait again, unless all are confirmed.

        Other themes are no reason, nor what a table says besides the texts.
        """
        now = _told(item)
        same_texts = all(now.texts.get(side) == text for side, text in told.texts.items())
        same = same_texts and (self._is_table or now.facts == told.facts)
        if same or "confidence" in item or self._confirmed:
            return Fate.UPDATED
        for key in UNSURE if self._leads(item) else ("confidence",):
            if key in new.data:
                item[key] = self._wrap(new.data[key])
        return Fate.REOPENED

    def fill_side(self, item: Record, new: DraftItem) -> Fate:
        """Give an item the text that the version in its other language has."""
        edited = is_edited(item)
        item.pop("gone", None)
        other = other_language(self._side)
        self._set_side(item, self._side, new.data["text"][self._side], "official")
        if item["text"]["origin"].get(other) == "original":
            item["text"]["origin"][other] = "official"
        if not self._is_table:
            places = [new.data["anchor"], *new.data.get("also", [])]
            item["also"] = self._wrap([*map(dict, item.get("also") or []), *places])
        if not edited:
            item["imported"] = mark_of(item)
        return Fate.PAIRED

    def _set_said(self, item: Record, new: DraftItem) -> bool:
        """What is read now, in place of what was; says whether it differs. Of the other language only its
        text is taken."""
        was, text, kept = mark_of(item), new.data["text"], self._kept(item, new)
        for side in LANGUAGES:
            if side in text:
                self._set_side(item, side, text[side], text["origin"][side])
        if self._leads(item):
            for key, value in new.data.items():
                if key not in _PLACES and key not in kept:
                    item[key] = self._wrap(value)
            if not self._is_table:
                self._drop_unsaid(item, new, kept)
        item["imported"] = mark_of(item)
        return bool(item["imported"] != was)

    def _kept(self, item: Record, new: DraftItem) -> Collection[str]:
        """What is not simply replaced: the texts, set by side, and the themes that a person has confirmed."""
        texts = _texts_of(new.data)
        same = all(item["text"].get(side) == text for side, text in texts.items())
        waits = self._confirmed or "confidence" in item
        return ("text", "themes") if same and not waits and not self._is_table else ("text",)

    def _drop_unsaid(self, item: Record, new: DraftItem, kept: Collection[str]) -> None:
        """Take out what the document says no more; a table may leave out what it does not know."""
        for key in ("addressees", "asked_by", "themes"):
            if key not in new.data and key not in kept:
                item.pop(key, None)
        for key in UNSURE if "confidence" in item else ():
            if key in new.data:
                item[key] = self._wrap(new.data[key])
            else:
                item.pop(key, None)

    def _set_side(self, item: Record, side: Language, said: str, origin: str) -> None:
        """One side of the text, with its origin where the item did not have that side."""
        text = item["text"]
        if side in text:
            text[side] = self._wrap(said)
            return
        sides = {**text, side: said}
        origins = {**text["origin"], side: origin}
        sides = {one: sides[one] for one in LANGUAGES if one in sides}
        origins = {one: origins[one] for one in LANGUAGES if one in origins}
        item["text"] = self._wrap({**sides, "origin": origins})

    def _leads(self, item: Record) -> bool:
        """Whether what is read decides all that the item says, not only the text in its language."""
        version = (item.get("anchor") or {}).get("language", self._version)
        return self._is_table or bool(version == self._version)

    def _set_places(self, item: Record, new: DraftItem) -> str:
        """Put the anchors where the item stands now; says what changed: nothing, "place" or "passage"."""
        if self._is_table:
            return self._set_row(item, new)
        places = [new.data["anchor"], *new.data.get("also", [])]
        old = anchors_of(item, self._version)
        also = [a for a in item.get("also") or [] if a.get("language", self._version) != self._version]
        if self._leads(item):
            item["anchor"] = self._wrap(places[0])
            also += places[1:]
        else:
            also += places
        if also:
            item["also"] = self._wrap([dict(anchor) for anchor in also])
        else:
            item.pop("also", None)
        if [_texts(a) for a in old] == [_texts(a) for a in places]:
            return ""
        marks = [{a.get("fingerprint") for a in anchors} for anchors in (old, places)]
        return "place" if marks[0] == marks[1] else "passage"

    def _set_row(self, item: Record, new: DraftItem) -> str:
        """Put the place that a table gives in place of another row's; a place in a document stays."""
        old, place = item.get("anchor") or {}, new.data.get("anchor") or {}
        if not place or (set(place) == {"position"} and set(old) != {"position"}):
            return ""
        item["anchor"] = self._wrap(place)
        return "place" if _texts(old) != _texts(place) else ""


def said_otherwise(item: Record, new: DraftItem) -> tuple[str, ...]:
    """What a row says and the item says otherwise, under the names of columns."""
    aside = {*UNSURE, "id", "text", "imported", *new.guessed}
    held, said = _as_stored(item, new.kind), _as_stored({**new.data, "id": item["id"]}, new.kind)
    texts = _texts_of(item)
    return (
        *(f"text_{side}" for side, text in _texts_of(new.data).items() if texts.get(side) != text),
        *(key for key in new.data if key not in aside and said.get(key) != held.get(key)),
    )


def _as_stored(item: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    """An item in one form, however its record writes it; one that no record may hold as it is."""
    model = Finding if kind == "findings" else Recommendation
    data: dict[str, Any] = plain_data(item)
    try:
        return model.model_validate(data).model_dump(mode="json", exclude_defaults=True)
    except ValidationError:
        return data


def _texts(anchor: Mapping[str, Any]) -> dict[str, str]:
    """What an anchor says, as text; a position in words does not count."""
    return {key: _as_text(value) for key, value in anchor.items() if key != "position"}


def _as_text(value: Any) -> str:
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return " ".join(map(str, value)) if is_list else str(value)


def _told(item: Mapping[str, Any]) -> _Told:
    """What an item says that its document decides."""
    return _Told(_texts_of(item), {key: plain_data(item.get(key) or []) for key in _FACTS})


def _texts_of(item: Mapping[str, Any]) -> dict[Language, str]:
    return {side: str(item["text"][side]) for side in LANGUAGES if side in item["text"]}
