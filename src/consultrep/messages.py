"""The words shown to people, in English or French, through gettext.

English is the key; French stands in `locale/fr/LC_MESSAGES/consultrep.po`, compiled beside it.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, get_args

Language = Literal["fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
BOTH: Final = "both"
"""Asked for in place of a language: a document in each, one after the other."""

DOMAIN: Final = "consultrep"
LOCALE_FOLDER: Final = Path(__file__).parent / "locale"


class _Chosen:
    """The language in force; one per process, set once at the command's boundary."""

    language: Language = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: Language) -> None:
    """Show every message from now on in `language`."""
    _Chosen.language = language
    _Chosen.catalogue = _gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Show messages in `language` within the block, and after it in that of before."""
    before = _Chosen.language, _Chosen.catalogue
    use_language(language)
    try:
        yield
    finally:
        _Chosen.language, _Chosen.catalogue = before


def current_language() -> Language:
    """The language that messages are shown in."""
    return _Chosen.language


def gettext(message: str) -> str:
    """`message` in the language in force."""
    return _Chosen.catalogue.gettext(message) if message else message


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message that fits `number`, in the language in force."""
    return _Chosen.catalogue.ngettext(singular, plural, number)


def decimal(number: float, places: int = 2) -> str:
    """`number` with that many decimals, as the language in force writes them.

    >>> decimal(0.6)
    '0.60'
    """
    text = f"{number:.{places}f}"
    return text.replace(".", ",") if _Chosen.language == "fr" else text


def mark(message: str) -> str:
    """Mark a message for the catalogue without translating it yet."""
    return message


def language_from(explicit: str | None, environ: Mapping[str, str]) -> Language:
    """The language asked for: the option, then CONSULTREP_LANG, then the locale, else English.

    >>> language_from(None, {"CONSULTREP_LANG": "fr", "LANG": "en_CA.UTF-8"})
    'fr'
    >>> language_from(None, {"LANG": "fr_CA.UTF-8"}), language_from(None, {"LANG": "de_DE"})
    ('fr', 'en')
    """
    names = [explicit, *(environ.get(n) for n in ("CONSULTREP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))]
    for name in (name for name in names if name and name != BOTH):
        return "fr" if name.lower().startswith("fr") else "en"
    return "en"
