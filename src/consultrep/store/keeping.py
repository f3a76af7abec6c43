"""What is kept between runs, outside the library: made anew whenever it is missing, safe to delete any time.

Each thing is a file named by what it was made from, and opens with the hash of that name and the rest: one
that was cut, altered or renamed is known, thrown away and made anew. Nothing is pickled and nothing locked; a
disk that refuses costs only time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from consultrep.store.folders import SETTINGS_FILE, LibraryFolder, iter_record_files

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_OF_THE_PROGRAM: Final = (".py", ".json", ".toml", ".yaml", ".mo")
_DIGEST: Final = 16
_OFF: Final = frozenset({"", "off"})
"""What `CONSULTREP_CACHE` is to keep nothing; Windows knows no empty variable."""


def cache_folder(name: str) -> Path | None:
    """Where things of one sort are kept: below `CONSULTREP_CACHE`, else in the system's folder for caches.

    None where `CONSULTREP_CACHE` is `off` or empty, which turns keeping off, or no such folder is known.
    """
    named = os.environ.get("CONSULTREP_CACHE")
    if named is not None:
        return None if named.casefold() in _OFF else Path(named) / name
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "consultrep" / name if base else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    default = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return Path(os.environ.get("XDG_CACHE_HOME") or default) / "consultrep" / name


def key_of(parts: Iterable[str | bytes]) -> str:
    """The name of what is made from these parts, in their order."""
    found = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(len(content).to_bytes(8, "little"))
        found.update(content)
    return found.hexdigest()


def library_key(folder: LibraryFolder) -> str | None:
    """The name of what is made from the library as it is now, by the program as it is now.

    None where a file cannot be read.
    """
    try:
        return key_of(library_parts(folder))
    except OSError:
        return None


def library_parts(folder: LibraryFolder) -> Iterator[str | bytes]:
    """What decides what a library says: the files of the program, and its own, each with its name."""
    yield from program_parts()
    for file in (folder.reports, folder.path / SETTINGS_FILE, *iter_record_files(folder.reports)):
        yield file.name
        yield os.path.realpath(file) if file.is_symlink() else ""
        yield file.read_bytes() if file.is_file() else b""


def program_parts() -> list[str]:
    """What changes when a file of the program does, or a package is installed beside it."""
    return sorted(_program())


def _program() -> Iterator[str]:
    for folder in map(Path, sys.path):
        if folder.name == "site-packages" and folder.is_dir():
            yield str(folder.stat().st_mtime_ns)
    for entry in _entries(str(_PACKAGE)):
        if entry.name.endswith(_OF_THE_PROGRAM):
            status = entry.stat()
            yield f"{entry.path} {status.st_mtime_ns} {status.st_size}"


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _entries(entry.path)
            else:
                yield entry


def kept(folder: Path | None, key: str) -> bytes | None:
    """What is kept under that key; None where there is nothing, or it is damaged."""
    if folder is None:
        return None
    file = folder / key
    try:
        content = file.read_bytes()
    except OSError:
        return None
    if content[:_DIGEST] == _digest(key, content[_DIGEST:]):
        return content[_DIGEST:]
    discard(file)
    return None


def keep(folder: Path | None, key: str, content: bytes, *, most: int) -> None:
    """Keep `content` under that key, for its owner only, and of all in the folder the newest `most`."""
    if folder is None:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(folder / key, [_digest(key, content), content])
        _thin_out(folder, most, newest=folder / key)
    except OSError:
        return


def kept_or_made(folder: Path, key: str, make: Callable[[], Any], *, most: int) -> Any:
    """What is kept under that key as JSON, else what `make` gives, which is then kept."""
    content = kept(folder, key)
    if content is not None:
        return json.loads(content)
    made = make()
    keep(folder, key, json.dumps(made, separators=(",", ":")).encode(), most=most)
    return made


def write_whole(file: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write a file of these parts, whole or not at all; OSError, with nothing left, where it cannot be."""
    import tempfile

    descriptor, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for part in parts:
                stream.write(part)
        Path(beside).replace(file)
    except OSError:
        discard(Path(beside))
        raise


def _thin_out(folder: Path, most: int, *, newest: Path) -> None:
    """Remove all but the newest files; among them the remains of runs that were stopped.

    What is dated after the one just written is of a clock that was wrong, and goes first.
    """
    now = newest.stat().st_mtime
    times = {file: file.stat().st_mtime for file in folder.iterdir()}
    files = sorted(times, key=lambda file: (times[file] <= now, times[file]), reverse=True)
    for file in files[most:]:
        discard(file)


def discard(file: Path) -> None:
    """Remove a file, if it is there and the system lets us."""
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST, key=key.encode()).digest()
