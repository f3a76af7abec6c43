"""One row of a table as the data of one item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal

from consultrep.importers.tables.cells import (
    COMMA,
    OWN_SEPARATOR,
    as_object,
    as_objects,
    list_separator,
    plain,
    split_list,
)
from consultrep.importers.tables.columns import ABOUT_REPORT, HISTORIES, OWN_COLUMNS, Columns, TableOptions
from consultrep.importers.tables.fixed_words import find_kind, find_status, find_value
from consultrep.importers.tables.names import Names, id_of
from consultrep.importers.tables.places import PLACE_COLUMNS, anchor_of
from consultrep.importers.tables.table import Cell, ProblemLog, Row, Table
from consultrep.messages import LANGUAGES
from consultrep.messages import gettext as _
from consultrep.model import Library, Origin, Pillar, Standing, Strength
from consultrep.model.item import ResponseStatus

_LISTS: Final = ("themes", "asked_by", "addressees", "beneficiaries", "answers")
_TRUE: Final = ("true", "vrai", "1")
"""As export, Excel in either language and LibreOffice write it."""

_FIXED: Final[dict[str, type[StrEnum]]] = {"standing": Standing, "strength": Strength}
_DEMAND_ONLY: Final = (
    *("standing", "strength", "addressees", "beneficiaries", "answers", "response"),
    *("other_responses", "implementation"),
)


@dataclass(slots=True)
class Draft:
    """A row's item before rows that ask the same are united."""

    report: str
    group: tuple[str, ...]
    kind: Literal["recommendations", "findings"]
    line: int
    item: dict[str, Any]


class RowReader:
    """Reads the rows of one table; names are looked up once, remarks go to the log."""

    def __init__(
        self, table: Table, columns: Columns, library: Library, options: TableOptions, log: ProblemLog
    ) -> None:
        self.names = Names(library)
        self._table = table
        self._library = library
        self._options = options
        self._log = log
        self._at = {target: table.columns.index(column) for target, column in columns.used.items()}
        self._split = [table.columns.index(column) for column in columns.split_by]
        self._own = set(OWN_COLUMNS) <= set(table.columns)
        self._separators = {name: self._separator(name) for name in _LISTS}
        self._placed = [name for name in PLACE_COLUMNS if name in self._at]
        self._demanded = [name for name in _DEMAND_ONLY if name in self._at]
        self._cautions = [side for side in LANGUAGES if f"caution_{side}" in self._at]
        self._groups: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._bodies: dict[tuple[str, ...], str] = {}
        self._answered = False
        self._origins = {str(side): origin for side, origin in options.origins.items()}

    def drafts(self) -> Iterator[Draft]:
        """A draft for every row with a text; a row without one is a problem."""
        for row in self._table.rows:
            text = self._text(row)
            if text is None:
                self._log.error(row.line, "table-text", _("the row has no text: it is left out"))
                continue
            report, ident = self._identity(row)
            group = self._group(row)
            kind = self._kind(row)
            item: dict[str, Any] = {"id": ident} if ident else {}
            item |= {"text": text, **self._shared(row, report)}
            if kind == "recommendations":
                item |= self._demand(row, report, group)
            else:
                self._tell_demand_only(row)
            yield Draft(report, group, kind, row.line, item)

    @property
    def uses_answers(self) -> bool:
        """Whether an answer of any row read so far was kept."""
        return self._answered

    def facts(self) -> Iterator[tuple[str, dict[str, str]]]:
        """What each row says of its report."""
        for row in self._table.rows:
            report, _ident = self._identity(row)
            if report:
                known = {name: plain(self._cell(row, name)) for name in ABOUT_REPORT if name in self._at}
                yield report, {name: value for name, value in known.items() if value}

    def _cell(self, row: Row, target: str) -> Cell:
        place = self._at.get(target)
        return "" if place is None else row.values[place]

    def _plain(self, row: Row, target: str) -> str:
        place = self._at.get(target)
        return "" if place is None else plain(row.values[place])

    def _prose(self, cell: Cell) -> str:
        """A text for people: of our own tables as it is, of others on one line."""
        return cell.strip() if self._own and isinstance(cell, str) else plain(cell) if cell else ""

    def _separator(self, target: str) -> re.Pattern[str]:
        if self._own:
            return OWN_SEPARATOR
        return list_separator(self._table.rows, self._at[target]) if target in self._at else COMMA

    def _group(self, row: Row) -> tuple[str, ...]:
        """The values that the table is split by; rows of one group share one tuple."""
        values = tuple([plain(row.values[place]) for place in self._split])
        if not all(values):
            for place in (at for at, value in zip(self._split, values, strict=True) if not value):
                message = _("the cell under {name} is empty: the row falls into a group without it")
                self._log.warn(row.line, "table-value", message.format(name=self._table.columns[place]))
        return self._groups.setdefault(values, values)

    def _identity(self, row: Row) -> tuple[str, str]:
        """The report's id and the item's own; of `REPORT/ITEM` the first part where no column names it."""
        whole = self._plain(row, "id") if "id" in self._at else ""
        before, slash, local = whole.rpartition("/")
        report = self._plain(row, "report")
        if slash and not report:
            report = before
        ident = id_of(local) if local else ""
        if ident != local:
            self._log.warn(
                row.line, "table-value", _("an id has small letters, digits and hyphens: others are replaced")
            )
        return id_of(report) if report else "", ident

    def _kind(self, row: Row) -> Literal["recommendations", "findings"]:
        if "type" not in self._at:
            return "recommendations"
        word = self._plain(row, "type")
        kind = find_kind(word)
        if word and kind is None:
            self._tell_unknown(row, "type", word, ("recommendation", "finding"))
        return "findings" if kind == "findings" else "recommendations"

    def _text(self, row: Row) -> dict[str, Any] | None:
        sides: dict[str, Any] = {}
        for language in LANGUAGES:
            cell = self._cell(row, f"text_{language}")
            if isinstance(cell, dict):
                return self._text_object(cell)
            value = self._prose(cell)
            if value:
                sides[language] = value
        if not sides:
            return None
        sides["origin"] = {language: self._origin(row, language, len(sides)) for language in sides}
        return sides

    def _text_object(self, cell: dict[str, Any]) -> dict[str, Any] | None:
        """A text in the form of a record's file, or as a translated field of JSON."""
        found: dict[str, Any] = {
            side: text for side in LANGUAGES if (text := self._prose(cell.get(side) or ""))
        }
        if not found:
            return None
        origin = cell.get("origin")
        default = {side: self._default_origin(side, len(found)) for side in found}
        return {**found, "origin": origin if isinstance(origin, dict) else default}

    def _origin(self, row: Row, language: str, sides: int) -> str:
        word = self._plain(row, f"origin_{language}")
        value = find_value(Origin, word) if word else None
        if word and value is None:
            self._tell_unknown(row, f"origin_{language}", word, tuple(Origin))
        return value.value if value else self._default_origin(language, sides)

    def _default_origin(self, language: str, sides: int) -> str:
        """A table's own words are the original; beside them the other language is a translation."""
        alone = sides == 1 or language == self._options.language
        return self._origins.get(language) or (Origin.ORIGINAL.value if alone else Origin.OFFICIAL.value)

    def _shared(self, row: Row, report: str) -> dict[str, Any]:
        """What findings and recommendations share, as far as the row says it."""
        item: dict[str, Any] = {}
        if themes := self._cell(row, "themes"):
            item["themes"] = self.names.themes(themes, self._separators["themes"])
        if "pillar" in self._at:
            item["pillar"] = self._value(row, "pillar", Pillar)
        if self._placed:
            place: dict[str, Cell] = {name: self._cell(row, name) for name in self._placed}
            item["anchor"] = anchor_of(place, self._options.language)
        if "also" in self._at:
            item["also"] = as_objects(self._cell(row, "also"))
        if "gone" in self._at:
            item["gone"] = self._plain(row, "gone").casefold() in _TRUE
        if "asked_by" in self._at:
            item["asked_by"] = self._askers(row, report)
        if self._cautions:
            item["caution"] = self._caution(row)
        return item if all(item.values()) else {key: value for key, value in item.items() if value}

    def _askers(self, row: Row, report: str) -> list[str]:
        """Who asks; nobody where our own table only repeats what the library's report says."""
        names = self._actors(row, "asked_by")
        known = self._library.find_report(report) if self._own else None
        return [] if known and known.asked_by == names else names

    def _caution(self, row: Row) -> dict[str, str]:
        sides = {side: self._prose(self._cell(row, f"caution_{side}")) for side in self._cautions}
        return {side: text for side, text in sides.items() if text}

    def _demand(self, row: Row, report: str, group: tuple[str, ...]) -> dict[str, Any]:
        """What only a recommendation has, as far as the row says it."""
        item: dict[str, Any] = {}
        for name in self._demanded:
            if name == "answers":
                value: Any = self._answers(row, report)
            elif name == "response":
                value = self._response(row, item.get("addressees", []), group)
            elif name in HISTORIES:
                value = as_objects(self._cell(row, name))
            elif name in _FIXED:
                value = self._value(row, name, _FIXED[name])
            else:
                value = self._actors(row, name)
            if value:
                item[name] = value
        return item

    def _answers(self, row: Row, report: str) -> list[str]:
        """The local ids of the findings that are answered."""
        named = split_list(self._cell(row, "answers"), self._separators["answers"], lambda _name: False)
        return [id_of(name.removeprefix(f"{report}/")) for name in named]

    def _actors(self, row: Row, target: str) -> list[str]:
        cell = self._cell(row, target)
        return self.names.actors(cell, self._separators[target]) if cell else []

    def _response(self, row: Row, addressees: list[str], group: tuple[str, ...]) -> dict[str, Any] | None:
        """The answer; who gave it is the one addressee, else the first value of the group in letters."""
        cell = self._cell(row, "response")
        given = as_object(cell) if cell else None
        if given:
            self._answered = True
            return given
        word = plain(cell) if cell else ""
        status = find_status(word)
        if status is None:
            if word:
                self._tell_unknown(row, "response", word, tuple(ResponseStatus))
            return None
        body = addressees[0] if len(addressees) == 1 else self._body(group)
        if not body:
            self._tell_nobody(row)
            return None
        self._answered = True
        return {"status": status.value, "by": body, "source": self._table.name or "table"}

    def _body(self, group: tuple[str, ...]) -> str:
        """The body that a group stands for: its first value with a letter, as the library knows it."""
        if group not in self._bodies:
            named = next((value for value in group if any(c.isalpha() for c in value)), "")
            self._bodies[group] = self.names.actor(named) if named else ""
        return self._bodies[group]

    def _value(self, row: Row, target: str, kind: type[StrEnum]) -> str | None:
        word = self._plain(row, target)
        value = find_value(kind, word) if word else None
        if word and value is None:
            self._tell_unknown(row, target, word, tuple(kind))
        return value.value if value else None

    def _tell_unknown(self, row: Row, target: str, word: str, known: tuple[str, ...]) -> None:
        shown = word if len(word) <= 60 else f"{word[:59]}…"
        message = _("{word} under {name} is none of: {known}; it is left out")
        column = self._table.columns[self._at[target]]
        self._log.warn(
            row.line, "table-value", message.format(word=repr(shown), name=column, known=", ".join(known))
        )

    def _tell_nobody(self, row: Row) -> None:
        """That an answer is left out because a record's answer is always somebody's."""
        message = _("{name} is not used: no column says who answered")
        self._log.warn(
            row.line,
            "table-answer",
            message.format(name=self._table.columns[self._at["response"]]),
            _("name the column that does: --map addressees=NAME, one of: {names}").format(
                names=", ".join(self._table.columns)
            ),
        )

    def _tell_demand_only(self, row: Row) -> None:
        extra = [name for name in self._demanded if self._cell(row, name)]
        if extra:
            message = _("a finding has no {names}: left out")
            self._log.warn(row.line, "table-value", message.format(names=", ".join(extra)))
