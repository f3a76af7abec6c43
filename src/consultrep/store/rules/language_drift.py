"""The two languages of a text say the same.

Compared are the numbers, the acronyms (those of one actor or theme in both languages count as one: GRC
and RCMP), and whether there is a negation. It is a warning: a word may deny in one language and not in
the other. Read both sides, and mend the one that drifted.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Final

from consultrep.errors import Problem, Severity
from consultrep.language import words
from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model import Actor, Bilingual, Library, Origin, SourcedText, Theme
from consultrep.store.corpus import Corpus, iter_texts

RULE = "language-drift"
LEVEL = Severity.WARNING

_ACRONYM: Final = re.compile(r"\b[A-Z]{2,}[A-Z0-9]*(?=s?\b)")
_NUMBER: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*")
_NEGATIONS: Final[dict[Language, frozenset[str]]] = {
    "fr": frozenset(
        [
            "ne",
            "n",
            "pas",
            "non",
            "jamais",
            "ni",
            "aucun",
            "aucune",
            "aucuns",
            "aucunes",
            "sans",
            "rien",
            "nul",
            "nulle",
        ]
    ),
    "en": frozenset(
        [
            "not",
            "no",
            "non",
            "never",
            "neither",
            "nor",
            "none",
            "nothing",
            "nobody",
            "nowhere",
            "without",
            "cannot",
            "t",
        ]
    ),
}


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every text of a report whose two sides differ in numbers, acronyms or negation."""
    twins = _acronym_twins(corpus.library())
    for record in corpus.reports:
        for loc, text in iter_texts(record.value):
            if text.fr and text.en and not _is_the_publisher_s(text):
                for message in iter_drifts(text.fr, text.en, twins):
                    yield record.problem(loc, RULE, message)


def _is_the_publisher_s(text: Bilingual) -> bool:
    """Whether both sides are the publisher's own, so that a difference is theirs."""
    return isinstance(text, SourcedText) and Origin.OURS not in {text.origin.fr, text.origin.en}


def iter_drifts(fr: str, en: str, twins: dict[str, str]) -> Iterator[str]:
    """What differs between the two sides, in words; `twins` are acronyms that stand for one id."""
    if _numbers(fr) != _numbers(en):
        yield _("the numbers differ: {fr} in French, {en} in English").format(
            fr=_listed(_NUMBER.findall(fr)) or _("no number"),
            en=_listed(_NUMBER.findall(en)) or _("no number"),
        )
    if _acronyms(fr, twins) != _acronyms(en, twins):
        yield _("the acronyms differ: {fr} in French, {en} in English").format(
            fr=_listed(_ACRONYM.findall(fr)) or _("no acronym"),
            en=_listed(_ACRONYM.findall(en)) or _("no acronym"),
        )
    denied = _NEGATIONS["fr"].isdisjoint(words(fr)), _NEGATIONS["en"].isdisjoint(words(en))
    if denied[0] != denied[1]:
        yield _("only one of the two languages holds a negation")


def _numbers(text: str) -> list[str]:
    return sorted(re.sub(r"\D", "", number) for number in _NUMBER.findall(text))


def _acronyms(text: str, twins: dict[str, str]) -> set[str]:
    return {twins.get(found, found) for found in _ACRONYM.findall(text)}


def _acronym_twins(library: Library) -> dict[str, str]:
    """Each acronym of an actor or theme, in either language, with the id it stands for."""
    entries: list[Actor | Theme] = [*library.actors, *library.themes]
    return {
        found: entry.id
        for entry in entries
        for name in entry.names
        for found in _ACRONYM.findall(name)
        if name.removesuffix("s") == found
    }


def _listed(found: list[str]) -> str:
    return textwrap.shorten(", ".join(found), 60)
