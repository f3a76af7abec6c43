"""`consultrep match`: every pair of two lists with the probability that it is one demand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, permutations
from typing import TYPE_CHECKING, Final

from consultrep.actions.texts import Texts, texts_of
from consultrep.compare import Encoder, Match, MatchList, Pairing, usual_encoder
from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.model import Basis, Library
from consultrep.query import ItemFilter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from consultrep.compare.matcher import Wanted

    Whole = NDArray[np.int64]

_UNITS: Final = {"k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


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
    memory: str | None = None,
) -> MatchList:
    """The scored pairs of two selections or files, at most `top` partners of each text of the first.

    Pairs that people judged not to be the same are left out; so are pairs of one report. `memory`, such as
    600MB, bounds what comparing by meaning takes at once, beside the texts and their vectors.
    """
    most = None if memory is None else memory_of(memory)
    sides = [texts_of(library, name, wanted or ItemFilter()) for name in (first, second)]
    pairing = Pairing(library, encoder or usual_encoder())
    one, other = sides
    background = [item.statement.text for item in library.items] if one.items or other.items else []
    outside = [text for side in sides if side.items is None for text in side.texts]
    matcher = replace(pairing.matcher.with_background([*background, *outside]), memory=most)
    wanted_pairs = _wanted(pairing, one, other)
    found = [
        Match(
            one.ids[scored.first],
            other.ids[scored.second],
            one.texts[scored.first],
            other.texts[scored.second],
            scored.probability,
            _basis(pairing, one, other, scored.first, scored.second),
            scored.signals if features else {},
            _confirmed_by(pairing, one, other, scored.first, scored.second),
        )
        for scored in matcher.scores(one.texts, other.texts, least=least, top=top, wanted=wanted_pairs)
    ]
    ranked = _best(found, one.ids, top)
    return MatchList(library, ranked, pairing.encoder.name, pairing.precision, features)


def memory_of(size: str) -> int:
    """The bytes of `600MB` or of `1,5 Go`; UsageError for anything else."""
    found = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?)\s*([kmgt])[bo]", size.strip().lower())
    if not found:
        message = _("{value} is no amount of memory").format(value=repr(size))
        raise UsageError(message, _("give a number and its unit, such as 600MB or 2GB"))
    return int(float(found[1].replace(",", ".")) * _UNITS[found[2]])


def _wanted(pairing: Pairing, one: Texts, other: Texts) -> Wanted | None:
    """Which pairs of positions count: no two items of one report, none that people judged not the same."""
    import numpy as np

    if one.items is None or other.items is None:
        return None
    items = one.items, other.items
    places = [{item.id: place for place, item in enumerate(side)} for side in items]
    number = {name: place for place, name in enumerate(dict.fromkeys(chain(*places)))}
    ids = [np.array([number[item.id] for item in side], np.int64) for side in items]
    report = {one.id: place for place, one in enumerate(pairing.library.reports)}
    reports = [np.array([report[item.report.id] for item in side], np.int64) for side in items]
    apart = [
        places[0][first] * len(items[1]) + places[1][second]
        for first, second in chain.from_iterable(permutations(pair) for pair in pairing.apart)
        if first in places[0] and second in places[1]
    ]

    def wanted(rows: Whole, columns: Whole) -> NDArray[np.bool_]:
        own = (reports[0][rows] == reports[1][columns]) & (ids[0][rows] != ids[1][columns])
        judged = np.isin(rows.astype(np.int64) * len(items[1]) + columns, apart)
        return np.asarray(~own & ~judged)

    return wanted


def _basis(pairing: Pairing, one: Texts, other: Texts, i: int, j: int) -> Basis:
    """Who says so: people, or the matcher."""
    if one.items is None or other.items is None:
        return Basis.COMPUTED
    return pairing.basis_of(one.items[i], other.items[j]) or Basis.COMPUTED


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
