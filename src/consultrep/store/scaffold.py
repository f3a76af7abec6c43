"""A new library written to a folder: settings, vocabularies, records, editor set-up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consultrep.errors import EnvironmentProblemError, UsageError
from consultrep.messages import gettext as _
from consultrep.store.folders import KINDS, SETTINGS_FILE, iter_record_files, modeline, shipped_folder
from consultrep.store.loading import load_library
from consultrep.store.saving import overwrite
from consultrep.store.schemas import schema_text

_SETTINGS: Final = """\
# The settings of this library. The folder that holds this file is the library.
[library]
title = { fr = "Nos consultations", en = "Our consultations" }
"""
_GITIGNORE: Final = "*.tmp\n.consultrep-cache/\n"
_THEMES: Final = """\
themes:
  - id: training
    label:
      fr: Formation
      en: Training
    aliases:
      fr: [cours]
      en: [courses]
"""
_EXAMPLE: Final = """\
# An invented record, to show the form. Replace it with your own.
id: example
series: examples
kind: consultation
title:
  fr: Exemple de rapport
  en: Example report
  origin: {fr: ours, en: ours}
period: "2020"
source:
  publisher: Example publisher
coverage:
  level: partial
  why:
    fr: Un exemple inventé, pour montrer la forme d'une fiche.
    en: An invented example, to show the form of a record.
recommendations:
  - id: r1
    text:
      fr: Former le personnel qui accueille le public.
      en: Train the staff who receive the public.
      origin: {fr: ours, en: ours}
    themes: [training]
    anchor:
      position:
        fr: nulle part, c'est un exemple
        en: nowhere, this is an example
    standing: formal
    strength: should
"""


@dataclass(frozen=True)
class Initialized:
    """The folder of a new library and the files written there, or that would be."""

    folder: Path
    files: list[Path]
    dry_run: bool


def new_library(folder: Path, *, with_shipped: bool, force: bool, dry_run: bool) -> Initialized:
    """Write a library into `folder`, which is made where it is missing.

    Raises UsageError where a file would be overwritten without `force`, EnvironmentProblemError where
    the folder cannot be written.
    """
    files = {folder / name: text for name, text in _files(with_shipped)}
    present = sorted(str(file) for file in files if file.exists())
    if present and not force:
        raise UsageError(_("{file} exists already").format(file=present[0]), _("--force overwrites it"))
    if not dry_run:
        _write(files)
    return Initialized(folder, sorted(files), dry_run)


def _write(files: dict[Path, str]) -> None:
    try:
        for file, text in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            overwrite(file, text)
    except OSError as error:
        raise EnvironmentProblemError(
            _("{file} cannot be written: {detail}").format(file=error.filename, detail=error.strerror)
        ) from error


def _files(with_shipped: bool) -> Iterator[tuple[str, str]]:
    yield SETTINGS_FILE, _SETTINGS
    yield ".gitignore", _GITIGNORE
    yield ".vscode/settings.json", _editor_settings()
    themes = _shipped_themes() if with_shipped else ["training"]
    for name in KINDS:
        yield f"schema/{name}.schema.json", schema_text(name, themes)
    if with_shipped:
        for file in iter_record_files(shipped_folder().reports):
            yield f"reports/{file.name}", file.read_text(encoding="utf-8")
    else:
        yield "reports/themes.yaml", f"{modeline('themes')}\n{_THEMES}"
        yield "reports/example.yaml", f"{modeline('report')}\n{_EXAMPLE}"


def _shipped_themes() -> list[str]:
    return [theme.id for theme in load_library(shipped_folder()).library.themes]


def _editor_settings() -> str:
    settings = {
        "yaml.schemas": {
            "./schema/report.schema.json": [
                "reports/*.yaml",
                *(f"!reports/{name}.yaml" for name in KINDS[1:]),
            ],
            **{f"./schema/{name}.schema.json": f"reports/{name}.yaml" for name in KINDS[1:]},
        },
        "files.insertFinalNewline": True,
    }
    return json.dumps(settings, indent=2) + "\n"
