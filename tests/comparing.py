"""Small libraries to compare, and an encoder that needs no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consultrep.compare import Comparison, Side, compare_sides
from consultrep.language import words
from consultrep.model import Judgement, Library, Report, fingerprint_of, items_of


@dataclass(frozen=True)
class WordEncoder:
    """A toy: a text is the bag of its words, hashed to 256 places."""

    name: str = "words"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text):
                row[sum(word.encode()) % 256] += 1
        return np.asarray(
            rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32
        )


def make(
    ident: str, texts: Sequence[str], *, level: str = "complete", series: str = "s", gaps: int = 0
) -> Report:
    demands = [
        {
            "id": f"r{i}",
            "text": {"en": text, "origin": {"en": "ours"}},
            "themes": ["t"],
            "anchor": {"line": i + 1},
            "standing": "formal",
            "strength": "must",
        }
        for i, text in enumerate(texts)
    ]
    return Report.model_validate(
        {
            "id": ident,
            "series": series,
            "kind": "forum",
            "title": {"en": ident, "origin": {"en": "original"}},
            "period": ident[:4],
            "source": {"publisher": "X"},
            "coverage": {
                "level": level,
                "why": {"en": "-"},
                "gaps": [{"line": 1, "what": {"en": "x"}}] * gaps,
            },
            "recommendations": demands,
        }
    )


def library_of(*reports: Report, judgements: Sequence[Judgement] = ()) -> Library:
    """A library of these reports, in its usual order."""
    held = sorted(
        {report.id: report for report in reports}.values(), key=lambda r: (r.period or "9999", r.id)
    )
    return Library(reports=held, judgements=judgements)


def judged(library: Library, a: str, b: str, verdict: str) -> Judgement:
    """A judgement of two items of a library, as their texts are."""
    prints = {}
    for side, ident in (("a", a), ("b", b)):
        item = library.find_item(ident)
        assert item is not None
        prints[side] = fingerprint_of(item.statement.text)
    return Judgement.model_validate(
        {"a": a, "b": b, "verdict": verdict, "reviewer": "me", "date": "2026-01-01", "fingerprints": prints}
    )


def compared(*sides: Sequence[Report]) -> Comparison:
    library = library_of(*(report for side in sides for report in side))
    held = [Side(str(n), side, [i for r in side for i in items_of(r)]) for n, side in enumerate(sides)]
    return compare_sides(library, held, WordEncoder())
