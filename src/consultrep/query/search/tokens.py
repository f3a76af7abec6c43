"""A query cut into tokens, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consultrep.language import words
from consultrep.messages import gettext as _
from consultrep.query.search.placing import placed_error
from consultrep.query.search.tree import Place


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FIELD = "field"
    VALUE = "value"
    BAR = "|"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    OPEN = "("
    CLOSE = ")"
    END = "end"


@dataclass(frozen=True)
class Token:
    """A token: what it says, without quotes, star or colon, and where it stands."""

    kind: TokenKind
    text: str
    place: Place


OPERATORS: Final = {
    "AND": TokenKind.AND,
    "ET": TokenKind.AND,
    "OR": TokenKind.OR,
    "OU": TokenKind.OR,
    "NOT": TokenKind.NOT,
    "NON": TokenKind.NOT,
    "SAUF": TokenKind.NOT,
}
"""In capitals only: in small letters they are words like others."""

_QUOTES: Final = {'"': '"', "“": "”", "«": "»"}
_SIGNS: Final = {"(": TokenKind.OPEN, ")": TokenKind.CLOSE, "|": TokenKind.BAR}
_SPACE: Final = re.compile(r"\s+")
_CHUNK: Final = re.compile(r"[^\s()|\"“«]+")
_FIELD: Final = re.compile(r"([^\W\d_]+):")
_NEGATED: Final = re.compile(r"-(?=[^\W_]|[\"“«(])")


def tokens_of(query: str) -> list[Token]:
    """The tokens in order, the end last; what holds no word is passed over.

    Raises UsageError for a quote that is not closed, and a star or colon out of place.
    """
    found = list(_tokens(query))
    return [*found, Token(TokenKind.END, "", Place(len(query), len(query)))]


def _tokens(query: str) -> Iterator[Token]:
    position, in_value = 0, False
    while position < len(query):
        space = _SPACE.match(query, position)
        if space:
            position, in_value = space.end(), False
            continue
        token = _token_at(query, position, in_value=in_value)
        if token is not None:
            yield token
            in_value = token.kind in {TokenKind.FIELD, TokenKind.BAR} or (
                token.kind is TokenKind.OPEN and in_value
            )
        position = token.place.end if token else _chunk_end(query, position)


def _token_at(query: str, start: int, *, in_value: bool) -> Token | None:
    """The token that begins there; None for a chunk that holds no word."""
    sign = query[start]
    if sign in _QUOTES:
        return _phrase(query, start)
    if sign in _SIGNS:
        return Token(_SIGNS[sign], sign, Place(start, start + 1))
    end = _chunk_end(query, start)
    chunk, place = query[start:end], Place(start, end)
    if in_value:
        return Token(TokenKind.VALUE, chunk, place)
    if _NEGATED.match(query, start):
        return Token(TokenKind.NOT, sign, Place(start, start + 1))
    field = _FIELD.match(chunk)
    if field:
        return Token(TokenKind.FIELD, field.group(1), Place(start, start + field.end()))
    if chunk in OPERATORS:
        return Token(OPERATORS[chunk], chunk, place)
    return _word(query, chunk, place)


def _word(query: str, chunk: str, place: Place) -> Token | None:
    if chunk.startswith(":"):
        said = _("a colon stands right after the name of a field")
        raise placed_error(query, place.start, place.end, said, _("write: theme:formation"))
    body = chunk.rstrip("*")
    if "*" in body or (body != chunk and not words(body)):
        raise placed_error(
            query, place.start, place.end, _("a star stands only at the end of a word"), _("write: form*")
        )
    if not words(body):
        return None
    return Token(TokenKind.WORD if body == chunk else TokenKind.PREFIX, body, place)


def _phrase(query: str, start: int) -> Token:
    end = query.find(_QUOTES[query[start]], start + 1)
    if end < 0:
        raise placed_error(
            query, start, start + 1, _("these quotes are never closed"), _("close them, or leave them out")
        )
    if not words(query[start + 1 : end]):
        raise placed_error(
            query, start, end + 1, _("there is no word between these quotes"), _("leave them out")
        )
    return Token(TokenKind.PHRASE, query[start + 1 : end], Place(start, end + 1))


def _chunk_end(query: str, start: int) -> int:
    match = _CHUNK.match(query, start)
    return match.end() if match else start + 1
