"""The recommendations of the Universal Periodic Review as reports: what the benchmarks are measured on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from consultrep.language import slug
from consultrep.model import Report


def reports_of(folder: Path, most: int | None = None) -> list[Report]:
    """A report for each state and session of the tables in a folder; of all rows the first `most`."""
    rows = sorted(rows_of(folder), key=place)[:most]
    return [report_of(state, session, list(found)) for (session, state), found in groupby(rows, key=place)]


def rows_of(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of every table that hold a text."""
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            yield from (row for row in csv.DictReader(stream) if row["Text"].strip())


def place(row: dict[str, str]) -> tuple[int, str]:
    """The session and the state under review."""
    return int(row["Session"]), row["To"]


def report_of(state: str, session: int, rows: list[dict[str, str]]) -> Report:
    """The report of one review."""
    demands: list[dict[str, Any]] = [
        {
            "id": f"r{number}",
            "text": {"en": " ".join(row["Text"].split()), "origin": {"en": "official"}},
            "anchor": {"line": number},
            "standing": "formal",
            "strength": "should",
            "asked_by": [row["From"].strip() or "unknown"],
        }
        for number, row in enumerate(rows, start=1)
    ]
    return Report.model_validate(
        {
            "id": f"{slug(state)}-{session}",
            "series": "upr",
            "kind": "review",
            "title": {"en": f"Universal Periodic Review of {state}", "origin": {"en": "ours"}},
            "period": str(2008 + (session - 1) // 3),
            "source": {"publisher": "un-human-rights-council"},
            "coverage": {"level": "complete", "why": {"en": "A table of others."}},
            "recommendations": demands,
        }
    )
