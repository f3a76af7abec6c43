"""The query language: every query is a tree or an error that shows its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.errors import UsageError
from consultrep.messages import in_language
from consultrep.query.search import Query, parse_query
from consultrep.query.search.parsing import DEEPEST
from consultrep.query.search.placing import pointed
from consultrep.query.search.tree import And, Field, Node, Not, Or, Phrase, Place, Prefix, Word

PIECES = [
    *("AND", "OU", "NOT", "sauf", "(", ")", '"', "«", "»", "“", "”", "|", "*", "-", ":", " ", "  ", "\n"),
    *(
        "theme:",
        "year:",
        "année:",
        "nul:",
        "2012..2015",
        "form*",
        "l'été",
        "c-45",
        "é",
        "e\u0301",
        "日本",
        "\x00",
    ),
]


def shown(node: Node) -> str:
    """A tree on a line: what binds closer stands in parentheses."""
    match node:
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Field(name, values):
            return f"{name}:{'|'.join(value for value, _place in values)}"
        case Not(part):
            return f"!{shown(part)}"
        case And(parts):
            return f"({' & '.join(map(shown, parts))})"
        case Or(parts):
            return f"({' | '.join(map(shown, parts))})"
    raise AssertionError(node)


def places(node: Node) -> list[Place]:
    """The places of a node and of all within it."""
    within: list[Node] = []
    if isinstance(node, Not):
        within = [node.part]
    elif isinstance(node, And | Or):
        within = [*node.parts]
    return [node.place, *(place for part in within for place in places(part))]


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("former", "former"),
        ("former les juges", "(former & les & juges)"),
        ("a AND b ET c", "(a & b & c)"),
        ("a OR b OU c", "(a | b | c)"),
        ("a b OR c d", "((a & b) | (c & d))"),
        ("a (b OU c)", "(a & (b | c))"),
        ("a NOT b", "(a & !b)"),
        ("a SAUF b", "(a & !b)"),
        ("NON a", "!a"),
        ("a AND NOT (b OR c)", "(a & !(b | c))"),
        ("a -b", "(a & !b)"),
        ('a -"b c"', '(a & !"b c")'),
        ("-(a b)", "!(a & b)"),
        ("NOT NOT a", "a"),
        ("a -- b", "(a & b)"),
        ("a – b & c", "(a & b & c)"),
        ("and or not et ou", "(and & or & not & et & ou)"),
        ('"les juges"', '"les juges"'),
        ("«\u00a0les juges\u00a0» “Crown counsel”", '("\u00a0les juges\u00a0" & "Crown counsel")'),
        ("form*", "form*"),
        ("mal-logés", "mal-logés"),
        ("l'accès", "l'accès"),
        ("theme:formation", "theme:formation"),
        ("Thème:formation ANNÉE:2015", "(theme:formation & year:2015)"),
        ('thème:"services aux victimes" x', "(theme:services aux victimes & x)"),
        ("year:2012..2015", "year:2012..2015"),
        ("kind:finding|report", "kind:finding|report"),
        ("kind:( finding | report ) a", "(kind:finding|report & a)"),
        ("genre:constat", "kind:constat"),
        ("type:constat", "kind:constat"),
        ("statut:formelle force:doit langue:fr", "(standing:formelle & strength:doit & lang:fr)"),
        ("-theme:x", "!theme:x"),
        ("id:2015-workshop/c2*", "id:2015-workshop/c2*"),
        ("theme:AND", "theme:AND"),
        ("actor:a:b", "actor:a:b"),
        ("theme: formation", "theme:formation"),
        ("10:30", "10:30"),
    ],
)
def test_a_query_is_read_as_this_tree(query: str, tree: str) -> None:
    assert shown(parse_query(query).root) == tree


@pytest.mark.parametrize(
    ("query", "carets", "hint"),
    [
        ("them:formation", "^^^^^", "did you mean theme?"),
        ("http://example.org", "^^^^^", "in quotes"),
        ("a AND", "  ^^^", "small letters: and"),
        ("OU a", "^^", "small letters: ou"),
        ("a OR OR b", "  ^^", "small letters"),
        ("(a", "^", "close it"),
        ("a (b (c)", "  ^", "close it"),
        ("a)", " ^", "leave it out"),
        ("a () b", "  ^", "leave them out"),
        ("(a OR ) b", "   ^^", "small letters"),
        ('a "b', "  ^", "close them"),
        ('a "?!"', "  ^^^^", "leave them out"),
        ("a | b", "  ^", "write OR"),
        ("a*b", "^^^", "form*"),
        ("*", "^", "form*"),
        ("theme : x", "      ^", "theme:formation"),
        ("theme :x", "      ^^", "theme:formation"),
        ("theme:", "^^^^^^", "right after the colon"),
        ("year:", "^^^^^", "year:2012..2015"),
        ("kind:(finding|)", "^^^^^", "kind:finding"),
        ("kind:(finding", "     ^", "close it"),
        ("日本 (", "     ^", "close it"),
        ("e\u0301te\u0301 (", "    ^", "close it"),
    ],
)
def test_what_is_no_query_is_shown_at_its_place(query: str, carets: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_query(query)
    said, line, marks = caught.value.message.split("\n")
    assert said
    assert (line, marks) == (f"  {query}", f"  {carets}")
    assert hint in caught.value.hint


@pytest.mark.parametrize("query", ["", "  ", "!", "- – &"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        parse_query(query)


@pytest.mark.parametrize("query", ["them:x", "(a", "a OU", "a*b", "kind:", '"a', "a)", "theme : x"])
def test_errors_are_said_in_french_too(query: str) -> None:
    said = {}
    for language in ("fr", "en"):
        with in_language(language), pytest.raises(UsageError) as caught:
            parse_query(query)
        said[language] = (caught.value.message.split("\n")[0], caught.value.hint)
    assert said["fr"][0] != said["en"][0]
    assert said["fr"][1] != said["en"][1]


def test_deep_nesting_is_refused_and_what_is_allowed_is_read() -> None:
    assert shown(parse_query("(" * DEEPEST + "a" + ")" * DEEPEST).root) == "a"
    for depth in (DEEPEST + 1, 100_000):
        with pytest.raises(UsageError, match="nested"):
            parse_query("(" * depth + "a" + ")" * depth)


def test_a_very_long_query_is_read() -> None:
    root = parse_query(" ".join(["mot"] * 20_000)).root
    assert isinstance(root, And)
    assert len(root.parts) == 20_000
    assert shown(parse_query("NOT " * 50_001 + "a").root) == "!a"


def test_of_a_long_query_what_stands_around_the_place_is_shown() -> None:
    query = "mot " * 100 + "( " + "mot " * 100
    line, marks = pointed(query, 400, 401).split("\n")
    assert len(line) < 100
    assert line[marks.index("^")] == "("
    assert line.strip().startswith("…")
    assert line.endswith("…")


def test_what_drives_a_terminal_is_written_out() -> None:
    line, marks = pointed("a\x1b[31m (", 7, 8).split("\n")
    assert "\x1b" not in line
    assert line[marks.index("^")] == "("


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join))
def test_any_text_is_a_query_or_an_error_that_shows_its_place(text: str) -> None:
    try:
        query = parse_query(text)
    except UsageError as error:
        assert error.hint
        assert "\n" not in error.hint
        lines = error.message.split("\n")
        assert len(lines) == 3 or "no word" in error.message
        assert len(lines) == 1 or set(lines[2].strip()) == {"^"}
    else:
        assert isinstance(query, Query)
        for place in places(query.root):
            assert 0 <= place.start < place.end <= len(text)


@given(st.lists(st.sampled_from(["a", "b", "AND", "OR", "NOT", "-", "(", ")"]), max_size=9).map(" ".join))
def test_what_was_read_can_be_written_and_read_again(text: str) -> None:
    def written(node: Node) -> str:
        match node:
            case Not(part):
                return f"NOT {written(part)}"
            case And(parts):
                return f"({' AND '.join(map(written, parts))})"
            case Or(parts):
                return f"({' OR '.join(map(written, parts))})"
            case Word(word):
                return word
        raise AssertionError(node)

    try:
        root = parse_query(text).root
    except UsageError:
        return
    again = parse_query(written(root)).root
    assert shown(again) == shown(root)
