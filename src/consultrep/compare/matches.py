"""Scored pairs as `match` answers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultrep.model import Basis, Bilingual


@dataclass(frozen=True)
class Match:
    """A scored pair: ids, texts, the probability that it is the same demand, who says so, and the signals."""

    from_id: str
    to_id: str
    from_text: Bilingual
    to_text: Bilingual
    score: float
    basis: Basis
    signals: Mapping[str, float]


@dataclass(frozen=True)
class MatchList:
    """The matches in the order of the first list, the best partner first; `features` asks for the signals."""

    matches: Sequence[Match]
    encoder: str
    precision: float
    features: bool
