"""`consultrep review`: a reviewer's word on pairs of items, each saved at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from consultrep.actions.pair_queue import Scope
from consultrep.compare.agreement import AgreementList, agreements_of
from consultrep.errors import UsageError
from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model import Bilingual, Item, Judgement, Library, Verdict, fingerprint_of
from consultrep.store.folders import LibraryFolder
from consultrep.store.judging import save_judgements, take_out_judgement

_UNWANTED: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES: Final = re.compile(" {2,}")


def make_judgement(
    a: Item, b: Item, verdict: Verdict, reviewer: str, day: str, reason: Bilingual | None = None
) -> Judgement:
    """The judgement of two items as their texts stand."""
    values = {
        "a": a.id,
        "b": b.id,
        "verdict": verdict,
        "reviewer": reviewer,
        "date": day,
        "reason": reason,
        "fingerprints": {"a": fingerprint_of(a.statement.text), "b": fingerprint_of(b.statement.text)},
    }
    return Judgement.model_validate(values)


def judge(folder: LibraryFolder, judgement: Judgement) -> Judgement | None:
    """Save a judgement; the reviewer's earlier one of the pair, which it replaces, is returned."""
    (replaced,) = save_judgements(folder, [judgement])
    return replaced


def undo(folder: LibraryFolder, judgement: Judgement, replaced: Judgement | None) -> None:
    """Put back what stood in the file before `judge` saved this judgement."""
    if replaced is None:
        take_out_judgement(folder, judgement)
    else:
        save_judgements(folder, [replaced])


def measure_agreement(library: Library, selectors: Sequence[str]) -> AgreementList:
    """How far each two reviewers agree on the pairs that both judged, between the selections where given.

    A judgement whose texts have changed since is left out.
    """
    scope = Scope(library, selectors)
    held = [judgement for judgement in library.judgements if not library.is_stale(judgement)]
    return agreements_of(judgement for judgement in held if scope.holds(judgement.a, judgement.b))


def reviewer_from(name: str) -> str:
    """The name of a reviewer as a file can hold it; raises UsageError where it is empty or cannot be kept."""
    said = typed_text(name)
    if not said:
        raise UsageError(_("it is not known who reviews"), "consultrep review --reviewer NAME")
    return said


def reason_from(typed: str, language: Language) -> Bilingual | None:
    """A reason as typed, in the language in force; None where nothing was typed."""
    said = typed_text(typed)
    return Bilingual.model_validate({language: said}) if said else None


def typed_text(text: str) -> str:
    """What a person typed, without the characters that no record may hold, on one line.

    >>> typed_text("  both\\x1b[A  ask ")
    'both [A ask'
    """
    plain = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text)
    return _SPACES.sub(" ", _UNWANTED.sub("", plain)).strip()
