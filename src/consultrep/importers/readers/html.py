"""Reads web pages: the content of a page of any template, without what frames it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from consultrep.importers.document import BlockKind, Document, Facts
from consultrep.importers.readers.drafts import Draft, assemble
from consultrep.importers.readers.drafts_structure import (
    with_bold_headings,
    with_notes,
    with_title,
    with_typed_items,
    without_contents,
)
from consultrep.importers.readers.encoding import decode
from consultrep.importers.readers.html_chrome import Chrome
from consultrep.importers.readers.html_flow import Flow, Frame
from consultrep.importers.readers.html_page import Sizes, content_root, language, page_facts, tag
from consultrep.importers.readers.html_tables import Tables
from consultrep.importers.readers.markup import all_text, parse_html
from consultrep.importers.readers.runs import clean
from consultrep.messages import Language

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_DECLARED: Final = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_HEAD: Final = 1 << 14


def read_html(data: bytes, name: str, charset: str = "") -> Document:
    """The document that a web page holds, a line a block; `charset` is what an HTTP header declared.

    Raises BadDocumentError for a page without text, and for one nested too deeply to be read whole.
    """
    tree = parse_html(decode(data, charset or declared_charset(data)), "html")
    if tree is None:
        return assemble([], name, "html", Facts())
    sizes = Sizes(tree)
    root = content_root(tree, sizes)
    facts = page_facts(tree)
    spoken = _spoken(root, tree)
    frame = Frame(language=None if spoken == facts.language else spoken)
    drafts = Flow(Chrome(root, sizes, root is not tree), Tables().read, frame).read(root)
    drafts = _with_first_title(without_contents(drafts), tree, facts)
    drafts = with_notes(with_typed_items(with_title(with_bold_headings(drafts))))
    return assemble(drafts, name, "html", replace(facts, title=facts.title or _title(drafts, tree)))


def _title(drafts: Sequence[Draft], tree: Element) -> str | None:
    """The title that the content has, else the one that the window shows."""
    shown = [d.text for d in drafts if d.kind is BlockKind.TITLE]
    return next(filter(None, [*shown, *(clean(all_text(e)) for e in tree.iter("title"))]), None)


def declared_charset(data: bytes) -> str:
    """The charset that a page's first lines declare, nothing where they do not.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')
    'iso-8859-1'
    """
    found = _DECLARED.search(data[:_HEAD])
    return next(group for group in found.groups() if group).decode("ascii", "replace") if found else ""


def _spoken(root: Element, tree: Element) -> Language | None:
    """The language of the nearest element around the content that states one, the page itself left out."""
    around = [root, *root.iterancestors()]
    return next((language(e) for e in around if e is not tree and tag(e) != "html" and language(e)), None)


def _with_first_title(drafts: Sequence[Draft], tree: Element, facts: Facts) -> list[Draft]:
    """The drafts with the first of the highest headings, or the one above the content, as title."""
    if any(d.kind is BlockKind.TITLE for d in drafts):
        return list(drafts)
    firsts = [i for i, d in enumerate(drafts) if d.kind is BlockKind.HEADING and d.level == 1]
    stated = _stated(tree, facts)
    if not firsts:
        above = [clean(all_text(e)) for e in tree.iter("h1")]
        chosen = max((text for text in above if text and _key(text) in stated), key=len, default="")
        return [Draft(BlockKind.TITLE, chosen), *drafts] if chosen else list(drafts)
    named = next((i for i in firsts if _key(drafts[i].text) in stated), None)
    if named is None and len(firsts) > 2:
        return list(drafts)
    place = firsts[0] if named is None else named
    return [
        replace(d, kind=BlockKind.TITLE, level=0) if i == place else _demoted(d, i, place)
        for i, d in enumerate(drafts)
    ]


def _demoted(draft: Draft, place: int, title: int) -> Draft:
    """A heading of the highest level above the title, such as a site's name, as a paragraph."""
    above = place < title and draft.kind is BlockKind.HEADING and draft.level == 1
    return replace(draft, kind=BlockKind.PARAGRAPH, level=0) if above else draft


def _stated(tree: Element, facts: Facts) -> str:
    titles = " ".join(clean(all_text(e)) for e in tree.iter("title"))
    return _key(f"{facts.title or ''} {titles}")


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
