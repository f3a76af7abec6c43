"""`consultrep match`: every pair of two lists with the probability that it is one demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consultrep.actions.texts import Texts, texts_of
from consultrep.compare import Encoder, Match, MatchList, Pairing, usual_encoder
from consultrep.model import Basis, Library
from consultrep.query import ItemFilter


def match(
    library: Library,
    first: str,
    second: str,
    *,
    top: int | None = None,
    least: float = 0.0,
    wanted: ItemFilter | None = None,
    features: bool = False,
    encoder: Encoder | None = None,
) -> MatchList:
    """The scored pairs of two selections or files, at most `top` partners of each text of the first.

    Pairs that people judged not to be the same are left out; so are pairs of one report.
    """
    sides = [texts_of(library, name, wanted or ItemFilter()) for name in (first, second)]
    pairing = Pairing(library, encoder or usual_encoder())
    one, other = sides
    background = [item.statement.text for item in library.items] if one.items or other.items else []
    outside = [text for side in sides if side.items is None for text in side.texts]
    matcher = pairing.matcher.with_background([*background, *outside])
    found = [
        Match(
            one.ids[scored.first],
            other.ids[scored.second],
            one.texts[scored.first],
            other.texts[scored.second],
            scored.probability,
            basis,
            scored.signals if features else {},
            _confirmed_by(pairing, one, other, scored.first, scored.second),
        )
        for scored in matcher.scores(one.texts, other.texts, least=least)
        if (basis := _basis(pairing, one, other, scored.first, scored.second)) is not None
    ]
    ranked = _best(found, one.ids, top)
    return MatchList(library, ranked, pairing.encoder.name, pairing.precision, features)


def _basis(pairing: Pairing, one: Texts, other: Texts, i: int, j: int) -> Basis | None:
    """Who says so; None for a pair of one report or one that people judged not to be the same."""
    if one.items is None or other.items is None:
        return Basis.COMPUTED
    first, second = one.items[i], other.items[j]
    if first.report is second.report and first.id != second.id:
        return None
    return pairing.basis_of(first, second)


def _confirmed_by(pairing: Pairing, one: Texts, other: Texts, i: int, j: int) -> list[str]:
    """The reviewers who confirmed what the pair is; none of texts that the library does not hold."""
    if one.items is None or other.items is None:
        return []
    return pairing.confirmed_by(one.items[i], other.items[j])


def _best(found: Iterable[Match], ids: Sequence[str], top: int | None) -> list[Match]:
    """The matches of each text, best first."""
    by_first: dict[str, list[Match]] = {ident: [] for ident in ids}
    for one in found:
        by_first[one.from_id].append(one)
    ranked = (sorted(matches, key=lambda m: (-m.score, m.to_id)) for matches in by_first.values())
    return [one for matches in ranked for one in matches[:top]]
