"""The numbers and bullets that Word shows before the paragraphs of its lists."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.docx_package import W, child, is_on, value, whole
from consultrep.importers.readers.html_lists import counted

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_FORMS: Final = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS: Final = 9


@dataclass(frozen=True)
class _Level:
    """One level of a list: its first number, the form of it, the text around it."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    style: str = ""
    legal: bool = False


class Numbering:
    """Counts the paragraphs of a document's lists in the order in which `marker` is asked for them."""

    def __init__(self, part: Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        if part is not None:
            self._read(part)

    def _read(self, part: Element) -> None:
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for plan in part.findall(W + "abstractNum"):
            key = value(plan, "abstractNumId") or ""
            self._levels[key] = dict(map(_level, plan.findall(W + "lvl")))
            if value(child(plan, "styleLink")):
                named[value(child(plan, "styleLink")) or ""] = key
            linked[key] = value(child(plan, "numStyleLink")) or ""
        for number in part.findall(W + "num"):
            key = value(number, "numId") or ""
            plan_key = value(child(number, "abstractNumId")) or ""
            self._lists[key] = named.get(linked.get(plan_key, ""), plan_key)
            for override in number.findall(W + "lvlOverride"):
                start = value(child(override, "startOverride"))
                if start is not None:
                    self._restarts[key][whole(value(override, "ilvl"))] = whole(start, 1)

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that is bound to a paragraph style."""
        levels = self._levels.get(self._lists.get(number, ""), {})
        return next((at for at, level in levels.items() if style and level.style == style), None)

    def marker(self, number: str, at: int) -> str:
        """What stands before the next paragraph on level `at` (from 0) of a list, nothing if nothing."""
        plan = self._lists.get(number, "")
        level = self._levels.get(plan, {}).get(at)
        if level is None or not 0 <= at < _LEVELS:
            return "•"
        counts = self._counts[plan]
        restart = self._restarts[number].pop(at, None)
        before = counts[at]
        counts[at] = restart if restart is not None else level.start if before is None else before + 1
        counts[at + 1 :] = [None] * (_LEVELS - at - 1)
        if level.form == "bullet":
            return "•"
        return "" if level.form == "none" else self._shown(plan, level)

    def _shown(self, plan: str, level: _Level) -> str:
        levels, counts = self._levels[plan], self._counts[plan]

        def number(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            its = levels.get(at, _Level())
            count = counts[at]
            form = "1" if level.legal else _FORMS.get(its.form, "1")
            return counted(its.start if count is None else count, form)

        return " ".join(re.sub(r"%([1-9])", number, level.text).split())


def _level(element: Element) -> tuple[int, _Level]:
    text = value(child(element, "lvlText"))
    return whole(value(element, "ilvl")), _Level(
        start=whole(value(child(element, "start")), 1),
        form=value(child(element, "numFmt")) or "decimal",
        text="%1." if text is None else text,
        style=value(child(element, "pStyle")) or "",
        legal=bool(is_on(child(element, "isLgl"))),
    )
