"""The canonical form read fast: what `fmt` and import write needs no full parser of YAML.

Only a small part of YAML is known here: keys that are words, texts on one line, lists and groups in brackets
or by indentation. Of anything else the answer is None, and the strict reader (`store.yaml_text`) decides; it
is thirty times slower, which a library of thousands of items would make felt in every command.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""The words, outside quotation marks, that stand for nothing."""

_OTHER_CHARACTERS: Final = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LINE: Final = re.compile(r"( *)(- +)?(?:([A-Za-z0-9_][A-Za-z0-9_-]{0,99}):(?: +|$))?(.*)")
_PLAIN: Final = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^:#]|:(?=\S)|(?<=\S)\#)*(?<!\s)""")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\["\\nt])*)"')
_FLOW_PLAIN: Final = re.compile(
    r"""[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^,\[\]{}:#?]|:(?=[^\s,\[\]{}])|(?<=\S)\#)*(?<!\s)"""
)
_FLOW_KEY: Final = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_-]{0,99}): +")
_NEXT: Final = re.compile(r" *, +")
_ESCAPE: Final = re.compile(r"\\(.)")
_MEANT: Final = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_DEEPEST: Final = 30


class LineList(list[Any]):
    """A list that stands on one line, in brackets."""


class LineGroup(dict[str, Any]):
    """A group of keys and values that stands on one line, in braces."""


class _OtherFormError(Exception):
    """The text is not, or not surely, in canonical form."""


def canonical_data(text: str) -> dict[str, Any] | None:
    """The data of a file in canonical form, every scalar as text; None where the form is another.

    What stands on one line is a LineList or a LineGroup.
    """
    if _OTHER_CHARACTERS.search(text):
        return None
    try:
        return _Reader(text).read()
    except _OtherFormError:
        return None


class _Reader:
    """Reads the lines of one file in turn: each as its indentation, dash, key, and the rest."""

    def __init__(self, text: str) -> None:
        self._rows: list[tuple[int, int, str | None, str]] = []
        for line in text.split("\n"):
            bare = line.lstrip(" ")
            if bare and bare[0] != "#":
                self._rows.append(_row(line))
        self._at = 0

    def read(self) -> dict[str, Any]:
        """The mapping that the whole file is."""
        if not self._rows or self._rows[0][1]:
            raise _OtherFormError
        data = self._mapping(0, 0)
        if self._at < len(self._rows):
            raise _OtherFormError
        return data

    def _mapping(self, indent: int, depth: int) -> dict[str, Any]:
        rows, data = self._rows, dict[str, Any]()
        while self._at < len(rows):
            start, dash, key, rest = rows[self._at]
            if start < indent:
                break
            if start > indent or dash or key is None or key in data:
                raise _OtherFormError
            self._at += 1
            data[key] = _scalar(rest) if rest else self._below(indent, depth)
        return data

    def _below(self, indent: int, depth: int) -> Any:
        """What stands indented below a key; nothing where the next line is no deeper."""
        if self._at == len(self._rows) or self._rows[self._at][0] <= indent:
            return None
        if depth > _DEEPEST:
            raise _OtherFormError
        start, dash, _key, _rest = self._rows[self._at]
        return self._sequence(start, depth + 1) if dash else self._mapping(start, depth + 1)

    def _sequence(self, indent: int, depth: int) -> list[Any]:
        rows, data = self._rows, list[Any]()
        while self._at < len(rows):
            start, dash, key, rest = rows[self._at]
            if start < indent:
                break
            if start > indent or not dash or (key is None and not rest):
                raise _OtherFormError
            if key is None:
                self._at += 1
                data.append(_scalar(rest))
            else:
                rows[self._at] = (start + dash, 0, key, rest)
                data.append(self._mapping(start + dash, depth + 1))
        return data


def _row(line: str) -> tuple[int, int, str | None, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise _OtherFormError
    indent, dash, key, rest = found.groups()
    return len(indent), len(dash or ""), key, rest


def _scalar(text: str) -> Any:
    """What stands on one line after a key or a dash."""
    if text[0] in '"[{':
        value, end = _flow(text, 0, 0)
        if end < len(text):
            raise _OtherFormError
        return value
    return _known_plain(text)


@cache
def _always_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None


def _known_plain(text: str) -> str | None:
    plain = _always_plain(text) if len(text) < 24 else _PLAIN.fullmatch(text) is not None
    if not plain:
        raise _OtherFormError
    return None if text in NULLS else text


def _flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """The value that begins at `at`, and where it ends."""
    if depth > _DEEPEST:
        raise _OtherFormError
    if text[at : at + 1] == "[":
        return _flow_list(text, at + 1, depth + 1)
    if text[at : at + 1] == "{":
        return _flow_group(text, at + 1, depth + 1)
    found = _QUOTED.match(text, at)
    if found:
        raw = found[1]
        return (_ESCAPE.sub(lambda e: _MEANT[e[1]], raw) if "\\" in raw else raw), found.end()
    found = _FLOW_PLAIN.match(text, at)
    if not found:
        raise _OtherFormError
    return (None if found[0] in NULLS else found[0]), found.end()


def _flow_list(text: str, at: int, depth: int) -> tuple[LineList, int]:
    values = LineList()
    if text[at : at + 1] == "]":
        return values, at + 1
    while True:
        value, at = _flow(text, at, depth)
        values.append(value)
        if text[at : at + 1] == "]":
            return values, at + 1
        at = _after_comma(text, at)


def _flow_group(text: str, at: int, depth: int) -> tuple[LineGroup, int]:
    values = LineGroup()
    if text[at : at + 1] == "}":
        return values, at + 1
    while True:
        key = _FLOW_KEY.match(text, at)
        if key is None or key[1] in values:
            raise _OtherFormError
        values[key[1]], at = _flow(text, key.end(), depth)
        if text[at : at + 1] == "}":
            return values, at + 1
        at = _after_comma(text, at)


def _after_comma(text: str, at: int) -> int:
    found = _NEXT.match(text, at)
    if found is None:
        raise _OtherFormError
    return found.end()
