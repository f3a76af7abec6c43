"""Names in a query: words beside each other that name an idea, and words that need not be there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from consultrep.language import Names, words
from consultrep.language.naming import is_acronym
from consultrep.query.search.stop_words import STOP_WORDS
from consultrep.query.search.tree import And, Name, Node, Not, Or, Place, Query, Word


def with_names(query: Query, names: Names) -> Node:
    """The tree in which a word, or words beside each other, may stand under any other name of what they name.

    Of parts that must all be there, stop words are left out, unless there is nothing else.
    """
    return _read(query.root, query.text, names)


def _read(node: Node, text: str, names: Names) -> Node:
    if isinstance(node, Not):
        return Not(_read(node.part, text, names), node.place)
    if isinstance(node, Or):
        return Or([_read(part, text, names) for part in node.parts], node.place)
    if isinstance(node, And):
        parts = list(_parts(node.parts, text, names))
        return parts[0] if len(parts) == 1 else And(parts, node.place)
    return _named(node, names) if isinstance(node, Word) else node


def _parts(parts: Sequence[Node], text: str, names: Names) -> Iterator[Node]:
    needed = [part for part in parts if not _is_stop(part)]
    for run in _runs(parts, text):
        if len(run) > 1:
            yield from _words_beside(run, text, names, every=not needed)
        elif not needed or not _is_stop(run[0]):
            yield _read(run[0], text, names)


def _runs(parts: Sequence[Node], text: str) -> Iterator[list[Node]]:
    """The parts in order, words beside each other, with nothing but space between, together."""
    starts = 0
    keyed: list[tuple[int, Node]] = []
    for place, part in enumerate(parts):
        before = parts[place - 1] if place else None
        beside = (
            isinstance(part, Word)
            and isinstance(before, Word)
            and not text[before.place.end : part.place.start].strip()
        )
        starts += not beside
        keyed.append((starts, part))
    for _start, run in groupby(keyed, key=lambda one: one[0]):
        yield [part for _key, part in run]


def _words_beside(run: Sequence[Node], text: str, names: Names, *, every: bool) -> Iterator[Node]:
    """The words of a run; those that together are a name may stand under its other names."""
    offset, position = run[0].place.start, 0
    starts, ends = [part.place.start for part in run], [part.place.end for part in run]
    for ident, first, last in _names_in(text[offset : ends[-1]], names):
        begin, end = bisect_left(starts, offset + first), bisect_right(ends, offset + last)
        if end - begin < 2:
            continue
        yield from _single(run[position:begin], text, names, every=every)
        place = Place(starts[begin], ends[end - 1])
        kept = [part for part in run[begin:end] if not _is_stop(part)] or run[begin:end]
        yield Or([And(kept, place) if len(kept) > 1 else kept[0], Name(ident, place)], place)
        position = end
    yield from _single(run[position:], text, names, every=every)


def _single(parts: Sequence[Node], text: str, names: Names, *, every: bool) -> Iterator[Node]:
    return (_read(part, text, names) for part in parts if every or not _is_stop(part))


def _names_in(text: str, names: Names) -> list[tuple[str, int, int]]:
    whole = names.named(text)
    if whole is not None:
        return [(whole, 0, len(text))]
    return [(found.id, found.start, found.end) for found in names.find(text)]


def _named(word: Word, names: Names) -> Node:
    """The word or what it names; an acronym in capitals means only that: `WHO` is not `who`."""
    ident = names.named(word.text)
    if ident is None:
        return word
    name = Name(ident, word.place)
    return name if is_acronym(word.text) else Or([word, name], word.place)


def _is_stop(node: Node) -> bool:
    return isinstance(node, Word) and all(word in STOP_WORDS for word in words(node.text))
