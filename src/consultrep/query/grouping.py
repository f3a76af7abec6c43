"""Order and groups: the same items arranged by one of their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.language import fold
from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model import Item, Library, Standing, Strength
from consultrep.model.labels import label_of

GROUP_KEYS: Final = (
    "theme",
    "year",
    "report",
    "series",
    "actor",
    "standing",
    "strength",
    "pillar",
    "section",
)
SORT_KEYS: Final = ("document", "id", "year", "series", "theme", "standing", "strength", "text")


@dataclass(frozen=True)
class Group:
    """Items that share a value; an item with several values stands in several groups."""

    key: str
    label: str
    items: Sequence[Item]


def sort_items(library: Library, items: Iterable[Item], key: str, language: Language) -> list[Item]:
    """The items in order of `key`, one of SORT_KEYS; equal ones keep their order."""
    standings, strengths = list(Standing), list(Strength)
    keys: dict[str, Callable[[Item], tuple[int, str]]] = {
        "id": lambda item: (0, item.id),
        "year": lambda item: (0, item.report.period or "9999"),
        "series": lambda item: (0 if library.is_primary(item.report) else 1, item.report.series),
        "theme": lambda item: _by_first_theme(library, item, language),
        "standing": lambda item: (standings.index(d.standing) if (d := item.recommendation) else 9, ""),
        "strength": lambda item: (strengths.index(d.strength) if (d := item.recommendation) else 9, ""),
        "text": lambda item: (0, fold(item.statement.text.best(language))),
    }
    return list(items) if key == "document" else sorted(items, key=keys[key])


def _by_first_theme(library: Library, item: Item, language: Language) -> tuple[int, str]:
    themes = item.statement.themes
    return (0, fold(library.theme_label(themes[0], language))) if themes else (1, "")


def group_items(library: Library, items: Iterable[Item], by: str, language: Language) -> list[Group]:
    """The items grouped by one of GROUP_KEYS, the groups in order of first appearance."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        for key in values_of(item, by) or [""]:
            groups.setdefault(key, []).append(item)
    return [Group(key, _title(library, key, by, language, found), found) for key, found in groups.items()]


def values_of(item: Item, by: str) -> Sequence[str]:
    """The values by which an item is grouped, in the order of the record; none where it says nothing."""
    return _VALUES[by](item)


def _title(library: Library, key: str, by: str, language: Language, items: Sequence[Item]) -> str:
    if key and by == "section":
        title = items[0].report.section_title(items[0].statement.anchor.section)
        return f"{key} {title.best(language)}" if title else key
    return value_label(library, key, by, language)


def value_label(library: Library, key: str, by: str, language: Language) -> str:
    """The words for a value of one of GROUP_KEYS but the section; for none, that nothing is stated."""
    if not key:
        return _("not stated")
    if by == "theme":
        return library.theme_label(key, language)
    if by == "actor":
        return library.actor_label(key, language)
    if by == "series":
        return library.series_label(key, language)
    if by in {"standing", "strength", "pillar"}:
        return label_of(key)
    return key


_VALUES: Final[Mapping[str, Callable[[Item], Sequence[str]]]] = {
    "theme": lambda item: item.statement.themes,
    "year": lambda item: [str(year) for year in item.report.years],
    "report": lambda item: [item.report.id],
    "series": lambda item: [item.report.series],
    "actor": lambda item: item.asked_by,
    "standing": lambda item: [demand.standing] if (demand := item.recommendation) else [],
    "strength": lambda item: [demand.strength] if (demand := item.recommendation) else [],
    "pillar": lambda item: [item.statement.pillar] if item.statement.pillar else [],
    "section": lambda item: [f"{item.report.id} {item.statement.anchor.section or '-'}"],
}
