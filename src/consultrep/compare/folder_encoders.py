"""Encoders of one's own: a folder on disk that holds a model of model2vec or sentence-transformers.

Nothing is fetched: the libraries are told to stay offline, and a name that is no folder is refused.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from consultrep.compare.encoder import Encoder
from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SENTENCE_TRANSFORMERS: Final = "sentence-transformers"
_MODEL2VEC: Final = "model2vec"
_STATIC_FILES: Final = ("config.json", "tokenizer.json", "model.safetensors")
_QUIET: Final = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


@dataclass(frozen=True)
class FolderEncoder:
    """A model in a folder; vectors are brought to unit length."""

    folder: Path
    package: str
    """`model2vec` or `sentence-transformers`."""

    @cached_property
    def name(self) -> str:
        """The package and its version, the folder's name, and a digest of its content.

        Vectors are kept by it. Raises EnvironmentProblemError where the package is not installed.
        """
        try:
            installed = version(self.package)
        except PackageNotFoundError as error:
            message = _("the encoder in {folder} needs {library}, which is not installed")
            raise EnvironmentProblemError(
                message.format(folder=self.folder, library=self.package),
                _("install it: pip install {library}").format(library=self.package),
            ) from error
        return f"{self.package} {installed} {self.folder.resolve().name} {_digest(self.folder)}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length per text: shape (texts, dimensions), float32."""
        import numpy as np

        vectors = np.asarray(self._model.encode(list(texts)), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)

    @cached_property
    def _model(self) -> Any:
        os.environ.update(_QUIET)
        folder = str(self.folder.resolve())
        try:
            library = importlib.import_module(self.package.replace("-", "_"))
            if self.package == _MODEL2VEC:
                return library.StaticModel.from_pretrained(folder)
            return library.SentenceTransformer(folder, device="cpu")
        except Exception as error:  # the tokenizers library raises nothing narrower
            message = _("the encoder in {folder} cannot be read: {detail}")
            raise EnvironmentProblemError(message.format(folder=self.folder, detail=error)) from error


def folder_encoder(folder: Path) -> Encoder:
    """The encoder in a folder; EnvironmentProblemError where there is none."""
    if _is_static(folder):
        return FolderEncoder(folder, _MODEL2VEC)
    if (folder / "modules.json").is_file():
        return FolderEncoder(folder, _SENTENCE_TRANSFORMERS)
    raise EnvironmentProblemError(
        _("{folder} holds no encoder").format(folder=folder),
        _("name the folder of a model of model2vec or sentence-transformers, saved on this computer"),
    )


def _is_static(folder: Path) -> bool:
    """Whether the model is one of model2vec, whose folders hold a `modules.json` too.

    Its settings name no other type; those of a transformer always do.
    """
    if not all((folder / name).is_file() for name in _STATIC_FILES):
        return False
    try:
        settings = json.loads((folder / "config.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(settings, dict) and settings.get("model_type", _MODEL2VEC) == _MODEL2VEC


def _digest(folder: Path) -> str:
    """A short digest of the names and the content of the files, hidden ones left out."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and not any(part.startswith(".") for part in name.parts):
            with file.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
            found.update(f"{name.as_posix()}\0{content}\n".encode())
    return found.hexdigest()[:12]
