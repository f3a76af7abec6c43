"""The sheet of how far reviewers agree."""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.compare.agreement import Agreement, AgreementList, Measured
from consultrep.export.sheet import Block, Column, Heading, Paragraph, Record, Sheet, Table
from consultrep.messages import decimal, ngettext
from consultrep.messages import gettext as _
from consultrep.model.labels import label
from consultrep.query.statements import labelled

_FIELDS = [
    "first",
    "second",
    "pairs",
    "agreement",
    "kappa",
    "pairs_same_or_not",
    "agreement_same_or_not",
    "kappa_same_or_not",
    "disagreements",
]


def agreement_sheet(result: AgreementList) -> Sheet:
    """For each two reviewers the figures, then every pair on which they differ."""
    document: Record = {
        "reviewers": dict(result.reviewers),
        "agreement": [
            {**_figures(agreement), "disagreements": _disagreements(agreement)}
            for agreement in result.agreements
        ],
    }
    records = [
        {**_figures(agreement), "disagreements": [_line(each) for each in _disagreements(agreement)]}
        for agreement in result.agreements
    ]
    return Sheet(document, records, list(_blocks(result)), fields=_FIELDS)


def _figures(agreement: Agreement) -> Record:
    return {
        "first": agreement.first,
        "second": agreement.second,
        "pairs": agreement.verdicts.pairs,
        "agreement": agreement.verdicts.observed,
        "kappa": agreement.verdicts.kappa,
        "pairs_same_or_not": agreement.same.pairs,
        "agreement_same_or_not": agreement.same.observed,
        "kappa_same_or_not": agreement.same.kappa,
    }


def _disagreements(agreement: Agreement) -> list[Record]:
    return [
        {"a": pair.a, "b": pair.b, "first": pair.first, "second": pair.second}
        for pair in agreement.disagreements
    ]


def _line(pair: Record) -> str:
    return f"{pair['a']} {pair['b']}: {pair['first']} / {pair['second']}"


def _blocks(result: AgreementList) -> Iterator[Block]:
    yield Heading(_("How far reviewers agree"), 1)
    for reviewer, number in result.reviewers.items():
        judged = ngettext("{number} pair judged", "{number} pairs judged", number).format(number=number)
        yield Paragraph(labelled(reviewer, judged))
    if not result.agreements:
        yield Paragraph(_("Nobody can agree yet: it takes two reviewers who judged the same pairs."))
        return
    columns = [Column(_("Reviewers")), Column(_("Over")), Column(_("Pairs"), number=True)]
    columns += [Column(_("Same verdict"), number=True), Column(_("Kappa"), number=True)]
    yield Table(columns, [row for each in result.agreements for row in _rows(each)], titled=True)
    yield Paragraph(_("Kappa is the agreement beyond chance: 1 is full agreement, 0 is what chance gives."))
    for agreement in result.agreements:
        yield from _differing(agreement)


def _rows(agreement: Agreement) -> Iterator[list[str]]:
    names = f"{agreement.first}, {agreement.second}"
    yield [names, _("six verdicts"), *_cells(agreement.verdicts)]
    yield [names, _("same or not"), *_cells(agreement.same)]


def _cells(measured: Measured) -> list[str]:
    figures = (measured.observed, measured.kappa)
    return [str(measured.pairs), *("–" if each is None else decimal(each) for each in figures)]


def _differing(agreement: Agreement) -> Iterator[Block]:
    if not agreement.disagreements:
        return
    yield Heading(
        _("Where {first} and {second} differ").format(first=agreement.first, second=agreement.second)
    )
    columns = [Column("A"), Column("B"), Column(agreement.first), Column(agreement.second)]
    rows = [[pair.a, pair.b, label(pair.first), label(pair.second)] for pair in agreement.disagreements]
    yield Table(columns, rows, titled=True)
