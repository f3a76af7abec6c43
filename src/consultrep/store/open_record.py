"""A record file opened to be changed as a whole: as plain data where that is all it holds, else as a tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consultrep.store.editing import FileChange, as_tree, changed_text
from consultrep.store.emitting import emit, emitted_data, plain_data
from consultrep.store.folders import shown_path
from consultrep.store.loading import kind_of
from consultrep.store.round_trip import dump_tree, load_tree
from consultrep.store.yaml_text import Document


@dataclass(frozen=True)
class OpenRecord:
    """What a file holds, to be changed in place; `wrap` makes new data part of it."""

    file: Path
    before: bytes
    tree: Any
    wrap: Callable[[Any], Any]

    def change(self) -> FileChange:
        """The change of the file; comments and the order of keys stay.

        Raises InvalidDataError where the file would not be valid.
        """
        if self.wrap is as_tree:
            return changed_text(self.file, self.before, dump_tree(self.tree))
        data = plain_data(self.tree)
        text = emit(data, kind_of(self.file))
        return FileChange(self.file, self.before, text, Document(shown_path(self.file), data))


def open_record(file: Path) -> OpenRecord:
    """A file that the reader has passed.

    One that import wrote and nobody has laid out otherwise is plain data: the tree that keeps comments and
    layouts takes a hundred times as long, minutes for a report of thousands of items.
    """
    before = file.read_bytes()
    text = before.decode("utf-8-sig")
    data = emitted_data(text, kind_of(file))
    if data is None:
        return OpenRecord(file, before, load_tree(text), as_tree)
    return OpenRecord(file, before, data, plain_data)
