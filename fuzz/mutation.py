"""Inputs changed at random: bytes, words of a format, stretches between its seams, members of archives."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

Inner = Callable[[bytes], bytes]

_SEAM: Final = re.compile(rb"[<>\s,;:\"'(){}\[\]|/]")
_NUMBER: Final = re.compile(rb"\d+")
_NUMBERS: Final = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"1e309")
_CHARACTERS: Final = (
    *(b"\0", b"\t", b"\r", b"\n", b"\f", b"\x0b", b"\x1c", b"\x85", b"\xa0", b"\xff\xfe", b"\xed\xa0\x80"),
    *(
        c.encode()
        for c in "\x85\xa0\xad\u200b\u2028\u2029\ufeff\ufffd\ufffe\uf8f0\uf8f1\u202e\u0301²½٣İßŉﬁẞ🙂"
    ),
)
_MOST: Final = 6
_LONGEST_REPEAT: Final = 400


@dataclass(frozen=True)
class Mutator:
    """Changes an input by `words` of its format and stretches of `others`, some of the changes in a row."""

    words: Sequence[bytes]
    others: Sequence[bytes]

    def __call__(self, data: bytes, chance: random.Random, longest: int) -> bytes:
        """Another input; the same for the same state of `chance`."""
        for _change in range(chance.randint(1, _MOST)):
            data = chance.choice(_CHANGES)(self, data, chance)[:longest]
        return data

    def word(self, chance: random.Random) -> bytes:
        """A word of the format, or a character that readers stumble over."""
        return chance.choice(self.words if self.words and chance.random() < 0.7 else _CHARACTERS)


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    """A stretch of the input, more often than not between two seams."""
    if chance.random() < 0.6:
        seams = [0, *(found.start() for found in _SEAM.finditer(data)), len(data)]
        first = chance.randrange(len(seams))
        last = min(first + 1 + int(chance.expovariate(0.3)), len(seams) - 1)
        return seams[first], seams[last]
    start = chance.randint(0, len(data))
    return start, min(start + int(chance.expovariate(0.1)), len(data))


def _insert(mutator: Mutator, data: bytes, chance: random.Random) -> bytes:
    at, _end = _span(data, chance)
    return data[:at] + mutator.word(chance) + data[at:]


def _replace(mutator: Mutator, data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + mutator.word(chance) + data[end:]


def _delete(_mutator: Mutator, data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _repeat(_mutator: Mutator, data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    times = chance.choice((1, 2, 3, 10, 50, _LONGEST_REPEAT))
    return data[:end] + data[start:end][:1000] * times + data[end:]


def _move(_mutator: Mutator, data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    piece, rest = data[start:end], data[:start] + data[end:]
    at, _end = _span(rest, chance)
    return rest[:at] + piece + rest[at:]


def _renumber(_mutator: Mutator, data: bytes, chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    number = chance.choice(found)
    new = chance.choice(_NUMBERS) if chance.random() < 0.6 else b"%d" % chance.randint(0, 3000)
    return data[: number.start()] + new + data[number.end() :]


def _flip(_mutator: Mutator, data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _splice(mutator: Mutator, data: bytes, chance: random.Random) -> bytes:
    if not mutator.others:
        return data
    other = chance.choice(mutator.others)
    start, end = _span(other, chance)
    at, until = _span(data, chance)
    return data[:at] + other[start : end + chance.choice((0, 0, 200, 2000))] + data[until:]


_CHANGES: Final = (_insert, _insert, _replace, _delete, _repeat, _move, _renumber, _flip, _splice)


def members_of(data: bytes) -> dict[str, bytes]:
    """The members of an archive; none where it is no archive, or not one that can be unpacked whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > 1 << 20:
                return {}
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError, KeyError):
        return {}


def packed(members: dict[str, bytes]) -> bytes:
    """An archive of those members, stored as they are and always the same for the same members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def with_a_member_changed(data: bytes, chance: random.Random, inner: Inner) -> bytes:
    """The archive with one of its members changed by `inner`; now and then the archive's own bytes are."""
    members = members_of(data)
    if not members or chance.random() < 0.03:
        return inner(data)
    name = chance.choice(list(members))
    return packed({**members, name: inner(members[name])})
