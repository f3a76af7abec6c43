"""What every stored thing shares: frozen, unknown keys refused, and short text types."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from consultrep.messages import gettext as _

ADDRESS_PATTERN: Final = r"^https?://[^\s<>]+$"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ID_PATTERN: Final = r"^[a-z0-9][a-z0-9-]*$"
FULL_ID_PATTERN: Final = r"^[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*$"


class Stored(BaseModel):
    """A part of a record: it cannot be changed once read, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def empty_list() -> Any:
    """The default of a list: a new one each time, where pydantic would copy one at twenty times the cost."""
    return Field(default_factory=list, json_schema_extra={"default": []})


def empty_dict() -> Any:
    """The default of a mapping."""
    return Field(default_factory=dict, json_schema_extra={"default": {}})


def _without_control_characters(text: str) -> str:
    bad = _CONTROL.search(text)
    if bad is not None:
        raise ValueError(
            _("the text holds the control character U+{code:04X}; remove it").format(code=ord(bad.group()))
        )
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_without_control_characters),
]
"""Text for people: not empty, no control characters (they could drive a terminal)."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
"""A name in files and on the command line: small letters, digits, hyphens."""

FullId = Annotated[str, StringConstraints(pattern=FULL_ID_PATTERN, max_length=161)]
"""The id of an item within its library: `REPORT/ITEM`."""

Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN)]
"""An address on the web."""

Name = Text
"""The id of an actor of the library, or the name of a body that the library does not list."""
