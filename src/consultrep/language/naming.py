"""Names of ideas found in text: whole words, accents and plurals aside, acronyms as they are written.

A name in capitals only (`PST`, `C-45`) is an acronym and keeps its case, so that `WHO` is not `who`. Of any
other name accents and case are laid aside, and a final s or x of a word. Between the words of a name may
stand white space, a hyphen or an apostrophe, whichever the name has; other punctuation must be the name's
own, so that no name reaches over a comma.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from consultrep.language.folding import fold

_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_LOOSE: Final = re.compile(r"[\s'’ʼ\u2010\u2011\u00ad-]+")
_COMMON_GAPS: Final = frozenset({"", " ", "-", "'", "’"})
_SHORTEST_PLURAL: Final = 3

Term = tuple[str, str, Iterable[str]]
"""An idea: its id, its kind, and the names it answers to."""


class Occurrence(NamedTuple):
    """A name that stands in a text: the idea's id and the half-open range of characters."""

    id: str
    start: int
    end: int


@dataclass(eq=False, slots=True)
class _Node:
    """What may follow the words read so far, and the idea that they name if they end here.

    The names that come this far wait here until a text does so too; most of them never meet one.
    """

    exact: dict[str, _Node] = field(default_factory=dict)
    variants: dict[str, list[_Node]] = field(default_factory=dict)
    id: str | None = None
    waiting: list[_Rest] = field(default_factory=list)

    def grown(self) -> _Node:
        """This node, each name that waited here a word further."""
        for rest in self.waiting:
            word = next(rest.words, None)
            if word is None:
                self.id = self.id or rest.id
            else:
                form = word.forms[0] if rest.acronym else word.forms[-1]
                _step(self, word.before, form, acronym=rest.acronym).waiting.append(rest)
        self.waiting = []
        return self


class _Rest(NamedTuple):
    """What is left of a name: the idea's id, and the words to come."""

    id: str
    acronym: bool
    words: Iterator[_Word]


class _Word(NamedTuple):
    """A word of a text: what stands between the last one and it that is not loose, its forms, its place."""

    before: str
    forms: tuple[str, ...]
    start: int
    end: int


class Names:
    """The names of many ideas, made once, to find in many texts; of two ideas with one name the first has it.

    >>> names = Names([("rcmp", "body", ["GRC", "RCMP", "Gendarmerie royale du Canada"])])
    >>> names.find("La grc ? Non, la GRC.")
    [Occurrence(id='rcmp', start=17, end=20)]
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._kinds: dict[str, str] = {}
        self._names: list[tuple[str, str]] = []
        for ident, kind, names in terms:
            self._kinds.setdefault(ident, kind)
            self._names += ((ident, name) for name in names)

    def find(self, text: str) -> list[Occurrence]:
        """Every name in `text`, in order; of two that overlap the one of more words, else the first."""
        words = list(_words_of(text))
        found = [span for first in range(len(words)) for span in self._from(words, first)]
        taken: set[int] = set()
        kept = []
        for first, last, ident in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                kept.append(Occurrence(ident, words[first].start, words[last - 1].end))
        return sorted(kept, key=lambda occurrence: occurrence.start)

    def ids_in(self, text: str) -> frozenset[str]:
        """The ids of the ideas that `text` names."""
        return frozenset(occurrence.id for occurrence in self.find(text))

    def named(self, name: str) -> str | None:
        """The id of the idea whose whole name this is, None where there is none; here case never matters."""
        words = list(_words_of(name))
        if not words:
            return None
        whole = (words[0].start, words[-1].end)
        found = next((each.id for each in self.find(name) if (each.start, each.end) == whole), None)
        return found or self._whole.get(_key(words))

    def kind_of(self, ident: str) -> str:
        """The kind of the idea with that id; KeyError where there is none."""
        return self._kinds[ident]

    @cached_property
    def _root(self) -> _Node:
        named = ((ident, name, _words_of(name)) for ident, name in self._names)
        return _Node(waiting=[_Rest(ident, is_acronym(name), words) for ident, name, words in named])

    @cached_property
    def _whole(self) -> dict[str, str]:
        """The first idea that has a name, by the key of its words."""
        keys = ((_key(_words_of(name)), ident) for ident, name in reversed(self._names))
        return dict(keys)

    def _from(self, words: list[_Word], first: int) -> Iterator[tuple[int, int, str]]:
        """The names that begin at a word, the exact ones before those in another number."""
        root = self._root.grown()
        nodes = [node.grown() for form in words[first].forms for node in root.variants.get(form, ())]
        last = first + 1
        while nodes:
            ident = next((node.id for node in nodes if node.id), None)
            if ident is not None:
                yield first, last, ident
            if last == len(words):
                return
            word = words[last]
            keys = [word.before + form for form in word.forms]
            nodes = [after.grown() for node in nodes for key in keys for after in node.variants.get(key, ())]
            last += 1


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only, with two letters or digits at least.

    >>> is_acronym("PST"), is_acronym("C-45"), is_acronym("Bill C-45"), is_acronym("2015")
    (True, True, False, False)
    """
    return name.isupper() and sum(map(str.isalnum, name)) > 1


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """What two spellings of one name share: an acronym keeps its case, accents and punctuation go.

    >>> name_key("Traite d’Êtres-humains") == name_key("traite d'etres humains"), name_key("PST")
    (True, 'PST')
    """
    return _key(_words_of(name), as_written=is_acronym(name))


def _key(words: Iterable[_Word], *, as_written: bool = False) -> str:
    return " ".join(word.before + word.forms[0 if as_written else -1] for word in words)


def _step(node: _Node, before: str, form: str, *, acronym: bool) -> _Node:
    """The node after a word, made where it is missing; its other number leads there too."""
    known = node.exact.get(before + form)
    if known is not None:
        return known
    after = node.exact[before + form] = _Node()
    node.variants.setdefault(before + form, []).insert(0, after)
    for variant in _other_numbers(form, acronym=acronym):
        node.variants.setdefault(before + variant, []).append(after)
    return after


def _other_numbers(form: str, *, acronym: bool) -> Iterator[str]:
    if acronym:
        if form.isalpha() and len(form) >= 2:
            yield f"{form}s"
        return
    if not form.isalpha() or len(form) < 2:
        return
    if form[-1] not in "sx":
        yield f"{form}s"
        yield f"{form}x"
    elif len(form) >= _SHORTEST_PLURAL:
        yield form[:-1]


def _words_of(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[end:start] if end else ""
        end = match.end()
        yield _Word("" if gap in _COMMON_GAPS else _LOOSE.sub("", gap), _forms(match.group()), start, end)


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    """A word as written, accents aside, and folded; one form where both are the same."""
    folded = fold(word)
    decomposed = unicodedata.normalize("NFKD", word)
    written = "".join(c for c in decomposed if not unicodedata.combining(c))
    return (written,) if written == folded else (written, folded)
