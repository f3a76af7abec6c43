"""The canonical form of a record file; what a file says, its comments and the order of its keys stay.

Canonical are: the line that names the schema, UTF-8 without byte order mark, line feeds, two spaces a level,
texts on one line, quotation marks where another reader of YAML could take a text for a date, a number or a
truth value, and nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
)

from consultrep.errors import ConsultrepError, ExitCode
from consultrep.messages import gettext as _
from consultrep.model.schema import json_schema
from consultrep.store.folders import KINDS, MODELINE, modeline
from consultrep.store.round_trip import dump_tree, iter_comments, load_tree
from consultrep.store.yaml_text import parse_yaml

_NOT_TEXT: Final = re.compile(
    r"""[-+]?(\d[\d_]*)?\.?\d[\d_]*([eE][-+]?\d+)? | [-+]?0[xob][\da-fA-F_]+ | [-+]?\.(inf|nan)
    | \d[-\d/.:~?%]* | \d{4}-\d\d?(-\d\d?)?([Tt ].*)?
    | y|n|yes|no|true|false|on|off|null|~|""",
    re.VERBOSE | re.IGNORECASE,
)
_NEEDS_QUOTES: Final = re.compile(
    r"""^[-?:,\[\]{}#&*!|>'"%@`\s] | :(\s|$) | \s\# | \s$ | [\n\t] | ^---|^\.\.\.""", re.VERBOSE
)
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_NEEDS_QUOTES_IN_FLOW: Final = re.compile(r"[\[\]{},]")


class FormattingRefusedError(ConsultrepError):
    """The file cannot be put into canonical form without changing what it says."""

    exit_code = ExitCode.INVALID_DATA


def format_text(text: str, kind: str) -> str:
    """The canonical form of a file that the reader has passed; `kind` is a name of a schema.

    Raises FormattingRefusedError where data or comments would not survive.
    """
    source = with_line_feeds(text)
    try:
        tree = load_tree(source)
        _style(tree, plain_keys(kind), flow=False)
        formatted = _with_modeline(dump_tree(tree), kind)
        if formatted != source:
            _see_that_nothing_is_lost(source, formatted)
    except (YAMLError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise FormattingRefusedError(_("the file is written in a way that cannot be formatted")) from error
    return formatted


def with_line_feeds(text: str) -> str:
    """The text without byte order mark and with line feeds alone."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@cache
def plain_keys(kind: str) -> frozenset[str]:
    """The keys whose values are numbers or truth values, which stay without quotation marks."""

    def properties(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, value in part.items() if isinstance(part, dict) else ():
            if name == "properties":
                yield from value.items()
            yield from properties(value)

    return frozenset(name for name, value in properties(json_schema(kind)) if _is_plain(value))


def _is_plain(value: dict[str, Any]) -> bool:
    kinds = [value, *value.get("anyOf", ())]
    kinds += [item for kind in kinds for item in kind.get("prefixItems", ())]
    kinds += [part for kind in kinds for part in kind.get("patternProperties", {}).values()]
    return any(kind.get("type") in {"integer", "boolean", "number"} for kind in kinds)


def _style(node: Any, plain_keys: frozenset[str], *, flow: bool, key: str = "") -> None:
    """Put every text below `node` into its canonical quotation."""
    if not isinstance(node, (CommentedMap, CommentedSeq)):
        return
    inside = flow or bool(node.fa.flow_style())
    places = node.items() if isinstance(node, CommentedMap) else enumerate(node)
    for place, value in list(places):
        name = place if isinstance(node, CommentedMap) else key
        if isinstance(value, str):
            node[place] = _styled(value, plain=name in plain_keys or key in plain_keys, flow=inside)
        else:
            _style(value, plain_keys, flow=inside, key=str(name))


def _styled(text: str, *, plain: bool, flow: bool) -> str:
    """The text in its canonical quotation; nothing at all and block texts stay as they are."""
    if isinstance(text, (FoldedScalarString, LiteralScalarString)):
        return text
    style: type[str] = PlainScalarString
    is_nothing = type(text) is str and text in _NOTHING
    if not is_nothing and needs_quotes(text, plain=plain, flow=flow):
        style = DoubleQuotedScalarString
    return style(text)


def needs_quotes(text: str, *, plain: bool, flow: bool) -> bool:
    """Whether a text stands between quotation marks; `plain` where a number or truth value is meant, `flow`
    within brackets."""
    marks = _NEEDS_QUOTES.search(text) or (flow and _NEEDS_QUOTES_IN_FLOW.search(text))
    return bool(marks or not text or (not plain and _NOT_TEXT.fullmatch(text)))


def _with_modeline(text: str, kind: str) -> str:
    lines = text.split("\n")
    if kind not in KINDS or any(line.startswith(MODELINE) for line in lines):
        wrong = [
            line for line in lines if line.startswith(MODELINE) and not line.endswith(f"/{kind}.schema.json")
        ]
        return text.replace(wrong[0], modeline(kind), 1) if wrong else text
    return f"{modeline(kind)}\n{text}"


def _see_that_nothing_is_lost(source: str, formatted: str) -> None:
    before, _problems = parse_yaml(source, "")
    after, problems = parse_yaml(formatted, "")
    if before is None or after is None or problems or before.data != after.data:
        raise FormattingRefusedError(
            _("the canonical form would change what the file says; it is left as it is")
        )
    if _comment_lines(source) - _comment_lines(formatted):
        raise FormattingRefusedError(
            _("a comment would be lost; the file is left as it is"),
            _("move the comments that stand inside brackets or after them to lines of their own"),
        )


def _comment_lines(text: str) -> Counter[str]:
    own = [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]
    return Counter(own) | Counter(iter_comments(load_tree(text)))
