"""A document as read: its text, and the blocks that the text is made of. Every reader answers with this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from consultrep.errors import ConsultrepError, ExitCode
from consultrep.messages import Language
from consultrep.messages import gettext as _


class BadDocumentError(ConsultrepError):
    """The document cannot be read: damaged, encrypted, too large, not what its name says, or without text."""

    exit_code = ExitCode.INVALID_DATA


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Have the message of a BadDocumentError from within say which file it is about."""
    try:
        yield
    except BadDocumentError as error:
        if name in error.message:
            raise
        message = _("{name}: {message}").format(name=name, message=error.message)
        raise BadDocumentError(message, error.hint) from error


class BlockKind(StrEnum):
    """What a block is in the document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    QUOTE = "quote"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True)
class Block:
    """A piece of the document: a heading, a paragraph, a list item, a table cell.

    `text` is for people and rules: single spaces, no soft hyphens, words whole that a line end had parted,
    no list marker, no footnote mark. `start` is the offset of its first character in `Document.text`;
    `offsets` the offset of each character (same length as `text`), None where it is `start`, `start + 1`, …
    `level` is the level of a heading (1 for the first below the title) or the depth of a list item (1, 2, …),
    `marker` its number or bullet as printed, `page` counts from 1. A cell has the `row` (0 for the heading
    row, counted anew in each table), the `table` (from 1) and its `column` heading. `boxed` is text beside
    the main one (an aside, a box); `language` is known where the document marks it.
    """

    kind: BlockKind
    text: str
    start: int
    offsets: Sequence[int] | None = None
    level: int = 0
    marker: str = ""
    page: int | None = None
    table: int = 0
    row: int = 0
    column: str = ""
    boxed: bool = False
    language: Language | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of `Document.text` that `text[start:end]` came from."""
        if self.offsets is None:
            return self.start + start, self.start + end
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True)
class Facts:
    """What a document says of itself in a machine-readable place; None where it says nothing."""

    title: str | None = None
    language: Language | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Document:
    """A document as read.

    `text` is the text read, line feeds only: of a text or Markdown file the file itself, of other formats one
    line a block. Lines and characters of an anchor count in it. `name` is the file's name, `format` one of
    `text markdown html pdf docx`.
    """

    name: str
    format: str
    text: str
    blocks: Sequence[Block]
    facts: Facts = field(default_factory=Facts)
