"""The texts of an HTML fragment set as their languages ask, each in the language that its element names."""

from __future__ import annotations

import re
from typing import Final

from consultrep.language import typeset
from consultrep.render.tree import VOID

_TAG: Final = re.compile(r"(<[^>]*>)")
_NAME: Final = re.compile(r"</?([a-zA-Z][\w-]*)")
_LANG: Final = re.compile(r'\slang="([^"]*)"')
_AS_IT_STANDS: Final = frozenset({"script", "style", "svg", "code"})


def typeset_html(html: str, language: str) -> str:
    """The fragment with the spaces of each text's language; `language` is that of the fragment.

    >>> typeset_html('<p>a : <span lang="en">b : c</span> : d</p>', "fr").replace("\u00a0", "~")
    '<p>a~: <span lang="en">b : c</span>~: d</p>'
    """
    languages, names = [language], [""]
    parts = _TAG.split(html)
    for place, part in enumerate(parts):
        if place % 2 == 0:
            parts[place] = part if _AS_IT_STANDS & set(names) else typeset(part, languages[-1])
            continue
        found = _NAME.match(part)
        name = found.group(1).casefold() if found else ""
        if part.startswith("</"):
            if len(names) > 1:
                names.pop()
                languages.pop()
        elif name and name not in VOID and not part.endswith("/>"):
            own = _LANG.search(part)
            names.append(name)
            languages.append(own.group(1) if own else languages[-1])
    return "".join(parts)
