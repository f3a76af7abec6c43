"""How far two reviewers agree on the pairs that both judged: observed agreement and Cohen's kappa.

Kappa (Cohen 1960, Educational and Psychological Measurement 20) is the agreement beyond what chance would
give: 1 is full agreement, 0 is what chance gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from consultrep.language import fold
from consultrep.model import Judgement, Verdict

IS_SAME: Final[Mapping[Verdict, bool]] = {
    Verdict.SAME: True,
    Verdict.NARROWER: True,
    Verdict.WIDER: True,
    Verdict.RELATED: False,
    Verdict.NOT_SAME: False,
}
"""Whether a verdict says that it is the same demand; `unsure` says neither."""


@dataclass(frozen=True)
class JudgedByTwo:
    """A pair that two reviewers judged; both verdicts are said from the side of `a`."""

    a: str
    b: str
    first: Verdict
    second: Verdict


@dataclass(frozen=True)
class Measured:
    """On how many pairs, the share of them on which both said the same, and kappa; None where undefined."""

    pairs: int
    observed: float | None
    kappa: float | None


@dataclass(frozen=True)
class Agreement:
    """Two reviewers, the pairs that both judged, and how far they agree.

    `verdicts` is over the six verdicts; `same` over same or not, without the pairs one of them is unsure of.
    """

    first: str
    second: str
    pairs: Sequence[JudgedByTwo]
    verdicts: Measured
    same: Measured

    @property
    def disagreements(self) -> list[JudgedByTwo]:
        """The pairs on which the verdicts differ."""
        return [pair for pair in self.pairs if pair.first is not pair.second]


@dataclass(frozen=True)
class AgreementList:
    """The agreement of each two reviewers, and how many pairs each of all reviewers judged."""

    agreements: Sequence[Agreement]
    reviewers: Mapping[str, int]


def agreements_of(judgements: Iterable[Judgement]) -> AgreementList:
    """The agreement of each two reviewers, in order of their names; accents and case of a name aside.

    The judgements are those that hold: stale ones are left out before.
    """
    names: dict[str, str] = {}
    judged: dict[str, dict[frozenset[str], Judgement]] = {}
    for judgement in judgements:
        key = fold(judgement.reviewer)
        names.setdefault(key, judgement.reviewer)
        judged.setdefault(key, {})[judgement.pair] = judgement
    found = [
        _agreement(names[one], names[other], judged[one], judged[other])
        for one, other in combinations(sorted(names), 2)
    ]
    return AgreementList(found, {names[key]: len(judged[key]) for key in sorted(names)})


def _agreement(
    first: str,
    second: str,
    ones: Mapping[frozenset[str], Judgement],
    others: Mapping[frozenset[str], Judgement],
) -> Agreement:
    both = sorted(sorted(pair) for pair in ones.keys() & others.keys())
    pairs = []
    for a, b in both:
        key = frozenset((a, b))
        pairs.append(JudgedByTwo(a, b, ones[key].seen_from(a), others[key].seen_from(a)))
    verdicts = [(pair.first, pair.second) for pair in pairs]
    same = [(IS_SAME[one], IS_SAME[other]) for one, other in verdicts if one in IS_SAME and other in IS_SAME]
    return Agreement(first, second, pairs, measured(verdicts), measured(same))


def measured(said: Sequence[tuple[object, object]]) -> Measured:
    """Observed agreement and Cohen's kappa of what two people said of the same things.

    Kappa is undefined where nothing was said, or where both said one and the same of everything.

    >>> measured([("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15)
    Measured(pairs=50, observed=0.7, kappa=0.4)
    >>> measured([("y", "y")])
    Measured(pairs=1, observed=1.0, kappa=None)
    """
    number = len(said)
    if not number:
        return Measured(0, None, None)
    agreed = sum(one == other for one, other in said)
    first, second = Counter(one for one, _other in said), Counter(other for _one, other in said)
    by_chance = sum(first[value] * second[value] for value in first)
    if by_chance == number**2:
        return Measured(number, agreed / number, None)
    kappa = (number * agreed - by_chance) / (number**2 - by_chance)
    return Measured(number, agreed / number, kappa)
