"""An explanation as a record, and as people read it in an answer."""

from __future__ import annotations

from consultrep.compare.explanation import Edit, Explanation
from consultrep.compare.reasons import reasons
from consultrep.export.sheet import Facts, Record
from consultrep.model import Library


def explanation_facts(library: Library, one: Explanation) -> Facts:
    """The explanation as people read it; what does not apply is left out."""
    return Facts(reasons(library, one, redline_text(one)))


def redline_text(one: Explanation) -> str:
    """The changed words: [-what went-] {+what came+}; empty across two languages or where nothing changed."""
    if all(edit is Edit.KEPT for edit, _text in one.redline):
        return ""
    marks = {Edit.KEPT: "{}", Edit.REMOVED: "[-{}-]", Edit.ADDED: "{{+{}+}}"}
    return " ".join(marks[edit].format(text) for edit, text in one.redline)


def explanation_record(one: Explanation) -> Record:
    """The explanation as a record: keys and values never change with the reader's language."""
    return {
        "languages": list(one.languages),
        "answers": [
            {"from": answer.earlier, "to": answer.later, "likeness": round(answer.likeness, 3)}
            for answer in one.answers
        ],
        "only_from": list(one.only_earlier),
        "only_to": list(one.only_later),
        "shared_themes": list(one.shared.themes),
        "shared_addressees": list(one.shared.addressees),
        "strengths": list(one.shared.strengths) if one.shared.strengths else None,
        "redline": [{"edit": edit, "text": text} for edit, text in one.redline],
        "for": {name: round(value, 3) for name, value in one.speaks_for.items()},
        "against": {name: round(value, 3) for name, value in one.speaks_against.items()},
    }
