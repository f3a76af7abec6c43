"""A comparison as one JSON object and as flat records with stable keys."""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.compare import Claim, Comparison, Count, Pair, Return, counts_told
from consultrep.export.explanation import explanation_record
from consultrep.export.records import item_records, report_record
from consultrep.export.sheet import Record
from consultrep.model import Item


def comparison_document(result: Comparison) -> Record:
    """The whole comparison: every pair, however unlikely, with the counts that add up."""
    items = {item.id: item for side in result.sides for item in side.every}
    return {
        "selectors": [side.selector for side in result.sides],
        "order_changed": result.moved,
        "coverage": [
            {"selector": side.selector, **report_record(result.library, report)}
            for side in result.sides
            for report in side.reports
        ],
        "claims": {
            "recurring": result.claims.recurring,
            "new": result.claims.new,
            "not_repeated": result.claims.not_repeated,
        },
        "counts": [_count_record(count) for count in counts_told(result)],
        "recurring": [_pair_record(result, pair) for pair in result.pairs if pair.same],
        "returned": [_return_record(one) for one in result.returned],
        "related": [_pair_record(result, pair) for pair in result.pairs if not pair.same],
        "new": [item.id for item in result.new],
        "not_repeated": [item.id for item in result.not_repeated],
        "encoder": result.encoder,
        "items": item_records(list(items.values())),
    }


def _pair_record(result: Comparison, pair: Pair) -> Record:
    return {
        "from_id": pair.earlier.id,
        "to_id": pair.later.id,
        "score": round(pair.score, 4),
        "basis": pair.basis,
        "reviewers": pair.reviewers,
        "same_series": pair.same_series,
        "kind": pair.kind,
        "change": result.change_of(pair),
        **({"explanation": explanation_record(told)} if (told := result.explanation_of(pair)) else {}),
    }


def comparison_records(result: Comparison) -> Iterator[Record]:
    """A row a pair, then a row an item without counterpart."""
    for pair in result.pairs:
        record = _record(pair.kind, pair.earlier, pair.later, pair, result.claims.recurring)
        yield {**record, "change": result.change_of(pair)}
    for item in result.new:
        yield _record(_absence("new", result.claims.new), None, item, None, result.claims.new)
    for item in result.not_repeated:
        yield _record(
            _absence("not_repeated", result.claims.not_repeated), item, None, None, result.claims.not_repeated
        )


def _count_record(count: Count) -> Record:
    return {
        "series": count.series,
        "selector": count.side.selector,
        "items": count.items,
        "recurring": count.recurring,
        "related": count.related,
        "no_counterpart": count.alone,
        "not_known": count.not_known,
        "also_asked": count.also_asked,
    }


def _return_record(one: Return) -> Record:
    return {
        "from_id": one.pair.earlier.id,
        "to_id": one.pair.later.id,
        "silent": [side.selector for side in one.silent],
        "not_known": [side.selector for side in one.unknown],
    }


def _absence(word: str, claim: Claim) -> str:
    """What may be said of an item without counterpart."""
    return {Claim.SOUND: word, Claim.LIMITED: "no_counterpart", Claim.CANNOT_SAY: "cannot_say"}[claim]


def _record(
    outcome: str, earlier: Item | None, later: Item | None, pair: Pair | None, claim: Claim
) -> Record:
    record: Record = {"outcome": outcome, "claim": claim}
    for prefix, item in (("from", earlier), ("to", later)):
        record |= {
            f"{prefix}_id": item.id if item else None,
            f"{prefix}_series": item.report.series if item else None,
            f"{prefix}_asked_by": item.asked_by if item else [],
            f"{prefix}_text_fr": item.statement.text.fr if item else None,
            f"{prefix}_text_en": item.statement.text.en if item else None,
            f"{prefix}_waiting": item.statement.is_draft if item else None,
            f"{prefix}_gone": item.statement.gone if item else None,
        }
    return {
        **record,
        "score": round(pair.score, 4) if pair else None,
        "basis": pair.basis if pair else None,
        "reviewers": pair.reviewers if pair else [],
        "same_series": pair.same_series if pair else None,
        "change": None,
    }
