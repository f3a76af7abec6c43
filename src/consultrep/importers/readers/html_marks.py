"""Footnotes of a page: their marks in the text, the lists that hold them, the links back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.html_names import MARKS, NOTE_LISTS, NOTES
from consultrep.importers.readers.html_page import tag, tokens
from consultrep.importers.readers.markup import all_text
from consultrep.importers.readers.runs import clean

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_LABEL: Final = re.compile(
    r"(return to )?((foot|end)?note|note de bas de page|note de fin|renvoi|(retour à la )?référence)"
    r"( de la note de bas de page)?\s*",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"[\[(]?\s*(\d{1,3}(\s*,\s*\d{1,3})*|[*†‡§]{1,3}|[a-z]|[ivx]{1,5})\s*[\])]?[*.]?", re.IGNORECASE
)
_TARGET: Final = re.compile(
    r"#_?(fn|ftn|edn|end_?note|foot_?note|note|cite|ref|n|fnref|ftnref|ednref|nbp|renvoi)s?[-_:.]?[\w:.-]*\d",
    re.IGNORECASE,
)
_BACK: Final = re.compile(r"(ref|rf|rtn|back|src|retour|return|txt|anchor)", re.IGNORECASE)
_NOTE_ID: Final = re.compile(
    r"_?(fn|ftn|edn|end_?note|foot_?note|cite_note|footnote-content|nbp|note)[-_:.]?\d{1,3}(-\d)?",
    re.IGNORECASE,
)
_ARROWS: Final = re.compile(r"[\s↩↑⤴⇑^⏎↵▲←\ufe0e\ufe0f\[\]]+")
_HOLDERS: Final = frozenset({"p", "li", "dd", "div", "aside", "section"})


def is_note_list(element: Element) -> bool:
    """Whether an element holds the footnotes of a page."""
    if tag(element) in {"sup", "a", "span"}:
        return False
    if tag(element) == "dl" and any(tag(e) == "dd" and is_note(e) for e in element):
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    role = element.get("role") or element.get("epub:type") or ""
    if "mso-element:footnote-list" in style or "mso-element:endnote-list" in style:
        return True
    return role in {"doc-endnotes", "doc-footnotes", "footnotes", "endnotes"} or bool(
        tokens(element) & NOTE_LISTS
    )


def is_note(element: Element) -> bool:
    """Whether an element is a single footnote."""
    if tag(element) not in _HOLDERS:
        return False
    name = element.get("id") or ""
    return element.get("role") == "doc-footnote" or bool(_NOTE_ID.fullmatch(name) or tokens(element) & NOTES)


def note_number(text: str) -> str:
    """The number in a label such as `Footnote 3`, nothing where there is none."""
    found = _MARK.fullmatch(_LABEL.sub("", clean(text), count=1))
    return found.group(1) if found else ""


def mark_number(element: Element, before: str) -> str:
    """The number of the note that a link or raised text refers to, nothing where it is no mark.

    `before` is the text that stands in front of it: `m` and `10` make a unit or a power of the figure.
    """
    name = tag(element)
    if name not in {"a", "sup"} and not tokens(element) & MARKS:
        return ""
    number = note_number(all_text(element))
    if not number or len(all_text(element)) > 60:
        return ""
    named = bool(tokens(element) & MARKS)
    link = _link(element)
    if link is not None:
        known = named or name == "sup" or bool(_TARGET.search(link)) or "[" in all_text(element)
        return number if "#" in link and known else ""
    plain = name == "sup" and not number.isalpha() and _can_be_noted(before)
    return number if plain or named else ""


def is_own_mark(element: Element) -> bool:
    """Whether a mark leads back to the text, and so stands in the note itself."""
    link = _link(element)
    return link is not None and bool(_BACK.search(link.rpartition("#")[2]))


def is_link_back(element: Element) -> bool:
    """Whether an element is no more than an arrow back to the text."""
    if tag(element) not in {"a", "sup", "span"}:
        return False
    text = all_text(element)
    linked = _link(element)
    return linked is not None and "#" in linked and bool(_ARROWS.fullmatch(text))


def _link(element: Element) -> str | None:
    """Where the element or the first link in it leads."""
    return next((e.get("href") for e in element.iter("a") if e.get("href")), None)


def _can_be_noted(before: str) -> bool:
    text = before.rstrip()
    return not text or bool(re.search(r"([^\W\d_]{3,}|[^\w\s])$", text))
