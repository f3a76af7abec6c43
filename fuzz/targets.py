"""What is fuzzed: each target reads any bytes, and raises only where the program would have failed.

It answers whether the bytes could be read, which seeds must be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

from consultrep.errors import ConsultrepError, ExitCode, Problem, Severity
from consultrep.importers.document import Document
from consultrep.importers.drafting.draft import DraftItem, draft_of, item_id, section_data
from consultrep.importers.drafting.records import ReportFacts, new_record
from consultrep.importers.drafting.tables import read_items
from consultrep.importers.reading import TABLE_FORMATS, format_of, read_document
from consultrep.importers.tables import TableOptions
from consultrep.messages import use_language
from consultrep.model import Library, Report
from consultrep.model.dates import parse_edtf, years_of
from consultrep.query.search import Index, Lookup, item_entry, parse_query, scores, title_entries
from consultrep.query.selectors import get_report, select, years_from
from consultrep.store import yaml_text
from consultrep.store.canonical_reading import canonical_data
from consultrep.store.emitting import emit, plain_data
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library
from consultrep.store.validation import validate
from consultrep.store.yaml_text import parse_yaml
from fuzz import seeds

_DECLARED: Final = (ExitCode.USAGE, ExitCode.INVALID_DATA)


@dataclass(frozen=True)
class Target:
    """A reader: `run` takes any bytes; `seeds` are valid ones, `words` those of its format."""

    name: str
    run: Callable[[bytes], bool]
    seeds: Callable[[], list[bytes]]
    words: Sequence[bytes] = ()
    archive: bool = False
    longest: int = 8_000


@cache
def library() -> Library:
    """The small library of the tests."""
    return load_library(LibraryFolder(seeds.DATA / "library")).library


@cache
def _index() -> Index:
    held = library()
    return Index(held, [*map(item_entry, held.items), *title_entries(held.reports)])


def _import(data: bytes, name: str) -> bool:
    """Import a file as far as the items of its record, which must be such as a record may hold."""
    use_language("fr" if len(data) % 2 else "en")
    try:
        kind = format_of(data, name)
        if kind in TABLE_FORMATS:
            _import_table(data, name, kind)
        else:
            _import_document(read_document(data=data, name=name))
    except ConsultrepError as error:
        return _declared(error)
    return True


def _import_document(document: Document) -> None:
    for block in document.blocks:
        if not block.text or (block.offsets is not None and len(block.offsets) != len(block.text)):
            raise AssertionError(f"a block without text, or with places for other characters: {block}")
        start, end = block.span(0, len(block.text))
        if not 0 <= start < end <= len(document.text):
            raise AssertionError(f"a block from outside of the text: {block}")
    draft = draft_of(document, library())
    if not _is_valid(draft.items, section_data(draft.sections), draft.gaps):
        raise AssertionError("a record that is not valid, of what the program itself made of a document")


def _import_table(data: bytes, name: str, kind: str) -> None:
    found = read_items(data, name, kind, library(), TableOptions(), "2010-import")
    _check_problems(found.problems)
    if all(problem.severity is not Severity.ERROR for problem in found.problems):
        for group in found.groups:
            _is_valid(group.items, [], [])


def _is_valid(
    items: Sequence[DraftItem], sections: Sequence[dict[str, Any]], gaps: Sequence[dict[str, Any]]
) -> bool:
    """Whether a record of what was read is valid, which an object in a cell may keep it from being.

    It must be written, and read back as it was meant, all the same.
    """
    record = new_record("2010-import", ReportFacts())
    record["coverage"] = {"level": "partial", "why": {"en": "A test."}, "gaps": list(gaps)}
    record["sections"] = list(sections)
    taken: set[str] = set()
    for item in items:
        ident = str(item.data.get("id") or item_id(item.kind, item.data, item.number, taken))
        taken.add(ident)
        record.setdefault(item.kind, []).append({**item.data, "id": ident})
    meant = plain_data({key: part for key, part in record.items() if part != []})
    document, problems = parse_yaml(emit(meant, "report"), "2010-import.yaml")
    if document is None or problems or document.data != meant:
        raise AssertionError(f"not read back as meant: {problems or document}")
    _report, problems = validate(document, Report)
    _check_problems(problems)
    return not problems


def _check_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        if not problem.message or problem.location.line < 1:
            raise AssertionError(f"a problem without words or place: {problem}")


def _declared(error: ConsultrepError) -> bool:
    """False, for a file that is refused in words."""
    if error.exit_code not in _DECLARED or not str(error):
        raise AssertionError("not an error that input may cause") from error
    return False


def _import_exported(data: bytes) -> bool:
    """Import what export wrote, whatever became of it; the format is told by the first character."""
    separator = b"\t" if b"\t" in data.partition(b"\n")[0] else b","
    names = {b"{": "export.jsonl", b"[": "export.json"}
    return _import(data, names.get(data[:1], "export.tsv" if separator == b"\t" else "export.csv"))


def _query(data: bytes) -> bool:
    """Parse a query and answer it from the small library."""
    use_language("fr" if len(data) % 2 else "en")
    try:
        query = parse_query(data.decode("utf-8", "replace"))
        lookup = Lookup(_index(), query)
        scores(lookup, sorted(lookup.numbers))
    except ConsultrepError as error:
        return _declared(error)
    return True


def _selectors(data: bytes) -> bool:
    """Take a text for a selector, for years and for a date."""
    text = data.decode("utf-8", "replace")
    readers = (years_from, partial(select, library()), partial(get_report, library()), _date)
    return sum(_answers(read, text) for read in readers) > 0


def _answers(read: Callable[[str], object], text: str) -> bool:
    try:
        return read(text) is not None
    except ConsultrepError as error:
        return _declared(error)


def _date(text: str) -> range | None:
    try:
        parse_edtf(text)
    except ValueError:
        return None
    return years_of(text)


def _yaml(data: bytes) -> bool:
    """Read a text as a record's file: whatever the fast reader answers, the strict one must too."""
    text = data.decode("utf-8", "replace")
    document, problems = parse_yaml(text, "f.yaml")
    _check_problems(problems)
    if document is not None:
        document.locate(("recommendations", 0, "text"))
    fast = canonical_data(text)
    if fast is not None:
        _check_agreement(fast, text)
    return document is not None


def _check_agreement(fast: dict[str, Any], text: str) -> None:
    reading = yaml_text._Reading("f.yaml")
    node = yaml_text._composed(text)
    strict = None if node is None else reading.plain(node)
    if reading.problems or strict != fast or _order(strict) != _order(fast):
        raise AssertionError(f"fast: {fast!r}\nstrict: {strict!r}\n{reading.problems}")


def _order(data: object) -> object:
    """The data with the order of its keys."""
    if isinstance(data, dict):
        return [(key, _order(value)) for key, value in data.items()]
    return [_order(value) for value in data] if isinstance(data, list) else data


def _words(*names: str) -> list[bytes]:
    """What is put into inputs of a format: the lines of a file of words, with escapes for what ends lines."""
    found = []
    for name in names:
        lines = (seeds.CORPUS / f"words/{name}.txt").read_bytes().removesuffix(b"\n").split(b"\n")
        found += [line.decode("unicode_escape").encode("latin-1") for line in lines]
    return found


TARGETS: Final = {
    target.name: target
    for target in (
        Target("html", partial(_import, name="a.html"), seeds.html, _words("html", "prose"), longest=6_000),
        Target("pdf", partial(_import, name="a.pdf"), seeds.pdfs, _words("pdf"), longest=16_000),
        Target(
            "docx", partial(_import, name="a.docx"), seeds.docx_files, _words("docx", "prose"), True, 32_000
        ),
        Target("text", partial(_import, name="a.txt"), seeds.text, _words("prose"), longest=3_000),
        Target(
            "markdown",
            partial(_import, name="a.md"),
            seeds.markdown,
            _words("markdown", "prose"),
            longest=3_000,
        ),
        Target("csv", partial(_import, name="a.csv"), seeds.csv, _words("cells"), longest=3_000),
        Target("tsv", partial(_import, name="a.tsv"), seeds.tsv, _words("cells"), longest=3_000),
        Target(
            "xlsx", partial(_import, name="a.xlsx"), seeds.workbooks, _words("xlsx", "cells"), True, 32_000
        ),
        Target("ods", partial(_import, name="a.ods"), seeds.open_sheets, _words("ods"), True, 32_000),
        Target("xls", partial(_import, name="a.xls"), seeds.old_workbooks, longest=16_000),
        Target("json", partial(_import, name="a.jsonl"), seeds.json_rows, _words("json")),
        Target("exported", _import_exported, lambda: seeds.exported(library()), _words("cells", "json")),
        Target("query", _query, seeds.queries, _words("query"), longest=400),
        Target("selectors", _selectors, seeds.selectors, _words("dates"), longest=60),
        Target("yaml", _yaml, seeds.yaml, _words("yaml"), longest=4_000),
    )
}
