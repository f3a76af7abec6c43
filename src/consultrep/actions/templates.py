"""`consultrep render --list` and `--init`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from consultrep.errors import UsageError
from consultrep.messages import gettext as _
from consultrep.render import DOCUMENTS, DocumentKind
from consultrep.store.folders import shipped_folder
from consultrep.store.saving import overwrite


def list_documents() -> Sequence[DocumentKind]:
    """The documents, with their templates and the names that these may use."""
    return list(DOCUMENTS.values())


def copy_templates(folder: Path, *, force: bool) -> list[Path]:
    """The packaged templates, copied to `folder`, which is made where there is none.

    Raises UsageError where a file of that name is there, unless `force`; then nothing is copied.
    """
    sources = sorted(file for file in shipped_folder().templates.iterdir() if file.is_file())
    targets = [folder / source.name for source in sources]
    present = [target for target in targets if target.exists()]
    if present and not force:
        raise UsageError(_("{file} exists already").format(file=present[0]), _("--force overwrites it"))
    folder.mkdir(parents=True, exist_ok=True)
    for source, target in zip(sources, targets, strict=True):
        overwrite(target, source.read_bytes())
    return targets
