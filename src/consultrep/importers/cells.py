"""Tables of recommendations: the cells that hold a demand, and whom their rows name as those to act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from consultrep.importers.actors import addressees_in
from consultrep.importers.document import BlockKind
from consultrep.importers.lexicon import Lexicon, plain
from consultrep.importers.outline import Placed, Role, role_of

_FEWEST_WORDS = 3


@dataclass(frozen=True)
class AskingCell:
    """What the heading of a cell's column says of it, and who its row says is to act."""

    role: Role
    addressees: Sequence[str]


def asking_cells(placed: Sequence[Placed]) -> dict[int, AskingCell]:
    """The cells under a heading such as "Recommendation", by their index among the blocks."""
    cells = [(index, place) for index, place in enumerate(placed) if place.block.kind is BlockKind.CELL]
    found: dict[int, AskingCell] = {}
    for _, table in groupby(cells, key=lambda cell: cell[1].block.table):
        rows = [list(row) for _, row in groupby(table, key=lambda cell: cell[1].block.row)]
        for row in rows:
            found.update(_of_row(row, _columns(row, rows[0])))
    return found


def _columns(row: Sequence[tuple[int, Placed]], first: Sequence[tuple[int, Placed]]) -> list[str]:
    """The headings of a row's cells: those that the reader knew, else the cells of the table's first row."""
    known = [place.block.column for _, place in row]
    if any(known):
        return known
    titles = [place.block.text for _, place in first]
    return titles if row is not first and len(titles) == len(row) else [""] * len(row)


def _of_row(row: Sequence[tuple[int, Placed]], columns: Sequence[str]) -> Iterator[tuple[int, AskingCell]]:
    words = row[0][1].words
    headings = [_heading(column, words) for column in columns]
    addressees = tuple(
        name
        for (_, place), heading in zip(row, headings, strict=True)
        if words.roles["addressee_column"].match(heading)
        for name in addressees_in(place.block.text, words)
    )
    for (index, place), heading in zip(row, headings, strict=True):
        is_heading = _heading(place.block.text, words) == heading
        enough = len(place.block.text.split()) >= _FEWEST_WORDS
        if words.roles["asked_column"].match(heading) and enough and not is_heading:
            yield index, AskingCell(role_of(heading, words), addressees)


def _heading(column: str, words: Lexicon) -> str:
    """A column's heading in plain text, whole where a narrow column broke it in two."""
    heading = plain(column).strip(" :")
    joined = heading.replace(" ", "")
    known = [words.roles["asked_column"], words.roles["addressee_column"]]
    is_broken = not any(p.match(heading) for p in known) and any(p.fullmatch(joined) for p in known)
    return joined if is_broken else heading
