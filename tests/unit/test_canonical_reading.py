"""The fast reader: what it takes it reads as the strict one does; what it is not sure of it leaves to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultrep.store.canonical_reading import canonical_data
from consultrep.store.emitting import emit
from consultrep.store.folders import shipped_folder
from consultrep.store.yaml_text import _composed, _composed_fast, _Reading, parse_yaml

SHIPPED = sorted(shipped_folder().reports.glob("*.yaml"))
PIECES = [
    *("a", "b-1", "é", "7", " ", "  ", "\n", ": ", ":", "- ", "-", "#", " #", "[", "]", "{", "}", ", ", ","),
    *(
        '"',
        "'",
        "\\",
        "\\n",
        "|",
        ">",
        "&x",
        "*x",
        "!t",
        "?",
        "? ",
        "%",
        "@",
        "`",
        "~",
        "null",
        "---",
        "...",
        "<<",
    ),
    *(
        "\n  ",
        "\n- ",
        "\n  - ",
        "\n    ",
        "a: ",
        "\na: ",
        "\n  b: ",
        "https://x.org/y?z#t",
        "\t",
        "\x85",
        "\u2028",
    ),
]


def strictly(text: str) -> tuple[Any, bool]:
    """What the parser of YAML makes of a text, and whether it found nothing wrong."""
    reading = _Reading("f.yaml")
    node = _composed(text)
    return (reading.plain(node) if node is not None else None), not reading.problems


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_shipped_records_are_read_fast_and_the_same(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    data = canonical_data(text)
    assert data == strictly(text)[0] or (data is None and ">-" in text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_what_is_read_fast_is_what_the_parser_reads(text: str) -> None:
    data = canonical_data(text)
    assert data is None or (data, True) == strictly(text)


def places(node: Any) -> Any:
    """Where every part of a tree stands but what is empty: after a space, one reader takes the next line."""
    if node.id == "scalar" and not node.value:
        return None
    own = (node.id, node.start_mark.line, node.start_mark.column)
    if node.id == "scalar":
        return own, node.value
    children = [part for pair in node.value for part in pair] if node.id == "mapping" else node.value
    return own, [places(child) for child in children]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_places_of_the_shipped_records_are_those_of_the_strict_reader(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert places(_composed_fast(text)) == places(_composed(text))


PRINTABLE = st.characters(
    exclude_categories=["C", "Zl", "Zp", "Zs"], include_characters="\n ", exclude_characters="?"
)
SCALARS = st.text(PRINTABLE, max_size=20)
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)


ITEMS = st.lists(st.dictionaries(KEYS, SCALARS, min_size=1, max_size=4), min_size=1, max_size=4)


@given(st.dictionaries(KEYS, ITEMS, min_size=1, max_size=4))
def test_what_import_writes_is_read_fast(data: dict[str, Any]) -> None:
    assert canonical_data(emit(data, "report")) == data


@given(st.dictionaries(KEYS, ITEMS, min_size=1, max_size=4), st.data())
def test_the_places_found_fast_are_those_of_the_strict_reader(
    data: dict[str, Any], more: st.DataObject
) -> None:
    lines = emit(data, "report").split("\n")
    for number in more.draw(st.lists(st.integers(0, len(lines) - 2), max_size=3)):
        key, colon, _value = lines[number].partition(": ")
        lines[number] = more.draw(st.sampled_from([key + colon, f"{key}: ~", f"{lines[number]}\n\n  # x"]))
    text = "\n".join(lines)
    assume(canonical_data(text) is not None)
    assert places(_composed_fast(text)) == places(_composed(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  c\n",
        "a: |\n  b\n",
        "a: 'b'\n",
        "a: b # c\n",
        "a: &x b\n",
        "a: b: c\n",
        "a:\n- b\n",
        "- a\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "--- \na: b\n",
        "a:\n  b: 1\n c: 2\n",
        "a: [b\n",
        "a: [b, ]\n",
        "a: {b: c?}\n",
        "? a\n: b\n",
        "",
    ],
)
def test_another_form_is_left_to_the_strict_reader(text: str) -> None:
    assert canonical_data(text) is None


def test_places_are_told_of_a_file_that_was_read_fast() -> None:
    text = "a: b\nc:\n  - d: e\n"
    document, problems = parse_yaml(text, "f.yaml")
    assert document is not None
    assert (document.data, problems) == (canonical_data(text), [])
    assert str(document.locate(["c", 0, "d"])) == "f.yaml:3:8"
