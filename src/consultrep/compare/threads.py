"""One demand through all the years: the recommendations of a library that say the same, gathered.

The rules stand in docs/outcomes.md: which pairs join, what keeps groups apart, and what a thread is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from consultrep.compare.encoder import Encoder
from consultrep.compare.joining import joined, pairs_within
from consultrep.compare.kept_threads import Gathered, kept_or_gathered
from consultrep.compare.outcomes import key_of
from consultrep.compare.pairing import Pair, Pairing
from consultrep.model import Basis, Item, Library, Report, Verdict

PREFIX: Final = "t:"


@dataclass(frozen=True)
class Thread:
    """Recommendations of one demand, as they stand in the library, and the pairs that say so.

    `only_related` are the pairs of its members that people judged related, not the same: other
    wordings, wider as a rule, join them.
    """

    library: Library
    items: Sequence[Item]
    pairs: Sequence[Pair] = ()
    only_related: Sequence[Pair] = ()

    @property
    def id(self) -> str:
        """`t:` and the full id of the first item; any other member's id leads to the thread too."""
        return PREFIX + self.items[0].id

    @property
    def reports(self) -> list[Report]:
        """The reports that ask it."""
        return list({item.report.id: item.report for item in self.items}.values())

    @property
    def series(self) -> list[str]:
        """The series that ask it, the primary ones first."""
        names = {item.report.series: self.library.is_primary(item.report) for item in self.items}
        return sorted(names, key=lambda name: (not names[name], name))

    @cached_property
    def label_item(self) -> Item:
        """The item whose wording names the thread: the one that the most others are the same as; of several
        the one that the most are narrower or wider than, then one of a primary series, then the shortest,
        then the first."""
        partners = Counter(ident for pair in self.pairs for ident in key_of(pair))
        equals = Counter(ident for pair in self.pairs if _is_equal(pair) for ident in key_of(pair))
        return min(
            self.items,
            key=lambda item: (
                -equals[item.id],
                -partners[item.id],
                not self.library.is_primary(item.report),
                _length(item),
            ),
        )

    def of_series(self, series: str) -> list[Item]:
        """Its items of one series."""
        return [item for item in self.items if item.report.series == series]

    def years(self, series: Collection[str] = ()) -> list[int]:
        """The years in which it was asked, by `series` where any is named; a report has its first year."""
        reports = (r for r in self.reports if not series or r.series in series)
        return sorted({report.years[0] for report in reports if report.years})

    def basis_of(self, item: Item) -> Basis | None:
        """Who says that the item belongs here: people, where they confirmed a pair of it; None if alone."""
        if any(pair.basis is Basis.CONFIRMED for pair in self._pairs_of(item)):
            return Basis.CONFIRMED
        return Basis.COMPUTED if len(self.items) > 1 else None

    def probability_of(self, item: Item) -> float | None:
        """The likeliest of the item's pairs where none is confirmed; None where one is, or it is alone."""
        if self.basis_of(item) is not Basis.COMPUTED:
            return None
        return max(pair.score for pair in self._pairs_of(item))

    def reviewers_of(self, item: Item) -> list[str]:
        """Who confirmed a pair of the item, each once."""
        return list(dict.fromkeys(name for pair in self._pairs_of(item) for name in pair.confirmed_by))

    def _pairs_of(self, item: Item) -> Sequence[Pair]:
        return self._pairs_by_item.get(item.id, ())

    @cached_property
    def _pairs_by_item(self) -> Mapping[str, Sequence[Pair]]:
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            for ident in key_of(pair):
                found.setdefault(ident, []).append(pair)
        return found


@dataclass(frozen=True)
class ThreadSet:
    """Every recommendation of a library in its thread, and the judgements that contradict each other."""

    library: Library
    threads: Sequence[Thread]
    contradictions: Sequence[Sequence[str]]
    encoder: str
    precision: float | None

    @cached_property
    def repeated(self) -> list[Thread]:
        """The threads of two reports or more: of the most years first, then of the most reports."""
        several = [thread for thread in self.threads if len(thread.reports) > 1]
        return sorted(several, key=lambda thread: (-len(thread.years()), -len(thread.reports)))

    def find(self, name: str) -> Thread | None:
        """The thread that answers to `name`: its id, or the full id of any of its items."""
        wanted = name.strip().casefold().removeprefix(PREFIX)
        return next((t for t in self.threads if any(item.id == wanted for item in t.items)), None)


@dataclass(frozen=True)
class ThreadList:
    """The threads asked for, out of those of a library."""

    gathered: ThreadSet
    threads: Sequence[Thread]


def gather_threads(library: Library, encoder: Encoder) -> ThreadSet:
    """The threads of a library, in the order of their first items."""
    items = [item for item in library.items if item.recommendation]
    pairing = Pairing(library, encoder)
    gathered = kept_or_gathered(library, encoder, lambda: _gathered(items, pairing))
    threads = [_thread(pairing, items, one) for one in gathered]
    return ThreadSet(library, threads, pairing.contradictions, encoder.name, pairing.precision)


def _gathered(items: Sequence[Item], pairing: Pairing) -> list[Gathered]:
    """The items of each thread, and the pairs within it that are the same or judged related."""
    pairs = pairing.pairs_among(items)
    groups = joined(items, pairs, pairing.apart, pairing.calibration.same)
    own = pairs_within(groups, (pair for pair in pairs if pair.same or pair.verdict is Verdict.RELATED))
    place = {item.id: number for number, item in enumerate(items)}
    return [
        Gathered(
            [place[ident] for ident in group],
            [(place[pair.earlier.id], place[pair.later.id], pair.score) for pair in own[number]],
        )
        for number, group in enumerate(groups)
    ]


def _thread(pairing: Pairing, items: Sequence[Item], gathered: Gathered) -> Thread:
    found = [pairing.pair_of(items[a], items[b], score) for a, b, score in gathered.pairs]
    pairs = [pair for pair in found if pair is not None]
    return Thread(
        pairing.library,
        [items[place] for place in gathered.items],
        [pair for pair in pairs if pair.same],
        [pair for pair in pairs if pair.verdict is Verdict.RELATED],
    )


def _is_equal(pair: Pair) -> bool:
    """Whether the pair is the same demand, neither narrower nor wider."""
    return pair.same and pair.verdict not in {Verdict.NARROWER, Verdict.WIDER}


def _length(item: Item) -> int:
    """The length of an item's wording in both languages."""
    return len(item.statement.text.best("fr")) + len(item.statement.text.best("en"))
