"""The call of Typst: what it may read, the signs it can show, and its errors as problems of the template."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from consultrep.errors import EnvironmentProblemError, TemplateProblemError
from consultrep.messages import gettext as _
from consultrep.render.formats.pdf.signs import never_shown

_STANDARD: Final = "ua-1"

_PACKAGE: Final = re.compile(r'"@[\w-]+/')
_PLACE: Final = re.compile(r"┌─ (.+):(\d+):\d+")
_SIGNS: Final = b'#set document(title: "signs")\n#sys.inputs.signs'


class Setter:
    """Typst with one template and the fonts that it may use: its own, those in `fonts` beside the template.

    Raises EnvironmentProblemError where Typst is not installed, TemplateProblemError where the template would
    fetch a package, or where its folder leads out of itself. Of a template that was `given` alone, in
    whatever folder that lies, only the file is looked at.
    """

    def __init__(self, template: Path, *, given: bool = False) -> None:
        self._typst = _typst()
        self._template = template.resolve()
        self._root = self._template.parent
        if not given:
            _check_folder(template.parent.resolve())
        _check_imports(self._template)

    def without_glyph(self, signs: Collection[str]) -> frozenset[str]:
        """The signs that none of the fonts can show."""
        never = {sign for sign in signs if never_shown(sign)}
        return frozenset(never.union(self._hidden(sorted(set(signs) - never))))

    def set(self, document: str) -> bytes:
        """The PDF of a document in JSON; raises TemplateProblemError with what the template did wrong."""
        try:
            return self._compile(self._template, document=document)
        except self._typst.TypstError as error:
            raise self._problem(error) from error

    def _hidden(self, signs: Sequence[str]) -> Sequence[str]:
        """The signs that cannot be shown: both halves are looked at where the whole cannot."""
        try:
            self._compile(_SIGNS, signs="\n".join(f"a{sign}b" for sign in signs))
        except self._typst.TypstError:
            half = len(signs) // 2
            return signs if not half else [*self._hidden(signs[:half]), *self._hidden(signs[half:])]
        return []

    def _compile(self, source: Path | bytes, **inputs: str) -> bytes:
        pdf: bytes = self._compiler.compile(
            input=source, root=self._root, format="pdf", sys_inputs=inputs, pdf_standards=_STANDARD
        )
        return pdf

    @cached_property
    def _compiler(self) -> Any:
        return self._typst.Compiler(
            root=self._root,
            font_paths=[self._root / "fonts"],
            ignore_system_fonts=True,
            package_path=self._template,
            package_cache_path=self._template,
        )

    def _problem(self, error: Any) -> TemplateProblemError:
        place = _PLACE.search(error.diagnostic)
        where = f"{_file(place[1], self._root)}:{place[2]}" if place else str(self._template)
        return TemplateProblemError(f"{where}: {error.message}", "; ".join(error.hints))


def _check_folder(folder: Path) -> None:
    for file in sorted(folder.rglob("*")):
        if not file.resolve().is_relative_to(folder):
            raise TemplateProblemError(_("{file}: it leads out of the templates' folder").format(file=file))
        if file.suffix == ".typ":
            _check_imports(file)


def _check_imports(file: Path) -> None:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateProblemError(f"{file}: {error}") from error
    for number, line in enumerate(lines, 1):
        if _PACKAGE.search(line):
            raise TemplateProblemError(
                f"{file}:{number}: " + _("packages are not fetched"),
                _("put the package's files beside the template and import them by their path"),
            )


def _file(named: str, root: Path) -> Path:
    """The file that Typst names from the working folder, or from its root."""
    return next((file for file in (Path(named).resolve(), root / named) if file.is_file()), Path(named))


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as error:
        raise EnvironmentProblemError(
            _("writing {what} needs an extra that is not installed").format(what="PDF"),
            'pip install "consultrep[pdf]"',
        ) from error
    return typst
