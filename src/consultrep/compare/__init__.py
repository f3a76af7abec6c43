"""Which demands came back: texts compared by meaning, and what coverage allows to say of it."""

from consultrep.compare.account import Absent, SeriesAccount, accounts, across_series
from consultrep.compare.claims import Claim, Claims
from consultrep.compare.comparison import Comparison, Side, compare_sides
from consultrep.compare.encoder import BundledEncoder, Encoder
from consultrep.compare.matches import Match, MatchList
from consultrep.compare.pairing import Pair, Pairing, PairKind
from consultrep.compare.vectors import usual_encoder

__all__ = [
    "Absent",
    "BundledEncoder",
    "Claim",
    "Claims",
    "Comparison",
    "Encoder",
    "Match",
    "MatchList",
    "Pair",
    "PairKind",
    "Pairing",
    "SeriesAccount",
    "Side",
    "accounts",
    "across_series",
    "compare_sides",
    "usual_encoder",
]
