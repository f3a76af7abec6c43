"""The packaged glossary, which every library's own extends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from consultrep.model.glossary import GlossaryFile, GlossaryTerm
from consultrep.store.folders import shipped_folder
from consultrep.store.plain_yaml import plain_loader

_FILE: Final = "glossary.yaml"


def packaged_terms() -> tuple[GlossaryTerm, ...]:
    """The terms that travel with the program, read once; none where the file is missing or not sound."""
    return _terms_of(_packaged_file())


def is_packaged(file: Path) -> bool:
    """Whether a library's file says what the packaged glossary says, so that it need not be read again.

    The strict reader would take longer over it than over all the reports, in every command.
    """
    if file.name != _FILE or not packaged_terms():
        return False
    packaged = _packaged_file()
    try:
        if file.samefile(packaged):
            return True
        same_size = file.is_file() and file.stat().st_size == packaged.stat().st_size
        return same_size and file.read_bytes() == packaged.read_bytes()
    except OSError:
        return False


def extended(own: Iterable[GlossaryTerm], packaged: Sequence[GlossaryTerm]) -> tuple[GlossaryTerm, ...]:
    """A library's own terms, then the packaged ones that it does not replace by the same id."""
    terms = tuple(own)
    replaced = {term.id for term in terms}
    return (*terms, *(term for term in packaged if term.id not in replaced))


def _packaged_file() -> Path:
    return shipped_folder().reports.resolve() / _FILE


@cache
def _terms_of(file: Path) -> tuple[GlossaryTerm, ...]:
    """The terms of a file, read by the fast parser because no problem of it is to be placed."""
    import yaml

    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=plain_loader())
        return tuple(GlossaryFile.model_validate(data).terms)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError):
        return ()
