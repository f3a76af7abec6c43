"""`consultrep new`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from consultrep.errors import UsageError
from consultrep.language import slug
from consultrep.messages import gettext as _
from consultrep.model import Library
from consultrep.model.hints import did_you_mean_thing
from consultrep.query import get_report
from consultrep.store.editing import Change, apply_change, with_entry, with_report, writable
from consultrep.store.ids import new_id
from consultrep.store.loaded import LoadedLibrary

ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "report": ("id", "series", "kind", "title_fr", "title_en", "period", "publisher", "why_fr", "why_en"),
    "recommendation": ("report", "fr", "en", "theme", "standing", "strength", "place"),
    "finding": ("report", "fr", "en", "theme", "place"),
    "theme": ("fr", "en"),
}
"""What each kind asks for, in this order."""

OPTIONAL: Final = frozenset({"period", "title_fr", "title_en", "fr", "en", "why_fr", "why_en"})
"""What may be left empty, one language of a text included."""


@dataclass(frozen=True)
class NewEntry:
    """What was added: its id, and the change to the file."""

    id: str
    change: Change


def new_entry(
    loaded: LoadedLibrary, kind: str, given: Mapping[str, str], *, dry_run: bool = False
) -> NewEntry:
    """Add a report, recommendation, finding or theme to the library.

    Raises UsageError where something needed is missing or names nothing, EnvironmentProblemError where the
    library is the shipped one, InvalidDataError where what was given is not valid.
    """
    writable(loaded.folder)
    values = {key: value.strip() for key, value in given.items() if value and value.strip()}
    missing = [key for key in ASKED[kind] if key not in values and key not in OPTIONAL]
    if missing:
        names = ", ".join(f"--{key.replace('_', '-')}" for key in missing)
        raise UsageError(_("{names} is missing").format(names=names))
    if kind == "report":
        ident, file, change = _new_report(loaded, values)
    elif kind == "theme":
        ident, file, change = _new_theme(loaded, values)
    else:
        ident, file, change = _new_item(loaded, kind, values)
    apply_change(loaded.folder, file, change, dry_run=dry_run)
    return NewEntry(ident, change)


def _new_report(loaded: LoadedLibrary, values: Mapping[str, str]) -> tuple[str, Path, Change]:
    ident = values["id"]
    if loaded.library.find_report(ident):
        raise UsageError(_("the id {id} is already used").format(id=ident))
    report = {
        "id": ident,
        "series": values["series"],
        "kind": values["kind"],
        "title": _text(values, "title_", "original"),
        **({"period": values["period"]} if "period" in values else {}),
        "source": {"publisher": values["publisher"]},
        "coverage": {"level": "record_only", "why": _sides(values, "why_")},
    }
    file = loaded.folder.reports / f"{ident}.yaml"
    return ident, file, with_report(file, report)


def _new_item(loaded: LoadedLibrary, kind: str, values: Mapping[str, str]) -> tuple[str, Path, Change]:
    report = get_report(loaded.library, values["report"])
    taken = {item.id for item in [*report.findings, *report.recommendations]}
    ident = values.get("id") or new_id("f" if kind == "finding" else "r", taken)
    if ident in taken:
        raise UsageError(_("the id {id} is already used").format(id=ident))
    item: dict[str, Any] = {
        "id": ident,
        "text": _text(values, "", "ours"),
        "themes": [_theme_id(loaded.library, name) for name in values["theme"].split(",")],
        "anchor": _anchor(values["place"]),
    }
    if kind == "recommendation":
        item |= {"standing": values["standing"], "strength": values["strength"]}
    file = loaded.places[report.id]
    return f"{report.id}/{ident}", file, with_entry(file, f"{kind}s", item)


def _new_theme(loaded: LoadedLibrary, values: Mapping[str, str]) -> tuple[str, Path, Change]:
    ident = values.get("id") or slug(values.get("en") or values.get("fr") or "")
    for name in filter(None, (ident, values.get("fr"), values.get("en"))):
        taken = loaded.library.find_theme(name)
        if taken:
            raise UsageError(
                _("the name {name} already leads to the theme {other}").format(name=name, other=taken.id)
            )
    theme: dict[str, Any] = {"id": ident, "label": _sides(values, "")}
    if "broader" in values:
        theme["broader"] = _theme_id(loaded.library, values["broader"])
    file = loaded.folder.reports / "themes.yaml"
    return ident, file, with_entry(file, "themes", theme)


def _text(values: Mapping[str, str], prefix: str, origin: str) -> dict[str, Any]:
    sides = _sides(values, prefix)
    return {**sides, "origin": dict.fromkeys(sides, origin)}


def _sides(values: Mapping[str, str], prefix: str) -> dict[str, str]:
    sides = {side: values[prefix + side] for side in ("fr", "en") if prefix + side in values}
    if not sides:
        raise UsageError(_("give the text in French (fr), in English (en), or both"))
    return sides


def _anchor(place: str) -> dict[str, Any]:
    """`4.1.2` is a section, anything else a position in words."""
    if place.replace(".", "").isdigit():
        return {"section": place}
    return {"position": {"fr": place, "en": place}}


def _theme_id(library: Library, name: str) -> str:
    theme = library.find_theme(name)
    if theme is None and library.themes:
        hint = did_you_mean_thing(name, library.themes)
        raise UsageError(_("there is no theme {name}").format(name=repr(name)), hint)
    return theme.id if theme else slug(name)
