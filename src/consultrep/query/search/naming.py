"""Names in a query: words beside each other that name an idea, and words that need not be there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from consultrep.language import Names, words
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
    start, end = run[0].place.start, run[-1].place.end
    left = list(run)
    for ident, first, last in _names_in(text[start:end], names):
        own = [part for part in left if start + first <= part.place.start and part.place.end <= start + last]
        if len(own) < 2:
            continue
        before = left[: left.index(own[0])]
        left = left[len(before) + len(own) :]
        yield from _single(before, text, names, every=every)
        place = Place(own[0].place.start, own[-1].place.end)
        kept = [part for part in own if not _is_stop(part)] or own
        together = And(kept, place) if len(kept) > 1 else kept[0]
        yield Or([together, Name(ident, place)], place)
    yield from _single(left, text, names, every=every)


def _single(parts: Sequence[Node], text: str, names: Names, *, every: bool) -> Iterator[Node]:
    return (_read(part, text, names) for part in parts if every or not _is_stop(part))


def _names_in(text: str, names: Names) -> list[tuple[str, int, int]]:
    whole = names.named(text)
    if whole is not None:
        return [(whole, 0, len(text))]
    return [(found.id, found.start, found.end) for found in names.find(text)]


def _named(word: Word, names: Names) -> Node:
    ident = names.named(word.text)
    return word if ident is None else Or([word, Name(ident, word.place)], word.place)


def _is_stop(node: Node) -> bool:
    return isinstance(node, Word) and all(word in STOP_WORDS for word in words(node.text))
