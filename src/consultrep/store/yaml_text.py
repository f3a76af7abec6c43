"""YAML text as plain data whose every part knows its place in the file.

Every scalar is read as text (an empty one, `null` or `~` as None): the model decides what is a number,
so that a date never turns into a date object and section 4.10 never into 4.1. Keys given twice, aliases
and tags are errors.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.resolver import VersionedResolver

from consultrep.errors import Location, Problem
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.store.canonical_reading import NULLS, canonical_data
from consultrep.store.plain_yaml import plain_loader


class TextResolver(VersionedResolver):
    """Takes every scalar for text, quoted or not, unless a tag says otherwise."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node that carries none."""
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


Data = dict[str, Any] | list[Any] | str | None
Loc = Sequence[str | int]

_PLAIN_TAGS: Final = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))
_EXPLANATIONS: Final = (
    ("cannot start any token", mark("a tab or an unexpected character stands where a word should begin")),
    ("mapping values are not allowed here", mark("a colon in the wrong place; put quotes around the text")),
    ("could not find expected ':'", mark("a key without its colon, or a text that is not closed")),
    (
        "expected <block end>",
        mark("the indentation does not fit the lines above, or a quotation mark above is not closed"),
    ),
    ("found undefined alias", mark("a name after * that nothing defines; put quotes around the text")),
    ("while scanning a quoted scalar", mark("a quotation mark that is not closed")),
    ("expected ',' or ']'", mark("a list in brackets that is not closed")),
    ("expected ',' or '}'", mark("a group in braces that is not closed")),
    ("found unexpected end of stream", mark("the file ends in the middle of a text; is a quote open?")),
)
_GENERAL: Final = mark("look at the colons, quotation marks, brackets and indentation near this place")


@dataclass(frozen=True)
class Document:
    """The data of one YAML file; `text` is the file's own, from which the place of each part is told."""

    file: str
    data: Data
    text: str = ""

    @cached_property
    def node(self) -> Any:
        """The tree that knows where each part stands, made when a place is first asked for."""
        return _composed_fast(self.text) if self.text else None

    def locate(self, loc: Loc, *, at_key: bool = False) -> Location:
        """The place of the part that `loc` leads to, or of the deepest part of it that exists."""
        place, node = self.node, self.node
        for step in loc:
            key, value = _child(node, step)
            if value is None:
                continue
            place = key if at_key and step == loc[-1] and key is not None else value
            node = value
        return _location(self.file, place.start_mark if place is not None else None)


@dataclass
class _Reading:
    file: str
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def report(self, node: Node, message: str, hint: str = "", rule: str = "yaml") -> None:
        self.problems.append(Problem(_location(self.file, node.start_mark), rule, message, hint=hint))

    def plain(self, node: Node) -> Data:
        if id(node) in self.seen:
            return None
        self.seen.add(id(node))
        if node.anchor:
            self.report(node, _("parts marked with & and used again with * are not allowed; write them out"))
            return None
        if str(node.tag) not in _PLAIN_TAGS:
            self.report(node, _("the tag {tag} is not used in records").format(tag=_short(str(node.tag))))
            return None
        if isinstance(node, MappingNode):
            return self.mapping(node)
        if isinstance(node, SequenceNode):
            return [self.plain(child) for child in node.value]
        return _scalar(node)

    def mapping(self, node: MappingNode) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.report(key_node, _("a key must be a single word"))
                continue
            key = str(key_node.value)
            if key in result:
                self.report(
                    key_node,
                    _("the key {key} is given twice").format(key=key),
                    _("keep one of the two"),
                    "duplicate-key",
                )
            result[key] = self.plain(value_node)
        return result


def parse_yaml(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    """The document that `text` holds, and what is wrong with it; None where it cannot be read at all."""
    data = canonical_data(text)
    if data is not None:
        return Document(file, data, text), []
    try:
        node = _composed(text)
        if node is None:
            return None, [Problem(Location(file), "yaml", _("the file is empty"))]
        reading = _Reading(file)
        return Document(file, reading.plain(node), text), reading.problems
    except (YAMLError, RecursionError, ValueError, KeyError) as error:
        return None, [_syntax_problem(error, text, file)]


def _composed(text: str) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    yaml.Resolver = TextResolver
    node: Node | None = yaml.compose(io.StringIO(text))
    return node


def _composed_fast(text: str) -> Any:
    """The tree of a text that has been read, by the fast parser where it takes it.

    Its nodes are not those of the strict reader; `id`, `value` and `start_mark` they have in common.
    """
    import yaml

    try:
        return yaml.compose(text, Loader=plain_loader())
    except yaml.YAMLError:
        return _composed(text)


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _scalar(node: Node) -> str | None:
    if isinstance(node, ScalarNode) and node.style is None and node.value in NULLS:
        return None
    return str(node.value)


def _child(node: Any, step: str | int) -> tuple[Any, Any]:
    """The key and the value of that step of a mapping, or the entry of a list; None where there is none."""
    if node is None:
        return None, None
    if node.id == "mapping":
        found = [(key, value) for key, value in node.value if key.id == "scalar" and key.value == step]
        return found[-1] if found else (None, None)
    if node.id == "sequence" and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


def _location(file: str, place: Any) -> Location:
    return Location(file, place.line + 1, place.column + 1) if place is not None else Location(file)


def _syntax_problem(error: Exception, text: str, file: str) -> Problem:
    if isinstance(error, ReaderError):
        before = text[: error.position]
        place = Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        code = error.character if isinstance(error.character, int) else ord(error.character)
        message = _("the character U+{code:04X} is not allowed in a record").format(code=code)
        return Problem(place, "yaml", message, hint=_("remove it"))
    if isinstance(error, MarkedYAMLError):
        quoted = "quoted scalar" in (error.context or "")
        place = _location(file, error.context_mark if quoted else error.problem_mark or error.context_mark)
        detail = " ".join(filter(None, (error.context, error.problem)))
        explanation = next((message for sign, message in _EXPLANATIONS if sign in detail), _GENERAL)
        return Problem(place, "yaml", _("this is not valid YAML"), hint=_(explanation))
    return Problem(Location(file), "yaml", _("the file is nested too deeply or is not YAML"))
