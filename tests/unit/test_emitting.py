"""Plain data written fast: the text that the round trip would write, and the same data when read back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from consultrep.store import emitting
from consultrep.store.canonical_reading import canonical_data
from consultrep.store.editing import as_tree
from consultrep.store.emitting import ChangeRefusedError, emit, is_canonical, plain_data
from consultrep.store.folders import modeline
from consultrep.store.formatting import FormattingRefusedError, format_text
from consultrep.store.round_trip import dump_tree
from consultrep.store.yaml_text import parse_yaml

HOSTILE = [
    "a: b", "a:", ":a", "- a", "-", "--- a", "...", "? a", "# a", "a # b", "a#b", "& a", "*a", "!a",
    "null", "~", "yes", "No", "on", "true", "2014", "2014-01-29", "4.10", "1e3", "0x1F", "12:30",
    ".inf", "[a, b]", "{a: b}", "a, b", "a]", "it's", '"quoted"', 'a "b"', "a\\b", "\\", "%a", "`a",
    "@a", ">", "a >", "« a »", "=", "<<", "a  b", " a", "a ", "😀", "1_000", "", " ", "|", "a |",
    "a\nb", "\n", "a\tb",
    "é\u00a0: b", "a\u202fb",
]  # fmt: skip
KEYS = ["id", "title", "text", "anchor", "x"]
LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])
TEXTS = st.sampled_from(HOSTILE) | st.text(
    LETTERS | st.sampled_from(":#-[]{},&*!|>'\"%@`\\ \n\t"), max_size=30
)
NUMBERS = st.integers(0, 10**6) | st.booleans() | st.floats(0, 1).map(lambda number: round(number, 2))
SCALARS = TEXTS | NUMBERS
NUMBERED = st.fixed_dictionaries(
    {},
    optional={
        "line": NUMBERS,
        "draft": NUMBERS,
        "confidence": NUMBERS,
        "span": st.lists(NUMBERS, max_size=2),
        "theme_confidence": st.dictionaries(st.sampled_from(["access", "training"]), NUMBERS, max_size=2),
    },
)


def mappings(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings of `parts`, some with the keys that hold numbers."""
    texts = st.dictionaries(st.sampled_from(KEYS), parts, max_size=4)
    return st.builds(lambda one, other: {**one, **other}, texts, NUMBERED)


MAPPINGS = st.recursive(
    mappings(SCALARS | st.lists(SCALARS, max_size=4)),
    lambda parts: mappings(parts | SCALARS | st.lists(parts, max_size=3)),
    max_leaves=8,
)
RECORDS = MAPPINGS.map(lambda data: {"id": "a-record", "source": {"documents": [{"name": "a.txt"}]}, **data})


@settings(deadline=None, max_examples=60)
@given(RECORDS)
def test_it_writes_what_the_round_trip_writes(data: dict[str, Any]) -> None:
    slow = format_text(f"{modeline('report')}\n{dump_tree(as_tree(data))}", "report")
    assert emit(plain_data(data), "report") == slow


@settings(deadline=None, max_examples=60)
@given(RECORDS)
def test_what_is_read_back_is_the_same(data: dict[str, Any]) -> None:
    plain = plain_data(data)
    document, problems = parse_yaml(emit(plain, "report"), "f.yaml")
    assert not problems
    assert document is not None
    assert document.data == plain


@settings(deadline=None, max_examples=60)
@given(RECORDS)
def test_what_it_writes_is_canonical(data: dict[str, Any]) -> None:
    text = emit(plain_data(data), "report")
    assert format_text(text, "report") == text


@settings(deadline=None, max_examples=60)
@given(RECORDS)
def test_what_it_wrote_is_known(data: dict[str, Any]) -> None:
    text = emit(plain_data(data), "report")
    assert is_canonical(text, "report") is (canonical_data(text) is not None)
    for other in (f"{text}\n", text.replace("id:", "id: ", 1), text.split("\n", 1)[1], text.strip("\n")):
        assert not is_canonical(other, "report")


REMARKS = ["", "# a remark", "  # a remark", "    # - id: x", "#", "          # far"]


@st.composite
def written_by_people(draw: st.DrawFn) -> str:
    """A file as a person may have written it: short lists on lines of their own or not, remarks between."""
    blocks = draw(st.booleans())

    def laid_out(value: Any) -> Any:
        tree: CommentedMap | CommentedSeq
        if isinstance(value, dict):
            tree = CommentedMap((key, laid_out(part)) for key, part in value.items())
        elif isinstance(value, list):
            tree = CommentedSeq(laid_out(part) for part in value)
        else:
            return as_tree(value)
        if not value or not (blocks or draw(st.booleans())):
            tree.fa.set_flow_style()
        return tree

    data = draw(RECORDS)
    tree = CommentedMap((key, laid_out(part)) for key, part in data.items())
    lines = format_text(dump_tree(tree), "report").split("\n")
    for _remark in range(draw(st.integers(0, 3))):
        lines.insert(draw(st.integers(1, len(lines) - 1)), draw(st.sampled_from(REMARKS)))
    return "\n".join(lines)


@settings(deadline=None, max_examples=100)
@given(written_by_people())
def test_what_is_called_canonical_is_what_formatting_leaves_as_it_is(text: str) -> None:
    assume(is_canonical(text, "report"))
    with suppress(FormattingRefusedError):  # ruamel.yaml misplaces what follows an empty line after a key
        assert format_text(text, "report") == text


def test_remarks_and_lists_on_lines_of_their_own_are_known_to_be_canonical() -> None:
    text = f"{modeline('report')}\n# a remark\nid: a\nx:\n  - b\n\n  # another\n  - {{c: d}}\n"
    assert is_canonical(text, "report")
    assert not is_canonical(text.replace("- b", '- "b"'), "report")
    assert not is_canonical(text.replace("  - b", "    - b"), "report")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stands_anywhere(text: str) -> None:
    data = {"title": text, "x": [text, text], "text": {"x": text}, "anchor": [{"x": text, "title": "a" * 20}]}
    document, problems = parse_yaml(emit(data, "report"), "f.yaml")
    assert not problems
    assert document is not None
    assert document.data == data


def test_numbers_and_truth_stay_bare_and_texts_like_them_do_not() -> None:
    data = plain_data({"id": "2014", "draft": True, "span": [0, 12], "title": "true", "confidence": 0.9})
    assert emit(data, "report").splitlines()[1:] == [
        'id: "2014"',
        "draft: true",
        "span: [0, 12]",
        'title: "true"',
        "confidence: 0.9",
    ]


def test_what_another_reader_would_take_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emitting, "_quoted", lambda text: text)
    with pytest.raises(ChangeRefusedError):
        emit({"title": "a # b"}, "report")
