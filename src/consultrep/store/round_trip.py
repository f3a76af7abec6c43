"""YAML changed in place: comments, blank lines and the order of keys stay as people wrote them.

Scalars are text here too, so that no date or number is rewritten by the way.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from consultrep.store.yaml_text import TextResolver

_WIDTH: Final = 1_000_000


def load_tree(text: str) -> CommentedMap:
    """The tree of a file that the strict reader has passed."""
    tree: CommentedMap = _yaml().load(text)
    return tree


def dump_tree(tree: CommentedMap) -> str:
    """The tree as text: two spaces, long lines left whole, line feeds, one at the end."""
    stream = io.StringIO()
    _yaml().dump(tree, stream)
    return stream.getvalue().rstrip("\n") + "\n"


def iter_comments(tree: Any) -> Iterator[str]:
    """Every comment that hangs in a tree, a line each."""
    if isinstance(tree, (CommentedMap, CommentedSeq)):
        yield from _lines_of([tree.ca.comment, list(tree.ca.items.values()), tree.ca.end])
        for child in tree.values() if isinstance(tree, CommentedMap) else tree:
            yield from iter_comments(child)


def _lines_of(hanging: Any) -> Iterator[str]:
    if isinstance(hanging, list):
        for part in hanging:
            yield from _lines_of(part)
    elif hanging is not None:
        text = hanging if isinstance(hanging, str) else hanging.value
        yield from (line.strip() for line in text.split("\n") if line.strip())


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = TextResolver
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
