"""Vectors kept between runs, outside the library, by encoder and text; safe to delete at any time.

A run that encodes new texts adds a file; its name is the hash of its content, so that a file that was cut
or altered is known by its name, thrown away, and its vectors are made anew. Nothing is pickled, nothing
is locked: two programs that write at once write two files.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from consultrep.compare.encoder import BundledEncoder, Encoder
from consultrep.compare.folder_encoders import folder_encoder
from consultrep.language import slug

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

KEY_BYTES: Final = 16
_ENDING: Final = ".vectors"
_FILES: Final = 12
"""From this many files on they are joined into one."""


class CachedEncoder:
    """An encoder that asks another one only for texts that it has not met in an earlier run."""

    def __init__(self, encoder: Encoder, folder: Path | None) -> None:
        self._encoder = encoder
        self._folder = folder / slug(encoder.name) if folder else None
        self._known: dict[bytes, Vectors] = {}
        self._is_read = False

    @property
    def name(self) -> str:
        """Name and version of the encoder that made the vectors."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: shape (texts, dimensions), float32."""
        import numpy as np

        self._read_once()
        keys = [_key(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            vectors = self._encoder.encode(list(missing.values()))
            new = dict(zip(missing, np.asarray(vectors, dtype=np.float32), strict=True))
            self._known |= new
            self._keep(new)
        return np.stack([self._known[key] for key in keys]) if keys else np.empty((0, 0), np.float32)

    def _read_once(self) -> None:
        if self._is_read or self._folder is None:
            return
        self._is_read = True
        for file in _files(self._folder):
            self._known |= _read(file)

    def _keep(self, new: dict[bytes, Vectors]) -> None:
        """Write the new vectors; a disk that refuses them costs only time in the next run."""
        if self._folder is None:
            return
        try:
            old = _files(self._folder)
            joined = len(old) >= _FILES
            _write(self._folder, self._known if joined else new)
            for file in old if joined else []:
                file.unlink(missing_ok=True)
        except OSError:
            self._folder = None


def usual_encoder(folder: str | None = None) -> CachedEncoder:
    """The bundled encoder, or that of a folder, named here or by `CONSULTREP_ENCODER`."""
    folder = folder or os.environ.get("CONSULTREP_ENCODER")
    return CachedEncoder(folder_encoder(Path(folder)) if folder else BundledEncoder(), cache_folder())


def cache_folder() -> Path | None:
    """Where vectors are kept: `CONSULTREP_CACHE`, else the system's folder for caches; None where unknown."""
    named = os.environ.get("CONSULTREP_CACHE")
    if named is not None:
        return Path(named) / "vectors" if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "consultrep" / "vectors" if base else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    default = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return Path(os.environ.get("XDG_CACHE_HOME") or default) / "consultrep" / "vectors"


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=KEY_BYTES).digest()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else []


def _write(folder: Path, vectors: dict[bytes, Vectors]) -> None:
    """Write a file of keys and vectors under the name of its content, whole or not at all."""
    rows = list(vectors.values())
    head = len(rows).to_bytes(8, "little") + rows[0].shape[0].to_bytes(8, "little")
    content = head + b"".join(vectors) + b"".join(row.astype("<f4").tobytes() for row in rows)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as stream:
        stream.write(content)
    Path(stream.name).replace(folder / f"{_digest(content)}{_ENDING}")


def _read(file: Path) -> dict[bytes, Vectors]:
    """The vectors of a file; a damaged one is removed and holds none."""
    import numpy as np

    try:
        content = file.read_bytes()
    except OSError:
        return {}
    if file.stem != _digest(content):
        _discard(file)
        return {}
    count, size = (int.from_bytes(content[place : place + 8], "little") for place in (0, 8))
    start = 16 + count * KEY_BYTES
    matrix = np.frombuffer(content, "<f4", count * size, start).reshape(count, size)
    keys = (content[16 + KEY_BYTES * n : 16 + KEY_BYTES * (n + 1)] for n in range(count))
    return dict(zip(keys, matrix, strict=True))


def _discard(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
