"""A list of a record file changed entry by entry; every other line of the file stays as it is.

Only the entry that changes goes through the round trip (`store.round_trip`), which takes seconds for a file
of thousands of entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from consultrep.messages import gettext as _
from consultrep.store.emitting import canonical_text, emit
from consultrep.store.formatting import FormattingRefusedError, format_text
from consultrep.store.round_trip import dump_tree, iter_comments, load_tree

_ENTRY: Final = "  - "
_NEXT_KEY: Final = re.compile(r"[^\s#]")
_REMARK: Final = re.compile(r" {0,4}(#.*)?")
_OF_THE_FILE: Final = re.compile(r"(#.*)?")


@dataclass
class _Entry:
    """The lines of an entry, and those between its last value and the next entry: remarks, empty lines."""

    lines: list[str]
    after: list[str] = field(default_factory=list)


class Entries:
    """The entries of the list `key` of a record file of a kind; `text` is the file's."""

    def __init__(self, text: str, kind: str, key: str) -> None:
        """Raises FormattingRefusedError where the file cannot be put into canonical form."""
        self._kind, self._key = kind, key
        lines = _with_list_in_lines(canonical_text(text, kind), kind, key).removesuffix("\n").split("\n")
        start = next(place for place, line in enumerate(lines) if re.match(rf"{key}:\s*(#|$)", line)) + 1
        self._key_line = start - 1
        end = next((i for i in range(start, len(lines)) if _NEXT_KEY.match(lines[i])), len(lines))
        starts = [place for place in range(start, end) if lines[place].startswith(_ENTRY)]
        self._head = lines[: starts[0] if starts else end]
        self._entries = [_divided(lines[begin:stop]) for begin, stop in pairwise([*starts, end])]
        self._tail = lines[end:]

    @property
    def text(self) -> str:
        """The file as it is now."""
        head = self._head.copy()
        if not self._entries:
            head[self._key_line] = head[self._key_line].replace(":", ": []", 1)
        held = (line for entry in self._entries for line in (*entry.lines, *entry.after))
        return "\n".join([*head, *held, *self._tail]) + "\n"

    def append(self, entry: Mapping[str, Any]) -> None:
        """Add an entry of plain data after all others and the remarks on the last one."""
        new = _Entry(self._lines_of(emit({self._key: [entry]}, self._kind)))
        if self._entries:
            after = self._entries[-1].after
            own = next((n for n, line in enumerate(after) if _OF_THE_FILE.fullmatch(line)), len(after))
            new.after, self._entries[-1].after = after[own:], after[:own]
        self._entries.append(new)

    def change(self, place: int, change: Callable[[Any], None]) -> None:
        """Change the tree of an entry; raises FormattingRefusedError where a comment would be lost."""
        tree = self._tree_of(place)
        comments = set(iter_comments(tree))
        change(tree[self._key][0])
        text = format_text(dump_tree(tree), self._kind)
        if not comments.issubset(iter_comments(load_tree(text))):
            raise _comment_lost()
        self._entries[place].lines = self._lines_of(text)

    def remove(self, place: int) -> None:
        """Take an entry out; raises FormattingRefusedError where a comment would be lost."""
        if any(iter_comments(self._tree_of(place))):
            raise _comment_lost()
        after = self._entries.pop(place).after
        before = self._entries[place - 1].after if place else self._head
        before += after

    def _tree_of(self, place: int) -> Any:
        """The tree of a list of that entry alone."""
        return load_tree("\n".join([f"{self._key}:", *self._entries[place].lines, ""]))

    def _lines_of(self, text: str) -> list[str]:
        """The lines of the one entry of a text of this list."""
        lines = text.removesuffix("\n").split("\n")
        return lines[lines.index(f"{self._key}:") + 1 :]


def _divided(lines: Sequence[str]) -> _Entry:
    """An entry and what stands between it and the next one."""
    end = len(lines)
    while _REMARK.fullmatch(lines[end - 1]):
        end -= 1
    return _Entry(list(lines[:end]), list(lines[end:]))


def _with_list_in_lines(text: str, kind: str, key: str) -> str:
    """The text with a list of that key whose entries begin on lines of their own, or none yet."""
    if re.search(rf"^{key}:[ ]*(#.*)?$", text, re.MULTILINE):
        return text
    without = re.sub(rf"^{key}: (\[\]|~|null)$", f"{key}:", text, count=1, flags=re.MULTILINE | re.IGNORECASE)
    if without != text:
        return without
    tree = load_tree(text)
    if key not in tree:
        return f"{text}{key}:\n"
    tree[key].fa.set_block_style()
    return format_text(dump_tree(tree), kind)


def _comment_lost() -> FormattingRefusedError:
    return FormattingRefusedError(_("a comment would be lost; the file is left as it is"))
