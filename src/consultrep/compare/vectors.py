"""Vectors kept between runs, outside the library, by encoder and text; safe to delete at any time.

A run that encodes new texts adds files. A file holds keys in order, a checksum for each row, and the rows;
its name is the hash of all but the rows. Only the keys are read at first, and of the rows those that are
asked for: what is kept may be larger than memory. A file that was cut or altered is known by its name or a
checksum, thrown away, and its vectors are made anew. Nothing is pickled, nothing is locked: two programs that
write at once write two files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zlib import crc32

from consultrep.compare.encoder import BundledEncoder, Encoder
from consultrep.compare.folder_encoders import folder_encoder
from consultrep.language import slug
from consultrep.store.keeping import cache_folder, discard, write_whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Keys = NDArray[np.bytes_]
    Whole = NDArray[np.int64]

KEY_BYTES: Final = 16
FOLDER: Final = "vectors"
"""Where they are kept, in the folder of what is kept."""

_ENDING: Final = ".vectors"
_FILES: Final = 12
"""From so many small files on they are joined into one."""
_SMALL: Final = 8_000_000
"""So many bytes a file may have to be joined with others."""
_PORTION: Final = 8192
"""So many new texts are encoded before their vectors are kept: all that an interruption can cost."""
_TRIES: Final = 3
"""After so many files that turned out damaged nothing more is written."""
_HEAD: Final = 16
_AT_ONCE: Final = 4096


class CachedEncoder:
    """An encoder that asks another one only for texts that it has not met in an earlier run."""

    def __init__(self, encoder: Encoder, folder: Path | None) -> None:
        self._encoder = encoder
        self._folder = folder / slug(encoder.name) if folder else None
        self._shelves: list[_Shelf] = []
        self._is_read = False

    @property
    def name(self) -> str:
        """Name and version of the encoder that made the vectors."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: shape (texts, dimensions), float32."""

        keys = self._keys(texts)
        found = None
        tries = 0
        while found is None:
            self._make(texts, keys)
            found = self._gather(keys)
            tries += 1
            if tries == _TRIES:
                self._folder = None
        return found

    def keep(self, texts: Sequence[str]) -> None:
        """Make and keep the vectors of these texts, and let the bundled model go that made them."""
        self._make(texts, self._keys(texts))
        if isinstance(self._encoder, BundledEncoder):
            self._encoder.forget()

    def _keys(self, texts: Sequence[str]) -> Keys:
        import numpy as np

        self._read_once()
        return np.array([_key(text) for text in texts], dtype=f"S{KEY_BYTES}")

    def _gather(self, keys: Keys) -> Vectors | None:
        """The vectors of texts that are kept; None where a file turned out damaged and was given up."""
        import numpy as np

        found: Vectors = np.empty((len(keys), self._shelves[0].size if self._shelves else 0), np.float32)
        open_places = np.arange(len(keys))
        for shelf in list(self._shelves):
            rows = shelf.find(keys[open_places])
            held = rows >= 0
            if not shelf.put(rows[held], found, open_places[held]):
                self._shelves.remove(shelf)
                return None
            open_places = open_places[~held]
        return found

    def _make(self, texts: Sequence[str], keys: Keys) -> None:
        """Encode the texts that are not kept yet and keep their vectors, a portion at a time."""
        import numpy as np

        absent = np.ones(len(keys), dtype=bool)
        for shelf in self._shelves:
            absent[absent] = shelf.find(keys[absent]) < 0
        missing = {keys[place]: texts[place] for place in map(int, absent.nonzero()[0])}
        for start in range(0, len(missing), _PORTION):
            portion = list(islice(missing.items(), start, start + _PORTION))
            vectors = np.asarray(self._encoder.encode([text for _key, text in portion]), dtype=np.float32)
            new = np.array([key for key, _text in portion], dtype=keys.dtype)
            order = np.argsort(new)
            self._keep(_Shelf(new[order], vectors[order]))

    def _read_once(self) -> None:
        if self._is_read or self._folder is None:
            return
        self._is_read = True
        self._shelves = [shelf for file in _files(self._folder) if (shelf := _open(file))]

    def _keep(self, new: _Shelf) -> None:
        """Write the new vectors; a disk that refuses them costs only time in the next run."""
        small = [shelf for shelf in self._shelves if shelf.is_small]
        if len(small) >= _FILES:
            new = _joined([*small, new])
            self._shelves = [shelf for shelf in self._shelves if not shelf.is_small]
        else:
            small = []
        if self._folder is not None:
            try:
                new = _write(self._folder, new)
                for shelf in small:
                    shelf.discard()
            except OSError:
                self._folder = None
        self._shelves.append(new)


@dataclass(frozen=True, eq=False)
class _Shelf:
    """Vectors by key: in memory, or in a file whose rows are read where they are wanted."""

    keys: Keys
    """In order."""
    rows: Vectors | None = None
    file: Path | None = None
    sums: NDArray[np.uint32] | None = None
    width: int = 0

    @property
    def size(self) -> int:
        """The dimensions of a vector."""
        return self.width if self.rows is None else self.rows.shape[1]

    @property
    def is_small(self) -> bool:
        """Whether it is worth joining with others."""
        return len(self.keys) * self.size * 4 <= _SMALL

    def find(self, keys: Keys) -> Whole:
        """The row of each key, -1 where it is not here."""
        import numpy as np

        if not len(self.keys):
            return np.full(len(keys), -1)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, place, -1)

    def put(self, rows: Whole, into: Vectors, places: Whole) -> bool:
        """Copy rows to places; False, and the file removed, where it is damaged or gone."""
        try:
            for start in range(0, len(rows), _AT_ONCE):
                part = slice(start, start + _AT_ONCE)
                into[places[part]] = self._read(rows[part])
        except (OSError, ValueError):
            self.discard()
            return False
        return True

    def _read(self, rows: Whole) -> Vectors:
        import numpy as np

        if self.rows is not None or self.file is None or self.sums is None:
            return np.asarray(self.rows)[rows]
        start = _HEAD + len(self.keys) * (KEY_BYTES + 4)
        held = np.memmap(self.file, "<f4", "r", start, (len(self.keys), self.width))
        found = np.asarray(held[rows])
        if any(crc32(row) != wanted for row, wanted in zip(found, self.sums[rows], strict=True)):
            raise ValueError(self.file)
        return found

    def discard(self) -> None:
        """Remove the file, where there is one and the system lets us."""
        if self.file is not None:
            discard(self.file)


def _joined(shelves: Sequence[_Shelf]) -> _Shelf:
    """The vectors of several in one; what cannot be read is left out."""
    import numpy as np

    keys, rows = [], []
    for shelf in shelves:
        held = np.empty((len(shelf.keys), shelf.size), np.float32)
        every = np.arange(len(shelf.keys))
        if shelf.put(every, held, every):
            keys.append(shelf.keys)
            rows.append(held)
    found, first = np.unique(np.concatenate(keys), return_index=True)
    return _Shelf(found, np.concatenate(rows)[first])


def usual_encoder(folder: str | None = None) -> CachedEncoder:
    """The bundled encoder, or that of a folder, named here or by `CONSULTREP_ENCODER`."""
    folder = folder or os.environ.get("CONSULTREP_ENCODER")
    return CachedEncoder(folder_encoder(Path(folder)) if folder else BundledEncoder(), cache_folder(FOLDER))


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=KEY_BYTES).digest()


def _files(folder: Path) -> list[Path]:
    """The files of vectors, in order of name; none in a folder that cannot be read."""
    try:
        return sorted(file for file in folder.iterdir() if file.name.endswith(_ENDING))
    except OSError:
        return []


def _write(folder: Path, shelf: _Shelf) -> _Shelf:
    """Write vectors to a file under the name of its keys and checksums, whole or not at all."""
    import numpy as np

    rows = np.ascontiguousarray(shelf.rows, dtype="<f4")
    sums = np.array([crc32(row) for row in rows], dtype="<u4")
    head = len(rows).to_bytes(8, "little") + rows.shape[1].to_bytes(8, "little")
    head += shelf.keys.tobytes() + sums.tobytes()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{_digest(head)}{_ENDING}"
    write_whole(file, [head, rows.data])
    return _Shelf(shelf.keys, None, file, sums, rows.shape[1])


def _open(file: Path) -> _Shelf | None:
    """The keys of a file; a damaged one is removed."""
    import numpy as np

    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            count, width = (int.from_bytes(head[place : place + 8], "little") for place in (0, 8))
            whole = os.fstat(stream.fileno()).st_size
            rest = count * (KEY_BYTES + 4)
            sound = count > 0 and whole == _HEAD + rest + count * width * 4
            index = stream.read(rest) if sound else b""
    except OSError:
        return None
    if not sound or file.stem != _digest(head + index):
        discard(file)
        return None
    keys = np.frombuffer(index, f"S{KEY_BYTES}", count)
    return _Shelf(keys, None, file, np.frombuffer(index, "<u4", count, count * KEY_BYTES), width)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
