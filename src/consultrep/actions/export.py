"""`consultrep export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from consultrep.actions.list_items import list_items
from consultrep.compare import ThreadList, gather_threads, usual_encoder
from consultrep.errors import UsageError
from consultrep.export.items import listing_remarks
from consultrep.messages import LANGUAGES, Language, in_language, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Item, Library
from consultrep.query import ItemFilter, filter_reports
from consultrep.query.filters import Items, described

if TYPE_CHECKING:
    from consultrep.export.data import Selection
    from consultrep.export.data.fields import DataTable

BINARY: Final = ("xlsx", "sqlite", "parquet")
WITH_BOM: Final = ("csv", "tsv", "gc-consultations")
FORMATS: Final = (
    *("csv", "tsv", "json", "jsonl", "xlsx", "sqlite", "parquet", "qdc", "gc-consultations", "datasette"),
)
OF_ONE_TABLE: Final = ("csv", "tsv", "jsonl", "parquet")
_WITH_THREADS: Final = ("xlsx", "sqlite", "json")
_ITEMS: Final = "items"


@dataclass(frozen=True)
class ExportRequest:
    """What to export, in which of FORMATS; `name` is that of a database, `bom` marks UTF-8 for Excel.

    `table` is what the formats of one table hold: items, guide (to the columns) or another by its name.
    """

    wanted: ItemFilter
    format: str
    name: str = "library"
    bom: bool = False
    table: str = _ITEMS


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
    _check_table(request)
    listing = list_items(library, wanted)
    chosen = data.Selection(
        library,
        listing.items,
        filter_reports(library, wanted),
        _threads(library, listing.items) if _needs_threads(request) else None,
        _described(library, wanted),
    )
    if request.format == "gc-consultations":
        return Exported(*data.to_consultations(chosen, bom=request.bom))
    return Exported(_content(chosen, request), [*listing_remarks(listing), *_remarks(chosen, request)])


def _check_table(request: ExportRequest) -> None:
    if request.table != _ITEMS and request.format not in OF_ONE_TABLE:
        raise UsageError(
            _("--table is not for the format {name}").format(name=request.format),
            _("it writes: {names}").format(names=", ".join(OF_ONE_TABLE)),
        )


def _needs_threads(request: ExportRequest) -> bool:
    return request.format in _WITH_THREADS or request.table == "threads"


def _described(library: Library, wanted: ItemFilter) -> dict[Language, str]:
    """What the filter keeps, in both languages; nothing where it keeps everything."""
    told: dict[Language, str] = {}
    for language in LANGUAGES:
        with in_language(language):
            told[language] = described(library, wanted, language)
    return {language: words for language, words in told.items() if words}


def _threads(library: Library, items: Sequence[Item]) -> ThreadList:
    """The demands that came back, as far as one of these items is a wording."""
    kept = {item.id for item in items}
    gathered = gather_threads(library, usual_encoder())
    return ThreadList(gathered, [t for t in gathered.repeated if any(one.id in kept for one in t.items)])


def _content(chosen: Selection, request: ExportRequest) -> bytes:
    from consultrep.export import data

    items = data.items_table(_ITEMS, chosen.library, chosen.items)
    table = _table(chosen, request.table, items)
    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: data.to_delimited(table, ",", bom=request.bom),
        "tsv": lambda: data.to_delimited(table, "\t", bom=request.bom),
        "json": lambda: data.to_json([items, *data.other_tables(chosen)]),
        "jsonl": lambda: data.to_jsonl(table),
        "xlsx": lambda: data.to_xlsx(data.sheets(chosen)),
        "sqlite": lambda: data.to_sqlite(chosen),
        "parquet": lambda: data.to_parquet(table),
        "qdc": lambda: data.to_qdc(chosen),
        "datasette": lambda: data.to_datasette(chosen, request.name),
    }
    return writers[request.format]()


def _table(chosen: Selection, name: str, items: DataTable) -> DataTable:
    """The one table that is asked for."""
    from consultrep.export import data

    if name == _ITEMS:
        return items
    others = [items, *data.other_tables(chosen)]
    tables = {table.name: table for table in others}
    return data.guide_table(others) if name == "guide" else tables[name]


def _remarks(chosen: Selection, request: ExportRequest) -> Iterator[str]:
    """That judgements of items which are not exported are left out, and which database is described."""
    missing = len(chosen.library.judgements) - len(chosen.judgements)
    if missing and (request.format in _WITH_THREADS or request.table == "judgements"):
        yield ngettext(
            "{count} judgement is left out: an item of its pair is not exported.",
            "{count} judgements are left out: an item of their pair is not exported.",
            missing,
        ).format(count=missing)
    if request.format == "datasette":
        yield _("It describes the database of the file {name}.db, and of no other.").format(name=request.name)
