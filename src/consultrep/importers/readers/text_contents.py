"""Tables of contents in a text, which say nothing that the text does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from consultrep.importers.readers.text_lines import Line
from consultrep.language.folding import fold

_TITLE: Final = re.compile(
    r"(table of contents|contents|table des matieres|sommaire|on this page|sur cette page)$"
)
_LEADERS: Final = re.compile(r"(\.\s?){5,}|…{2,}|_{5,}\s*\d|·{5,}")
_PAGE: Final = re.compile(r"(\s{2,}|\t|\s*\.{2,}\s*)(\d{1,3}|[ivxl]{1,5})$")
_HEAD: Final = re.compile(r"(paragraphs?|paragraphes?|pages?)(\s+pages?)?$")
_MANY: Final = 400


def drop_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines with tables of contents made blank, and lines that dots lead to a page number."""
    dropped = {
        number for number, line in enumerate(lines) if _LEADERS.search(line.text) and _leads(line.text)
    }
    keys = [_key(line.text) for line in lines]
    counts = Counter(keys)
    for number, line in enumerate(lines):
        if len(line.text) < 30 and _TITLE.match(fold(line.text.rstrip(" :"))):
            dropped |= _entries(lines, keys, counts, number)
    return [
        Line(line.start, line.start, 0, line.page, "") if number in dropped else line
        for number, line in enumerate(lines)
    ]


def _leads(text: str) -> bool:
    """Whether leaders go to a page number or the line's end, as they do in no sentence."""
    return bool(re.search(r"(\.\s?){5,}|…{2,}|_{5,}|·{5,}", text) and re.search(r"[\divxl.…_·\s]{2,}$", text))


def _key(text: str) -> str:
    """An entry's words without number and page, to find the heading that it stands for."""
    bare = _PAGE.sub("", _LEADERS.split(text)[0].rstrip(" .\t"))
    return re.sub(r"^(\d+(\.\d+)*|[ivxl]+|[a-z])[.)]?\s+", "", fold(bare)).strip(" .:")


def _entries(lines: Sequence[Line], keys: Sequence[str], counts: Counter[str], title: int) -> set[int]:
    """The title of a table of contents and its entries; nothing for `sommaire` without entries."""
    found: set[int] = set()
    seen: set[str] = set()
    for number in range(title + 1, min(title + _MANY, len(lines))):
        text = lines[number].text
        if not text:
            continue
        if keys[number] in seen or not _is_entry(lines, keys, counts, number):
            break
        seen.add(keys[number])
        found.add(number)
    if not found and fold(lines[title].text).startswith("sommaire"):
        return set()
    return found | {title}


def _is_entry(lines: Sequence[Line], keys: Sequence[str], counts: Counter[str], number: int) -> bool:
    """Whether a line under the title is an entry, or the first half of one."""
    text = lines[number].text
    if len(text) > 300 or not keys[number]:
        return False
    if _LEADERS.search(text) or _PAGE.search(text) or counts[keys[number]] > 1 or _HEAD.match(fold(text)):
        return True
    following = next((line.text for line in lines[number + 1 : number + 3] if line.text), "")
    return bool(_LEADERS.search(following) and not text.endswith("."))
