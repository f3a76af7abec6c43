"""Plain data written as YAML in canonical form, fast: for records that no person has written yet.

A record with comments goes through the round trip instead (`store.round_trip`), a hundred times slower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from consultrep.errors import ConsultrepError, ExitCode
from consultrep.messages import gettext as _
from consultrep.store.canonical_reading import canonical_data
from consultrep.store.folders import modeline
from consultrep.store.formatting import needs_quotes, plain_keys

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
    text = _text(data, kind)
    if _events(text) != _expect(data, []):
        raise ChangeRefusedError(_("what would be saved is not what was meant; nothing was written"))
    return text


def is_emitted(text: str, kind: str) -> bool:
    """Whether a file is exactly what `emit` writes of its data, so that nothing is to be formatted in it."""
    data = canonical_data(text)
    return data is not None and _text(data, kind) == text


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
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return [
        event.value if type(event) is yaml.ScalarEvent else marks[type(event)]
        for event in yaml.parse(text, Loader=loader)
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


def _add_mapping(data: Mapping[str, Any], indent: str, keys: frozenset[str], lines: list[str]) -> None:
    for key, value in data.items():
        if not _is_nested(value):
            lines.append(f"{indent}{key}: {_scalar(value, plain=key in keys, flow=False)}")
        elif fits_a_line(value):
            lines.append(f"{indent}{key}: {_flow(value, keys, key)}")
        else:
            lines.append(f"{indent}{key}:")
            add = _add_mapping if isinstance(value, dict) else _add_list
            add(value, f"{indent}  ", keys, lines)


def _add_list(values: Sequence[Any], indent: str, keys: frozenset[str], lines: list[str]) -> None:
    for value in values:
        if isinstance(value, dict) and not fits_a_line(value):
            first = len(lines)
            _add_mapping(value, f"{indent}  ", keys, lines)
            lines[first] = f"{indent}- {lines[first].lstrip()}"
        elif _is_nested(value):
            lines.append(f"{indent}- {_flow(value, keys)}")
        else:
            lines.append(f"{indent}- {_scalar(value, plain=False, flow=False)}")


def _flow(value: Any, keys: frozenset[str], key: str = "") -> str:
    if isinstance(value, dict):
        plain = key in keys
        parts = (f"{k}: {_scalar(part, plain=plain or k in keys, flow=True)}" for k, part in value.items())
        return f"{{{', '.join(parts)}}}"
    return f"[{', '.join(_scalar(part, plain=key in keys, flow=True) for part in value)}]"


def _scalar(value: Any, *, plain: bool, flow: bool) -> str:
    text = plain_scalar(value)
    quoted = _remembered if len(text) < _WORTH_REMEMBERING else needs_quotes
    return _quoted(text) if quoted(text, plain=plain, flow=flow) else text


@cache
def _remembered(text: str, *, plain: bool, flow: bool) -> bool:
    return needs_quotes(text, plain=plain, flow=flow)


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
