"""Pieces of a long comparison: rows of vectors, held or in a file, and what was found for them, kept on disk.

A kept piece is named by a hash of the vectors that it is of, so that it serves every later run on the same
ones, and begins with a hash of its content: one that was cut or altered is made anew.
"""

from __future__ import annotations

import hashlib
import mmap
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from consultrep.store.keeping import write_whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]
    Best = tuple[Whole, Numbers]
    """Columns and scores of each row, the best first; shape (rows, count)."""

ENDING: Final = ".nearest"
_METHOD: Final = b"consultrep nearest 1"
_DIGEST: Final = 16


@dataclass(frozen=True)
class Rows:
    """Consecutive rows of vectors; those of a file go to another process as its name, and are read there."""

    start: int
    stop: int
    held: NDArray[Any] | None = None
    """All rows, where they are held."""
    file: str = ""
    offset: int = 0
    dimensions: int = 0
    kind: str = ""

    @staticmethod
    def of(vectors: NDArray[Any]) -> Rows:
        """All rows of an array; of the file behind it, where it is a whole read-only memmap."""
        import numpy as np

        if isinstance(vectors, np.memmap) and vectors.mode == "r" and _is_whole(vectors):
            size, kind = vectors.shape[1], vectors.dtype.str
            return Rows(0, len(vectors), None, str(vectors.filename), vectors.offset, size, kind)
        return Rows(0, len(vectors), np.asarray(vectors))

    def __len__(self) -> int:
        return self.stop - self.start

    def cut(self, size: int) -> list[Rows]:
        """The rows in the fewest parts of about one size and at most `size` rows."""
        number = max(1, -(-len(self) // size))
        bounds = [self.start + len(self) * part // number for part in range(number + 1)]
        return [self._part(start, stop) for start, stop in pairwise(bounds)]

    def _part(self, start: int, stop: int) -> Rows:
        if self.held is not None:
            return Rows(start, stop, self.held[start - self.start : stop - self.start])
        return Rows(start, stop, None, self.file, self.offset, self.dimensions, self.kind)

    def read(self) -> Numbers:
        """The vectors, as single precision."""
        import numpy as np

        if self.held is not None:
            return np.ascontiguousarray(self.held, dtype=np.float32)
        kind = np.dtype(self.kind)
        offset = self.offset + self.start * self.dimensions * kind.itemsize
        flat = np.fromfile(self.file, kind, len(self) * self.dimensions, offset=offset)
        return flat.reshape(len(self), self.dimensions).astype(np.float32, copy=False)

    def take(self, numbers: Whole) -> Numbers:
        """The vectors of some rows, by their numbers in the whole."""
        import numpy as np

        if self.held is not None:
            return self.held[numbers - self.start].astype(np.float32, copy=False)
        # Read and not mapped: each row would map the pages around it, which count as memory.
        kind = np.dtype(self.kind)
        size = self.dimensions * kind.itemsize
        found = np.empty((len(numbers), self.dimensions), np.float32)
        with Path(self.file).open("rb", buffering=0) as stream:
            for place, number in enumerate(numbers.tolist()):
                stream.seek(self.offset + number * size)
                found[place] = np.frombuffer(stream.read(size), kind)
        return found

    def digest(self) -> bytes:
        """A hash of the vectors."""
        found = hashlib.blake2b(digest_size=_DIGEST)
        for part in self.cut(4_096):
            vectors = part.read()
            found.update(f"{vectors.shape[1]} ".encode() + vectors.tobytes())
        return found.digest()


class Kept:
    """The finished pieces of a comparison in a folder; without a folder nothing is kept."""

    def __init__(self, folder: Path | None, second: Rows, count: int) -> None:
        self._folder = folder
        self._count = count
        self._second = second.digest() if folder else b""

    def read(self, first: Rows) -> Best | None:
        """What was found for these rows; None where nothing was, or where its file is damaged."""
        import numpy as np

        if self._folder is None:
            return None
        try:
            content = self._file(self._folder, first).read_bytes()
        except OSError:
            return None
        body = content[_DIGEST:]
        cells = len(first) * self._count
        if len(body) != 8 * cells or _hash(body) != content[:_DIGEST]:
            return None
        shape = len(first), self._count
        columns = np.frombuffer(body, "<i4", cells).reshape(shape).astype(np.int64)
        return columns, np.frombuffer(body, "<f4", cells, 4 * cells).reshape(shape).astype(np.float32)

    def write(self, first: Rows, best: Best) -> None:
        """Keep what was found, whole or not at all; a disk that refuses it costs only time in a later run."""
        if self._folder is None:
            return
        body = best[0].astype("<i4").tobytes() + best[1].astype("<f4").tobytes()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._file(self._folder, first), [_hash(body), body])
        except OSError:
            self._folder = None

    def _file(self, folder: Path, first: Rows) -> Path:
        name = _hash(b" ".join((_METHOD, str(self._count).encode(), first.digest(), self._second)))
        return folder / f"{name.hex()}{ENDING}"


def _is_whole(vectors: NDArray[Any]) -> bool:
    """Whether a memmap is the file's own and no part of another one, whose offset it would report."""
    return isinstance(vectors.base, mmap.mmap) and vectors.flags.c_contiguous


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()
