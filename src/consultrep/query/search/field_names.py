"""What people call the fields and their fixed values, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from consultrep.language import fold
from consultrep.messages import LANGUAGES, Language, in_language
from consultrep.model import ImplementationState, Standing, Strength
from consultrep.model.labels import label
from consultrep.query.search.entries import EntryKind
from consultrep.query.search.tree import FieldName

_FRENCH: Final[Mapping[FieldName, str]] = {
    FieldName.THEME: "thème",
    FieldName.YEAR: "année",
    FieldName.ACTOR: "acteur",
    FieldName.REPORT: "rapport",
    FieldName.SERIES: "série",
    FieldName.STANDING: "statut",
    FieldName.STRENGTH: "force",
    FieldName.RESPONSE: "réponse",
    FieldName.STATE: "état",
    FieldName.ID: "id",
    FieldName.KIND: "genre",
    FieldName.LANG: "langue",
}
_FRENCH_KINDS: Final[Mapping[EntryKind, str]] = {
    EntryKind.RECOMMENDATION: "recommandation",
    EntryKind.FINDING: "constat",
    EntryKind.SECTION: "section",
    EntryKind.REPORT: "rapport",
}
_YES_NO: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"yes": "yes", "no": "no"},
    "fr": {"yes": "oui", "no": "non"},
}
_LABELLED: Final = {
    FieldName.STANDING: Standing,
    FieldName.STRENGTH: Strength,
    FieldName.STATE: ImplementationState,
}


def find_field(name: str) -> FieldName | None:
    """The field of that name, in either language, accents and case aside.

    >>> find_field("Année"), find_field("lang"), find_field("page")
    (<FieldName.YEAR: 'year'>, <FieldName.LANG: 'lang'>, None)
    """
    return _fields().get(fold(name))


def name_of(field: FieldName, language: Language) -> str:
    """The name of a field in that language."""
    return _FRENCH[field] if language == "fr" else str(field)


def value_names(field: FieldName, language: Language) -> Mapping[str, str]:
    """The values of a field that has only certain ones, each with its name; none for another field."""
    if field in _LABELLED:
        with in_language(language):
            return {value.value: label(value) for value in _LABELLED[field]}
    if field is FieldName.RESPONSE:
        return _YES_NO[language]
    if field is FieldName.KIND:
        return {kind.value: _FRENCH_KINDS[kind] if language == "fr" else kind.value for kind in EntryKind}
    return {side: side for side in LANGUAGES} if field is FieldName.LANG else {}


def find_value(field: FieldName, word: str) -> str | None:
    """The value that a word means, as the records write it, in either language, accents and case aside."""
    names = [pair for language in LANGUAGES for pair in value_names(field, language).items()]
    return next((value for value, name in names if fold(word) in {value, fold(name)}), None)


@cache
def _fields() -> Mapping[str, FieldName]:
    names = {fold(name): field for field in FieldName for name in (field, _FRENCH[field])}
    return {**names, "type": FieldName.KIND, "answered": FieldName.RESPONSE}
