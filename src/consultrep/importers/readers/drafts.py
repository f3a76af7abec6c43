"""Blocks in the making: what HTML and DOCX readers collect, and how a document is made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from consultrep.importers.document import BadDocumentError, Block, BlockKind, Document, Facts
from consultrep.importers.readers.runs import PLAIN, Look
from consultrep.messages import Language
from consultrep.messages import gettext as _

_LEVELLED: Final = frozenset({BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL})
_MARK: Final = re.compile(r"\s?\[(\d{1,3})\]")


@dataclass(frozen=True)
class Draft:
    """A block before levels, places and typed lists are known; `linked`: all of it leads to places within."""

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    table: int = 0
    row: int = 0
    column: str = ""
    boxed: bool = False
    language: Language | None = None
    look: Look = PLAIN
    linked: bool = False


def assemble(drafts: Sequence[Draft], name: str, format_name: str, facts: Facts) -> Document:
    """The document of finished drafts, one line a block; BadDocumentError where there is no text."""
    kept = [draft for draft in _without_marks(drafts) if any(c.isalnum() for c in draft.text)]
    if not kept:
        raise BadDocumentError(
            _("no text in {name}").format(name=name),
            _("check that the file is the report itself: a page built by scripts or of pictures has none"),
        )
    blocks, start = [], 0
    for draft in _relative(kept):
        level = draft.level if draft.kind in _LEVELLED else 0
        blocks.append(
            Block(
                draft.kind,
                draft.text,
                start,
                level=level,
                marker=draft.marker,
                table=draft.table,
                row=draft.row,
                column=draft.column,
                boxed=draft.boxed,
                language=draft.language,
            )
        )
        start += len(draft.text) + 1
    return Document(name, format_name, "\n".join(block.text for block in blocks), tuple(blocks), facts)


def _relative(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the smallest heading level in use as 1."""
    smallest = min((d.level for d in drafts if d.kind is BlockKind.HEADING), default=1)
    return [
        replace(d, level=max(d.level - smallest + 1, 1)) if d.kind is BlockKind.HEADING else d for d in drafts
    ]


def _without_marks(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without typed marks like `[3]` where there is a note 3."""
    numbers = {d.marker.strip("[].()") for d in drafts if d.kind is BlockKind.NOTE}

    def unmarked(found: re.Match[str]) -> str:
        return "" if found.group(1) in numbers else found.group()

    if not numbers - {""}:
        return list(drafts)
    return [d if d.kind is BlockKind.NOTE else replace(d, text=_MARK.sub(unmarked, d.text)) for d in drafts]
