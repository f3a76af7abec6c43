"""Plain data checked against the model, each error in words for a person and at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from consultrep.errors import Problem
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.model.base import ADDRESS_PATTERN, FULL_ID_PATTERN, ID_PATTERN, Stored
from consultrep.model.hints import did_you_mean
from consultrep.store.yaml_text import Document

Model = TypeVar("Model", bound=Stored)

_MESSAGES: Final = {
    "missing": mark("the key {key} is missing"),
    "extra_forbidden": mark("the key {key} is not known here"),
    "string_type": mark("{key}: a text is expected"),
    "string_unicode": mark("{key}: the text holds a character that cannot be written"),
    "string_too_short": mark("{key}: the text is empty"),
    "string_too_long": mark("{key}: the text is too long"),
    "string_pattern_mismatch": mark("{key}: {value} does not have the expected form"),
    "enum": mark("{key}: {value} is not one of {expected}"),
    "literal_error": mark("{key}: {value} is not one of {expected}"),
    "int_parsing": mark("{key}: {value} is not a whole number"),
    "int_type": mark("{key}: a whole number is expected"),
    "float_parsing": mark("{key}: {value} is not a number"),
    "less_than_equal": mark("{key}: {value} is too large"),
    "bool_parsing": mark("{key}: {value} is neither true nor false"),
    "bool_type": mark("{key}: true or false is expected"),
    "greater_than_equal": mark("{key}: {value} is too small"),
    "list_type": mark("{key}: a list is expected"),
    "tuple_type": mark("{key}: a list of two numbers is expected"),
    "too_short": mark("{key}: the list has too few entries"),
    "too_long": mark("{key}: the list has too many entries"),
    "model_type": mark("{key}: a group of keys is expected"),
    "model_attributes_type": mark("{key}: a group of keys is expected"),
}
_FORMS: Final = {
    ADDRESS_PATTERN: mark("an address that begins with https:// or http://"),
    ID_PATTERN: mark("small letters, digits and hyphens, such as 2014-forum"),
    FULL_ID_PATTERN: mark("the id of a report, a slash and the id of an item, such as 2014-forum/r3"),
    r"^sha256:[0-9a-f]{16}$": mark("sha256: and 16 hexadecimal digits"),
    r"^[0-9a-f]{64}$": mark("64 hexadecimal digits"),
    r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$": mark("a section number such as 4.1.2"),
}


def validate(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """The model of the document's data, or what keeps it from being one."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        return None, [_problem(document, detail, model) for detail in error.errors()]


def _problem(document: Document, detail: ErrorDetails, model: type[Stored]) -> Problem:
    kind, loc = detail["type"], detail["loc"]
    location = document.locate(loc, at_key=kind == "extra_forbidden")
    return Problem(location, "schema", _message(detail), hint=_hint(detail, model))


def _message(detail: ErrorDetails) -> str:
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    template = _MESSAGES.get(detail["type"])
    if template is None:
        return detail["msg"]
    names = [part for part in detail["loc"] if isinstance(part, str)]
    key = names[-1] if names else _("the file")
    expected = detail.get("ctx", {}).get("expected", "")
    return _(template).format(key=key, value=_shown(detail["input"]), expected=_listed(expected))


def _hint(detail: ErrorDetails, model: type[Stored]) -> str:
    if detail["type"] == "extra_forbidden":
        known = list(_keys_at(model, detail["loc"][:-1]))
        everything = _("known here: {names}").format(names=", ".join(known))
        return did_you_mean(str(detail["loc"][-1]), known, everything)
    if detail["type"] in {"enum", "literal_error"}:
        expected = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return did_you_mean(str(detail["input"]), expected)
    if detail["type"] == "string_pattern_mismatch":
        form = _FORMS.get(detail["ctx"]["pattern"])
        return _(form) if form else ""
    return ""


def _keys_at(model: type[Stored], loc: tuple[int | str, ...]) -> Iterator[str]:
    """The keys that the model knows at `loc`, found by walking its JSON Schema."""
    whole = model.model_json_schema()
    part: dict[str, Any] = whole
    for step in loc:
        part = _step_into(part.get("items", {}) if isinstance(step, int) else _property(part, step), whole)
    yield from part.get("properties", {})


def _property(part: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = part.get("properties", {}).get(name, {})
    return found


def _step_into(part: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    for option in part.get("anyOf", []):
        if option.get("type") != "null":
            part = option
            break
    reference = part.get("$ref", "").removeprefix("#/$defs/")
    resolved: dict[str, Any] = whole["$defs"][reference] if reference else part
    return resolved


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "...")


def _listed(expected: str) -> str:
    return expected.replace(" or ", ", ").replace("'", "")
