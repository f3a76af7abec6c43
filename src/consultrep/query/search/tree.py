"""A query as a tree; every part knows its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class FieldName(StrEnum):
    """What may be asked of a field, besides words."""

    THEME = "theme"
    YEAR = "year"
    ACTOR = "actor"
    REPORT = "report"
    SERIES = "series"
    STANDING = "standing"
    STRENGTH = "strength"
    RESPONSE = "response"
    STATE = "state"
    ID = "id"
    KIND = "kind"
    LANG = "lang"


@dataclass(frozen=True)
class Place:
    """A half-open range of characters of the query."""

    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """A word as typed: its other forms and, where it is a name, its other names are meant too."""

    text: str
    place: Place


@dataclass(frozen=True)
class Phrase:
    """Words that stand one after the other, exactly these."""

    text: str
    place: Place


@dataclass(frozen=True)
class Prefix:
    """Words that begin like this."""

    text: str
    place: Place


@dataclass(frozen=True)
class Name:
    """An idea of the glossary, or an actor, under any of its names; made of words, never typed."""

    ident: str
    place: Place


@dataclass(frozen=True)
class Field:
    """A field that has one of the values."""

    name: FieldName
    values: Sequence[tuple[str, Place]]
    place: Place


@dataclass(frozen=True)
class Not:
    """What does not match the part."""

    part: Node
    place: Place


@dataclass(frozen=True)
class And:
    """What matches every part."""

    parts: Sequence[Node]
    place: Place


@dataclass(frozen=True)
class Or:
    """What matches some part."""

    parts: Sequence[Node]
    place: Place


Leaf = Word | Phrase | Prefix | Name
Node = Leaf | Field | Not | And | Or


@dataclass(frozen=True)
class Query:
    """A query: the text that was typed and its tree."""

    text: str
    root: Node


def fields_of(node: Node) -> Iterator[Field]:
    """The fields of a tree, in order."""
    if isinstance(node, Field):
        yield node
    elif isinstance(node, Not):
        yield from fields_of(node.part)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from fields_of(part)


def wanted_leaves(node: Node, *, wanted: bool = True) -> Iterator[Leaf]:
    """The leaves that are asked for, in order: those that are under no NOT, or under two."""
    if isinstance(node, Not):
        yield from wanted_leaves(node.part, wanted=not wanted)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted_leaves(part, wanted=wanted)
    elif wanted and not isinstance(node, Field):
        yield node


def said_words(node: Node) -> Iterator[str]:
    """The words that are wanted, in order: neither fields nor what is under NOT."""
    if isinstance(node, Word | Phrase | Prefix):
        yield node.text
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from said_words(part)


def names_kind(query: Query) -> bool:
    """Whether the query asks for kinds of item."""
    return any(field.name is FieldName.KIND for field in fields_of(query.root))
