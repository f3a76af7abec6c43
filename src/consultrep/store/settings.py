"""The settings of a library, kept in `consultrep.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from consultrep.errors import Location, Problem
from consultrep.messages import gettext as _
from consultrep.model import Bilingual
from consultrep.model.base import Stored
from consultrep.model.hints import did_you_mean
from consultrep.store.folders import SETTINGS_FILE
from consultrep.store.rules import ALWAYS_ON, RULES, LevelName


class _LibrarySettings(Stored):
    title: Bilingual | None = None


class _CheckSettings(Stored):
    levels: dict[str, LevelName] = {}
    sources: str = "sources"


class _SettingsFile(Stored):
    library: _LibrarySettings = _LibrarySettings()
    check: _CheckSettings = _CheckSettings()


@dataclass(frozen=True)
class Settings:
    """What a library says of itself: its title, the levels of rules, where the texts read are kept."""

    sources: Path
    title: Bilingual | None = None
    levels: Mapping[str, LevelName] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load_settings(folder: Path) -> Settings:
    """The settings of the library in `folder`; the usual ones where it has no settings file, or a bad one."""
    file = folder / SETTINGS_FILE
    usual = Settings(sources=folder / "sources")
    if not file.is_file():
        return usual
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        settings = _SettingsFile.model_validate(data)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        return Settings(usual.sources, problems=[_problem(file, error)])
    problems = list(_bad_levels(file, settings.check.levels))
    levels = {} if problems else settings.check.levels
    return Settings(folder / settings.check.sources, settings.library.title, levels, problems)


def _problem(file: Path, error: Exception) -> Problem:
    place = re.search(r"at line (\d+), column (\d+)", str(error))
    location = Location(file.as_posix(), *map(int, place.groups())) if place else Location(file.as_posix())
    if isinstance(error, ValidationError):
        key = ".".join(str(part) for part in error.errors()[0]["loc"])
        return Problem(location, "settings", _("the setting {key} is not known or not valid").format(key=key))
    return Problem(location, "settings", _("the settings cannot be read"), hint=str(error).splitlines()[0])


def _bad_levels(file: Path, levels: Mapping[str, str]) -> Iterator[Problem]:
    for rule, level in levels.items():
        if rule not in RULES:
            message = _("there is no rule {name}").format(name=rule)
            yield Problem(Location(file.as_posix()), "settings", message, hint=did_you_mean(rule, RULES))
        elif rule in ALWAYS_ON and level != "error":
            message = _("the rule {name} is always an error: what it finds cannot be read").format(name=rule)
            yield Problem(Location(file.as_posix()), "settings", message)
