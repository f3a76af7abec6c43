"""The container of old Excel workbooks (OLE), looked at before a library reads it.

Calamine follows a chain of sectors that leads back into itself until the memory is full, and reserves at once
what a size declares: some bytes changed in a small file ended the process.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consultrep.messages import gettext as _

_SIZES: Final = {9: 512, 12: 4096}
_HEADER: Final = 512
_RESERVED: Final = 0xFFFFFFFA
"""From here on a number of a sector stands for the end of a chain, or for a sector in no chain."""
_ENTRY: Final = 128
_KIND: Final = 66
"""Where an entry of the directory says what it is of; nothing where it is free."""


def check_chains(data: bytes) -> None:
    """Raise ValueError where a chain of sectors never ends or a part claims to be larger than the file."""
    size = _SIZES.get(int.from_bytes(data[30:32], "little"))
    if size is None or len(data) < _HEADER:
        return
    file = _Sectors(data, size)
    words = _words(data[:_HEADER])
    places = file.table_places(words)
    following = [word for place in places for word in _words(file.sector(place))]
    _check_ends(following)
    file.check_sizes(words, following)
    _check_ends(_words(b"".join(file.chain(words[15], following))))


@dataclass(frozen=True)
class _Sectors:
    data: bytes
    size: int

    def sector(self, number: int) -> bytes:
        """A sector, empty beyond the end of the file; the header takes the room of the first."""
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def chain(self, number: int, following: Sequence[int]) -> Iterator[bytes]:
        """The sectors from that one on, in the order in which `following` leads on."""
        while number < len(following):
            yield self.sector(number)
            number = following[number]

    def table_places(self, header: Sequence[int]) -> list[int]:
        """The sectors that hold the table of what follows what."""
        places, number, seen = list(header[19:]), header[17], set[int]()
        while number < _RESERVED and (words := _words(self.sector(number))):
            if number in seen:
                raise ValueError(_("a chain of its sectors has no end"))
            seen.add(number)
            places += words[:-1]
            number = words[-1]
        return [place for place in places if place < _RESERVED]

    def check_sizes(self, header: Sequence[int], following: Sequence[int]) -> None:
        """See that neither the header nor the directory declares more than the file can hold."""
        wide = 8 if self.size > _HEADER else 4
        entries = b"".join(self.chain(header[12], following))
        sizes = [
            int.from_bytes(entries[at + 120 : at + 120 + wide], "little")
            for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)
            if entries[at + _KIND]
        ]
        sizes += [header[place] * self.size for place in (10, 11, 16, 18)]
        if max(sizes) > len(self.data) + self.size:
            raise ValueError(_("a part of it claims to be larger than the file"))


def _words(data: bytes) -> Sequence[int]:
    """The numbers of four bytes that the data is."""
    words = array("I", data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        words.byteswap()
    return words


def _check_ends(following: Sequence[int]) -> None:
    """See that no sector is reached again from itself."""
    walked = bytearray(len(following))
    for start in range(len(following)):
        path, number = [], start
        while number < len(following) and not walked[number]:
            walked[number] = 1
            path.append(number)
            number = following[number]
        if number < len(following) and walked[number] == 1:
            raise ValueError(_("a chain of its sectors has no end"))
        for passed in path:
            walked[passed] = 2
