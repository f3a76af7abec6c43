"""Signs that a document is not the one that a record is of: told, never a reason to refuse it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from consultrep.importers.document import BlockKind
from consultrep.importers.drafting.draft import Draft, clean
from consultrep.importers.drafting.fates import Fate, Outcome
from consultrep.language import nearest, words
from consultrep.messages import gettext as _
from consultrep.model.dates import years_of

_STEM: Final = 6
_SMALL: Final = 3
_OF_EVERY_REPORT: Final = frozenset(
    (
        "report",
        "rappor",
        "summar",
        "sommai",
        "final",
        "finale",
        "forum",
        "consul",
        "worksh",
        "atelie",
        "review",
    )
)
"""The stems of words that say what kind of publication a title is of, not on what."""

_SHARED: Final = 1 / 3
"""The share of the words of the shorter title below which two titles have almost nothing in common."""

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TOO_FEW: Final = 3


def doubt_of_title(draft: Draft, record: Mapping[str, Any]) -> str | None:
    """The document's own title, where it has one and it speaks of something else, or of another year, than
    the record's in that language."""
    held = str(record["title"].get(draft.language) or "")
    if not held or held == record["id"]:
        return None
    own = list(_own_titles(draft))
    if not own or any(_speaks_of(title, held) for title in own):
        return _of_another_year(own, record)
    return own[0]


def about_title(own: str, record: Mapping[str, Any], language: str) -> str:
    """The question that such a title raises."""
    return _("The document calls itself “{own}”; the record is “{title}”: is it the right one?").format(
        own=own, title=record["title"].get(language)
    )


def about_lost_items(report: str, name: str, outcomes: Sequence[Outcome]) -> str | None:
    """A question where more than half of the items that were there are not in the document."""
    lost = sum(outcome.fate is Fate.GONE for outcome in outcomes)
    there = sum(outcome.fate not in (Fate.ADDED, Fate.REFUSED) for outcome in outcomes)
    if there < _TOO_FEW or lost * 2 <= there:
        return None
    return _("{lost} of {number} items of {id} are not in {name}: is it the right document?").format(
        lost=lost, number=there, id=report, name=name
    )


def about_new_report(ident: str, known: Iterable[str]) -> str | None:
    """A question where the id of a new report is nearly one that is there; another year is no slip."""
    numbers = re.findall(r"\d+", ident)
    close = [one for one in nearest(ident, known) if re.findall(r"\d+", one) == numbers]
    if not close:
        return None
    return _("{id} is a new report; did you mean {names}?").format(id=ident, names=", ".join(close))


def _own_titles(draft: Draft) -> Iterator[str]:
    """What the document may be called: what it says for machines, its title, its first heading."""
    for title in (draft.document.facts.title, *_first_blocks(draft)):
        text = clean(title or "")
        if len(_subject(text)) > 1:
            yield text


def _first_blocks(draft: Draft) -> Iterator[str | None]:
    for kind in (BlockKind.TITLE, BlockKind.HEADING):
        yield next((block.text for block in draft.document.blocks if block.kind is kind), None)


def _speaks_of(title: str, held: str) -> bool:
    one, other = _subject(title), _subject(held)
    return not other or len(one & other) >= _SHARED * min(len(one), len(other))


def _of_another_year(own: Sequence[str], record: Mapping[str, Any]) -> str | None:
    """The first title that names years, none of which the record names."""
    period, held = record.get("period"), " ".join(map(str, record["title"].values()))
    years = {str(year) for year in years_of(str(period))} if period else set[str]()
    if not years:
        return None
    years |= set(_YEAR.findall(held))
    named = ((title, set(_YEAR.findall(title))) for title in own)
    return next((title for title, found in named if found and not found & years), None)


def _subject(title: str) -> frozenset[str]:
    """The stems of the words of a title that say what it is about."""
    stems = (word[:_STEM] for word in words(title) if len(word) > _SMALL and not word.isdigit())
    return frozenset(stem for stem in stems if stem not in _OF_EVERY_REPORT)
