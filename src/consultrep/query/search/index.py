"""An inverted index in memory: which entries hold a word, in each language.

Words are kept folded, as they stand; stems, other numbers and beginnings are looked up among the words that
there are, so that a text is cut into words and nothing more. Names are verified in the few texts that hold
their words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from consultrep.language import name_key, words
from consultrep.language.stems import stem
from consultrep.messages import LANGUAGES, Language
from consultrep.model import Library
from consultrep.query.search.entries import Entry
from consultrep.query.search.words import Sought

Times = Mapping[int, int]
"""How often something stands in each entry, by the entry's number."""


@dataclass(frozen=True)
class Postings:
    """For each word the numbers of the entries that hold it, once an occurrence; and each entry's words."""

    numbers: Mapping[str, Sequence[int]]
    lengths: Mapping[int, int]

    @cached_property
    def average(self) -> float:
        """The mean number of words of an entry."""
        return sum(self.lengths.values()) / len(self.lengths) if self.lengths else 0.0

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every word, in order."""
        return sorted(self.numbers)

    def beginning_with(self, start: str) -> list[str]:
        """The words that begin like this."""
        first = bisect_left(self.vocabulary, start)
        last = bisect_left(self.vocabulary, start + "\U0010ffff")
        return self.vocabulary[first:last]

    def times(self, found: frozenset[str]) -> Counter[int]:
        """How often one of the words stands in each entry."""
        return Counter(number for word in found for number in self.numbers.get(word, ()))


@dataclass(frozen=True)
class Index:
    """The entries of a library, each with its texts; `settings` is what stands around them."""

    library: Library
    entries: Sequence[Entry]
    _found: dict[tuple[Sought, Language], Times] = field(default_factory=dict, compare=False, repr=False)
    _stems: dict[tuple[str, Language], frozenset[str]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def texts(self) -> Mapping[Language, Postings]:
        """The words of the texts themselves."""
        return {
            language: _postings(
                (number, words(side))
                for number, entry in enumerate(self.entries)
                if (side := entry.text.side(language))
            )
            for language in LANGUAGES
        }

    @cached_property
    def settings(self) -> Mapping[Language, Postings]:
        """The words of the title of an item's section, and of the names of its themes and of broader ones."""
        return {language: _postings(self._settings(language)) for language in LANGUAGES}

    def same_stem(self, word: str, language: Language) -> frozenset[str]:
        """The words with the stem of `word`; a stem begins with the letter that its word has."""
        known = self._stems.get((word, language))
        if known is None:
            wanted = stem(word, language)
            near = self.beginning_with(word[0], language)
            known = frozenset(one for one in near if one == word or stem(one, language) == wanted)
            self._stems[word, language] = known
        return known

    def beginning_with(self, start: str, language: Language) -> frozenset[str]:
        """The words of texts and settings that begin like this."""
        held = (self.texts[language], self.settings[language])
        return frozenset(word for postings in held for word in postings.beginning_with(start))

    def times_around(self, sought: Sought, language: Language) -> Times:
        """How often a single word stands in the settings in that language; of anything else, never."""
        return self.settings[language].times(sought.slots[0]) if len(sought.slots) == 1 else {}

    def times(self, sought: Sought, language: Language) -> Times:
        """How often it stands in the texts in that language."""
        key = (sought, language)
        if key not in self._found:
            self._found[key] = self._times(sought, language)
        return self._found[key]

    def _times(self, sought: Sought, language: Language) -> Times:
        postings = self.texts[language]
        if len(sought.slots) == 1:
            return postings.times(sought.slots[0])
        if sought.name is None:
            numbers = _holding(postings, sought.slots)
        else:
            names = (_name_slots(name) for name in self._names_of(sought.name))
            numbers = set().union(*(_holding(postings, slots) for slots in names))
        counted = {
            number: sought.times_in(self.entries[number].text.side(language) or "", self.library.names)
            for number in numbers
        }
        return {number: times for number, times in counted.items() if times}

    def _names_of(self, ident: str) -> list[str]:
        """The names of an idea: those of the term with that id, and of the actors that are the same."""
        names = [name for term in self.library.glossary if term.id == ident for name in term.names]
        keys = {name_key(name) for name in names}
        for actor in self.library.actors:
            if actor.id == ident or not keys.isdisjoint(map(name_key, actor.labels)):
                names += actor.labels
        return names

    def _settings(self, language: Language) -> Iterator[tuple[int, Sequence[str]]]:
        known: dict[tuple[str, str | None, tuple[str, ...]], list[str]] = {}
        for number, entry in enumerate(self.entries):
            if entry.item is None:
                continue
            statement = entry.item.statement
            key = (entry.report.id, statement.anchor.section, tuple(statement.themes))
            if key not in known:
                title = entry.report.section_title(statement.anchor.section)
                names = [(title.side(language) or "") if title else "", *self._themes(key[2], language)]
                known[key] = words(" ".join(names))
            yield number, known[key]

    def _themes(self, idents: Sequence[str], language: Language) -> Iterator[str]:
        """The names in that language of the themes and of every broader one."""
        themes = {theme.id: theme for theme in self.library.themes}
        for theme in map(themes.get, self.library.with_broader(idents)):
            if theme is not None:
                yield theme.label.side(language) or ""
                yield from theme.aliases.fr if language == "fr" else theme.aliases.en


def _postings(texts: Iterable[tuple[int, Sequence[str]]]) -> Postings:
    numbers: dict[str, list[int]] = defaultdict(list)
    lengths: dict[int, int] = {}
    for number, present in texts:
        lengths[number] = len(present)
        for word in present:
            numbers[word].append(number)
    return Postings(numbers, lengths)


def _holding(postings: Postings, slots: Sequence[frozenset[str]]) -> set[int]:
    """The entries that hold a word of each slot, wherever."""
    held = [{number for word in slot for number in postings.numbers.get(word, ())} for slot in slots]
    return set.intersection(*held) if held else set()


def _name_slots(name: str) -> list[frozenset[str]]:
    """The words of a name, each in either number, as `Names` reads them."""
    return [frozenset({word, f"{word}s", f"{word}x", word.rstrip("sx")}) for word in words(name)]
