"""The words for the fixed values of the model, in the language in force."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from consultrep.errors import Severity
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.model import (
    Basis,
    ImplementationState,
    Kind,
    Level,
    Origin,
    Pillar,
    Precision,
    ResponseStatus,
    Role,
    Standing,
    Strength,
    Verdict,
)

_LABELS: Final[dict[StrEnum, str]] = {
    Severity.ERROR: mark("error"),
    Severity.WARNING: mark("warning"),
    Standing.FORMAL: mark("formal"),
    Standing.SUGGESTED: mark("suggested"),
    Standing.REPORTED: mark("reported"),
    Strength.MUST: mark("must"),
    Strength.SHOULD: mark("should"),
    Strength.CONSIDER: mark("consider"),
    Level.COMPLETE: mark("complete"),
    Level.PARTIAL: mark("partial"),
    Level.RECORD_ONLY: mark("record only"),
    Origin.ORIGINAL: mark("original wording"),
    Origin.OFFICIAL: mark("official translation"),
    Origin.OURS: mark("our wording"),
    Kind.CONSULTATION: mark("consultation"),
    Kind.FORUM: mark("forum"),
    Kind.WORKSHOP: mark("workshop"),
    Kind.REVIEW: mark("review"),
    Kind.REPORT: mark("report"),
    Role.PRIMARY: mark("primary"),
    Role.COMPANION: mark("companion"),
    Pillar.PREVENTION: mark("prevention"),
    Pillar.PROTECTION: mark("protection"),
    Pillar.PROSECUTION: mark("prosecution"),
    Pillar.PARTNERSHIPS: mark("partnerships"),
    Precision.EXACT: mark("{count}"),
    Precision.AT_LEAST: mark("at least {count}"),
    Precision.ABOUT: mark("about {count}"),
    ResponseStatus.ACCEPTED: mark("accepted"),
    ResponseStatus.PARTLY: mark("partly accepted"),
    ResponseStatus.NOTED: mark("noted"),
    ResponseStatus.REFUSED: mark("refused"),
    Basis.COMPUTED: mark("computed"),
    Basis.CONFIRMED: mark("confirmed"),
    Basis.DISPUTED: mark("disputed"),
    Verdict.SAME: mark("same"),
    Verdict.NARROWER: mark("narrower"),
    Verdict.WIDER: mark("wider"),
    Verdict.RELATED: mark("related"),
    Verdict.NOT_SAME: mark("different"),
    Verdict.UNSURE: mark("unsure"),
}

_STATES: Final[dict[ImplementationState, str]] = {
    ImplementationState.NOT_STARTED: mark("not started"),
    ImplementationState.LIMITED: mark("limited progress"),
    ImplementationState.SUBSTANTIAL: mark("substantial progress"),
    ImplementationState.COMPLETE: mark("completed"),
}
"""Apart from the others, because a complete state and a complete text are equal as values."""

_KEYS: Final[dict[str, str]] = {value.value: text for value, text in _LABELS.items()}


def label(value: StrEnum) -> str:
    """The word for a fixed value, in the language in force."""
    return _(_STATES[value] if isinstance(value, ImplementationState) else _LABELS[value])


def label_of(key: str) -> str:
    """The word for the fixed value that is stored as `key`, in the language in force."""
    return _(_KEYS[key])
