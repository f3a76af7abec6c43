"""Labels: "Recommendations:" before a paragraph's text, alone above it, or on a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.importers.document import BlockKind
from consultrep.importers.lexicon import Lexicon, plain
from consultrep.importers.outline import Placed, Role, may_be_a_title, role_of, title_without_number

ASKED_FOR: Final = (Role.RECOMMENDATIONS, Role.SUGGESTIONS)
"""The roles under which things are asked for."""

_LABELLED: Final = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION, BlockKind.CELL)


@dataclass(frozen=True)
class Label:
    """What a label says of a block; it `holds` outright of what it stands directly before, else by vicinity.

    `is_single` where it announces one demand: "Recommendation 4".
    """

    role: Role = Role.NEUTRAL
    holds: bool = False
    is_single: bool = False

    @property
    def asks(self) -> bool:
        """Whether things are asked for where it holds."""
        return self.role in ASKED_FOR


@dataclass(frozen=True)
class Opening:
    """The label that a text begins with: what it says and where the text after it begins."""

    role: Role
    end: int
    is_single: bool = False


def opening_label(text: str, words: Lexicon) -> Opening | None:
    """The label that `text` begins with or is, None where it has none."""
    low = plain(text)
    found = words.roles["label"].match(low)
    if found and found.end() < len(low.rstrip()):
        role = role_of(text[: found.end()].rstrip(" :.–—-"), words)
        return Opening(_asked(role), _after_space(text, found.end()), _is_single(found.group(), words))
    if may_be_a_title(text):
        role = role_of(text, words)
        whole = words.roles["label"].fullmatch(f"{low.rstrip(' :')}:")
        if whole or role is not Role.NEUTRAL:
            return Opening(_asked(role) if whole else role, len(text), _is_single(text, words))
    found = words.roles["findings_label"].match(low)
    return Opening(Role.NEUTRAL, _after_space(text, found.end())) if found else None


def labels_of(placed: Sequence[Placed]) -> list[Label]:
    """The label of an earlier block that holds for each: until the next heading, or the end of its list."""
    found: list[Label] = []
    opening: Opening | None = None
    for index, place in enumerate(placed):
        before = placed[index - 1] if index else None
        if before is None or before.heading is not place.heading or before.block.boxed != place.block.boxed:
            opening, label = _of_place(place)
        else:
            opening, label = _carried(before, place, opening, found[-1])
        found.append(label)
    return found


def _of_place(place: Placed) -> tuple[Opening | None, Label]:
    """What the heading just above a block, or the box that begins with it, says of the block."""
    if place.block.boxed:
        return None, _of_box(place)
    title = place.heading.title if place.heading else ""
    text = title_without_number(title)
    opening = opening_label(text, place.words) if text else None
    if opening is None or not (opening.is_single and opening.role in ASKED_FOR and opening.end >= len(text)):
        return None, Label()
    return opening, Label(opening.role, holds=True, is_single=True)


def _carried(
    before: Placed, place: Placed, opening: Opening | None, label: Label
) -> tuple[Opening | None, Label]:
    was, now = before.block.kind, place.block.kind
    if place.block.boxed:
        return None, _of_box(place)
    if was is BlockKind.ITEM:
        return (opening, label) if now is BlockKind.ITEM else (None, Label())
    new = opening_label(before.block.text, before.words) if was in _LABELLED[:3] else None
    if new:
        return new, Label(new.role, new.end >= len(before.block.text), new.is_single)
    if now is BlockKind.ITEM and before.block.text.rstrip().endswith(":"):
        return opening, label
    if opening and opening.is_single:
        return None, Label()
    return opening, Label(label.role)


def _of_box(place: Placed) -> Label:
    asks = place.role in ASKED_FOR
    return Label(place.role, holds=asks, is_single=asks)


def _asked(role: Role) -> Role:
    return role if role in ASKED_FOR else Role.SUGGESTIONS


def _is_single(text: str, words: Lexicon) -> bool:
    return words.roles["single"].match(plain(text)) is not None


def _after_space(text: str, end: int) -> int:
    return end + len(text[end:]) - len(text[end:].lstrip())
