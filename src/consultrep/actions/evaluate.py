"""`consultrep evaluate`: how well the computed matches agree with graded pairs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from consultrep.actions.graded_pairs import read_pairs
from consultrep.actions.own_tables import ENDINGS, is_table, read_bytes
from consultrep.actions.texts import texts_of
from consultrep.compare import Encoder, Pairing, usual_encoder
from consultrep.compare.grading import GRADE_OF, EvaluationList, Grade, Graded, evaluate_graded
from consultrep.errors import InvalidDataError, Location, Problem, UsageError
from consultrep.messages import gettext as _
from consultrep.model import Bilingual, Library
from consultrep.query import ItemFilter


class _GoldText(BaseModel):
    id: str
    en: str | None = None
    fr: str | None = None


class _GoldPair(BaseModel):
    earlier: str
    later: str
    grade: Grade


class _Gold(BaseModel):
    earlier: list[_GoldText]
    later: list[_GoldText]
    pairs: list[_GoldPair]


def evaluate(
    library: Library, pairs: str | None = None, texts: Sequence[str] = (), encoder: Encoder | None = None
) -> EvaluationList:
    """How the scores agree with graded pairs: those of a file, else the library's own judgements.

    `texts` are the earlier and the later side of a table of pairs, each a selector or a table; a gold file
    holds its own. Raises UsageError where one of them lacks or the library has no judgement that says yes,
    InvalidDataError for a file that does not hold what it should.
    """
    pairing = Pairing(library, encoder or usual_encoder())
    graded = _graded(library, pairs, texts) if pairs else judged(library)
    found = evaluate_graded(graded, pairing.matcher)
    return EvaluationList(pairs or "", found, pairing.encoder.name)


def _graded(library: Library, pairs: str, names: Sequence[str]) -> Graded:
    """The pairs of a gold file, or those of a table whose texts the two names mean."""
    if not names and not is_table(pairs):
        return read_gold(Path(pairs))
    if len(names) != 2 or not is_table(pairs):
        raise UsageError(
            _("a table of pairs ({endings}) needs two sides of texts, a JSON file of pairs none").format(
                endings=", ".join(ENDINGS)
            ),
            "consultrep evaluate PAIRS EARLIER LATER | consultrep evaluate GOLD",
        )
    earlier, later = (texts_of(library, name, ItemFilter()) for name in names)
    return read_pairs(Path(pairs), (names[0], names[1]), (earlier, later))


def judged(library: Library) -> Graded:
    """The pairs of the library that people judged and were sure of, stale judgements left out."""
    grades: dict[tuple[str, str], Grade] = {}
    for judgement in library.judgements:
        grade = GRADE_OF.get(judgement.verdict)
        if grade is not None and not library.is_stale(judgement):
            grades[judgement.a, judgement.b] = grade
    if Grade.SAME not in grades.values():
        message = _("the library holds no judgement that two items are the same demand")
        raise UsageError(
            message, _("judge some pairs with consultrep review, or name a file of graded pairs")
        )
    first = {ident: number for number, ident in enumerate(sorted({a for a, _b in grades}))}
    second = {ident: number for number, ident in enumerate(sorted({b for _a, b in grades}))}
    places = {(first[a], second[b]): grade for (a, b), grade in grades.items()}
    return Graded(_texts(library, first), _texts(library, second), places, whole=False)


def _texts(library: Library, idents: Sequence[str] | dict[str, int]) -> list[Bilingual]:
    found = (library.find_item(ident) for ident in idents)
    return [item.statement.text for item in found if item]


def read_gold(file: Path) -> Graded:
    """The graded pairs of a JSON file with `earlier`, `later` and `pairs`."""
    try:
        data: Any = json.loads(read_bytes(file).decode("utf-8-sig"))
        gold = _Gold.model_validate(data)
    except (ValueError, RecursionError) as error:
        detail = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise _not_gold(file, detail) from error
    sides = [_numbered(file, texts) for texts in (gold.earlier, gold.later)]
    try:
        grades = {(sides[0][p.earlier], sides[1][p.later]): p.grade for p in gold.pairs}
    except KeyError as error:
        raise _not_gold(file, _("a pair names {id}, which is no text").format(id=error)) from error
    if Grade.SAME not in grades.values():
        raise _not_gold(file, _("no pair has the grade 2"))
    texts = [[Bilingual(fr=text.fr, en=text.en) for text in side] for side in (gold.earlier, gold.later)]
    return Graded(texts[0], texts[1], grades, whole=True)


def _numbered(file: Path, texts: Sequence[_GoldText]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in texts:
        if not (text.fr or text.en):
            raise _not_gold(file, _("{id} has no text").format(id=text.id))
        if text.id in found:
            raise _not_gold(file, _("the id {id} stands twice").format(id=text.id))
        found[text.id] = len(found)
    return found


def _not_gold(file: Path, detail: str) -> InvalidDataError:
    message = _("this is not a file of graded pairs: {detail}").format(detail=detail)
    hint = _("it holds earlier, later (id, en, fr) and pairs (earlier, later, grade 0 to 2)")
    return InvalidDataError([Problem(Location(str(file)), "gold", message, hint=hint)])
