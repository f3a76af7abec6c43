"""A result ready to be written: one JSON object, the same as flat records, and blocks for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]


@dataclass(frozen=True)
class Heading:
    """A title; level 1 is the widest."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Column:
    """A column's title; a `lead` column takes the width that is left, a `number` stands to the right."""

    title: str
    lead: bool = False
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells under their columns; a `titled` one names its columns in a pipe too."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    titled: bool = False


@dataclass(frozen=True)
class Facts:
    """Names and what is known under each."""

    rows: Sequence[tuple[str, str]]


Block = Heading | Paragraph | Table | Facts


@dataclass(frozen=True)
class Sheet:
    """`document` is the JSON object, `records` its rows with one set of keys, `blocks` what people read.

    `number` is set where a count alone was asked for; `fields` are the keys of records, for where there is
    none; `remarks` are for stderr.
    """

    document: Record
    records: Sequence[Record]
    blocks: Sequence[Block]
    number: int | None = None
    fields: Sequence[str] = ()
    remarks: Sequence[str] = ()
