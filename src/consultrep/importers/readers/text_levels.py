"""How deep each heading of a text without markup stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from consultrep.importers.readers.text_headings import Heading, numbered_word
from consultrep.importers.readers.text_markers import marker_kind

_TOP: Final = re.compile(
    r"(introduction|conclusions?|background|contexte?|(executive )?summary|sommaire|resume|preface|foreword"
    r"|avant-propos|acknowledge?ments?|remerciements|next steps|prochaines etapes|methodolog(y|ie)"
    r"|participants|glossa(ry|ire)|bibliograph(y|ie)|references|annex(es?)?|append(ix|ices?)"
    r"|about (this|the) .*|a propos .*)$"
)


def heading_levels(headings: Sequence[Heading]) -> list[int]:
    """The level, from 1, of each of `headings` (the title is not among them)."""
    return _Outline(headings).levels()


class _Outline:
    """What the headings of one text have in common, and the levels that are open."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._headings = headings
        counts = Counter(heading.folded for heading in headings if not heading.unit.marker)
        self._repeated = {title for title, count in counts.items() if count > 1}
        plain = [h for h in headings if not h.unit.marker and not h.unit.rule]
        self._capitals = len({h.unit.raw.isupper() for h in plain}) > 1
        gaps = [h.unit.gap for h in plain if h is headings[0] or not h.follows_heading]
        self._wide = self._wide_gap(gaps)
        depths = [len(s) for s in map(self._scheme, headings) if s[:1] == "1"]
        self._shallowest = min(depths, default=1)
        self._schemes: list[str] = []
        self._number = 0
        self._parent = 0
        self._own = 0

    def _wide_gap(self, gaps: Sequence[int]) -> int:
        """The number of blank lines that sets main headings off, 0 where they do not differ."""
        sizes = sorted(set(gaps))
        return sizes[-1] if len(sizes) == 2 and gaps.count(sizes[-1]) > 1 else 0

    def levels(self) -> list[int]:
        """The levels in order."""
        found: list[int] = []
        following = [*self._headings[1:], None]
        for heading, after in zip(self._headings, following, strict=False):
            level = self._level(heading, after, found[-1] if found else 0)
            # A level without one above it would be a hole in the outline.
            found.append(min(level, (found[-1] if found else 0) + 1))
        return found

    def _level(self, heading: Heading, after: Heading | None, last: int) -> int:
        scheme = self._scheme(heading)
        if scheme == "top":
            self._number = self._parent = 0
            self._own = 1
            return 1
        if scheme == "above":
            self._number = self._own = 1
            self._parent = 0
            return 1
        if scheme:
            self._number = self._rank(scheme)
            self._parent, self._own = 0, self._number
            return self._number
        return self._plain(heading, after, last)

    def _scheme(self, heading: Heading) -> str:
        """How the heading is numbered or set off; `top` or `above` for the highest."""
        unit = heading.unit
        if unit.marker:
            kind = marker_kind(unit.marker)
            return "1" * (1 + kind.count(".1")) if kind[0] == "1" else kind
        word = numbered_word(unit.raw)
        if word:
            return "above" if word.startswith(("annex", "append")) else word
        if unit.rule:
            return f"rule {unit.rule}"
        if _TOP.match(heading.folded) and heading.folded not in self._repeated:
            return "top"
        return "above" if self._capitals and unit.raw.isupper() else ""

    def _rank(self, scheme: str) -> int:
        """The level of a way of numbering: decimals by their depth, others in the order they come up."""
        if scheme[0] == "1" and scheme != "1":
            return self._rank("1") + len(scheme) - self._shallowest
        if scheme not in self._schemes:
            self._schemes.append(scheme)
        return self._schemes.index(scheme) + 1

    def _plain(self, heading: Heading, after: Heading | None, last: int) -> int:
        """The level of a heading that only its place and its fellows tell."""
        if heading.folded in self._repeated:
            return max(self._own, self._number) + 1 if last else 1
        base = self._number + 1
        parent = heading.precedes_heading and after is not None and after.folded not in self._repeated
        if self._wide and heading.unit.gap >= self._wide:
            level, self._parent = base, base
        elif parent:
            level = last + 1 if heading.follows_heading and last >= base and self._parent else base
            self._parent = level
        else:
            level = self._parent + 1 if self._parent else base
        self._own = level
        return level
