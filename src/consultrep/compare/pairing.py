"""Pairs of a library's items that are the same demand or near it: computed, and as people judged them.

A judgement outranks the matcher; one whose texts have changed since is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from consultrep.compare.best import Scored
from consultrep.compare.calibration import Calibration, packaged_calibration
from consultrep.compare.demand import names_key, reader_of
from consultrep.compare.encoder import Encoder
from consultrep.compare.matcher import Matcher
from consultrep.language import words
from consultrep.messages import LANGUAGES
from consultrep.model import Basis, Item, Judgement, Library, Verdict
from consultrep.model.chains import chain_between, said_the_same

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


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
        return self._pairs(first, second)

    def pairs_among(self, items: Sequence[Item]) -> list[Pair]:
        """The pairs of these items, each once, the item that stands first as the earlier."""
        return self._pairs(items, items, once=True)

    def _pairs(self, first: Sequence[Item], second: Sequence[Item], *, once: bool = False) -> list[Pair]:
        scored = {(one.first, one.second): one.probability for one in self._scored(first, second, once=once)}
        same = set(_same_places(first, second))
        certain = {(i, j) for i, j in chain(same, self._judged_places(first, second)) if not once or i < j}
        found = (
            self._pair(first[i], second[j], scored.get((i, j), 0.0), same_words=(i, j) in same)
            for i, j in sorted({*scored, *certain})
        )
        return [pair for pair in found if pair is not None]

    def pair_of(self, earlier: Item, later: Item, score: float) -> Pair | None:
        """A pair whose score is known; None where people agree that it is not the same."""
        return self._pair(earlier, later, score, same_words=is_same_wording(earlier, later))

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

    def _scored(self, first: Sequence[Item], second: Sequence[Item], *, once: bool) -> list[Scored]:
        """The pairs that may be shown, two items of one report left out, and of `once` the later before."""
        reports = {item.report.id: number for number, item in enumerate([*first, *second])}
        if len(reports) < 2:
            return []
        import numpy as np

        texts = [item.statement.text for item in first]
        others = texts if first is second else [item.statement.text for item in second]
        of_first, of_second = (
            np.array([reports[item.report.id] for item in items], dtype=np.int64) for items in (first, second)
        )

        def wanted(rows: Whole, columns: Whole) -> NDArray[np.bool_]:
            apart = np.asarray(of_first[rows] != of_second[columns])
            return apart & (rows < columns) if once else apart

        least = self.calibration.related
        return self.matcher.scores(texts, others, least=least, wanted=wanted)

    @property
    def precision(self) -> float | None:
        """The share of right ones among the pairs that the matcher called the same, where it was measured.

        None with another encoder than the one of the measure, in whichever version.
        """
        measured = self.calibration
        same = self.encoder.name.split()[0] == measured.encoder.split()[0]
        return measured.precision if same else None

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher with the names and the texts of the library."""
        texts = [item.statement.text for item in self.library.items]
        reader = reader_of(self.library)
        return Matcher(reader, self.encoder, texts, self.calibration, names=names_key(self.library))

    @property
    def calibration(self) -> Calibration:
        """What turns signals into probabilities, and from which of them on a pair is the same or related."""
        return packaged_calibration()

    @cached_property
    def _judged(self) -> Mapping[frozenset[str], Sequence[Judgement]]:
        """The judgements that hold, by the pair that they are of."""
        found: dict[frozenset[str], list[Judgement]] = {}
        for judgement in self.library.judgements:
            if not self.library.is_stale(judgement):
                found.setdefault(judgement.pair, []).append(judgement)
        return found

    def _pair(self, earlier: Item, later: Item, score: float, *, same_words: bool) -> Pair | None:
        if earlier.id == later.id:
            return Pair(earlier, later, 1.0, same=True)
        if earlier.report is later.report:
            return None
        judgements = self._judgements_of(earlier, later)
        verdict = _common_verdict(judgements, earlier.id)
        if verdict is Verdict.NOT_SAME:
            return None
        same = verdict in _SAME if verdict else same_words or score >= self.calibration.same
        basis = _basis(verdict, judgements)
        return Pair(earlier, later, score, same, basis, verdict, judgements)


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


def _wordings(item: Item) -> frozenset[tuple[str, ...]]:
    """The words of an item in each language, with the language."""
    return _wordings_of(*(item.statement.text.side(language) for language in LANGUAGES))


@lru_cache(maxsize=50_000)
def _wordings_of(*sides: str | None) -> frozenset[tuple[str, ...]]:
    return frozenset(
        (language, *words(side)) for language, side in zip(LANGUAGES, sides, strict=True) if side
    )


def is_same_wording(one: Item, other: Item) -> bool:
    """Whether two items have the same words in a language, accents, case and punctuation aside."""
    return not _wordings(one).isdisjoint(_wordings(other))


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
