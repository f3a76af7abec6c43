"""Which demands came back: texts compared by meaning, and what coverage allows to say of it."""

from consultrep.compare.account import Absent, SeriesAccount, accounts, across_series
from consultrep.compare.claims import Claim, Claims
from consultrep.compare.comparison import Comparison, Pair, PairKind, Side, compare_sides
from consultrep.compare.encoder import BundledEncoder, Encoder
from consultrep.compare.matcher import MEASURED_PRECISION

__all__ = [
    "MEASURED_PRECISION",
    "Absent",
    "BundledEncoder",
    "Claim",
    "Claims",
    "Comparison",
    "Encoder",
    "Pair",
    "PairKind",
    "SeriesAccount",
    "Side",
    "accounts",
    "across_series",
    "compare_sides",
]
