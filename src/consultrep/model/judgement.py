"""What people decided of pairs of items: whether two say the same."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

from pydantic import model_validator

from consultrep.messages import gettext as _
from consultrep.model.anchor import Fingerprint, fingerprint
from consultrep.model.base import FullId, Stored, Text, empty_list
from consultrep.model.dates import Edtf
from consultrep.model.text import Bilingual


class Verdict(StrEnum):
    """What a person decided of a pair; `narrower`: b asks for less than a, `wider`: b asks for more."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    RELATED = "related"
    NOT_SAME = "not-same"
    UNSURE = "unsure"


_TURNED: Final = {Verdict.NARROWER: Verdict.WIDER, Verdict.WIDER: Verdict.NARROWER}


def turned(verdict: Verdict) -> Verdict:
    """The verdict with both items in the other order."""
    return _TURNED.get(verdict, verdict)


class Basis(StrEnum):
    """Who says so: the matcher alone, or people; `disputed` where people disagree and the matcher decides."""

    COMPUTED = "computed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


class PairFingerprints(Stored):
    """The fingerprints of both texts as they were when the pair was judged."""

    a: Fingerprint
    b: Fingerprint


class Judgement(Stored):
    """One reviewer's word on two items, with the texts that it was said of."""

    a: FullId
    b: FullId
    verdict: Verdict
    reviewer: Text
    date: Edtf
    reason: Bilingual | None = None
    fingerprints: PairFingerprints

    @model_validator(mode="after")
    def _is_of_two_items(self) -> Self:
        if self.a == self.b:
            raise ValueError(_("a judgement is of two items; a and b are both {id}").format(id=self.a))
        return self

    @property
    def pair(self) -> frozenset[str]:
        """The full ids of both items, whichever comes first."""
        return frozenset((self.a, self.b))

    @property
    def sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The full id and the fingerprint of a, then of b."""
        return (self.a, self.fingerprints.a), (self.b, self.fingerprints.b)

    def seen_from(self, first: str) -> Verdict:
        """The verdict with `first` as the item that the other one is narrower or wider than."""
        return self.verdict if self.a == first else turned(self.verdict)


class Reviewer(Stored):
    """Who judges: how a reader knows them, and what a reader must know of their judgements."""

    id: Text
    label: Bilingual
    note: Bilingual | None = None


class JudgementFile(Stored):
    """The file `judgements.yaml`; of a reviewer that it does not describe only the name is known."""

    reviewers: list[Reviewer] = empty_list()
    judgements: list[Judgement]


def fingerprint_of(text: Bilingual) -> str:
    """The fingerprint of an item's text in both languages, white space collapsed.

    A side that is added or taken away changes it, and a text that changes sides.

    >>> one = fingerprint_of(Bilingual(fr="Former", en="Train  the police"))
    >>> one == fingerprint_of(Bilingual(fr="Former", en="Train the police")), one[:7]
    (True, 'sha256:')
    >>> fingerprint_of(Bilingual(fr="Former")) == fingerprint_of(Bilingual(en="Former"))
    False
    """
    sides = (" ".join((side or "").split()) for side in (text.fr, text.en))
    return fingerprint("\0".join(sides))
