"""A query looked up in an index: which entries match, and what of the query each of them holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from consultrep.language import words
from consultrep.messages import LANGUAGES, Language
from consultrep.model import Item, Library, Report
from consultrep.query.search.entries import Entry, item_entry
from consultrep.query.search.fields import entry_test, is_of_reports, report_field_test
from consultrep.query.search.index import Index
from consultrep.query.search.naming import with_names
from consultrep.query.search.stop_words import STOP_WORDS
from consultrep.query.search.tree import (
    And,
    Field,
    Leaf,
    Name,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    wanted_leaves,
)
from consultrep.query.search.words import Range, Sought, joined

Term = dict[Language, Sought]
"""What a word, phrase or name of a query looks for in each language."""
Holding = Callable[[Leaf], set[int]]
"""Which entries have a word, phrase or name."""


@dataclass
class Lookup:
    """One query in one index.

    `by_meaning` takes every entry for one that has the words asked for, so that only fields and what is
    under NOT decide.
    """

    index: Index
    query: Query
    by_meaning: bool = False

    @cached_property
    def numbers(self) -> set[int]:
        """The numbers of the entries that match: a word may stand in the setting, where another of the query
        stands in the text.

        Raises UsageError where a field names what the library lacks.
        """
        if self.by_meaning or len(self.terms) < 2:
            return self.in_text
        held = {number for leaf in self._wanted for number in self._holding(leaf)}
        return self.in_text | (held & self._matching(self._root, self._around))

    @cached_property
    def in_text(self) -> set[int]:
        """The numbers of the entries that match by their text alone."""
        return self._matching(self._root, self._every_one if self.by_meaning else self._holding)

    @cached_property
    def terms(self) -> list[Term]:
        """What is asked for and not under NOT; by meaning, nothing need be there."""
        return [] if self.by_meaning else [self._term(leaf) for leaf in self._wanted]

    def ranges(self, entry: Entry, language: Language) -> list[Range]:
        """Where in the entry's text in that language what was asked for stands."""
        text, names = entry.text.side(language) or "", self.index.library.names
        return joined([place for term in self.terms for place in term[language].ranges_in(text, names)])

    def _matching(self, node: Node, holding: Holding, *, wanted: bool = True) -> set[int]:
        """The entries that match, where `holding` says which have a leaf that is wanted."""
        if isinstance(node, Not):
            return self._every - self._matching(node.part, holding, wanted=not wanted)
        if isinstance(node, And):
            return set.intersection(*(self._matching(part, holding, wanted=wanted) for part in node.parts))
        if isinstance(node, Or):
            return set.union(*(self._matching(part, holding, wanted=wanted) for part in node.parts))
        if isinstance(node, Field):
            test = entry_test(self.index.library, self.query.text, node)
            return {number for number, entry in enumerate(self.index.entries) if test(entry)}
        return holding(node) if wanted else self._holding(node)

    def _holding(self, leaf: Leaf) -> set[int]:
        """The entries whose text has the leaf."""
        term = self._term(leaf)
        return {number for language in LANGUAGES for number in self.index.times(term[language], language)}

    def _around(self, leaf: Leaf) -> set[int]:
        """The entries that have the leaf in their text or, if it is a word, in their setting."""
        if not isinstance(leaf, Word | Prefix):
            return self._holding(leaf)
        term = self._term(leaf)
        return self._holding(leaf).union(*(self.index.times_around(term[one], one) for one in LANGUAGES))

    def _every_one(self, _leaf: Leaf) -> set[int]:
        return self._every

    def _term(self, leaf: Leaf) -> Term:
        return {language: _sought(leaf, self.index, language) for language in LANGUAGES}

    @cached_property
    def _root(self) -> Node:
        return with_names(self.query, self.index.library.names)

    @cached_property
    def _wanted(self) -> list[Leaf]:
        return list(wanted_leaves(self._root))

    @cached_property
    def _every(self) -> set[int]:
        return set(range(len(self.index.entries)))


def matching_items(library: Library, items: Sequence[Item], query: Query) -> list[Item]:
    """Those of the items that the query matches, in their order."""
    numbers = Lookup(Index(library, [item_entry(item) for item in items]), query).numbers
    return [item for number, item in enumerate(items) if number in numbers]


def reports_allowed(library: Library, reports: Iterable[Report], query: Query) -> list[Report]:
    """Those of the reports of which an item could match, whatever they hold: what the query says of years,
    reports and series decides, all else may be."""
    may_hold = _rule(library, query.text, query.root)
    return [report for report in reports if may_hold(report) is not False]


def _rule(library: Library, text: str, node: Node) -> Callable[[Report], bool | None]:
    """Whether every item of a report matches, none, or (None) it depends on the item."""
    if isinstance(node, Field) and is_of_reports(node):
        return report_field_test(library, text, node)
    if isinstance(node, Not):
        inner = _rule(library, text, node.part)
        return lambda report: None if (answer := inner(report)) is None else not answer
    if isinstance(node, And | Or):
        rules = [_rule(library, text, part) for part in node.parts]
        return partial(_together, rules, decides=isinstance(node, Or))
    return lambda _report: None


def _together(
    rules: Sequence[Callable[[Report], bool | None]], report: Report, *, decides: bool
) -> bool | None:
    """What several rules say: the answer that decides, else None where one depends, else the other answer."""
    answers = [rule(report) for rule in rules]
    if decides in answers:
        return decides
    return None if None in answers else not decides


def _sought(leaf: Leaf, index: Index, language: Language) -> Sought:
    if isinstance(leaf, Name):
        return Sought(name=leaf.ident)
    parts = words(leaf.text)
    if isinstance(leaf, Phrase):
        return Sought(tuple(frozenset({word}) for word in parts))
    if isinstance(leaf, Prefix):
        *first, last = parts
        begun = index.beginning_with(last, language)
        return Sought((*(frozenset({word}) for word in first), begun))
    kept = _without_elision(parts)
    return Sought(tuple(index.same_stem(word, language) for word in kept))


def _without_elision(parts: Sequence[str]) -> Sequence[str]:
    """The words of `l'accès` without the article, which another text may have otherwise."""
    return parts[1:] if len(parts) > 1 and len(parts[0]) <= 2 and parts[0] in STOP_WORDS else parts
