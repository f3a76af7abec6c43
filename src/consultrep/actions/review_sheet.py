"""`consultrep review --export` and `--import`: the pairs to judge as rows, and the verdicts read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from consultrep.actions.pair_queue import Queue, QueuedPair
from consultrep.errors import UsageError
from consultrep.export.spreadsheets import to_csv_bytes, to_xlsx_bytes
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.model import Verdict, fingerprint_of
from consultrep.model.labels import label

COLUMNS: Final = (
    "a",
    "b",
    "text_a_fr",
    "text_a_en",
    "text_b_fr",
    "text_b_en",
    "score",
    "verdict",
    "reviewer",
    "reason",
    "fingerprint_a",
    "fingerprint_b",
)
_WIDE: Final = ("text_a_fr", "text_a_en", "text_b_fr", "text_b_en", "reason")
_ENDINGS: Final = (".csv", ".xlsx")


@dataclass(frozen=True)
class ReviewSheet:
    """The content of a file for reviewers, and how many pairs stand in it."""

    content: bytes
    pairs: int


def write_review_sheet(
    queue: Queue, name: str, *, limit: int | None = None, blind: bool = False, everything: bool = False
) -> ReviewSheet:
    """The pairs of the queue as CSV or XLSX, by the ending of the file's name.

    With `everything` those judged already follow; with `blind` there is no score. Raises UsageError for
    another ending.
    """
    pairs = [*queue.open, *(queue.judged if everything else ())][:limit]
    columns = [name for name in COLUMNS if not (blind and name == "score")]
    rows = [[row[column] for column in columns] for row in (_row(pair, queue.reviewer) for pair in pairs)]
    return ReviewSheet(_content(name, columns, rows), len(pairs))


def _content(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    ending = PurePath(name).suffix.casefold()
    if ending == ".csv":
        return to_csv_bytes(columns, rows)
    if ending == ".xlsx":
        words = [label(verdict) for verdict in Verdict]
        return to_xlsx_bytes(columns, rows, wide=_WIDE, choices={"verdict": words})
    raise UsageError(
        _("{name} is neither CSV nor XLSX by its ending").format(name=repr(name)),
        _("it writes: {names}").format(names=", ".join(_ENDINGS)),
    )


def _row(pair: QueuedPair, reviewer: str) -> dict[str, str]:
    """One row; a verdict on texts that have changed since is not offered as one on these."""
    texts = {"a": pair.a.statement.text, "b": pair.b.statement.text}
    said = None if pair.is_stale else pair.own
    verdict = said.seen_from(pair.a.id) if said else None
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        **{f"text_{s}_{lang}": getattr(texts[s], lang) or "" for s in texts for lang in ("fr", "en")},
        "score": f"{pair.score:.4f}",
        "verdict": label(verdict) if verdict else "",
        "reviewer": reviewer,
        "reason": said.reason.best(current_language()) if said and said.reason else "",
        **{f"fingerprint_{side}": fingerprint_of(text) for side, text in texts.items()},
    }
