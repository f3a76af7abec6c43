"""What somebody else records between the reading of a library and the saving of a change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from consultrep.actions.respond import record_status, respond
from consultrep.errors import EnvironmentProblemError
from consultrep.store.loaded import LoadedLibrary

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
