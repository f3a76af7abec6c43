"""The values that fit, from the library in use: what can be typed, and what it means."""

from __future__ import annotations

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


class Shelf:
    """The files of a library as data, unchecked, each read when it is asked for; bad ones are left out."""

    def __init__(self, given: str | None, environ: Mapping[str, str], start: Path) -> None:
        from consultrep.store.folders import find_library, iter_record_files

        self.folder = find_library(given, environ, start)
        self._files = list(iter_record_files(self.folder.reports))

    @cached_property
    def reports(self) -> list[dict[str, Any]]:
        """The reports, in order of name."""
        found = (_read(file) for file in self._files if file.stem not in _VOCABULARIES)
        return [data for data in found if isinstance(data.get("id"), str)]

    def listed(self, kind: str) -> list[dict[str, Any]]:
        """The themes, actors or series."""
        file = next((file for file in self._files if file.stem == kind), None)
        return [one for one in _read(file).get(kind) or [] if one.get("id")] if file else []


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
        yield report["id"], _side(report.get("title") or {})


def _years(shelf: Shelf, _typed: str) -> Iterator[Value]:
    from consultrep.model.dates import years_of

    found: dict[int, list[str]] = {}
    for report in shelf.reports:
        for year in years_of(report.get("period")):
            found.setdefault(year, []).append(report["id"])
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
        items = [
            item
            for item in (*(report.get("findings") or ()), *(report.get("recommendations") or ()))
            if not drafts or "confidence" in item
        ]
        if not slash and items:
            yield f"{report['id']}/", _side(report.get("title") or {})
        elif slash and fold(name) == fold(report["id"]):
            yield from ((f"{report['id']}/{item['id']}", _side(item.get("text") or {})) for item in items)


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


def _read(file: Path) -> dict[str, Any]:
    """The data of a record file; nothing of one that cannot be read."""
    from consultrep.store.yaml_text import parse_yaml

    try:
        document, _problems = parse_yaml(file.read_text(encoding="utf-8-sig"), "")
    except (OSError, ValueError):
        return {}
    return document.data if document and isinstance(document.data, dict) else {}
