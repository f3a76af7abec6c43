"""Lines of a text about the page: the date of its last change, its other versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from consultrep.importers.readers.text_lines import Line

MODIFIED: Final = re.compile(
    r"(?:date modified|date de modification|last (?:modified|updated)|dernière (?:modification|mise à jour))"
    r"\s*:?\s*(?P<date>\d{4}-\d\d-\d\d|\S.{0,30}\d{4})?$",
    re.IGNORECASE,
)
VERSION: Final = re.compile(
    r".{0,200}\b(version pdf|pdf version)\s*(\([^)]*\))?$|\(?pdf[,\s]+\d+[.,]?\d*\s?[kmo]?[ob]\)?$",
    re.IGNORECASE,
)


def drop_page_facts(lines: Sequence[Line]) -> tuple[list[Line], str | None]:
    """The lines with those about the page made blank, and the date of the last change that they name."""
    modified: str | None = None
    kept: list[Line] = []
    waiting = False
    for line in lines:
        found = MODIFIED.match(line.text) if line.text else None
        date = found["date"] if found else None
        if waiting and re.fullmatch(r"\d{4}-\d\d-\d\d", line.text):
            date = line.text
        modified = date or modified
        if line.text:
            waiting = bool(found and not date)
        drop = bool(found or date or VERSION.match(line.text))
        kept.append(Line(line.start, line.start, 0, line.page, "") if drop else line)
    return kept, modified
