"""Two or more selections set side by side: what came back, what is related, what has no counterpart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from consultrep.compare.claims import Claim, Claims, claims_between, was_read
from consultrep.compare.encoder import Encoder
from consultrep.compare.pairing import Pair, Pairing, PairKind
from consultrep.model import Item, Library, Report


@dataclass(frozen=True)
class Side:
    """One selection: what was typed, its reports, and their items that the filter kept."""

    selector: str
    reports: Sequence[Report]
    items: Sequence[Item]


@dataclass(frozen=True)
class Comparison:
    """The outcome; pairs stand in the order of the earlier item, the best partner first."""

    library: Library
    sides: Sequence[Side]
    pairs: Sequence[Pair]
    claims: Claims
    encoder: str
    precision: float
    shipped: bool = False

    @cached_property
    def _with_earlier(self) -> set[str]:
        return {pair.later.id for pair in self.pairs if pair.kind is PairKind.RECURRING}

    @cached_property
    def _with_later(self) -> set[str]:
        return {pair.earlier.id for pair in self.pairs if pair.kind is PairKind.RECURRING}

    @cached_property
    def new(self) -> list[Item]:
        """Items of the later sides that no earlier item of their series is the same demand as."""
        later = (item for side in self.sides[1:] for item in side.items)
        return _once(item for item in later if item.id not in self._with_earlier)

    @cached_property
    def not_repeated(self) -> list[Item]:
        """Items of the earlier sides that no later item of their series is the same demand as."""
        earlier = (item for side in self.sides[:-1] for item in side.items)
        return _once(item for item in earlier if item.id not in self._with_later)

    @cached_property
    def on_several_sides(self) -> list[Report]:
        """Reports that more than one selector means."""
        reports = [report for side in self.sides for report in side.reports]
        return list({r.id: r for i, r in enumerate(reports) if r in reports[:i]}.values())

    @property
    def differs(self) -> bool:
        """Whether some item has no counterpart, or nothing could be compared."""
        return bool(self.new or self.not_repeated) or self.claims.recurring is Claim.CANNOT_SAY

    def unread(self) -> list[Report]:
        """The reports of the comparison of which no text is held."""
        found = {r.id: r for side in self.sides for r in side.reports}
        return [r for r in found.values() if not was_read(r)]


def compare_sides(
    library: Library, sides: Sequence[Side], encoder: Encoder, *, shipped: bool = False
) -> Comparison:
    """Compare each side with every later one; `shipped` says that the library is the one in the package.

    Two items of one report are never a pair: what a report says twice has not come back.
    """
    pairing = Pairing(library, encoder)
    pairs = [
        pair
        for position, earlier in enumerate(sides)
        for later in sides[position + 1 :]
        for pair in pairing.pairs(earlier.items, later.items)
    ]
    order = {item.id: i for i, item in enumerate(library.items)}
    pairs.sort(key=lambda p: (order[p.earlier.id], -p.score, order[p.later.id]))
    claims = claims_between([side.reports for side in sides])
    return Comparison(library, tuple(sides), tuple(pairs), claims, encoder.name, pairing.precision, shipped)


def _once(items: Iterable[Item]) -> list[Item]:
    return list({item.id: item for item in items}.values())
