"""The strict reader: every scalar is text, every part has a place, nothing surprising is accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.store.round_trip import dump_tree, load_tree
from consultrep.store.yaml_text import parse_yaml


def data(text: str) -> object:
    document, problems = parse_yaml(text, "f.yaml")
    assert not problems
    assert document is not None
    return document.data


@pytest.mark.parametrize(
    "scalar",
    [
        "2014-01-29",
        "2014-01",
        "2014",
        "4.10",
        "no",
        "0x1F",
        "1e3",
        "12:30:00",
        "2014-01-29T10:00:00Z",
        "true",
    ],
)
def test_a_scalar_is_text_as_it_is_written(scalar: str) -> None:
    assert data(f"a: {scalar}\n") == {"a": scalar}


@pytest.mark.parametrize("scalar", ["2014-01-29", "2014-01-29T10:00:00Z", "4.10", "no"])
def test_the_round_trip_keeps_a_scalar_as_text_too(scalar: str) -> None:
    """The other parser in use: what `fmt` and `new` read and write."""
    tree = load_tree(f"a: {scalar}\n")
    assert tree["a"] == scalar
    assert isinstance(tree["a"], str)
    assert dump_tree(tree) == f"a: {scalar}\n"


@pytest.mark.parametrize("scalar", ["", "~", "null"])
def test_nothing_is_none_and_quoted_nothing_is_text(scalar: str) -> None:
    assert data(f"a: {scalar}\n") == {"a": None}
    assert data(f"a: '{scalar}'\n") == {"a": scalar}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(line_end: str) -> None:
    assert data(line_end.join(["a: 1", "b:", "  - x", ""])) == {"a": "1", "b": ["x"]}


def test_a_key_given_twice_is_found_at_the_second_place() -> None:
    _, problems = parse_yaml("a: 1\nb: 2\na: 3\n", "f.yaml")
    assert [(p.location.line, p.location.column, p.rule) for p in problems] == [(3, 1, "duplicate-key")]


def test_aliases_are_refused_and_cannot_explode() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40))
    _, problems = parse_yaml(bomb, "f.yaml")
    assert {p.rule for p in problems} == {"yaml"}
    assert "write them out" in problems[0].message


def test_tags_and_marks_are_refused() -> None:
    _, problems = parse_yaml("a: !!python/object:os.system x\nb: !new y\nc: !!int 3\nd: &x [1]\n", "f.yaml")
    assert [problem.location.line for problem in problems] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n\tb: 2\n", 2),
        ("a: b: c\n", 1),
        ("a: [1, 2\nb: 3\n", 2),
        ('b: 1\na: "open\n\n', 2),
        ("a: 1\n  b: 2\n", 2),
        ("a: \x07\n", 1),
        ("", 1),
        ("# only a comment\n", 1),
    ],
)
def test_what_is_not_yaml_says_where(text: str, line: int) -> None:
    document, problems = parse_yaml(text, "f.yaml")
    assert document is None
    assert problems[0].location.line == line
    assert problems[0].location.file == "f.yaml"


def test_places_of_parts_of_keys_and_of_what_is_missing() -> None:
    document, _ = parse_yaml("a:\n  - b: 1\n    c: 2\n", "f.yaml")
    assert document is not None
    assert str(document.locate(["a", 0, "c"])) == "f.yaml:3:8"
    assert str(document.locate(["a", 0, "c"], at_key=True)) == "f.yaml:3:5"
    assert str(document.locate(["a", 0, "missing"])) == "f.yaml:2:5"
    assert str(document.locate(["a", 7])) == "f.yaml:2:3"


def test_deep_nesting_is_a_problem_not_a_crash() -> None:
    document, problems = parse_yaml("[" * 5000, "f.yaml")
    assert document is None
    assert problems


@given(st.text(max_size=200))
def test_any_text_gives_a_document_or_problems_inside_it(text: str) -> None:
    document, problems = parse_yaml(text, "f.yaml")
    assert document is not None or problems
    lines = (
        text.count("\n")
        + text.count("\r")
        + text.count("\x85")
        + text.count("\u2028")
        + text.count("\u2029")
        + 2
    )
    for problem in problems:
        assert 1 <= problem.location.line <= lines
        assert problem.location.column >= 1
