"""`consultrep stats`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import typer

from consultrep.actions.stats import stats
from consultrep.cli.filters import takes_filters
from consultrep.cli.runner import answer
from consultrep.errors import UsageError
from consultrep.language import fold
from consultrep.messages import LANGUAGES, Language, current_language, mark
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.query import ItemFilter
from consultrep.query.search.field_names import name_of
from consultrep.query.search.tree import FieldName
from consultrep.query.tallies import TALLY_KEYS

_PILLAR: Final[Mapping[Language, str]] = {"fr": "pilier", "en": "pillar"}


@takes_filters
def run(
    context: typer.Context,
    wanted: ItemFilter,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="FIELD[,FIELD]",
            help=mark("theme, year, actor, standing, strength, pillar, series or report; two make a table."),
        ),
    ] = "",
) -> int:
    """Count items."""
    fields = _fields(by)
    return answer(context, lambda loaded: stats(loaded.library, wanted, fields))


def _fields(text: str) -> list[str]:
    """The fields named, one or two; UsageError for others."""
    names = [_field(name.strip()) for name in text.split(",") if name.strip()]
    if len(names) > 2 or len(set(names)) < len(names):
        raise UsageError(
            _("--by takes one field, or two that differ: {text}").format(text=repr(text)),
            _("write: --by theme,year"),
        )
    return names


def _field(name: str) -> str:
    """The field of that name, in either language, accents and case aside; UsageError where there is none."""
    found = next(
        (key for key in TALLY_KEYS for one in LANGUAGES if fold(name) == fold(_named(key, one))), None
    )
    if found is None:
        known = [_named(key, current_language()) for key in TALLY_KEYS]
        raise UsageError(
            _("nothing can be counted by {name}").format(name=repr(name)),
            did_you_mean(name, known, _("write one of: {names}").format(names=", ".join(known))),
        )
    return found


def _named(key: str, language: Language) -> str:
    return _PILLAR[language] if key == "pillar" else name_of(FieldName(key), language)
