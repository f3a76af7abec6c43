"""A list changed entry by entry: the entry says what was meant, and every other line stays as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultrep.store.emitting import canonical_text, emit
from consultrep.store.entries import Entries
from consultrep.store.folders import modeline
from consultrep.store.formatting import FormattingRefusedError
from consultrep.store.yaml_text import parse_yaml

HEAD = f"{modeline('report')}\nid: a\n"
TEXT = f"""{HEAD}# of the list
recommendations:
  # on the first
  - id: r1
    themes:
      - access  # why
    # within

  # on the second
  - id: r2
    text: >-
      folded
      text
# of the findings
findings:
  - id: f1
"""
WORDS = st.sampled_from(
    ["a", "b: c", "# d", "2014", "", "é « f »", "a longer text that stands on its own line"]
)
ENTRY = st.fixed_dictionaries(
    {"id": st.sampled_from(["r1", "r2", "r3"])},
    optional={
        "themes": st.lists(WORDS, max_size=3),
        "text": st.dictionaries(st.sampled_from(["fr", "en"]), WORDS),
    },
)
ENTRIES = st.lists(ENTRY, max_size=4)
REMARKS = st.sampled_from(["", "# a remark", "  # a remark", "    # a remark"])


def data_of(text: str) -> Any:
    document, problems = parse_yaml(text, "f.yaml")
    assert document is not None
    assert problems == []
    return document.data


def opened(text: str = TEXT) -> Entries:
    return Entries(text, "report", "recommendations")


def remarks_in(text: str) -> list[str]:
    return sorted(line for line in text.split("\n") if line.lstrip().startswith("#"))


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[Any]]:
    """A file with two lists and remarks between its lines, and the entries of the first list."""
    held = draw(ENTRIES)
    data = {"id": "a", "recommendations": held, "findings": draw(ENTRIES)}
    lines = emit(data, "report").split("\n")
    for _remark in range(draw(st.integers(0, 3))):
        lines.insert(draw(st.integers(1, len(lines) - 1)), draw(REMARKS))
    text = "\n".join(lines)
    try:
        assume(canonical_text(text, "report") == text)
    except FormattingRefusedError:
        assume(False)
    return text, held


@given(files(), ENTRY)
def test_an_entry_is_added_at_the_end_and_nothing_else_changes(file: tuple[str, list[Any]], new: Any) -> None:
    text, held = file
    entries = opened(text)
    entries.append(new)
    assert data_of(entries.text) == {**data_of(text), "recommendations": [*held, new]}
    assert remarks_in(entries.text) == remarks_in(text)
    assert canonical_text(entries.text, "report") == entries.text


@given(files(), st.data(), WORDS.filter(bool))
def test_an_entry_is_changed_and_nothing_else(
    file: tuple[str, list[Any]], more: st.DataObject, word: str
) -> None:
    text, held = file
    assume(held)
    place = more.draw(st.integers(0, len(held) - 1))
    entries = opened(text)
    entries.change(place, lambda tree: tree.update(strength=word))
    changed = [*held[:place], {**held[place], "strength": word}, *held[place + 1 :]]
    assert data_of(entries.text) == {**data_of(text), "recommendations": changed}
    assert remarks_in(entries.text) == remarks_in(text)
    assert canonical_text(entries.text, "report") == entries.text


@given(files(), st.data())
def test_an_entry_is_taken_out_or_refused(file: tuple[str, list[Any]], more: st.DataObject) -> None:
    text, held = file
    assume(held)
    place = more.draw(st.integers(0, len(held) - 1))
    entries = opened(text)
    try:
        entries.remove(place)
    except FormattingRefusedError:
        assert remarks_in(text)
        assert entries.text == text
        return
    assert data_of(entries.text) == {**data_of(text), "recommendations": held[:place] + held[place + 1 :]}
    assert remarks_in(entries.text) == remarks_in(text)


@given(files())
def test_what_is_opened_is_what_was_given(file: tuple[str, list[Any]]) -> None:
    text, _held = file
    entries = opened(text)
    assert data_of(entries.text) == data_of(text)
    assert remarks_in(entries.text) == remarks_in(text)


def test_remarks_stay_where_they_stand() -> None:
    entries = opened()
    entries.append({"id": "r3"})
    entries.change(0, lambda tree: tree.update(strength="must"))
    assert entries.text == TEXT.replace("# why\n", "# why\n    strength: must\n").replace(
        "      text\n", "      text\n  - {id: r3}\n"
    )


def test_an_entry_with_a_remark_is_not_taken_out() -> None:
    entries = opened()
    with pytest.raises(FormattingRefusedError, match="a comment would be lost"):
        entries.remove(0)
    entries.remove(1)
    assert "# on the second" in entries.text
    assert "folded" not in entries.text


@pytest.mark.parametrize("held", ["", "recommendations: []\n", "recommendations:\n", "recommendations: ~\n"])
def test_a_list_that_is_missing_or_empty_is_begun(held: str) -> None:
    entries = opened(f"{HEAD}{held}findings:\n  - id: f1\n")
    entries.append({"id": "r1"})
    assert data_of(entries.text)["recommendations"] == [{"id": "r1"}]
    entries.remove(0)
    assert data_of(entries.text)["recommendations"] == []
    assert entries.text.count("recommendations") == 1


def test_a_list_on_one_line_gets_lines_of_its_own() -> None:
    entries = opened(f"{HEAD}recommendations: [{{id: r1}}]\n")
    entries.append({"id": "r2"})
    assert entries.text == f"{HEAD}recommendations:\n  - {{id: r1}}\n  - {{id: r2}}\n"


def test_another_layout_becomes_canonical() -> None:
    entries = opened('id:  "a"\r\nrecommendations:\r\n- id:   r1\r\n  # within\r\n- {id: r2}\r\n')
    entries.append({"id": "r3"})
    assert entries.text == f"{HEAD}recommendations:\n  - id: r1\n  # within\n  - {{id: r2}}\n  - {{id: r3}}\n"
    assert canonical_text(entries.text, "report") == entries.text
