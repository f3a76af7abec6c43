"""Pairs of a library's items that are the same demand or near it: computed, and as people judged them.

A judgement outranks the matcher; one whose texts have changed since is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from consultrep.compare.calibration import packaged_calibration
from consultrep.compare.demand import reader_of
from consultrep.compare.encoder import Encoder
from consultrep.compare.matcher import Matcher, Scored
from consultrep.language import words
from consultrep.messages import LANGUAGES
from consultrep.model import Basis, Item, Judgement, Library, Verdict
from consultrep.model.chains import chain_between, said_the_same


class PairKind(StrEnum):
    """What a pair is: `recurring` is said only within one series."""

    RECURRING = "recurring"
    ALSO_ASKED = "also_asked"
    RELATED = "related"


_SAME = frozenset({Verdict.SAME, Verdict.NARROWER, Verdict.WIDER})


@dataclass(frozen=True)
class Pair:
    """An earlier and a later item that ask the same, or something near.

    `score` is the computed probability that they are the same demand; `verdict` is what the
    reviewers agree on whose `judgements` hold, those who are unsure aside.
    """

    earlier: Item
    later: Item
    score: float
    same: bool
    basis: Basis = Basis.COMPUTED
    verdict: Verdict | None = None
    judgements: Sequence[Judgement] = ()

    @property
    def reviewers(self) -> list[str]:
        """Who judged it and was sure, in the order of the judgements."""
        return _sure(self.judgements)

    @property
    def confirmed_by(self) -> list[str]:
        """The reviewers whose word the pair rests on; nobody where the matcher decides."""
        return self.reviewers if self.basis is Basis.CONFIRMED else []

    @property
    def same_series(self) -> bool:
        """Whether both stand in one series."""
        return self.earlier.report.series == self.later.report.series

    @property
    def kind(self) -> PairKind:
        """What can be said of the pair."""
        if not self.same:
            return PairKind.RELATED
        return PairKind.RECURRING if self.same_series else PairKind.ALSO_ASKED


@dataclass(frozen=True)
class Pairing:
    """Pairs items of one library; the same two items have the same score in every selection."""

    library: Library
    encoder: Encoder

    def pairs(self, first: Sequence[Item], second: Sequence[Item]) -> list[Pair]:
        """The pairs that are the same demand or related, judged or computed, in order of their positions.

        Two items of one report are never a pair: what a report says twice has not come back.
        """
        scored = {(one.first, one.second): one for one in self._scored(first, second)}
        certain = {*self._judged_places(first, second), *_same_places(first, second)}
        found = (self._pair(first[i], second[j], scored.get((i, j))) for i, j in sorted({*scored, *certain}))
        return [pair for pair in found if pair is not None]

    def _judged_places(self, first: Sequence[Item], second: Sequence[Item]) -> Iterator[tuple[int, int]]:
        """The positions of the pairs that people judged."""
        places = {item.id: position for position, item in enumerate(first)}
        others = {item.id: position for position, item in enumerate(second)}
        for pair in self._judged:
            one, other = sorted(pair)
            for a, b in ((one, other), (other, one)):
                if a in places and b in others:
                    yield places[a], others[b]

    def basis_of(self, one: Item, other: Item) -> Basis | None:
        """Who says what is said of a pair; None where people agree that it is not the same."""
        judgements = self._judgements_of(one, other)
        verdict = _common_verdict(judgements, one.id)
        return None if verdict is Verdict.NOT_SAME else _basis(verdict, judgements)

    def confirmed_by(self, one: Item, other: Item) -> list[str]:
        """The reviewers who say what is said of a pair; nobody where the matcher decides."""
        judgements = self._judgements_of(one, other)
        return _sure(judgements) if self.basis_of(one, other) is Basis.CONFIRMED else []

    def _judgements_of(self, one: Item, other: Item) -> Sequence[Judgement]:
        return self._judged.get(frozenset((one.id, other.id)), ())

    @cached_property
    def apart(self) -> set[frozenset[str]]:
        """The pairs of ids that people agree are not the same demand."""
        return {
            pair
            for pair, judgements in self._judged.items()
            if _common_verdict(judgements, min(pair)) is Verdict.NOT_SAME
        }

    @cached_property
    def contradictions(self) -> list[list[str]]:
        """The shortest chain of `same` between each two items that are judged not the same."""
        same = said_the_same(one for judgements in self._judged.values() for one in judgements)
        refused = sorted(
            (min(pair), max(pair))
            for pair, judgements in self._judged.items()
            if any(judgement.verdict is Verdict.NOT_SAME for judgement in judgements)
        )
        return [chain for one, other in refused if (chain := chain_between(same, one, other))]

    def _scored(self, first: Sequence[Item], second: Sequence[Item]) -> list[Scored]:
        texts = [[item.statement.text for item in items] for items in (first, second)]
        return self.matcher.scores(texts[0], texts[1], least=self.matcher.calibration.related)

    @property
    def precision(self) -> float | None:
        """The share of right ones among the pairs that the matcher called the same, where it was measured.

        None with another encoder than the one of the measure, in whichever version.
        """
        measured = self.matcher.calibration
        same = self.encoder.name.split()[0] == measured.encoder.split()[0]
        return measured.precision if same else None

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher with the names and the texts of the library."""
        texts = [item.statement.text for item in self.library.items]
        return Matcher(reader_of(self.library), self.encoder, texts, packaged_calibration())

    @cached_property
    def _judged(self) -> Mapping[frozenset[str], Sequence[Judgement]]:
        """The judgements that hold, by the pair that they are of."""
        found: dict[frozenset[str], list[Judgement]] = {}
        for judgement in self.library.judgements:
            if not self.library.is_stale(judgement):
                found.setdefault(judgement.pair, []).append(judgement)
        return found

    def _pair(self, earlier: Item, later: Item, scored: Scored | None) -> Pair | None:
        if earlier.id == later.id:
            return Pair(earlier, later, 1.0, same=True)
        if earlier.report is later.report:
            return None
        score = scored.probability if scored else 0.0
        judgements = self._judgements_of(earlier, later)
        verdict = _common_verdict(judgements, earlier.id)
        if verdict is Verdict.NOT_SAME:
            return None
        same = verdict in _SAME if verdict else self._is_computed_same(earlier, later, score)
        basis = _basis(verdict, judgements)
        return Pair(earlier, later, score, same, basis, verdict, judgements)

    def _is_computed_same(self, earlier: Item, later: Item, score: float) -> bool:
        return score >= self.matcher.calibration.same or is_same_wording(earlier, later)


def _same_places(first: Sequence[Item], second: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The positions of the pairs with the same words, whatever the matcher says of them."""
    places: dict[tuple[str, ...], list[int]] = {}
    for position, item in enumerate(second):
        for key in _wordings(item):
            places.setdefault(key, []).append(position)
    for position, item in enumerate(first):
        for key in _wordings(item):
            for other in places.get(key, ()):
                yield position, other


def _wordings(item: Item) -> Iterator[tuple[str, ...]]:
    """The words of an item in each language, with the language."""
    for language in LANGUAGES:
        text = item.statement.text.side(language)
        if text:
            yield (language, *words(text))


def is_same_wording(one: Item, other: Item) -> bool:
    """Whether two items have the same words in a language, accents, case and punctuation aside."""
    return not set(_wordings(one)).isdisjoint(_wordings(other))


def _common_verdict(judgements: Iterable[Judgement], first: str) -> Verdict | None:
    """What people agree on, said from the side of `first`; None where nobody is sure or they disagree."""
    verdicts = {judgement.seen_from(first) for judgement in judgements} - {Verdict.UNSURE}
    if len(verdicts) == 1:
        return verdicts.pop()
    return Verdict.SAME if verdicts and verdicts <= _SAME else None


def _sure(judgements: Iterable[Judgement]) -> list[str]:
    """The reviewers who were sure, in the order of the judgements."""
    return [one.reviewer for one in judgements if one.verdict is not Verdict.UNSURE]


def _basis(verdict: Verdict | None, judgements: Iterable[Judgement]) -> Basis:
    """Who says what is said, where people agree on `verdict` or, with None, on nothing."""
    if verdict is not None:
        return Basis.CONFIRMED
    differ = len({judgement.verdict for judgement in judgements} - {Verdict.UNSURE}) > 1
    return Basis.DISPUTED if differ else Basis.COMPUTED
