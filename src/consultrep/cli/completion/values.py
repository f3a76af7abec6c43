"""The values that fit, from the library in use: what can be typed, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from consultrep.language.folding import fold
from consultrep.messages import current_language

Value = tuple[str, str]
"""What can be typed, and in a few words what it is."""

_VOCABULARIES: Final = frozenset({"themes", "actors", "series", "glossary", "judgements"})
_ABOUT: Final = 60
_ITEMS: Final = re.compile(r"^(findings|recommendations):", re.MULTILINE)


class Kept:
    """A report as its file says, unchecked; its items are read only when they are asked for.

    A file of thousands of items takes too long to read whole.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        start = _ITEMS.search(text)
        self.head = _data(text[: start.start()]) if start else {}
        if "id" not in self.head:
            self.head = _data(text)

    @property
    def id(self) -> str:
        """The report's id; empty where it has none."""
        return str(self.head.get("id") or "")

    @property
    def title(self) -> str:
        """The title, in a few words."""
        return _side(self.head.get("title") or {})

    def may_hold(self, *, drafts: bool) -> bool:
        """Whether it seems to hold items, or items that wait."""
        return ("confidence:" in self._text) if drafts else _ITEMS.search(self._text) is not None

    def items(self) -> list[dict[str, Any]]:
        """The findings and recommendations."""
        data = _data(self._text)
        found = [*(data.get("findings") or ()), *(data.get("recommendations") or ())]
        return [item for item in found if isinstance(item, dict) and item.get("id")]


class Shelf:
    """The files of a library as data, unchecked, each read when it is asked for; bad ones are left out."""

    def __init__(self, given: str | None, environ: Mapping[str, str], start: Path) -> None:
        from consultrep.store.folders import find_library, iter_record_files

        self._files = list(iter_record_files(find_library(given, environ, start).reports))

    @cached_property
    def reports(self) -> list[Kept]:
        """The reports, in order of name."""
        found = (Kept(_text(file)) for file in self._files if file.stem not in _VOCABULARIES)
        return [report for report in found if report.id]

    def listed(self, kind: str) -> list[dict[str, Any]]:
        """The themes, actors or series."""
        file = next((file for file in self._files if file.stem == kind), None)
        found = _data(_text(file)).get(kind) if file else None
        return [one for one in found or () if isinstance(one, dict) and one.get("id")]


def values(shelf: Shelf, kind: str, typed: str, arguments: list[str]) -> list[Value]:
    """The values of a kind that begin as `typed` does, accents and case aside; each once."""
    if kind == "subject":
        kind = {"theme": "theme", "thread": "item"}.get(arguments[0], "selector")
    make = _KINDS.get(kind)
    offered = make(shelf, typed) if make else ()
    return list(dict.fromkeys(value for value in offered if fold(value[0]).startswith(fold(typed))))


def _named(kind: str) -> Callable[[Shelf, str], Iterator[Value]]:
    def offer(shelf: Shelf, typed: str) -> Iterator[Value]:
        """The ids; of those that do not begin so, the other names in either language that do."""
        for one in shelf.listed(kind):
            ident, label = str(one["id"]), one.get("label") or {}
            if fold(ident).startswith(fold(typed)):
                yield ident, _side(label)
                continue
            aliases = (name for some in (one.get("aliases") or {}).values() for name in some)
            names = (_begun(typed, str(name)) for name in (*label.values(), *aliases))
            yield from ((name, ident) for name in names if name)

    return offer


def _begun(typed: str, name: str) -> str:
    """The name with its beginning as it was typed, which every shell can go on from; empty where it differs.

    >>> _begun("EDUC", "Éducation"), _begun("x", "Éducation"), _begun("a ", "A day")
    ('EDUCation', '', 'a day')
    """
    for end in range(1, len(name) + 1):
        is_at_a_space = name[end - 1].isspace() == typed[-1:].isspace()
        if is_at_a_space and fold(name[:end]) == fold(typed):
            return typed + name[end:]
    return ""


def _reports(shelf: Shelf, _typed: str) -> Iterator[Value]:
    for report in shelf.reports:
        yield report.id, report.title


def _years(shelf: Shelf, _typed: str) -> Iterator[Value]:
    from consultrep.model.dates import years_of

    found: dict[int, list[str]] = {}
    for report in shelf.reports:
        for year in years_of(report.head.get("period")):
            found.setdefault(year, []).append(report.id)
    for year in sorted(found):
        yield str(year), ", ".join(found[year])


def _selectors(shelf: Shelf, typed: str) -> Iterator[Value]:
    yield from _years(shelf, typed)
    yield from _named("series")(shelf, typed)
    yield from _reports(shelf, typed)


def _items(shelf: Shelf, typed: str, *, drafts: bool = False) -> Iterator[Value]:
    """First the reports, with a slash; once one is named, its items."""
    name, slash, _local = typed.partition("/")
    for report in shelf.reports:
        if not slash and report.may_hold(drafts=drafts):
            yield f"{report.id}/", report.title
        elif slash and fold(name) == fold(report.id):
            kept = (item for item in report.items() if not drafts or "confidence" in item)
            yield from ((f"{report.id}/{item['id']}", _side(item.get("text") or {})) for item in kept)


def _drafts(shelf: Shelf, typed: str) -> Iterator[Value]:
    yield from _items(shelf, typed, drafts=True)


def _shown(shelf: Shelf, typed: str) -> Iterator[Value]:
    yield from _reports(shelf, typed)
    yield from _items(shelf, typed)


_KINDS: Final[Mapping[str, Callable[[Shelf, str], Iterable[Value]]]] = {
    "theme": _named("themes"),
    "actor": _named("actors"),
    "series": _named("series"),
    "report": _reports,
    "year": _years,
    "selector": _selectors,
    "item": _items,
    "draft": _drafts,
    "shown": _shown,
}


def _side(text: Mapping[str, Any]) -> str:
    """The text in the language in force, else in the other, cut to a few words."""
    language = current_language()
    said = str(text.get(language) or text.get("fr") or text.get("en") or "")
    return said if len(said) <= _ABOUT else f"{said[:_ABOUT].rsplit(' ', 1)[0]}…"


def _text(file: Path) -> str:
    """The text of a file; nothing where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return ""


def _data(text: str) -> dict[str, Any]:
    """The data of a record; nothing of one that is not YAML."""
    from consultrep.store.yaml_text import parse_yaml

    document, _problems = parse_yaml(text, "")
    return document.data if document and isinstance(document.data, dict) else {}
