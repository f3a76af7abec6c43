"""Scored pairs as `match` answers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultrep.model import Basis, Bilingual, Library


@dataclass(frozen=True)
class Match:
    """A scored pair: ids, texts, the probability that it is the same demand, who says so, the signals,
    and the reviewers who confirmed what the pair is."""

    from_id: str
    to_id: str
    from_text: Bilingual
    to_text: Bilingual
    score: float
    basis: Basis
    signals: Mapping[str, float]
    confirmed_by: Sequence[str] = ()


@dataclass(frozen=True)
class MatchList:
    """The matches in the order of the first list, the best partner first; `features` asks for the signals."""

    library: Library
    matches: Sequence[Match]
    encoder: str
    precision: float | None
    features: bool
