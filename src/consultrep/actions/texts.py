"""Texts to match: those that a selector means in a library, or those of a table of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from consultrep.actions.own_tables import is_table, read_own_table, stop_at
from consultrep.importers.tables.table import ProblemLog
from consultrep.messages import gettext as _
from consultrep.model import Bilingual, Item, Library, items_of
from consultrep.query import ItemFilter, filter_items, select


@dataclass(frozen=True)
class Texts:
    """What is matched: an id for each text, and the item where it is one of the library."""

    ids: Sequence[str]
    texts: Sequence[Bilingual]
    items: Sequence[Item] | None = None


def texts_of(library: Library, name: str, wanted: ItemFilter) -> Texts:
    """The texts of a table, or of the items that a selector means and `wanted` keeps.

    Raises UsageError for a selector that means nothing, EnvironmentProblemError for a file that cannot be
    opened, InvalidDataError with each line that holds no text.
    """
    if is_table(name):
        return read_texts(Path(name))
    items = [item for report in select(library, name).reports for item in items_of(report)]
    kept = filter_items(library, items, wanted)
    return Texts([item.id for item in kept], [item.statement.text for item in kept], kept)


def read_texts(file: Path) -> Texts:
    """The texts of a CSV, TSV or JSON Lines file with `id`, `text_en`, `text_fr`."""
    table = read_own_table(file, ("id",), ("text_en", "text_fr"))
    log = ProblemLog(table.name)
    found: dict[str, Bilingual] = {}
    for line, cells in table.rows:
        ident, text = cells["id"], _text(cells)
        if not ident:
            log.error(line, "texts", _("the line has no id"))
        elif ident in found:
            log.error(line, "texts", _("the id {id} stands twice").format(id=ident))
        elif text is None:
            log.error(line, "texts", _("the line has neither text_en nor text_fr"))
        else:
            found[ident] = text
    if not table.rows:
        log.error(table.line, "texts", _("the file holds no text"), _("its columns are id, text_en, text_fr"))
    stop_at(log.problems())
    return Texts(list(found), list(found.values()))


def _text(cells: Mapping[str, str]) -> Bilingual | None:
    try:
        return Bilingual(fr=cells.get("text_fr") or None, en=cells.get("text_en") or None)
    except ValidationError:
        return None
