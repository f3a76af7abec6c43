"""A query read by recursive descent: NOT binds closest, then AND (which may be left out), then OR."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from consultrep.errors import UsageError
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.query.search.field_names import find_field, name_of
from consultrep.query.search.placing import placed_error
from consultrep.query.search.tokens import Token, TokenKind, tokens_of
from consultrep.query.search.tree import (
    And,
    Field,
    FieldName,
    Node,
    Not,
    Or,
    Phrase,
    Place,
    Prefix,
    Query,
    Word,
)

DEEPEST: Final = 50
"""Parentheses within parentheses, so many at most."""

_VALUES: Final = {TokenKind.VALUE, TokenKind.WORD, TokenKind.PHRASE}
_LEAVES: Final[dict[TokenKind, Callable[[str, Place], Node]]] = {
    TokenKind.WORD: Word,
    TokenKind.PHRASE: Phrase,
    TokenKind.PREFIX: Prefix,
}
_OPERATORS: Final = {TokenKind.AND, TokenKind.OR, TokenKind.NOT}


def parse_query(text: str) -> Query:
    """The query as a tree.

    Raises UsageError, which shows the place and says what to write, for what is no query.

    >>> parse_query("former OU formations").root.parts[1].text
    'formations'
    """
    tokens = tokens_of(text)
    if len(tokens) == 1:
        raise UsageError(
            _("the query holds no word: {query}").format(query=repr(text)),
            _("write words, “phrases” or fields, as in: training year:2015"),
        )
    return Query(text, _Parser(text, tokens).whole())


class _Parser:
    """Reads the tokens of one query from left to right."""

    def __init__(self, query: str, tokens: Sequence[Token]) -> None:
        self._query = query
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        """The tree of every token."""
        root = self._either()
        if self._token.kind is not TokenKind.END:
            raise self._unexpected()
        return root

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._token
        self._next += 1
        return token

    def _either(self) -> Node:
        parts = [self._all()]
        while self._token.kind is TokenKind.OR:
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(parts, _around(parts))

    def _all(self) -> Node:
        parts = [self._one()]
        while self._token.kind not in {TokenKind.OR, TokenKind.CLOSE, TokenKind.BAR, TokenKind.END}:
            if self._token.kind is TokenKind.AND:
                self._take()
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(parts, _around(parts))

    def _one(self) -> Node:
        start, negated = self._token.place.start, False
        while self._token.kind is TokenKind.NOT:
            negated = not negated
            self._take()
        part = self._plain()
        return Not(part, Place(start, part.place.end)) if negated else part

    def _plain(self) -> Node:
        token = self._token
        if token.kind is TokenKind.OPEN:
            return self._group()
        if token.kind is TokenKind.FIELD:
            return self._field()
        leaf = _LEAVES.get(token.kind)
        if leaf is None:
            raise self._unexpected()
        self._take()
        return leaf(token.text, token.place)

    def _group(self) -> Node:
        opening = self._take()
        self._depth += 1
        if self._token.kind is TokenKind.END:
            raise self._never_closed(opening)
        if self._depth > DEEPEST:
            raise self._error(opening, _("the parentheses are nested too deeply"), _("leave some out"))
        part = self._either()
        self._close(opening)
        self._depth -= 1
        return part

    def _close(self, opening: Token) -> Token:
        if self._token.kind is TokenKind.END:
            raise self._never_closed(opening)
        if self._token.kind is not TokenKind.CLOSE:
            raise self._unexpected()
        return self._take()

    def _field(self) -> Node:
        token = self._take()
        name = find_field(token.text)
        if name is None:
            raise self._unknown_field(token)
        if self._token.kind is not TokenKind.OPEN:
            values = self._values(token)
            return Field(name, values, Place(token.place.start, values[-1][1].end))
        opening = self._take()
        values = self._values(token)
        return Field(name, values, Place(token.place.start, self._close(opening).place.end))

    def _values(self, field: Token) -> list[tuple[str, Place]]:
        values = [self._value(field)]
        while self._token.kind is TokenKind.BAR:
            self._take()
            values.append(self._value(field))
        return values

    def _value(self, field: Token) -> tuple[str, Place]:
        token = self._token
        if token.kind not in _VALUES or not token.text.strip():
            said = _("the field {name} has no value").format(name=field.text)
            raise self._error(field, said, _example(find_field(field.text)))
        self._take()
        return token.text.strip(), token.place

    def _unknown_field(self, token: Token) -> UsageError:
        names = [name_of(name, current_language()) for name in FieldName]
        hint = did_you_mean(
            token.text,
            names,
            _("the fields are: {names}; words with a colon stand in quotes").format(names=", ".join(names)),
        )
        return self._error(token, _("there is no field {name}").format(name=repr(token.text)), hint)

    def _unexpected(self) -> UsageError:
        """What is wrong with the next token, which cannot stand there."""
        token = self._token
        before = self._tokens[self._next - 1] if self._next else None
        if before is not None and before.kind is TokenKind.OPEN and token.kind is TokenKind.CLOSE:
            return self._error(before, _("there is nothing in these parentheses"), _("leave them out"))
        if before is not None and before.kind in _OPERATORS:
            said = _("something is missing after {operator}").format(operator=before.text)
            return self._error(before, said, _as_word(before))
        if token.kind is TokenKind.CLOSE:
            said = _("nothing was opened that this parenthesis closes")
            return self._error(token, said, _("leave it out"))
        if token.kind in {TokenKind.BAR, TokenKind.VALUE}:
            said = _("a bar stands only between values of a field: kind:finding|report")
            return self._error(token, said, _("between words write OR"))
        said = _("something is missing before {operator}").format(operator=token.text)
        return self._error(token, said, _as_word(token))

    def _never_closed(self, opening: Token) -> UsageError:
        return self._error(opening, _("this parenthesis is never closed"), _("close it, or leave it out"))

    def _error(self, token: Token, message: str, hint: str) -> UsageError:
        return placed_error(self._query, token.place.start, token.place.end, message, hint)


def _around(parts: Sequence[Node]) -> Place:
    return Place(parts[0].place.start, parts[-1].place.end)


def _as_word(operator: Token) -> str:
    return _("to search for the word itself, write it in small letters: {word}").format(
        word=operator.text.lower()
    )


def _example(field: FieldName | None) -> str:
    examples = {
        FieldName.YEAR: "year:2015, year:2012..2015",
        FieldName.KIND: "kind:finding, kind:recommendation|report",
        FieldName.LANG: "lang:fr",
    }
    name = field or FieldName.THEME
    default = _("name it right after the colon, in quotes if it has several words")
    return _("write: {example}").format(example=examples[name]) if name in examples else default
