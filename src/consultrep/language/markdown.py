"""Text as data in a Markdown document."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~#])")
_OPENING: Final = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)])(?=\s|$))")


def escape_markdown(text: str) -> str:
    """`text` on one line, so that Markdown shows its characters and reads none of them as marks.

    >>> escape_markdown("1. *a*|b <i>")
    '1\\\\. \\\\*a\\\\*\\\\|b \\\\<i\\\\>'
    """
    line = " ".join(text.split())
    escaped = _SPECIAL.sub(r"\\\1", line).replace("&", "&amp;")
    opening = _OPENING.match(escaped)
    if opening is None:
        return escaped
    if opening.group(2):
        return "\\" + escaped
    return f"{opening.group(3)}\\{escaped[len(opening.group(3)) :]}"
