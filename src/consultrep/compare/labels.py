"""The words for what a comparison finds, in the language in force."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from consultrep.compare.comparison import Comparison
from consultrep.compare.matrix import SeriesMatrix
from consultrep.compare.outcomes import Change, Return
from consultrep.compare.pairing import Pair
from consultrep.compare.silences import Silence
from consultrep.messages import decimal, mark, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Basis, Level, Verdict

_CHANGES: Final[dict[Change, str]] = {
    Change.SAME_WORDING: mark("same wording"),
    Change.REWORDED: mark("reworded"),
    Change.NARROWED: mark("narrowed"),
    Change.WIDENED: mark("widened"),
    Change.SPLIT: mark("split"),
    Change.MERGED: mark("merged"),
}


def change_label(change: Change | None) -> str:
    """The word for a change; nothing for none."""
    return _(_CHANGES[change]) if change else ""


def probability(pair: Pair) -> str:
    """The computed probability that a pair is the same demand; nothing where it is confirmed."""
    return "" if pair.basis is Basis.CONFIRMED else decimal(pair.score)


def headed(title: str, pairs: Sequence[Pair]) -> str:
    """The title of a list of pairs, with their number and how many of them are confirmed."""
    number, confirmed = len(pairs), sum(pair.basis is Basis.CONFIRMED for pair in pairs)
    if not confirmed:
        said = ngettext(
            "{title} ({number} pair, computed, not confirmed)",
            "{title} ({number} pairs, computed, not confirmed)",
            number,
        )
    elif confirmed == number:
        said = ngettext(
            "{title} ({number} pair, confirmed)",
            "{title} ({number} pairs, confirmed)",
            number,
        )
    else:
        said = ngettext(
            "{title} ({number} pairs, {confirmed} confirmed)",
            "{title} ({number} pairs, {confirmed} confirmed)",
            confirmed,
        )
    return said.format(title=title, number=number, confirmed=confirmed)


def verdicts_told(pairs: Sequence[Pair]) -> str:
    """How many of the pairs reviewers judged to be the same, and of how many the later asks less or more.

    Nothing where they judged all of them the same, or none.
    """
    counts = Counter(pair.verdict for pair in pairs if pair.same and pair.basis is Basis.CONFIRMED)
    if not counts[Verdict.NARROWER] + counts[Verdict.WIDER]:
        return ""
    said = (
        (counts[Verdict.SAME], _("the same: {number}")),
        (counts[Verdict.NARROWER], _("the later asks less: {number}")),
        (counts[Verdict.WIDER], _("the later asks more: {number}")),
    )
    listed = "; ".join(words.format(number=number) for number, words in said if number)
    return _("Of the confirmed ones, {counts}.").format(counts=listed)


def relation(pair: Pair) -> str:
    """What the later one is to the earlier, where reviewers said so of a pair of two bodies."""
    said = {
        Verdict.SAME: _("the same"),
        Verdict.NARROWER: _("the later asks less"),
        Verdict.WIDER: _("the later asks more"),
    }
    return said.get(pair.verdict, "") if pair.verdict and pair.same else ""


def left_out(number: int) -> str:
    """That some related pairs are not told, because their items are told with enough others."""
    said = ngettext(
        "{number} more related pair is not shown: an item is shown with its three likeliest. JSON has it.",
        "{number} more related pairs are not shown: an item is shown with its three likeliest. "
        "JSON has them.",
        number,
    )
    return said.format(number=number)


def only_related(number: int) -> str:
    """That some wordings of a thread are only near each other, and why they share it."""
    said = ngettext(
        "{number} pair of these wordings was judged related, not the same; another wording joins the two.",
        "{number} pairs of these wordings were judged related, not the same; other wordings join them.",
        number,
    )
    return said.format(number=number)


def returned_after(one: Return) -> str:
    """Where a demand was not asked between, and where nobody can say."""
    silent = ", ".join(side.selector for side in one.silent)
    unknown = ", ".join(side.selector for side in one.unknown)
    said = (
        (silent, _("silent in {names}")),
        (unknown, _("not known in {names}: the text is not held whole")),
    )
    return "; ".join(words.format(names=names) for names, words in said if names)


def kept_order(comparison: Comparison) -> str:
    """That the selections were put in order of time, and which order that is."""
    names = ", ".join(side.selector for side in comparison.sides)
    return _("The selections were put in order of time: {names}.").format(names=names)


def silence_texts(silences: Sequence[Silence]) -> list[str]:
    """The silent years of one series: what can be said of them, and of which years it is said."""
    said: dict[str, list[int]] = defaultdict(list)
    for silence in silences:
        said[_said_of(silence)].append(silence.year)
    return [text.format(years=_spans(years)) for text, years in said.items()]


def _said_of(silence: Silence) -> str:
    if silence.known:
        return _("{years}: not asked")
    if silence.reports:
        return _("{years}: not known, the text is not held complete")
    return _("{years}: not known, no report is held")


def _spans(years: Sequence[int]) -> str:
    """The years in order, those that follow each other as a span: `2014-2016, 2018`."""
    spans = [
        [year for _place, year in span]
        for _start, span in groupby(enumerate(years), key=lambda one: one[1] - one[0])
    ]
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}-{span[-1]}" for span in spans)


def year_title(table: SeriesMatrix, year: int) -> str:
    """The year, with a star where something of it was read and a part is missing."""
    gaps = any(report.coverage.gaps for report in table.reports[year])
    level = table.level(year)
    starred = level is Level.PARTIAL or (level is Level.COMPLETE and gaps)
    return f"{year}*" if starred else str(year)


def cell_text(number: int | None) -> str:
    """A count, or a question mark where it is not known."""
    return "?" if number is None else str(number)
