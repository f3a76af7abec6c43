"""The spaces and dashes that a language's typography asks for, where a text is set to be read.

French as it is set in Canada: a no-break space within guillemets,
before a colon and before a percent or dollar sign; none before a semicolon, question or exclamation mark.
English is left as it stands.
"""

from __future__ import annotations

import re
from typing import Final

NO_BREAK: Final = "\u00a0"

_SPACES: Final = "[ \u00a0\u202f]"
_FRENCH: Final = (
    (re.compile(rf"«{_SPACES}*(?=\S)"), f"«{NO_BREAK}"),
    (re.compile(rf"(?<!\s){_SPACES}*»"), f"{NO_BREAK}»"),
    (re.compile(rf"(?<!\s){_SPACES}:(?!\S)"), f"{NO_BREAK}:"),
    (re.compile(rf"(?<=\d){_SPACES}([%$])"), f"{NO_BREAK}\\1"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NO_BREAK),
)


def typeset(text: str, language: str) -> str:
    """`text` with the spaces of its language.

    >>> typeset("un « jeu » : 12 000 $", "fr").replace("\u00a0", "~")
    'un «~jeu~»~: 12~000~$'
    >>> typeset("a : b", "en")
    'a : b'
    """
    if language != "fr":
        return text
    for pattern, setting in _FRENCH:
        text = pattern.sub(setting, text)
    return text
