"""The sheet of the themes."""

from __future__ import annotations

from consultrep.export.items import bodies_text
from consultrep.export.sheet import Column, Record, Sheet, Table
from consultrep.messages import Language, current_language
from consultrep.messages import gettext as _
from consultrep.model import Theme
from consultrep.query import ThemeList


def themes_sheet(result: ThemeList) -> Sheet:
    """The tree of themes with both labels, aliases and the number of items of each series in each."""
    records: list[Record] = [
        {**theme_record(theme), "items": dict(result.counts[theme.id])} for theme, _depth in result.themes
    ]
    columns = [
        Column(_("Theme"), lead=True),
        Column(_("Id")),
        Column(_("Items")),
        Column(_("Also called")),
    ]
    language = current_language()
    rows = [
        [
            "    " * depth + theme.label.best(language),
            theme.id,
            bodies_text(result.library, result.counts[theme.id]),
            ", ".join(_other_names(theme, language)),
        ]
        for theme, depth in result.themes
    ]
    return Sheet({"themes": records}, records, [Table(columns, rows)])


def theme_record(theme: Theme) -> Record:
    """A theme with its names in both languages, flat."""
    return {
        "id": theme.id,
        "label_fr": theme.label.fr,
        "label_en": theme.label.en,
        "aliases_fr": list(theme.aliases.fr),
        "aliases_en": list(theme.aliases.en),
        "broader": theme.broader,
        "definition_fr": theme.definition.fr if theme.definition else None,
        "definition_en": theme.definition.en if theme.definition else None,
    }


def _other_names(theme: Theme, language: Language) -> list[str]:
    """The label in the other language, then the aliases in both."""
    own = theme.label.best(language)
    names = [theme.label.fr, theme.label.en, *theme.aliases.fr, *theme.aliases.en]
    return [name for name in dict.fromkeys(names) if name and name != own]
