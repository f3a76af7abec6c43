"""`consultrep export`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from consultrep.actions.list_items import list_items
from consultrep.compare import ThreadList, gather_threads, usual_encoder
from consultrep.export.items import listing_remarks
from consultrep.messages import ngettext
from consultrep.model import Item, Library
from consultrep.query import ItemFilter, filter_reports
from consultrep.query.filters import Items

if TYPE_CHECKING:
    from consultrep.export.data import Selection

BINARY: Final = ("xlsx", "sqlite", "parquet")
WITH_BOM: Final = ("csv", "tsv", "gc-consultations")
FORMATS: Final = (
    *("csv", "tsv", "json", "jsonl", "xlsx", "sqlite", "parquet", "qdc", "gc-consultations", "datasette"),
)
_WITH_THREADS: Final = ("xlsx", "sqlite", "json")


@dataclass(frozen=True)
class ExportRequest:
    """What to export, in which of FORMATS; `name` is that of a database, `bom` marks UTF-8 for Excel."""

    wanted: ItemFilter
    format: str
    name: str = "library"
    bom: bool = False


@dataclass(frozen=True)
class Exported:
    """The content of the file, and what a person must know of it."""

    content: bytes
    remarks: Sequence[str]


def export(library: Library, request: ExportRequest) -> Exported:
    """The library, or what the filter keeps of it, as a file; findings too, unless the filter says else.

    Raises UsageError where the filter names something unknown or the format cannot hold the data,
    EnvironmentProblemError where the extra that writes the format is not installed.
    """
    from consultrep.export import data

    wanted = replace(request.wanted, items=request.wanted.items or Items.ALL)
    listing = list_items(library, wanted)
    chosen = data.Selection(
        library,
        listing.items,
        filter_reports(library, wanted),
        _threads(library, listing.items) if request.format in _WITH_THREADS else None,
        whole=wanted == ItemFilter(items=Items.ALL),
    )
    if request.format == "gc-consultations":
        return Exported(*data.to_consultations(chosen, bom=request.bom))
    return Exported(
        _content(chosen, request), [*listing_remarks(listing), *_left_out(chosen, request.format)]
    )


def _threads(library: Library, items: Sequence[Item]) -> ThreadList:
    """The demands that came back, as far as one of these items is a wording."""
    kept = {item.id for item in items}
    gathered = gather_threads(library, usual_encoder())
    return ThreadList(gathered, [t for t in gathered.repeated if any(one.id in kept for one in t.items)])


def _content(chosen: Selection, request: ExportRequest) -> bytes:
    from consultrep.export import data

    items = data.items_table("items", chosen.library, chosen.items)
    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: data.to_delimited(items, ",", bom=request.bom),
        "tsv": lambda: data.to_delimited(items, "\t", bom=request.bom),
        "json": lambda: data.to_json([items, *data.other_tables(chosen)]),
        "jsonl": lambda: data.to_jsonl(items),
        "xlsx": lambda: data.to_xlsx(data.sheets(chosen)),
        "sqlite": lambda: data.to_sqlite(chosen),
        "parquet": lambda: data.to_parquet(items),
        "qdc": lambda: data.to_qdc(chosen),
        "datasette": lambda: data.to_datasette(chosen, request.name),
    }
    return writers[request.format]()


def _left_out(chosen: Selection, format: str) -> list[str]:
    """That judgements of items which are not exported are left out, where the format holds judgements."""
    missing = len(chosen.library.judgements) - len(chosen.judgements)
    if not missing or format not in _WITH_THREADS:
        return []
    return [
        ngettext(
            "{count} judgement is left out: an item of its pair is not exported.",
            "{count} judgements are left out: an item of their pair is not exported.",
            missing,
        ).format(count=missing)
    ]
