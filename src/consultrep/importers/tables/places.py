"""The place that a row's cells give for its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from consultrep.importers.tables.cells import as_object, plain
from consultrep.importers.tables.table import Cell
from consultrep.messages import Language

PLACE_COLUMNS: Final = ("anchor", "section", "heading", "paragraph", "page")
_SECTION: Final = re.compile(r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*")
_ORDINAL: Final = re.compile(r"[1-9][0-9]{0,8}")


def anchor_of(cells: Mapping[str, Cell], language: Language) -> dict[str, Any]:
    """The anchor in a row's cells (of PLACE_COLUMNS), empty where they name no place.

    What is no number of a section, paragraph or page is kept as printed, as heading or position.
    """
    anchor = as_object(cells.get("anchor", "")) or {}
    said = [] if anchor else [plain(cells.get("anchor", ""))]
    for key in ("section", "heading", "paragraph", "page"):
        value = plain(cells.get(key, ""))
        if not value or key in anchor:
            continue
        if key in {"paragraph", "page"} and not _ORDINAL.fullmatch(value):
            said.append(value)
        elif key == "section" and not _SECTION.fullmatch(value.rstrip(".")):
            anchor.setdefault("heading", value)
        else:
            anchor[key] = int(value) if key in {"paragraph", "page"} else value.rstrip(".")
    position = ", ".join(filter(None, said))
    if position and "position" not in anchor:
        anchor["position"] = {language: position}
    return anchor
