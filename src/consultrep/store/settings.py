"""The settings of a library, kept in `consultrep.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from consultrep.errors import Location, Problem
from consultrep.messages import gettext as _
from consultrep.model import Bilingual
from consultrep.model.base import Stored
from consultrep.model.hints import did_you_mean
from consultrep.store.folders import SETTINGS_FILE, shown_path
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
    text = ""
    try:
        text = file.read_text(encoding="utf-8-sig")
        settings = _SettingsFile.model_validate(tomllib.loads(text))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        return Settings(usual.sources, problems=list(_problems(shown_path(file), text, error)))
    problems = list(_bad_levels(shown_path(file), text, settings.check.levels))
    levels = {} if problems else settings.check.levels
    return Settings(folder / settings.check.sources, settings.library.title, levels, problems)


def _problems(file: str, text: str, error: Exception) -> Iterator[Problem]:
    if isinstance(error, ValidationError):
        for detail in error.errors():
            path = [str(part) for part in detail["loc"]]
            message = _("the setting {key} is not known or not valid").format(key=".".join(path))
            yield Problem(_place(file, text, path[-1]), "settings", message, hint=_allowed(path))
        return
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    location = Location(file, *map(int, found.groups())) if found else Location(file)
    yield Problem(location, "settings", _("the settings are not valid TOML"))


def _bad_levels(file: str, text: str, levels: Mapping[str, str]) -> Iterator[Problem]:
    for rule, level in levels.items():
        if rule not in RULES:
            message = _("there is no rule {name}").format(name=rule)
            yield Problem(_place(file, text, rule), "settings", message, hint=did_you_mean(rule, RULES))
        elif rule in ALWAYS_ON and level != "error":
            message = _("the rule {name} is always an error: what it finds cannot be read").format(name=rule)
            yield Problem(_place(file, text, rule), "settings", message)


def _place(file: str, text: str, key: str) -> Location:
    """The line where a key or table first stands."""
    pattern = re.compile(rf"""^\s*(?:\[[^\]]*)?["']?{re.escape(key)}\b""")
    lines = (number for number, line in enumerate(text.split("\n"), 1) if pattern.match(line))
    return Location(file, next(lines, 1))


def _allowed(path: Sequence[str]) -> str:
    if path[:2] == ["check", "levels"]:
        return _("a level is off, warning or error")
    known = {"library": ("title",), "check": ("levels", "sources")}
    if path[0] not in known:
        return did_you_mean(path[0], known, _("known here: {names}").format(names=", ".join(known)))
    return _("known here: {names}").format(names=", ".join(known[path[0]]))
