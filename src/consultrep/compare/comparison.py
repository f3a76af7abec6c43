"""Two or more selections set side by side: what came back, what is related, what has no counterpart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from consultrep.compare.claims import Claim, Claims, claims_between, was_read
from consultrep.compare.encoder import Encoder
from consultrep.compare.explanation import Explanation, explain
from consultrep.compare.outcomes import Change, Key, Return, changes_of, key_of, returns_of
from consultrep.compare.pairing import Pair, Pairing, PairKind
from consultrep.compare.sides import Side, in_order
from consultrep.messages import Language
from consultrep.model import Item, Library, Report
from consultrep.model.judgement import turned


@dataclass(frozen=True)
class Comparison:
    """The outcome; pairs stand in the order of the earlier item, the best partner first.

    The sides are in order of time; `moved` says that they were given in another order.
    """

    library: Library
    sides: Sequence[Side]
    pairs: Sequence[Pair]
    claims: Claims
    encoder: str
    precision: float | None
    shipped: bool = False
    moved: bool = False
    explanations: Mapping[Key, Explanation] = field(default_factory=dict)

    def explanation_of(self, pair: Pair) -> Explanation | None:
        """Why the pair is held to be what it is; None where nobody asked."""
        return self.explanations.get(key_of(pair))

    @cached_property
    def _changes(self) -> Mapping[Key, Change]:
        return changes_of(self.pairs)

    def change_of(self, pair: Pair) -> Change | None:
        """How a demand that came back in its series changed; None of any other pair."""
        return self._changes.get(key_of(pair))

    @cached_property
    def returned(self) -> list[Return]:
        """The demands that came back after sides of their series that do not hold them."""
        return returns_of(self.sides, self.pairs)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The positions of the sides that hold an item, by its id, in order."""
        found: dict[str, list[int]] = {}
        for place, side in enumerate(self.sides):
            for item in side.every:
                found.setdefault(item.id, []).append(place)
        return found

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
        return self._once(item for item in later if item.id not in self._with_earlier)

    @cached_property
    def not_repeated(self) -> list[Item]:
        """Items of the earlier sides that no later item of their series is the same demand as."""
        earlier = (item for side in self.sides[:-1] for item in side.items)
        return self._once(item for item in earlier if item.id not in self._with_later)

    def _once(self, items: Iterable[Item]) -> list[Item]:
        """The items, each once, as they stand in the library."""
        wanted = {item.id for item in items}
        return [item for item in self.library.items if item.id in wanted]

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
    library: Library,
    sides: Sequence[Side],
    encoder: Encoder,
    *,
    shipped: bool = False,
    explained_in: Language | None = None,
) -> Comparison:
    """Compare each side with every later one; `shipped` says that the library is the one in the package.

    Two items of one report are never a pair: what a report says twice has not come back. With `explained_in`,
    every pair is explained, in that language where both texts have it.
    """
    ordered = in_order(library, sides)
    moved = [side.selector for side in ordered] != [side.selector for side in sides]
    pairing = Pairing(library, encoder)
    found = [
        _in_time(pair)
        for position, earlier in enumerate(ordered)
        for later in ordered[position + 1 :]
        for pair in pairing.pairs(earlier.every, later.every)
    ]
    kept = {item.id for side in ordered for item in side.items}
    found = [pair for pair in found if not kept.isdisjoint(key_of(pair))]
    order = {item.id: i for i, item in enumerate(library.items)}
    pairs = sorted(_told_once(found, order), key=lambda p: (order[p.earlier.id], -p.score, order[p.later.id]))
    claims = claims_between([side.reports for side in ordered])
    told = {key_of(p): explain(p, pairing.matcher, explained_in) for p in pairs} if explained_in else {}
    return Comparison(
        library, tuple(ordered), tuple(pairs), claims, encoder.name, pairing.precision, shipped, moved, told
    )


def _in_time(pair: Pair) -> Pair:
    """The pair with its earlier item first, where two bodies asked whose years lie among each other's.

    A pair of one series stays as its sides stand: what is new and what is not repeated is told of sides.
    """
    before, after = (item.report.period or "" for item in (pair.earlier, pair.later))
    if pair.same_series or not after or before <= after:
        return pair
    verdict = turned(pair.verdict) if pair.verdict else None
    return replace(pair, earlier=pair.later, later=pair.earlier, verdict=verdict)


def _told_once(pairs: Iterable[Pair], order: Mapping[str, int]) -> list[Pair]:
    """The pairs, each once; of two that stand on both sides only the one in order of time."""
    held = {key_of(pair): pair for pair in pairs}
    return [
        pair
        for (earlier, later), pair in held.items()
        if order[earlier] <= order[later] or (later, earlier) not in held
    ]
