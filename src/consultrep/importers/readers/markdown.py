"""Markdown as blocks, each character led back to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from consultrep.importers.document import BadDocumentError, Block, BlockKind, Document, Facts
from consultrep.importers.readers.encoding import decode
from consultrep.importers.readers.front_matter import parse_front_matter
from consultrep.importers.readers.markdown_inline import Inline, read_inline
from consultrep.importers.readers.text_facts import MODIFIED, VERSION
from consultrep.importers.readers.text_markers import find_marker
from consultrep.messages import gettext as _

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOTE: Final = re.compile(r"\uf8f0\uf8f1([^\]\s]{1,40})\]:\s*")
_TAG: Final = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def read_markdown(data: bytes, name: str) -> Document:
    """The document that a Markdown file is; its `text` is the file, blocks lead back to its characters.

    Raises BadDocumentError where the bytes are no text or hold none.
    """
    text = decode(data)
    front = parse_front_matter(text)
    reading = _Reading(text, front.end)
    blocks = _with_title(list(reading.blocks()))
    if not blocks:
        raise BadDocumentError(
            _("{name} holds no text").format(name=name), _("check that this is the file you meant")
        )
    facts = Facts(front.title, front.language, front.modified or reading.modified)
    return Document(name, "markdown", text, blocks, facts)


class _Reading:
    """One pass over the tokens of a text, with the lists, quotes and tables that are open."""

    def __init__(self, text: str, begin: int) -> None:
        self.modified: str | None = None
        # Blank lines in the place of the front matter, and marks of two characters in that of `[^`, keep
        # every line and character where it was.
        self._text = re.sub(r"[^\n]", " ", text[:begin]) + text[begin:].replace("[^", "\uf8f0\uf8f1")
        self._starts = [0, *(found.end() for found in re.finditer("\n", text)), len(text)]
        self._lists: list[str] = []
        self._marker = ""
        self._quotes = 0
        self._heading = 0
        self._table = 0
        self._row = -1
        self._columns: list[str] = []
        self._cell = 0
        self._at = 0

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        for token in _parse(self._text):
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type in ("fence", "code_block", "html_block"):
                yield from self._verbatim(token)
            else:
                self._enter(token)

    def _enter(self, token: Token) -> None:
        """Note what opens or closes."""
        kind = token.type
        if kind.endswith("_list_open"):
            self._lists.append(token.type)
        elif kind.endswith("_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._marker = f"{token.info}{token.markup}"
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif kind == "heading_open":
            self._heading = int(token.tag[1])
        elif kind == "heading_close":
            self._heading = 0
        else:
            self._enter_table(token)

    def _enter_table(self, token: Token) -> None:
        if token.type == "table_open":
            self._table, self._row, self._columns = self._table + 1, -1, []
        elif token.type == "table_close":
            self._row = -1
        elif token.type == "tr_open":
            self._row, self._cell = self._row + 1, 0
            self._at = self._range(token)[0]

    def _range(self, token: Token) -> tuple[int, int]:
        """The characters of the lines that a token stands on."""
        begin, end = token.map or [0, 0]
        return self._starts[begin], self._starts[min(end, len(self._starts) - 1)]

    def _inline(self, token: Token) -> Iterator[Block]:
        start, end = self._range(token)
        if self._row >= 0:
            inline, self._at = read_inline(token.children or [], self._text, self._at, end)
            yield from self._in_cell(inline)
            return
        inline, _at = read_inline(token.children or [], self._text, start, end)
        for part in inline.parts(_NOTE) if self._heading == 0 else [inline]:
            yield from self._block(part)

    def _in_cell(self, inline: Inline) -> Iterator[Block]:
        clean, offsets = inline.clean()
        if not self._row:
            self._columns.append(clean)
        column = self._columns[self._cell] if self._cell < len(self._columns) else ""
        self._cell += 1
        if clean:
            yield Block(
                BlockKind.CELL,
                clean,
                offsets[0],
                offsets,
                table=self._table,
                row=self._row,
                column=column,
            )

    def _block(self, inline: Inline) -> Iterator[Block]:
        """A heading, item, quote, note or paragraph; nothing for a line about the page."""
        note = _NOTE.match(inline.text)
        marker = note[1] if note else ""
        inline = inline.after(note.end()) if note else inline
        kind, level = self._kind(bool(note))
        if kind is BlockKind.ITEM:
            marker, self._marker = self._marker, ""
        elif kind is BlockKind.PARAGRAPH and len(found := find_marker(inline.text)) > 1:
            kind, level, marker = BlockKind.ITEM, len(self._lists) + 1, found
            inline = inline.after(len(found))
        clean, offsets = inline.clean()
        if clean and not (kind is BlockKind.PARAGRAPH and self._about_page(clean)):
            yield Block(kind, clean, offsets[0], offsets, level=level, marker=marker)

    def _kind(self, note: bool) -> tuple[BlockKind, int]:
        if note:
            return BlockKind.NOTE, 0
        if self._heading:
            return BlockKind.HEADING, self._heading
        if self._lists and self._marker:
            return BlockKind.ITEM, len(self._lists)
        return (BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH), 0

    def _about_page(self, clean: str) -> bool:
        found = MODIFIED.match(clean)
        if found and found["date"]:
            self.modified = found["date"]
        return bool(found or VERSION.match(clean))

    def _verbatim(self, token: Token) -> Iterator[Block]:
        """Code and HTML as a paragraph: its words, without tags."""
        start, end = self._range(token)
        inside = self._text[start:end]
        if token.type == "fence":
            start += inside.find("\n") + 1
            end -= len(inside.rstrip("\n").rsplit("\n", 1)[-1]) + len(inside) - len(inside.rstrip("\n"))
            inside = self._text[start : max(start, end)]
        bare = _TAG.sub(lambda found: " " * len(found[0]), inside) if token.type == "html_block" else inside
        yield from self._block(Inline(bare, tuple(range(start, start + len(bare)))))


def _parse(text: str) -> Sequence[Token]:
    """The tokens of `text`, entities and escapes apart, so that every token stands in it word for word."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    return parser.parse(text)


def _with_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the title told from the headings, and their levels counted from 1 below it."""
    places = [n for n, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    levels = [blocks[n].level for n in places]
    if not places:
        return list(blocks)
    highest = min(levels)
    above = [b for b in blocks[: places[0]] if b.kind is not BlockKind.NOTE]
    alone = levels[0] == highest and levels.count(highest) == 1 and len(levels) > 1
    titled = not above and (alone or (len(levels) == 1) or places[:2] == [0, 1])
    base = highest if titled and alone else highest - 1
    out = list(blocks)
    for n in places:
        out[n] = _as_heading(blocks[n], BlockKind.HEADING, max(blocks[n].level - base, 1))
    if titled:
        out[places[0]] = _as_heading(blocks[places[0]], BlockKind.TITLE, 0)
    return out


def _as_heading(block: Block, kind: BlockKind, level: int) -> Block:
    return Block(kind, block.text, block.start, block.offsets, level=level)
