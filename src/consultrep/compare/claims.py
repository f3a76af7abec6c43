"""What coverage allows to say: a claim is sound, limited, or cannot be made at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultrep.model import Level, Report


class Claim(StrEnum):
    """How far a statement carries."""

    SOUND = "sound"
    LIMITED = "limited"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True)
class Claims:
    """How far each kind of statement carries in a comparison."""

    recurring: Claim
    new: Claim
    not_repeated: Claim


def claim_of(reports: Iterable[Report]) -> Claim:
    """What can be said of all that some reports asked: no more than the least covered allows."""
    claims = [_claim_of_one(report) for report in reports]
    return max(claims, key=list(Claim).index, default=Claim.CANNOT_SAY)


def claims_between(sides: Sequence[Sequence[Report]]) -> Claims:
    """The claims of a comparison, decided within the series that the first and last side share.

    `new` needs every earlier side whole, `not repeated` every later one; `recurring` can be said as far
    as the less covered of the two.
    """
    shared = _shared_series(sides)
    if not shared:
        everything = [report for side in sides for report in side]
        absence = claim_of(everything)
        return Claims(Claim.CANNOT_SAY, absence, absence)
    within = [[report for report in side if report.series in shared] for side in sides]
    earlier = claim_of(report for side in within[:-1] for report in side)
    later = claim_of(report for side in within[1:] for report in side)
    return Claims(max(earlier, later, key=list(Claim).index), new=earlier, not_repeated=later)


def _claim_of_one(report: Report) -> Claim:
    if report.coverage.level is Level.RECORD_ONLY:
        return Claim.CANNOT_SAY
    whole = report.coverage.level is Level.COMPLETE and not report.coverage.gaps
    return Claim.SOUND if whole else Claim.LIMITED


def _shared_series(sides: Sequence[Sequence[Report]]) -> set[str]:
    """The series that stand on more than one side."""
    seen = [{report.series for report in side} for side in sides]
    return {s for i, one in enumerate(seen) for other in seen[i + 1 :] for s in one & other}
