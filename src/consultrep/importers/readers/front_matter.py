"""What the lines between `---` at the head of a Markdown file say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from consultrep.messages import Language

_BLOCK: Final = re.compile(r"\s*---[ \t]*\n(?P<body>(?:.*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD: Final = re.compile(r"^(?P<key>[A-Za-z_ -]{2,30})\s*:[ \t]*(?P<value>\S.*?)[ \t]*$", re.MULTILINE)
_DATES: Final = ("modified", "date-modified", "last-modified", "lastmod", "updated", "date")


@dataclass(frozen=True)
class FrontMatter:
    """The facts named, and the offset where the text itself begins (0 without front matter)."""

    end: int = 0
    title: str | None = None
    language: Language | None = None
    modified: str | None = None


def parse_front_matter(text: str) -> FrontMatter:
    """The front matter of a Markdown text; only simple `key: value` lines count."""
    found = _BLOCK.match(text)
    if not found or (found["body"] and not _FIELD.search(found["body"])):
        return FrontMatter()
    fields: dict[str, str] = {}
    for field in _FIELD.finditer(found["body"]):
        fields.setdefault(re.sub(r"[_ ]", "-", field["key"].lower()), field["value"].strip("\"'"))
    code = fields.get("lang", fields.get("language", ""))[:2].lower()
    language: Language | None = "fr" if code == "fr" else "en" if code == "en" else None
    modified = next((fields[key] for key in _DATES if key in fields), None)
    return FrontMatter(found.end(), fields.get("title"), language, modified)
