"""The settings of a library, kept in `consultrep.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from consultrep.errors import Location, Problem
from consultrep.messages import gettext as _
from consultrep.model import Bilingual
from consultrep.model.base import Stored
from consultrep.store.folders import SETTINGS_FILE


class _LibrarySettings(Stored):
    title: Bilingual | None = None


class _SettingsFile(Stored):
    library: _LibrarySettings = _LibrarySettings()


@dataclass(frozen=True)
class Settings:
    """What a library says of itself."""

    title: Bilingual | None = None
    problems: list[Problem] = field(default_factory=list)


def load_settings(folder: Path) -> Settings:
    """The settings of the library in `folder`; none where it has no settings file."""
    file = folder / SETTINGS_FILE
    if not file.is_file():
        return Settings()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        settings = TypeAdapter(_SettingsFile).validate_python(data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        message = _("the settings cannot be read: {detail}").format(
            detail=str(error).splitlines()[-1].strip()
        )
        return Settings(problems=[Problem(Location(str(file)), "settings", message)])
    return Settings(title=settings.library.title)
