"""Items gathered into groups of one demand, by the pairs that say so (docs/outcomes.md has the rules)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consultrep.compare.outcomes import key_of
from consultrep.compare.pairing import Pair, is_same_wording
from consultrep.model import Basis, Item, Verdict

Group = tuple[str, ...]


@dataclass(eq=False)
class _Growing:
    """A group that grows: its ids, how many of them each report has, the ids that it is kept apart from, and
    the sum of the scores of its pairs with each other group, those within one report left out."""

    ids: list[str]
    in_reports: Counter[str]
    apart: set[str] = field(default_factory=set)
    scores: dict[_Growing, float] = field(default_factory=dict)

    def mean_score(self, other: _Growing) -> float:
        """The mean score of the pairs of two groups, those within one report left out; an unlikely pair is
        0."""
        fewer, more = sorted((self.in_reports, other.in_reports), key=len)
        within = sum(count * more[report] for report, count in fewer.items())
        return self.scores.get(other, 0.0) / (len(self.ids) * len(other.ids) - within)

    def take_in(self, other: _Growing) -> None:
        """Add the items of another group, which is no group any more."""
        self.ids += other.ids
        self.in_reports += other.in_reports
        self.apart |= other.apart
        self.scores.pop(other, None)
        for third, score in other.scores.items():
            if third is not self:
                del third.scores[other]
                self.scores[third] = third.scores[self] = self.scores.get(third, 0.0) + score


def joined(
    items: Sequence[Item], pairs: Iterable[Pair], apart: Collection[frozenset[str]], least: float
) -> list[Group]:
    """The ids of the items in groups, each group and all of them in the order of `items`.

    The pairs that are the same are taken one by one, the surest first. Two groups stay apart where people
    judged two of their members not the same; a pair that is only computed joins them where the mean score
    between their members reaches `least`.
    """
    known = [(pair, *key_of(pair), _is_certain(pair)) for pair in pairs]
    group_of = {item.id: _Growing([item.id], Counter([item.report.id])) for item in items}
    for pair, a, b, certain in known:
        if pair.earlier.report.id != pair.later.report.id:
            one, other = group_of[a], group_of[b]
            one.scores[other] = other.scores[one] = 1.0 if certain else pair.score
    for a, b in map(sorted, apart):
        if a in group_of and b in group_of:
            group_of[a].apart.add(b)
            group_of[b].apart.add(a)
    same = [one for one in known if one[0].same]
    for _pair, a, b, certain in sorted(same, key=lambda one: _surest_first(one[0], certain=one[3])):
        one, other = group_of[a], group_of[b]
        if one is other or any(group_of[refused] is other for refused in one.apart):
            continue
        if certain or one.mean_score(other) >= least:
            _join(one, other, group_of)
    place = {item.id: number for number, item in enumerate(items)}
    groups = {tuple(sorted(group.ids, key=place.__getitem__)) for group in group_of.values()}
    return sorted(groups, key=lambda group: place[group[0]])


def _join(one: _Growing, other: _Growing, group_of: dict[str, _Growing]) -> None:
    """Make one group of two; the larger one stays."""
    larger, smaller = (one, other) if len(one.ids) >= len(other.ids) else (other, one)
    larger.take_in(smaller)
    group_of.update((ident, larger) for ident in smaller.ids)


def pairs_within(groups: Sequence[Group], pairs: Iterable[Pair]) -> Mapping[int, Sequence[Pair]]:
    """The pairs of each group both of whose items are in it, by its number."""
    number = {ident: place for place, group in enumerate(groups) for ident in group}
    found: dict[int, list[Pair]] = {place: [] for place in range(len(groups))}
    for pair in pairs:
        one, other = (number[ident] for ident in key_of(pair))
        if one == other:
            found[one].append(pair)
    return found


def _surest_first(pair: Pair, *, certain: bool) -> tuple[int, float, str, str]:
    """What people called the same, narrower or wider, the same words, then the likest; ties by ids."""
    if pair.basis is Basis.CONFIRMED:
        rank = 0 if pair.verdict is Verdict.SAME else 1
    else:
        rank = 2 if certain else 3
    return rank, -pair.score, *key_of(pair)


def _is_certain(pair: Pair) -> bool:
    """Whether people confirmed the pair as the same demand, or it has the same words."""
    return pair.same and (pair.basis is Basis.CONFIRMED or is_same_wording(pair.earlier, pair.later))
