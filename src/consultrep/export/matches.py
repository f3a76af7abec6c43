"""The sheets of scored pairs and of an evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.compare import Match, MatchList
from consultrep.compare.grading import Evaluation, EvaluationList
from consultrep.compare.signals import SIGNALS
from consultrep.export.sheet import Block, Column, Heading, Paragraph, Record, Sheet, Table
from consultrep.messages import current_language, decimal
from consultrep.messages import gettext as _
from consultrep.model.labels import label
from consultrep.query.statements import how_pairs_were_made


def matches_sheet(result: MatchList) -> Sheet:
    """The scored pairs; scores are not rounded in JSON, CSV and TSV."""
    records = [_match_record(one, features=result.features) for one in result.matches]
    fields = ["from_id", "to_id", "score", "basis", "reviewers", *(SIGNALS if result.features else ())]
    document: Record = {"encoder": result.encoder, "matches": records}
    return Sheet(document, records, list(_match_blocks(result)), fields=fields)


def _match_record(one: Match, *, features: bool) -> Record:
    record: Record = {
        "from_id": one.from_id,
        "to_id": one.to_id,
        "score": one.score,
        "basis": one.basis,
        "reviewers": list(one.confirmed_by),
    }
    return {**record, **one.signals} if features else record


def _match_blocks(result: MatchList) -> Iterator[Block]:
    language = current_language()
    columns = [
        Column(_("From")),
        Column(_("Text"), lead=True),
        Column(_("To")),
        Column(_("Text"), lead=True),
        Column(_("Probability"), number=True),
        Column(_("Basis")),
    ]
    signals = SIGNALS if result.features else ()
    rows = [
        [
            one.from_id,
            one.from_text.best(language),
            one.to_id,
            one.to_text.best(language),
            decimal(one.score, 2),
            label(one.basis),
            *(decimal(one.signals[name], 2) for name in signals),
        ]
        for one in result.matches
    ]
    yield Table([*columns, *(Column(name, number=True) for name in signals)], rows)
    if result.matches:
        judges = [one.confirmed_by for one in result.matches]
        yield Paragraph(how_pairs_were_made(result.library, result.encoder, result.precision, judges))


def evaluation_sheet(result: EvaluationList) -> Sheet:
    """The measures of each pair of languages, and how true the probabilities are."""
    records = [_evaluation_record(one) for one in result.evaluations]
    document: Record = {"of": result.of, "encoder": result.encoder, "evaluations": records}
    blocks = [block for one in result.evaluations for block in _evaluation_blocks(one)]
    flat = [{k: v for k, v in record.items() if k != "reliability"} for record in records]
    return Sheet(document, flat, blocks)


def _evaluation_record(one: Evaluation) -> Record:
    precision, mean, f1 = one.apart_from_related
    return {
        "first_language": one.languages[0],
        "second_language": one.languages[1],
        "pairs": one.pairs,
        "same": one.same,
        "average_precision": one.average_precision,
        "mean_average_precision": one.mean_average_precision,
        "best_threshold": one.best.threshold,
        "best_precision": one.best.precision,
        "best_recall": one.best.recall,
        "best_f1": one.best.f1,
        "threshold_in_use": one.in_use.threshold,
        "precision": one.in_use.precision,
        "recall": one.in_use.recall,
        "f1": one.in_use.f1,
        "calibration_error": one.calibration_error,
        "average_precision_apart_from_related": precision,
        "mean_average_precision_apart_from_related": mean,
        "best_f1_apart_from_related": f1,
        "reliability": [
            {"from": each.low, "pairs": each.count, "predicted": each.predicted, "right": each.observed}
            for each in one.reliability
        ],
    }


def _evaluation_blocks(one: Evaluation) -> Iterator[Block]:
    yield Heading(f"{one.languages[0]} – {one.languages[1]}")
    apart = one.apart_from_related
    rows = [
        [_("pairs"), str(one.pairs), ""],
        [_("the same demand"), str(one.same), ""],
        [_("average precision"), _n(one.average_precision), _n(apart[0])],
        [_("mean average precision"), _n(one.mean_average_precision), _n(apart[1])],
        [_("best F1"), _n(one.best.f1), _n(apart[2])],
        [_("threshold it would choose"), _n(one.best.threshold), ""],
        [_("precision and recall there"), f"{_n(one.best.precision)} · {_n(one.best.recall)}", ""],
        [_("threshold in use"), _n(one.in_use.threshold), ""],
        [_("precision and recall there"), f"{_n(one.in_use.precision)} · {_n(one.in_use.recall)}", ""],
        [_("calibration error"), _n(one.calibration_error), ""],
    ]
    columns = [
        Column(_("Measure"), lead=True),
        Column(_("All pairs"), number=True),
        Column(_("Related pairs left out"), number=True),
    ]
    yield Table(columns, rows, titled=True)
    bins = [
        [f"{_n(each.low, 1)}–{_n(each.low + 0.1, 1)}", str(each.count), _n(each.predicted), _n(each.observed)]
        for each in one.reliability
    ]
    headings = [_("Probability"), _("Pairs"), _("Predicted"), _("Right")]
    yield Table([Column(title, number=True) for title in headings], bins, titled=True)


def _n(value: float, places: int = 3) -> str:
    return decimal(value, places)
