"""Which demands came back: texts compared by meaning, and what coverage allows to say of it."""

from consultrep.compare.account import (
    Absent,
    SeriesAccount,
    accounts,
    across_series,
    counts_told,
    likely_related,
    told_pairs,
    worth_telling,
)
from consultrep.compare.calibration import calibration_fingerprint
from consultrep.compare.claims import Claim, Claims
from consultrep.compare.comparison import Comparison, compare_sides
from consultrep.compare.counts import Count
from consultrep.compare.encoder import BundledEncoder, Encoder
from consultrep.compare.matches import Match, MatchList
from consultrep.compare.matrix import Matrix, RowKind, SeriesMatrix, theme_matrix, thread_matrix
from consultrep.compare.outcomes import Change, Return
from consultrep.compare.pairing import Pair, Pairing, PairKind
from consultrep.compare.sides import Side
from consultrep.compare.silences import Silence, silences
from consultrep.compare.threads import Thread, ThreadList, ThreadSet, gather_threads
from consultrep.compare.vectors import usual_encoder

__all__ = [
    "Absent",
    "BundledEncoder",
    "Change",
    "Claim",
    "Claims",
    "Comparison",
    "Count",
    "Encoder",
    "Match",
    "MatchList",
    "Matrix",
    "Pair",
    "PairKind",
    "Pairing",
    "Return",
    "RowKind",
    "SeriesAccount",
    "SeriesMatrix",
    "Side",
    "Silence",
    "Thread",
    "ThreadList",
    "ThreadSet",
    "accounts",
    "across_series",
    "calibration_fingerprint",
    "compare_sides",
    "counts_told",
    "gather_threads",
    "likely_related",
    "silences",
    "theme_matrix",
    "thread_matrix",
    "told_pairs",
    "usual_encoder",
    "worth_telling",
]
