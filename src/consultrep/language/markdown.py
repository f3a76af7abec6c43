"""Text as data in a Markdown document."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~#])")
_OPENING: Final = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)])(?=\s|$))")
_SPACE: Final = re.compile(r"[^\S\u00a0\u202f]+")


def escape_markdown(text: str) -> str:
    """`text` on one line, so that Markdown shows its characters and reads none of them as marks.

    >>> escape_markdown("1. *a*|b <i>")
    '1\\\\. \\\\*a\\\\*\\\\|b \\\\<i\\\\>'
    """
    return escape_opening(escape_within(_SPACE.sub(" ", text).strip(" ")))


def escape_within(text: str) -> str:
    """The same for a piece that does not open a line: its spaces stay, and a dash at its start is no bullet.

    >>> escape_within(" - *a*")
    ' - \\\\*a\\\\*'
    """
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")


def escape_opening(line: str) -> str:
    """A line that starts with no mark of a list or a rule.

    >>> escape_opening("- a"), escape_opening("2014. b")
    ('\\\\- a', '2014\\\\. b')
    """
    opening = _OPENING.match(line)
    if opening is None:
        return line
    if opening.group(2):
        return "\\" + line
    return f"{opening.group(3)}\\{line[len(opening.group(3)) :]}"
