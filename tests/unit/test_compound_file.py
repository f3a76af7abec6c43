"""Old workbooks whose container would lead a library on without end, or have it reserve what is not there."""

from __future__ import annotations

import struct

import pytest

from consultrep.importers.document import BadDocumentError
from consultrep.importers.tables import read_table
from tests.conftest import ROOT

SOUND = (ROOT / "fuzz/corpus/table.xls").read_bytes()


def changed(place: int, number: int) -> bytes:
    """The sound workbook with another number of four bytes at a place."""
    return SOUND[:place] + struct.pack("<I", number) + SOUND[place + 4 :]


def words(place: int, count: int) -> tuple[int, ...]:
    return struct.unpack(f"<{count}I", SOUND[place : place + 4 * count])


TABLE = (words(76, 1)[0] + 1) * 512
DIRECTORY = (words(48, 1)[0] + 1) * 512


def test_a_sound_one_is_read() -> None:
    assert read_table(SOUND, "a.xls", "xls").columns == ("ID", "Recommendation", "Theme", "Year")


@pytest.mark.parametrize("sector", range(4))
def test_a_chain_that_leads_back(sector: int) -> None:
    with pytest.raises(BadDocumentError, match="a chain of its sectors has no end"):
        read_table(changed(TABLE + 4 * sector, sector), "a.xls", "xls")


def test_a_table_of_sectors_that_leads_back() -> None:
    data = changed(68, len(SOUND) // 512 - 1) + struct.pack(
        "<128I", *[0xFFFFFFFF] * 127, len(SOUND) // 512 - 1
    )
    with pytest.raises(BadDocumentError, match="a chain of its sectors has no end"):
        read_table(data, "a.xls", "xls")


@pytest.mark.parametrize("place", [40, 44, 64, 72, DIRECTORY + 120, DIRECTORY + 128 + 120])
def test_a_size_that_is_not_there(place: int) -> None:
    with pytest.raises(BadDocumentError, match="claims to be larger than the file"):
        read_table(changed(place, 0x7FFFFFFF), "a.xls", "xls")


def test_one_that_is_cut_short_is_refused() -> None:
    for length in range(8, len(SOUND), 509):
        with pytest.raises(BadDocumentError):
            read_table(SOUND[:length], "a.xls", "xls")
