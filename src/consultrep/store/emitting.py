"""Plain data written as YAML in canonical form, fast: for records that no person has written yet.

A record with comments goes through the round trip instead (`store.round_trip`), a hundred times slower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from consultrep.errors import ConsultrepError, ExitCode
from consultrep.messages import gettext as _
from consultrep.store.canonical_reading import LineGroup, LineList, canonical_data
from consultrep.store.folders import modeline
from consultrep.store.formatting import format_text, needs_quotes, plain_keys, with_line_feeds
from consultrep.store.plain_yaml import plain_loader

_SHORT: Final = 12
_MAPPING, _SEQUENCE, _END = 1, 2, 0
_WORTH_REMEMBERING: Final = 60
_ESCAPES: Final = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n", ord("\t"): "\\t"}


class ChangeRefusedError(ConsultrepError):
    """What would be saved is not what was meant."""

    exit_code = ExitCode.BUG


def emit(data: Mapping[str, Any], kind: str) -> str:
    """A record file in canonical form, of data whose scalars are text; `kind` is a name of a schema.

    Raises ChangeRefusedError where another YAML reader does not get the same data back.
    """
    text = _text(_laid_out_parts(data), kind)
    if _events(text) != _expect(data, []):
        raise ChangeRefusedError(_("what would be saved is not what was meant; nothing was written"))
    return text


def emitted_data(text: str, kind: str) -> dict[str, Any] | None:
    """The data of a file that is exactly what `emit` writes of it; None of any other."""
    data = canonical_data(text)
    return data if data is not None and _text(_laid_out_parts(data), kind) == text else None


def is_canonical(text: str, kind: str) -> bool:
    """Whether there is surely nothing to format in a file: what it says would be written as it stands, on as
    many lines; its comments and empty lines stay in any case."""
    if not text.startswith(f"{modeline(kind)}\n") or text.endswith("\n\n") or not text.endswith("\n"):
        return False
    data = canonical_data(text)
    return data is not None and _without_remarks(_text(data, kind)) == _without_remarks(text)


def canonical_text(text: str, kind: str) -> str:
    """The canonical form of a file that the reader has passed, at once where it is canonical already.

    Raises FormattingRefusedError where data or comments would not survive.
    """
    source = with_line_feeds(text)
    return source if is_canonical(source, kind) else format_text(source, kind)


def _without_remarks(text: str) -> list[str]:
    """The lines of a text but those that are empty or only a comment."""
    lines = ((line, line.lstrip(" ")) for line in text.split("\n"))
    return [line for line, bare in lines if bare and bare[0] != "#"]


def _laid_out_parts(data: Mapping[str, Any]) -> dict[str, Any]:
    """A file's data, each part laid out; the whole never stands on one line."""
    return {key: _laid_out(part) for key, part in data.items()}


def _laid_out(value: Any) -> Any:
    """Data with what is short marked to stand on one line."""
    if not _is_nested(value):
        return value
    if isinstance(value, dict):
        return LineGroup(value) if fits_a_line(value) else _laid_out_parts(value)
    return LineList(value) if fits_a_line(value) else [_laid_out(part) for part in value]


def _text(data: Mapping[str, Any], kind: str) -> str:
    lines = [modeline(kind)]
    _add_mapping(data, "", plain_keys(kind), lines)
    return "\n".join(lines) + "\n"


def plain_data(value: Any) -> Any:
    """Data as the strict reader gives it back: every scalar as text."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain_data(part) for key, part in value.items()}
    return [plain_data(part) for part in value] if isinstance(value, Sequence) else plain_scalar(value)


def plain_scalar(value: Any) -> str:
    """A scalar as the strict reader gives it back."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def fits_a_line(value: Mapping[str, Any] | Sequence[Any]) -> bool:
    """Whether it is written on one line: a list of words or numbers, a mapping of short ones."""
    if isinstance(value, dict):
        return all(not _is_nested(part) and len(str(part)) < _SHORT for part in value.values())
    return not any(map(_is_nested, value))


def _events(text: str) -> list[str | int]:
    """What a YAML parser says of a text: scalars as text, starts and ends of what holds others as numbers."""
    import yaml

    marks = {
        yaml.MappingStartEvent: _MAPPING,
        yaml.MappingEndEvent: _END,
        yaml.SequenceStartEvent: _SEQUENCE,
        yaml.SequenceEndEvent: _END,
    }
    return [
        event.value if type(event) is yaml.ScalarEvent else marks[type(event)]
        for event in yaml.parse(text, Loader=plain_loader())
        if type(event) is yaml.ScalarEvent or type(event) in marks
    ]


def _expect(value: Any, said: list[str | int]) -> list[str | int]:
    """Add to `said` what a YAML parser is to say of plain data."""
    if isinstance(value, str):
        said.append(value)
        return said
    if isinstance(value, dict):
        said.append(_MAPPING)
        for key, part in value.items():
            said.append(key)
            _expect(part, said)
    else:
        said.append(_SEQUENCE)
        for part in value:
            _expect(part, said)
    said.append(_END)
    return said


def _is_nested(value: Any) -> bool:
    return isinstance(value, (dict, list, tuple))


def _add_mapping(
    data: Mapping[str, Any], indent: str, keys: frozenset[str], lines: list[str], above: str = ""
) -> None:
    """Add the lines of a mapping that stands below the key `above`; `keys` are those of bare numbers."""
    for key, value in data.items():
        if isinstance(value, (LineList, LineGroup)):
            lines.append(f"{indent}{key}: {_flow(value, keys, key)}")
        elif _is_nested(value):
            lines.append(f"{indent}{key}:")
            add = _add_mapping if isinstance(value, dict) else _add_list
            add(value, f"{indent}  ", keys, lines, key)
        else:
            lines.append(f"{indent}{key}: {_scalar(value, plain=key in keys or above in keys, flow=False)}")


def _add_list(values: Sequence[Any], indent: str, keys: frozenset[str], lines: list[str], above: str) -> None:
    """Add the lines of a list that stands below the key `above`."""
    for value in values:
        if isinstance(value, (LineList, LineGroup)):
            lines.append(f"{indent}- {_flow(value, keys, above)}")
        elif isinstance(value, dict):
            first = len(lines)
            _add_mapping(value, f"{indent}  ", keys, lines, above)
            lines[first] = f"{indent}- {lines[first].lstrip()}"
        else:
            lines.append(f"{indent}- {_scalar(value, plain=above in keys, flow=False)}")


def _flow(value: Any, keys: frozenset[str], above: str) -> str:
    if isinstance(value, dict):
        plain = above in keys
        parts = (f"{k}: {_scalar(part, plain=plain or k in keys, flow=True)}" for k, part in value.items())
        return f"{{{', '.join(parts)}}}"
    return f"[{', '.join(_scalar(part, plain=above in keys, flow=True) for part in value)}]"


def _scalar(value: Any, *, plain: bool, flow: bool) -> str:
    text = plain_scalar(value)
    quoted = _remembered if len(text) < _WORTH_REMEMBERING else needs_quotes
    return _quoted(text) if quoted(text, plain=plain, flow=flow) else text


@cache
def _remembered(text: str, *, plain: bool, flow: bool) -> bool:
    return needs_quotes(text, plain=plain, flow=flow)


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
