"""A pair of items as a reviewer reads it."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from typing import Final

from consultrep.actions.pair_queue import QueuedPair
from consultrep.messages import LANGUAGES, current_language, decimal
from consultrep.messages import gettext as _
from consultrep.model import Item, Judgement, Library
from consultrep.model.labels import label
from consultrep.query.citations import place_parts, years_text
from consultrep.query.statements import labelled, marks_of

_WIDEST: Final = 100
_NARROWEST: Final = 40


def pair_text(library: Library, pair: QueuedPair, place: str, *, same_from: float, blind: bool) -> str:
    """Both items with all that helps to judge them; with `blind`, nothing that others or we think of them."""
    lines = [f"── {place} ──"]
    for name, item in (("A", pair.a), ("B", pair.b)):
        lines += [*_item_lines(library, item, name), ""]
    lines += [] if blind else list(_thought(pair, same_from))
    if pair.is_stale:
        lines += _wrapped(_("You judged this pair before a text of it changed."), "")
    return "\n".join(lines).rstrip() + "\n"


def _item_lines(library: Library, item: Item, name: str) -> Iterator[str]:
    """The text in the reader's language, the other one below where it is held, then the facts."""
    language, text = current_language(), item.statement.text
    yield f"{name}  {item.id}"
    first = text.best_language(language)
    yield from _wrapped(text.best(language), "   ")
    for other in LANGUAGES:
        side = text.side(other)
        if other != first and side and side != text.side(first):
            yield from _wrapped(f"[{other}] {side}", "   ")
    yield from _wrapped(" · ".join(_facts(library, item)), "   ")


def _facts(library: Library, item: Item) -> Iterator[str]:
    language = current_language()
    yield f"{item.report.title.best(language)} ({years_text(item.report)})"
    who = ", ".join(library.actor_labels(item.asked_by, language)) or _("not stated")
    yield labelled(_("Asked by") if item.recommendation else _("Stated by"), who)
    themes = ", ".join(library.theme_label(theme, language) for theme in item.statement.themes)
    if themes:
        yield labelled(_("Themes"), themes)
    yield from [", ".join(place_parts(item, language)), *marks_of(item)]


def _thought(pair: QueuedPair, same_from: float) -> Iterator[str]:
    """The score, and what people said."""
    yield _("Probability {score}; called the same from {same} on").format(
        score=decimal(pair.score), same=decimal(same_from)
    )
    if pair.own:
        yield from _wrapped(labelled(_("You said before"), _said(pair.own, pair)), "")
    for other in pair.others:
        yield from _wrapped(labelled(other.reviewer, _said(other, pair)), "")


def _said(judgement: Judgement, pair: QueuedPair) -> str:
    word = label(judgement.seen_from(pair.a.id))
    return f"{word} ({judgement.reason.best(current_language())})" if judgement.reason else word


def _wrapped(text: str, indent: str) -> list[str]:
    width = max(min(shutil.get_terminal_size().columns, _WIDEST), _NARROWEST)
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
