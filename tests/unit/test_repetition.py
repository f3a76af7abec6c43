"""The same demand in several places is one statement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consultrep.importers.document import Block, BlockKind, Document
from consultrep.importers.outline import outline
from consultrep.importers.repetition import without_repetition
from consultrep.importers.statements import Statement, statements_of


def _found(*blocks: Block) -> list[Statement]:
    return statements_of(outline(Document("x", "text", "", blocks), "en"))


def _heading(text: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, 0, level=level)


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text, 0)


_SUMMARY = (
    _heading("Summary"),
    _paragraph("Ladders should be fixed to every wharf."),
    _heading("Wharves"),
    _paragraph("Pilots recommended that ladders be fixed to every wharf, at low tide."),
    _paragraph("Lamps should be lit at dusk."),
)


def test_the_fullest_wording_stands_and_the_other_is_its_further_place() -> None:
    kept = without_repetition(_found(*_SUMMARY))
    assert [s.text for s in kept] == [
        "Pilots recommended that ladders be fixed to every wharf, at low tide.",
        "Lamps should be lit at dusk.",
    ]
    assert [s.text for s in kept[0].also] == ["Ladders should be fixed to every wharf."]
    assert kept[0].asked_by == ("pilots",)
    assert kept[1].also == ()


def test_where_each_was_weighed_only_the_same_words_are_the_same() -> None:
    assert len(without_repetition(_found(*_SUMMARY), exact=True)) == 3
    twice = (
        _heading("A"),
        _paragraph("Lamps should be lit."),
        _heading("B"),
        _paragraph("Lamps should be lit."),
    )
    assert len(without_repetition(_found(*twice), exact=True)) == 1


def test_demands_of_one_section_that_share_words_stay_apart() -> None:
    blocks = (
        _heading("Wharves"),
        _paragraph("Ladders should be fixed to every wharf in May."),
        _paragraph("Ladders should be fixed to every barge in May."),
    )
    assert len(without_repetition(_found(*blocks))) == 2


def test_a_table_repeats_the_text() -> None:
    cells = [
        Block(BlockKind.CELL, "Ladders fixed to every wharf", 0, table=1, row=1, column="Recommendation"),
        Block(BlockKind.CELL, "The Harbour Office", 0, table=1, row=1, column="Lead"),
    ]
    blocks = (
        _heading("Wharves"),
        _paragraph("Ladders should be fixed to every wharf."),
        _heading("Table"),
        *cells,
    )
    (kept,) = without_repetition(_found(*blocks))
    assert kept.text == "Ladders should be fixed to every wharf."
    assert kept.addressees == ("Harbour Office",)
    assert [s.place.block.kind for s in kept.also] == [BlockKind.CELL]


def test_a_heading_is_repeated_by_the_demand_under_it() -> None:
    blocks = (
        _heading("Recommendations"),
        _heading("Improve the lamps of the harbour", 2),
        _paragraph("It is recommended that the lamps of the harbour be improved and lit at dusk."),
    )
    (kept,) = without_repetition(_found(*blocks))
    assert kept.place.block.kind is BlockKind.PARAGRAPH
    assert len(kept.also) == 1


_SENTENCES = st.sampled_from(
    [
        "Ladders should be fixed to every wharf.",
        "Every wharf should have a fixed ladder.",
        "Lamps should be lit at dusk.",
        "The gate is often closed.",
        "Few lamps are lit.",
    ]
)


@given(st.lists(st.tuples(st.sampled_from(["Quay", "Barge", "Gate"]), _SENTENCES), max_size=8))
def test_nothing_is_lost_and_a_second_pass_changes_nothing(parts: list[tuple[str, str]]) -> None:
    found = _found(*(block for title, text in parts for block in (_heading(title), _paragraph(text))))
    kept = without_repetition(found)
    assert sum(1 + len(s.also) for s in kept) == len(found)
    assert [s.text for s in without_repetition(kept)] == [s.text for s in kept]
