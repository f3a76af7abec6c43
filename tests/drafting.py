"""What the tests of drafting share: invented documents, an encoder that knows meanings, records as trees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consultrep.importers.drafting.draft import draft_of
from consultrep.importers.drafting.fates import Outcome, Reading
from consultrep.importers.drafting.merging import merge
from consultrep.importers.drafting.records import ReportFacts, new_record, note_sections
from consultrep.importers.readers.text import read_text
from consultrep.messages import Language
from consultrep.model import Library, Report
from consultrep.store.editing import as_tree
from consultrep.store.emitting import plain_data
from consultrep.store.round_trip import dump_tree, load_tree

PONDS = """Forum on ponds

1. Access

The Town should build a gravel path around each pond.

2. Water

The Town must test the water of each pond every month. The results must be read by trained staff.

The Town should close the ponds in winter.
"""
ETANGS = """Forum sur les étangs

1. Accès

La Ville devrait aménager un sentier de gravier autour de chaque étang.

2. Eau

La Ville doit analyser l'eau des étangs tous les mois. Les résultats doivent être lus par un personnel formé.

La Ville devrait fermer les étangs en hiver.
"""
PAIRS = (
    ("gravel path", "sentier de gravier"),
    ("test the water", "analyser l'eau"),
    ("trained staff", "personnel formé"),
    ("in winter", "en hiver"),
)


class Meanings:
    """An encoder for which texts mean the same if they hold the words of one of its pairs."""

    name = "meanings"

    def __init__(self, pairs: Sequence[tuple[str, str]] = PAIRS) -> None:
        self._pairs = pairs

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length per text."""
        rows = np.zeros((len(texts), len(self._pairs) + 997), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            known = [place for place, pair in enumerate(self._pairs) if any(words in text for words in pair)]
            row[known or [len(self._pairs) + sum(map(ord, text)) % 997]] = 1
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def read(text: str, language: Language = "en", *, confirmed: bool = False) -> Reading:
    """The reading of a text."""
    draft = draft_of(read_text(text.encode(), "ponds.txt"), Library(()), language)
    return Reading(draft.items, language, text, len(draft.sections), confirmed=confirmed)


class Held:
    """A record in its file: each merge reads the text that the one before has written."""

    def __init__(self, text: str = "") -> None:
        self.text = text or dump_tree(as_tree(new_record("ponds", ReportFacts())))

    def merge(self, reading: Reading) -> list[Outcome]:
        """Merge a reading and save."""
        outcomes: list[Outcome] = self.change(lambda tree: merge(tree, reading, Meanings(), as_tree))
        return outcomes

    def take(self, text: str, language: Language = "en", **options: bool) -> dict[str, str]:
        """Merge what a document says; the fates by the first words of what is read."""
        draft = draft_of(read_text(text.encode(), "ponds.txt"), Library(()), language)
        outcomes = self.merge(read(text, language, **options))
        self.change(lambda tree: note_sections(tree, draft, as_tree))
        return {" ".join(outcome.text.split()[:6]): outcome.fate.value for outcome in outcomes}

    def change(self, judge: Callable[[Any], Any]) -> Any:
        """Change the tree and save."""
        tree = load_tree(self.text)
        answer = judge(tree)
        self.text = dump_tree(tree)
        return answer

    @property
    def items(self) -> list[dict[str, Any]]:
        """The recommendations, as a reader gets them."""
        items: list[dict[str, Any]] = plain_data(load_tree(self.text).get("recommendations") or [])
        return items

    @property
    def ids(self) -> list[str]:
        """The ids of the recommendations."""
        return [item["id"] for item in self.items]

    def texts(self, language: Language = "en") -> list[str]:
        """The texts in one language, empty where there is none."""
        return [item["text"].get(language, "") for item in self.items]

    def report(self) -> Report:
        """The record as the model reads it."""
        data = plain_data(load_tree(self.text))
        data["coverage"] = {"level": "partial", "why": {"en": "Read by rules."}}
        return Report.model_validate(data)
