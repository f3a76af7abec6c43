"""Graded pairs of a table of one's own, of texts that stand in other tables or in the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from consultrep.actions.own_tables import OwnTable, read_own_table, stop_at
from consultrep.actions.texts import Texts
from consultrep.actions.verdict_words import find_verdict
from consultrep.compare.grading import GRADE_OF, Grade, Graded
from consultrep.errors import UsageError
from consultrep.importers.tables.table import ProblemLog
from consultrep.messages import gettext as _
from consultrep.model import Verdict
from consultrep.model.hints import did_you_mean
from consultrep.model.labels import label

_EARLIER: Final = ("earlier", "a")
_LATER: Final = ("later", "b")
_GRADE: Final = ("grade", "verdict")
_NEAREST: Final = 20
"""For so many unknown ids the nearest is looked for, which takes a while in long lists."""

Place = tuple[int, int]


@dataclass(frozen=True)
class _Side:
    """The texts of one side, under the name that the command line gave them."""

    name: str
    texts: Texts
    places: Mapping[str, int]


@dataclass
class _Reading:
    """What has been read of the pairs so far; a pair that its reader was not sure of has no grade."""

    sides: tuple[_Side, _Side]
    log: ProblemLog
    grades: dict[Place, Grade | None] = field(default_factory=dict)
    unknown: int = 0


def read_pairs(file: Path, names: tuple[str, str], sides: tuple[Texts, Texts]) -> Graded:
    """The graded pairs of a table with `earlier`, `later`, `grade` or `a`, `b`, `verdict`.

    A pair that is not listed is apart; one whose verdict is `unsure` is not counted. Raises InvalidDataError
    with each line that is wrong, UsageError where both sides hold the same item.
    """
    _see_that_they_differ(sides)
    table = read_own_table(file, _EARLIER, _LATER, _GRADE)
    columns = [_column(table, names) for names in (_EARLIER, _LATER, _GRADE)]
    first, second = (_Side(name, side, _places(side)) for name, side in zip(names, sides, strict=True))
    reading = _Reading((first, second), ProblemLog(table.name))
    for line, cells in table.rows:
        _read(reading, line, *(cells[column] for column in columns))
    stop_at(reading.log.problems())
    if Grade.SAME not in reading.grades.values():
        reading.log.error(table.line, "pairs", _("no pair has the grade 2"))
        stop_at(reading.log.problems())
    grades = {place: grade for place, grade in reading.grades.items() if grade is not None}
    unsure = reading.grades.keys() - grades.keys()
    return Graded(first.texts.texts, second.texts.texts, grades, whole=True, unsure=unsure)


def _see_that_they_differ(sides: tuple[Texts, Texts]) -> None:
    """A pair of two selections that share an item would count twice, and an item be apart from itself."""
    if all(side.items is not None for side in sides):
        shared = sorted(set(sides[0].ids) & set(sides[1].ids))
        if shared:
            raise UsageError(
                _("{id} stands on both sides").format(id=shared[0]),
                _("name selections that have no report in common"),
            )


def _column(table: OwnTable, names: Sequence[str]) -> str:
    found = [name for name in names if name in table.columns]
    if len(found) > 1:
        log = ProblemLog(table.name)
        message = _("the columns {names} say the same").format(names=", ".join(found))
        log.error(table.line, "table-heading", message, _("keep one of them"))
        stop_at(log.problems())
    return found[0]


def _places(texts: Texts) -> dict[str, int]:
    return {ident: place for place, ident in enumerate(texts.ids)}


def _read(reading: _Reading, line: int, earlier: str, later: str, word: str) -> None:
    """Add the pair to those read, or keep what is wrong with its line."""
    one, other = reading.sides
    first, second = _find(reading, line, earlier, one, other), _find(reading, line, later, other, one)
    known, grade = _grade(word)
    if not known:
        message = _("{word} is neither a grade nor a verdict").format(word=repr(word))
        reading.log.error(line, "pairs", message, _grades_meant(word))
    if first is None or second is None or not known:
        return
    if reading.grades.setdefault((first, second), grade) is not grade:
        message = _("an earlier line grades {earlier} and {later} otherwise")
        reading.log.error(line, "pairs", message.format(earlier=earlier, later=later), _("keep one of them"))


def _find(reading: _Reading, line: int, ident: str, side: _Side, other: _Side) -> int | None:
    """The place of a text by its id; an id that is unknown is kept as a problem."""
    if ident in side.places:
        return side.places[ident]
    reading.unknown += 1
    hint = _("it stands in {name}").format(name=other.name) if ident in other.places else ""
    if not hint and reading.unknown <= _NEAREST:
        hint = did_you_mean(ident, side.places)
    message = _("{name} has no text {id}").format(name=side.name, id=repr(ident))
    reading.log.error(line, "pairs", message, hint)
    return None


def _grade(word: str) -> tuple[bool, Grade | None]:
    """Whether a cell holds a grade or a verdict, and which grade; none where its reader was not sure."""
    if word in {str(int(grade)) for grade in Grade}:
        return True, Grade(int(word))
    verdict = find_verdict(word)
    return verdict is not None, GRADE_OF.get(verdict) if verdict else None


def _grades_meant(word: str) -> str:
    words = [label(verdict) for verdict in Verdict]
    every = _("one of: {names}").format(names=", ".join(["0", "1", "2", *words]))
    return did_you_mean(word, [*words, *Verdict], every) if word else every
