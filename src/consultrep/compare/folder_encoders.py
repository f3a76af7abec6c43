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
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from consultrep.compare.encoder import Encoder
from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SENTENCE_TRANSFORMERS: Final = "modules.json"
_MODEL2VEC: Final = ("config.json", "tokenizer.json", "model.safetensors")


@dataclass(frozen=True)
class FolderEncoder:
    """A model in a folder; vectors are brought to unit length."""

    folder: Path
    library: str
    """`model2vec` or `sentence_transformers`."""

    @cached_property
    def name(self) -> str:
        """The library, the folder's name, and a digest of its settings and sizes: vectors are kept by it."""
        return f"{self.library} {self.folder.name} {_digest(self.folder)}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length per text: shape (texts, dimensions), float32."""
        import numpy as np

        vectors = np.asarray(self._model.encode(list(texts)), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            library = importlib.import_module(self.library)
        except ImportError as error:
            extra = self.library.replace("_", "-")
            message = _("the encoder in {folder} needs {library}, which is not installed")
            raise EnvironmentProblemError(
                message.format(folder=self.folder, library=extra),
                _("install it: pip install {library}").format(library=extra),
            ) from error
        try:
            if self.library == "model2vec":
                return library.StaticModel.from_pretrained(str(self.folder))
            return library.SentenceTransformer(str(self.folder), device="cpu")
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            message = _("the encoder in {folder} cannot be read: {detail}")
            raise EnvironmentProblemError(message.format(folder=self.folder, detail=error)) from error


def folder_encoder(folder: Path) -> Encoder:
    """The encoder in a folder; EnvironmentProblemError where there is none."""
    if (folder / _SENTENCE_TRANSFORMERS).is_file():
        return FolderEncoder(folder, "sentence_transformers")
    if all((folder / name).is_file() for name in _MODEL2VEC):
        return FolderEncoder(folder, "model2vec")
    raise EnvironmentProblemError(
        _("{folder} holds no encoder").format(folder=folder),
        _("name the folder of a model of model2vec or sentence-transformers, saved on this computer"),
    )


def _digest(folder: Path) -> str:
    """A short digest of the names and sizes of the model's files and of its settings."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    facts = [(str(file.relative_to(folder)), file.stat().st_size) for file in files]
    settings = (folder / "config.json").read_bytes() if (folder / "config.json").is_file() else b""
    return hashlib.sha256(json.dumps(facts).encode() + settings).hexdigest()[:12]
