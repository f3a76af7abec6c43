"""Reads Word documents: the text as it is shown, with what its styles say of each paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from consultrep.importers.document import BlockKind, Document, Facts
from consultrep.importers.readers.docx_flow import Flow
from consultrep.importers.readers.docx_numbering import Numbering
from consultrep.importers.readers.docx_package import Package, W, local, value
from consultrep.importers.readers.docx_styles import Styles
from consultrep.importers.readers.docx_tables import read_table
from consultrep.importers.readers.drafts import Draft, assemble
from consultrep.importers.readers.drafts_structure import (
    with_bold_headings,
    with_notes,
    with_title,
    with_typed_items,
    without_contents,
)
from consultrep.importers.readers.html_page import language_of
from consultrep.importers.readers.runs import clean

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_docx(data: bytes, name: str) -> Document:
    """The document that a Word file holds, a line a block; pages are not known.

    Raises BadDocumentError for a file that is damaged, encrypted, of the old format, or without text.
    """
    package = Package(data, name)
    styles = Styles(package.by_role("styles"))
    flow = Flow(styles, Numbering(package.by_role("numbering")), read_table)
    drafts = [] if package.body is None else _beside(_one_title(flow.read(package.body)))
    drafts = with_typed_items(with_title(with_bold_headings(without_contents(drafts))))
    drafts = [*with_notes(drafts), *_notes(package, flow)]
    return assemble(drafts, name, "docx", _facts(package.by_role("core-properties")))


def _one_title(drafts: list[Draft]) -> list[Draft]:
    """The drafts with title paragraphs in a row as one title, and later ones as headings above all others."""
    titles = [i for i, d in enumerate(drafts) if d.kind is BlockKind.TITLE]
    run = [i for n, i in enumerate(titles) if i == titles[0] + n]
    found: list[Draft] = []
    for place, draft in enumerate(drafts):
        if place in run[1:]:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {draft.text}")
        else:
            found.append(replace(draft, kind=BlockKind.PARAGRAPH) if place in titles[len(run) :] else draft)
    return found


def _beside(drafts: list[Draft]) -> list[Draft]:
    """The drafts, none of them boxed where the boxes hold most of the text: that is a page's frame."""
    boxed = sum(len(d.text) for d in drafts if d.boxed)
    framed = boxed > 0.6 * sum(len(d.text) for d in drafts)
    return [replace(d, boxed=False) for d in drafts] if framed else drafts


def _notes(package: Package, flow: Flow) -> list[Draft]:
    """The notes that the text refers to, in the order of their marks and numbered so."""
    found: list[Draft] = []
    for role in ("footnote", "endnote"):
        part = package.by_role(f"{role}s")
        if part is None:
            continue
        stories = {value(e, "id"): e for e in part.findall(W + role) if value(e, "type") in {None, "normal"}}
        wanted = dict.fromkeys(key for kind, key in flow.notes if kind == role)
        for number, key in enumerate(wanted, start=1):
            found += _note(stories.get(key), flow, str(number))
    return found


def _note(story: Element | None, flow: Flow, number: str) -> list[Draft]:
    drafts = [] if story is None else flow.read(story)
    return [
        replace(d, kind=BlockKind.NOTE, marker="" if i else number, level=0, boxed=False)
        for i, d in enumerate(drafts)
    ]


def _facts(properties: Element | None) -> Facts:
    """What the file's properties state."""
    said: dict[str, str] = {}
    for element in properties if properties is not None else ():
        said.setdefault(local(element), clean(element.text or ""))
    day = _DAY.match(said.get("modified", ""))
    return Facts(
        title=said.get("title") or None,
        language=language_of(said.get("language", "")),
        modified=day.group() if day else None,
    )
