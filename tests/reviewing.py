"""What the tests of reviews share: a small library with many near pairs, and a toy encoder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from consultrep.actions import pair_queue
from consultrep.model import Library
from consultrep.store.folders import LibraryFolder, modeline
from consultrep.store.loading import load_library
from tests.comparing import WordEncoder

YEARS = {
    "2010-a": ["Train the judges of the town.", "Repair the old bridge.", "Count the frogs of the pond."],
    "2011-a": ["Train the judges of the town and the county.", "Repair the bridge over the river."],
    "2012-b": ["Count all frogs and toads of the pond.", "Train judges."],
}
FRENCH = {"2010-a/r0": "Former les juges de la ville."}


def make_library(folder: Path) -> Path:
    """A library of three reports in two series; only one item has a French text."""
    (folder / "reports").mkdir(parents=True)
    for ident, texts in YEARS.items():
        (folder / f"reports/{ident}.yaml").write_text(report_text(ident, texts), encoding="utf-8")
    (folder / "consultrep.toml").write_text("", encoding="utf-8")
    return folder


def report_text(ident: str, texts: Iterable[str]) -> str:
    """A report as JSON, which YAML reads too."""
    report = {
        "id": ident,
        "series": ident[-1],
        "kind": "forum",
        "title": {"en": f"Forum {ident}", "origin": {"en": "original"}},
        "period": ident[:4],
        "asked_by": ["Neighbours"],
        "source": {"publisher": "X"},
        "coverage": {"level": "complete", "why": {"en": "-"}},
        "recommendations": [_item(f"{ident}/r{place}", text) for place, text in enumerate(texts)],
    }
    return f"{modeline('report')}\n{json.dumps(report)}\n"


def _item(ident: str, text: str) -> dict[str, Any]:
    sides = {"en": text, **({"fr": FRENCH[ident]} if ident in FRENCH else {})}
    return {
        "id": ident.partition("/")[2],
        "text": {**sides, "origin": dict.fromkeys(sides, "ours")},
        "anchor": {"line": 1},
        "standing": "formal",
        "strength": "must",
    }


def change_text(folder: Path, ident: str, text: str) -> None:
    """Give one item of the library another English text."""
    report, _slash, local = ident.partition("/")
    texts = list(YEARS[report])
    texts[int(local[1:])] = text
    (folder / f"reports/{report}.yaml").write_text(report_text(report, texts), encoding="utf-8")


def read(folder: Path) -> Library:
    """The library as it stands now."""
    loaded = load_library(LibraryFolder(folder), advice=True)
    assert not loaded.errors
    return loaded.library


def with_toy_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have reviews compare by words."""
    monkeypatch.setattr(pair_queue, "usual_encoder", WordEncoder)
