"""One demand through all the years: the recommendations of a library that say the same, gathered.

The rules stand in docs/outcomes.md: which pairs join, what keeps groups apart, and what a thread is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import fsum
from typing import Final

from consultrep.compare.encoder import Encoder
from consultrep.compare.outcomes import key_of
from consultrep.compare.pairing import Pair, Pairing, is_same_wording
from consultrep.model import Basis, Item, Library, Report, Verdict

PREFIX: Final = "t:"

Group = tuple[str, ...]


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
        own = [pair for pair in self.pairs if item.id in key_of(pair)]
        if any(pair.basis is Basis.CONFIRMED for pair in own):
            return Basis.CONFIRMED
        return Basis.COMPUTED if len(self.items) > 1 else None

    def probability_of(self, item: Item) -> float | None:
        """The likeliest of the item's pairs where none is confirmed; None where one is, or it is alone."""
        if self.basis_of(item) is not Basis.COMPUTED:
            return None
        return max(pair.score for pair in self.pairs if item.id in key_of(pair))

    def reviewers_of(self, item: Item) -> list[str]:
        """Who confirmed a pair of the item, each once."""
        own = (pair for pair in self.pairs if item.id in key_of(pair))
        return list(dict.fromkeys(name for pair in own for name in pair.confirmed_by))


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
    by_id = {item.id: item for item in items}
    pairing = Pairing(library, encoder)
    pairs = pairing.pairs_among(items)
    groups = joined(items, pairs, pairing.apart, pairing.matcher.calibration.same)
    own = _pairs_within(groups, pairs)
    threads = [
        _thread(library, [by_id[ident] for ident in group], own[number])
        for number, group in enumerate(groups)
    ]
    return ThreadSet(library, threads, pairing.contradictions, encoder.name, pairing.precision)


def _pairs_within(groups: Sequence[Group], pairs: Iterable[Pair]) -> Mapping[int, Sequence[Pair]]:
    """The pairs of each group both of whose items are in it, by its number."""
    number = {ident: place for place, group in enumerate(groups) for ident in group}
    found: dict[int, list[Pair]] = {place: [] for place in range(len(groups))}
    for pair in pairs:
        one, other = (number[ident] for ident in key_of(pair))
        if one == other:
            found[one].append(pair)
    return found


def joined(
    items: Sequence[Item], pairs: Iterable[Pair], apart: Collection[frozenset[str]], least: float
) -> list[Group]:
    """The ids of the items in groups, each group and all of them in the order of `items`.

    The pairs that are the same are taken one by one, the surest first. Two groups stay apart where people
    judged two of their members not the same; a pair that is only computed joins them where the mean score
    between their members reaches `least`.
    """
    known = list(pairs)
    scores: dict[str, dict[str, float]] = {item.id: {} for item in items}
    for pair in known:
        a, b = key_of(pair)
        scores[a][b] = scores[b][a] = 1.0 if _is_certain(pair) else pair.score
    reports = {item.id: item.report.id for item in items}
    group_of: dict[str, list[str]] = {item.id: [item.id] for item in items}
    for pair in sorted((pair for pair in known if pair.same), key=_surest_first):
        one, other = (group_of[ident] for ident in key_of(pair))
        if one is other or _kept_apart(one, other, apart):
            continue
        if _is_certain(pair) or _mean(one, other, scores, reports) >= least:
            one += other
            group_of.update((ident, one) for ident in other)
    place = {item.id: number for number, item in enumerate(items)}
    groups = {id(group): tuple(sorted(group, key=place.__getitem__)) for group in group_of.values()}
    return sorted(groups.values(), key=lambda group: place[group[0]])


def _surest_first(pair: Pair) -> tuple[int, float, str, str]:
    """What people called the same, narrower or wider, the same words, then the likest; ties by ids."""
    if pair.basis is Basis.CONFIRMED:
        rank = 0 if pair.verdict is Verdict.SAME else 1
    else:
        rank = 2 if _is_certain(pair) else 3
    return rank, -pair.score, *key_of(pair)


def _is_equal(pair: Pair) -> bool:
    """Whether the pair is the same demand, neither narrower nor wider."""
    return pair.same and pair.verdict not in {Verdict.NARROWER, Verdict.WIDER}


def _is_certain(pair: Pair) -> bool:
    """Whether people confirmed the pair as the same demand, or it has the same words."""
    return pair.same and (pair.basis is Basis.CONFIRMED or is_same_wording(pair.earlier, pair.later))


def _kept_apart(one: Iterable[str], other: Iterable[str], apart: Collection[frozenset[str]]) -> bool:
    return bool(apart) and any(frozenset(pair) in apart for pair in product(one, other))


def _mean(
    one: Sequence[str],
    other: Sequence[str],
    scores: Mapping[str, Mapping[str, float]],
    reports: Mapping[str, str],
) -> float:
    """The mean score of the pairs of two groups, those within one report left out; an unlikely pair is 0."""
    members = set(other)
    found = fsum(
        score for a in one for b, score in scores[a].items() if b in members and reports[a] != reports[b]
    )
    in_report = Counter(reports[b] for b in other)
    return found / (len(one) * len(other) - sum(in_report[reports[a]] for a in one))


def _thread(library: Library, items: Sequence[Item], pairs: Sequence[Pair]) -> Thread:
    related = [pair for pair in pairs if pair.verdict is Verdict.RELATED]
    return Thread(library, items, [pair for pair in pairs if pair.same], related)


def _length(item: Item) -> int:
    """The length of an item's wording in both languages."""
    return len(item.statement.text.best("fr")) + len(item.statement.text.best("en"))
