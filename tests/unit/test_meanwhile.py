"""What somebody else records between the reading of a library and the saving of a change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from consultrep.actions.respond import record_status, respond
from consultrep.actions.review_import import read_review_sheet
from consultrep.errors import EnvironmentProblemError
from consultrep.model import Item, fingerprint_of
from consultrep.store.folders import LibraryFolder
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import load_library

TODAY = "2026-01-01"
ITEM = "2010-town/r1"


def answer(date: str, status: str = "accepted") -> dict[str, Any]:
    return {"status": status, "by": "town", "date": date, "source": {"fr": "Lettre", "en": "Letter"}}


def test_a_newer_answer_of_somebody_else_stays_first(loaded: LoadedLibrary) -> None:
    respond(loaded, ITEM, answer("2015"), today=TODAY)
    file = loaded.places["2010-town"]
    before = file.read_bytes()
    with pytest.raises(EnvironmentProblemError, match="was changed by somebody else meanwhile"):
        respond(loaded, ITEM, answer("2012"), today=TODAY)
    assert file.read_bytes() == before


def test_what_fits_all_the_same_is_added(loaded: LoadedLibrary) -> None:
    respond(loaded, ITEM, answer("2012"), today=TODAY)
    respond(loaded, ITEM, answer("2015", "partly"), today=TODAY)
    text = loaded.places["2010-town"].read_text(encoding="utf-8")
    assert text.index('date: "2015"') < text.index("other_responses") < text.index('date: "2012"')


def test_the_same_is_not_recorded_twice(loaded: LoadedLibrary) -> None:
    state = {"state": "substantial", "date": "2015", "source": {"fr": "Lettre", "en": "Letter"}}
    respond(loaded, ITEM, answer("2012"), today=TODAY)
    record_status(loaded, ITEM, state, today=TODAY)
    with pytest.raises(EnvironmentProblemError, match="was changed by somebody else meanwhile"):
        respond(loaded, ITEM, answer("2012"), today=TODAY)
    with pytest.raises(EnvironmentProblemError, match="was changed by somebody else meanwhile"):
        record_status(loaded, ITEM, state, today=TODAY)


def test_an_item_that_was_taken_out_is_not_answered(loaded: LoadedLibrary) -> None:
    file: Path = loaded.places["2010-town"]
    file.write_text(file.read_text(encoding="utf-8").replace("- id: r1", "- id: r9"), encoding="utf-8")
    with pytest.raises(EnvironmentProblemError, match="was changed by somebody else meanwhile"):
        respond(loaded, ITEM, answer("2012"), today=TODAY)


def sheet(a: Item, b: Item, verdict: str) -> bytes:
    prints = f"{fingerprint_of(a.statement.text)},{fingerprint_of(b.statement.text)}"
    return f"a,b,verdict,fingerprint_a,fingerprint_b\n{a.id},{b.id},{verdict},{prints}\n".encode()


def test_of_two_sheets_that_say_otherwise_the_later_one_is_refused(small: Path) -> None:
    seen = load_library(LibraryFolder(small))
    judged = {one.pair for one in seen.library.judgements}
    items = [item for item in seen.library.items if item.recommendation]
    a, b = next((a, b) for a in items for b in items if a.id < b.id and {a.id, b.id} not in judged)
    read_review_sheet(seen, "s.csv", sheet(a, b, "same"), reviewer="Ada", day=TODAY)
    file = small / "reports/judgements.yaml"
    before = file.read_bytes()
    for replace in (False, True):
        with pytest.raises(EnvironmentProblemError, match="was changed by somebody else meanwhile"):
            read_review_sheet(
                seen, "s.csv", sheet(a, b, "related"), reviewer="Ada", day=TODAY, replace=replace
            )
    assert file.read_bytes() == before
    read_review_sheet(seen, "s.csv", sheet(a, b, "related"), reviewer="Bo", day=TODAY)
    assert file.read_bytes() != before
