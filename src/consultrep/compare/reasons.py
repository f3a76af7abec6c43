"""An explanation in words, in the language in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from consultrep.compare.explanation import Explanation
from consultrep.compare.pairing import Pair
from consultrep.messages import current_language, mark
from consultrep.messages import gettext as _
from consultrep.model import Library
from consultrep.model.labels import label

_FOR: Final = {
    "likeness": mark("as a whole they mean much the same"),
    "likeness_over_neighbours": mark("they are nearer to each other than to what else the library holds"),
    "clause": mark("a clause of one means much the same as a clause of the other"),
    "clause_over_neighbours": mark("a clause of one is unusually near to a clause of the other"),
    "covered_most": mark("most words that count in one are answered in the other"),
    "covered_least": mark("each answers many words of the other"),
    "rarest_shared": mark("they share a term that is rare in the library"),
    "instrument_shared": mark("both ask to join the same instrument"),
    "groups": mark("they are about the same people"),
    "topics": mark("they are about the same subjects"),
    "actions": mark("they ask for the same kind of action"),
    "topics_and_actions": mark("they ask for the same kind of action on the same subjects"),
}
_AGAINST: Final = {
    "likeness": mark("as a whole they mean different things"),
    "likeness_over_neighbours": mark("other demands of the library are nearer to them"),
    "clause": mark("no clause of one means the same as a clause of the other"),
    "clause_over_neighbours": mark(
        "no clause of one is nearer to the other than to what else the library holds"
    ),
    "covered_most": mark("few words that count are answered"),
    "covered_least": mark("one holds much that the other does not answer"),
    "rarest_shared": mark("they share no rare term"),
    "instrument_clash": mark("they name different instruments"),
    "instrument_otherwise": mark("they ask different things of the same instrument"),
    "groups": mark("they share few of the people they are about"),
    "groups_clash": mark("they are about different people"),
    "topics": mark("they share few subjects"),
    "topics_clash": mark("they are about different subjects"),
    "actions": mark("they ask for different kinds of action"),
    "topics_and_actions": mark("they ask for different kinds of action"),
}


def judged(library: Library, pair: Pair) -> Iterator[tuple[str, str]]:
    """What each reviewer said of a pair, seen from the earlier item, and why."""
    language = current_language()
    for one in pair.judgements:
        who = library.reviewer_label(one.reviewer, language)
        said = f"{label(one.seen_from(pair.earlier.id))} ({who})"
        reason = one.reason.best(language) if one.reason else ""
        yield _("Judged"), _("{name}: {value}").format(name=said, value=reason) if reason else said


def reasons(library: Library, one: Explanation, redline: str = "") -> list[tuple[str, str]]:
    """The names of what an explanation says and its words, with `redline` at its place; none is empty."""
    return [(name, text) for name, text in _rows(library, one, redline) if text]


def _rows(library: Library, one: Explanation, redline: str) -> Iterator[tuple[str, str]]:
    language = current_language()
    yield _("Terms that answer each other"), _answers(one)
    yield _("Only in the earlier"), ", ".join(one.only_earlier)
    yield _("Only in the later"), ", ".join(one.only_later)
    yield _("Shared themes"), ", ".join(library.theme_label(name, language) for name in one.shared.themes)
    yield _("Both addressed to"), ", ".join(library.actor_labels(one.shared.addressees, language))
    yield _("Change of wording"), redline
    yield _("Speaks for it"), "; ".join(_(_FOR[name]) for name in one.speaks_for if name in _FOR)
    yield _("Speaks against it"), "; ".join(_against(one))


def _answers(one: Explanation) -> str:
    return " · ".join(f"{answer.earlier} ↔ {answer.later}" for answer in one.answers)


def _against(one: Explanation) -> Iterator[str]:
    for name in one.speaks_against:
        if name in _AGAINST:
            yield _(_AGAINST[name])
    if not one.shared.themes:
        yield _("they share no theme")
    if one.shared.other_addressees:
        yield _("they are addressed to others")
    if one.shared.strengths and one.shared.strengths[0] is not one.shared.strengths[1]:
        before, after = (label(strength) for strength in one.shared.strengths)
        yield _("they ask with another strength: {before}, then {after}").format(before=before, after=after)
