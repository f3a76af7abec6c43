"""Which column of a table holds what: by name, by option, or by an obvious heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from consultrep.errors import UsageError
from consultrep.language import fold, words
from consultrep.messages import LANGUAGES, Language
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean

OWN_COLUMNS: Final = (
    *("id", "report", "year", "years", "series", "type"),
    *("text_fr", "text_en", "origin_fr", "origin_en"),
    *("themes", "pillar", "standing", "strength", "section", "anchor"),
    *("asked_by", "addressees", "beneficiaries", "answers", "response"),
    *("other_responses", "implementation"),
    *("caution_fr", "caution_en", "second_hand", "citation", "address"),
)
"""The columns that `consultrep list` writes, in its order."""

HISTORIES: Final = ("also", "other_responses", "implementation")
"""Those that hold objects of an item, one after the other; `also` marks what `consultrep export` wrote."""

IN_WORDS: Final = (
    *("theme_labels_fr", "theme_labels_en", "asked_by_fr", "asked_by_en"),
    *("addressees_fr", "addressees_en", "beneficiaries_fr", "beneficiaries_en"),
    *("heading", "paragraph", "page", "line"),
    *("response_status", "response_by", "response_date", "response_text_fr", "response_text_en"),
    *("implementation_state", "implementation_date", "coverage", "period_start", "period_end"),
    *("number", "confidence"),
)
"""Those in which export says again, in words, what the others say: import leaves them aside."""

ABOUT_REPORT: Final = ("year", "years", "series", "second_hand", "citation", "address")
"""Those that tell of the report, not of the item."""

TARGETS: Final = (*OWN_COLUMNS, "also", "gone", "text", "caution", "heading", "paragraph", "page")
"""What a column may be mapped to; `text` and `caution` are in the language of the options."""

_ONLY_AS_WRITTEN: Final = {*ABOUT_REPORT, *HISTORIES, "type", "gone"}
_BY_LANGUAGE: Final = ("text", "caution", "origin")
_LANGUAGE_WORDS: Final[dict[str, Language]] = {
    **dict.fromkeys(("fr", "fra", "fre", "french", "francais", "francaise"), "fr"),
    **dict.fromkeys(("en", "eng", "english", "anglais", "anglaise"), "en"),
}
_ENGLISH: Final[dict[str, str]] = {
    **dict.fromkeys(("text", "recommendation", "recommendations", "recommendation text"), "text"),
    **dict.fromkeys(("text of recommendation", "text of the recommendation"), "text"),
    **dict.fromkeys(("theme", "issue", "issues", "topic", "topics"), "themes"),
    **dict.fromkeys(("recommending state", "recommending states", "proposed by", "made by"), "asked_by"),
    **dict.fromkeys(("addressee", "addressed to"), "addressees"),
    "beneficiary": "beneficiaries",
    **dict.fromkeys(("government response", "state response"), "response"),
}
_FRENCH: Final[dict[str, str]] = {
    **dict.fromkeys(("texte", "recommandation", "recommandations"), "text"),
    **dict.fromkeys(("texte de la recommandation", "libelle de la recommandation"), "text"),
    **dict.fromkeys(("thematique", "thematiques", "enjeu", "enjeux", "sujet", "sujets"), "themes"),
    **dict.fromkeys(("demande par", "demandee par", "propose par", "proposee par"), "asked_by"),
    **dict.fromkeys(("formule par", "formulee par", "etat auteur", "etat recommandant"), "asked_by"),
    **dict.fromkeys(("destinataire", "destinataires", "adressee a"), "addressees"),
    **dict.fromkeys(("beneficiaire", "beneficiaires"), "beneficiaries"),
    **dict.fromkeys(("reponse", "reponse du gouvernement", "reponse de l etat"), "response"),
    **dict.fromkeys(("mise en garde",), "caution"),
    "pilier": "pillar",
    "rapport": "report",
    "paragraphe": "paragraph",
}
_SECOND_CHOICE: Final = {
    **dict.fromkeys(("title", "body", "proposal", "demand", "content"), "text"),
    **dict.fromkeys(("titre", "proposition", "demande", "contenu", "description"), "text"),
}


@dataclass(frozen=True)
class TableOptions:
    """What a person says of a table.

    `maps` leads from our column to theirs; the values of the columns `split_by` make one report a group;
    `language` is that of a text whose column names none; `origins` says whose words each side is where the
    table does not.
    """

    maps: Mapping[str, str] = field(default_factory=dict)
    split_by: Sequence[str] = ()
    language: Language = "en"
    origins: Mapping[Language, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Columns:
    """The table's columns by what they hold; `recognised` are those that nobody named."""

    used: Mapping[str, str]
    split_by: tuple[str, ...]
    recognised: Mapping[str, str]
    unused: tuple[str, ...]
    doubtful: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Known:
    """What a heading says: the column meant, its language where it names one, that of its own words."""

    target: str
    named: Language | None = None
    spoken: Language | None = None
    tier: int = 1


def is_exported(columns: Iterable[str]) -> bool:
    """Whether `consultrep export` wrote a table with these columns, which is read back exactly."""
    return {*OWN_COLUMNS, "also"} <= set(columns)


def is_known_heading(heading: str) -> bool:
    """Whether a heading is one of ours or an obvious synonym."""
    return len(heading) <= 60 and _known(heading.strip()) is not None


def text_columns(columns: Iterable[str]) -> list[str]:
    """The columns whose heading says that they hold the texts."""
    found = [(column, _known(column)) for column in columns]
    return [column for column, known in found if known and known.target == "text" and known.tier < 2]


def find_columns(columns: Sequence[str], options: TableOptions) -> Columns:
    """What each column holds: as the options say, else as its heading says where only one can be meant.

    Raises UsageError where an option names a column that neither we nor the table have.
    """
    used = {
        _with_language(_target(target), options.language): _their_column(theirs, columns)
        for target, theirs in options.maps.items()
    }
    split_by = tuple(_their_column(name, columns) for name in options.split_by)
    said = IN_WORDS if is_exported(columns) else ()
    not_meant = said or ("also", "gone")
    free = [name for name in columns if name not in {*used.values(), *split_by, *not_meant}]
    recognised, doubtful = _recognise(free, used, options.language)
    taken = {*used.values(), *split_by, *recognised.values()}
    unused = tuple(column for column in columns if column not in {*taken, *said})
    shown = {target: column for target, column in recognised.items() if target != column}
    return Columns({**used, **recognised}, split_by, shown, unused, doubtful)


def _recognise(
    free: Sequence[str], used: Mapping[str, str], language: Language
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    found: dict[str, str] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    for tier in (0, 1, 2):
        if tier == 2 and any(side in found or side in used for side in ("text_fr", "text_en")):
            break
        for target, columns in _candidates(free, tier, language).items():
            if target in used or target in found:
                continue
            if len(columns) == 1:
                found[target] = columns[0]
            elif tier < 2:
                doubtful[target] = tuple(columns)
    return found, doubtful


def _candidates(free: Sequence[str], tier: int, language: Language) -> dict[str, list[str]]:
    """The columns that may be meant by each of ours; one French and one English heading are two languages."""
    known = {column: found for column in free if (found := _known(column)) and found.tier == tier}
    bare = [k for k in known.values() if k.target == "text" and k.named is None]
    two_languages = len(bare) == 2 and {k.spoken for k in bare} == set(LANGUAGES)
    candidates: dict[str, list[str]] = {}
    for column, found in known.items():
        target = found.target
        if target in _BY_LANGUAGE:
            spoken = found.spoken if two_languages and target == "text" else None
            target = _with_language(target, found.named or spoken or language)
        candidates.setdefault(target, []).append(column)
    return candidates


@lru_cache(maxsize=4096)
def _known(heading: str) -> _Known | None:
    """What a heading says; None where it is neither ours nor an obvious synonym."""
    if heading in (*HISTORIES, "gone"):
        return _Known(heading, tier=0)
    if heading in OWN_COLUMNS:
        base, _line, side = heading.rpartition("_")
        return (
            _Known(base, named=_LANGUAGE_WORDS[side], tier=0)
            if base in _BY_LANGUAGE
            else _Known(heading, tier=0)
        )
    parts, named = _without_language(words(heading))
    phrase, own = " ".join(parts), "_".join(parts)
    for spoken, table in (("en", _ENGLISH), ("fr", _FRENCH)):
        if phrase in table:
            return _fitting(_Known(table[phrase], named, "fr" if spoken == "fr" else "en"))
    if own in TARGETS and own not in _ONLY_AS_WRITTEN:
        return _fitting(_Known(own, named))
    if own in _BY_LANGUAGE and named:
        return _Known(own, named)
    if phrase in _SECOND_CHOICE:
        return _Known(_SECOND_CHOICE[phrase], named, tier=2)
    return None


def _fitting(known: _Known) -> _Known | None:
    """Nothing for a heading that names a language of what has none."""
    return None if known.named and known.target not in _BY_LANGUAGE else known


def _without_language(parts: list[str]) -> tuple[list[str], Language | None]:
    """The words of a heading without those that name its language, and the language."""
    named: Language | None = None
    while len(parts) > 1 and (parts[-1] in _LANGUAGE_WORDS or parts[0] in _LANGUAGE_WORDS):
        last = parts[-1] in _LANGUAGE_WORDS
        named = named or _LANGUAGE_WORDS[parts[-1] if last else parts[0]]
        parts = parts[:-1] if last else parts[1:]
    return (parts[:-1] if named and parts[-1] in {"in", "version"} and len(parts) > 1 else parts), named


def _target(name: str) -> str:
    if name in TARGETS:
        return name
    raise UsageError(
        _("{name} is not a column of ours").format(name=repr(name)),
        did_you_mean(name, TARGETS, _("the columns are: {names}").format(names=", ".join(TARGETS))),
    )


def _their_column(name: str, columns: Sequence[str]) -> str:
    """The table's column called `name`, accents and case aside where only one is."""
    if name in columns:
        return name
    alike = [column for column in columns if fold(column) == fold(name)]
    if len(alike) == 1:
        return alike[0]
    raise UsageError(
        _("the table has no column {name}").format(name=repr(name)),
        did_you_mean(name, columns, _("the columns are: {names}").format(names=", ".join(columns))),
    )


def _with_language(target: str, language: Language) -> str:
    return f"{target}_{language}" if target in _BY_LANGUAGE else target
