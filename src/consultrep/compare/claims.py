"""What coverage allows to say: a claim is sound, limited, or cannot be made at all."""

from __future__ import annotations

from collections.abc import Sequence
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


def claims_between(sides: Sequence[Sequence[Report]]) -> Claims:
    """The claims of a comparison, decided within the series that stand on more than one side.

    That a demand came back can be said as soon as something was read on two sides; that this is all that came
    back, only where everything was read whole. That it is new, or not repeated, can be said only where every
    report that might hold it was read, and something of the side that it is said of.
    """
    shared = _shared_series(sides)
    within = [[report for report in side if report.series in shared or not shared] for side in sides]
    earlier = [report for side in within[:-1] for report in side]
    later = [report for side in within[1:] for report in side]
    return Claims(
        recurring=_existence(earlier, later) if shared else Claim.CANNOT_SAY,
        new=_absence(of=later, against=earlier),
        not_repeated=_absence(of=earlier, against=later),
    )


def was_read(report: Report) -> bool:
    """Whether anything of the report's text is held."""
    return report.coverage.level is not Level.RECORD_ONLY


def is_whole(report: Report) -> bool:
    """Whether the text is held complete, with no known gap."""
    return report.coverage.level is Level.COMPLETE and not report.coverage.gaps


def _existence(earlier: Sequence[Report], later: Sequence[Report]) -> Claim:
    if not any(map(was_read, earlier)) or not any(map(was_read, later)):
        return Claim.CANNOT_SAY
    return Claim.SOUND if all(map(is_whole, [*earlier, *later])) else Claim.LIMITED


def _absence(of: Sequence[Report], against: Sequence[Report]) -> Claim:
    if not any(map(was_read, of)) or not against or not all(map(was_read, against)):
        return Claim.CANNOT_SAY
    return Claim.SOUND if all(map(is_whole, against)) else Claim.LIMITED


def _shared_series(sides: Sequence[Sequence[Report]]) -> set[str]:
    """The series that stand on more than one side."""
    seen = [{report.series for report in side} for side in sides]
    return {s for i, one in enumerate(seen) for other in seen[i + 1 :] for s in one & other}
