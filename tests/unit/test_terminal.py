"""Tables on a terminal: nothing is cut, at any width; no-break spaces hold."""

from __future__ import annotations

import io

import pytest

from consultrep.cli.terminal import draw
from consultrep.export import Column, Facts, Heading, Paragraph, Table
from consultrep.export.cells import Gauge

WORDS = "Former les juges et les procureurs à l'accessibilité des services publics"


@pytest.fixture(params=[30, 60, 80, 119, 120, 200])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def test_every_word_of_a_wide_table_is_shown(width: int) -> None:
    columns = [Column("Id"), Column("Texte", lead=True), Column("Thèmes"), Column("Demandé par")]
    drawn = draw(
        [Table(columns, [["2010-town/r1", WORDS, "Formation", "résidents"]])], io.StringIO(), "never"
    )
    assert all(len(line) <= width for line in drawn.splitlines())
    if width < 120:
        for part in WORDS.split():
            assert letters(part) in letters(drawn)
    assert "…" not in drawn
    assert "\x1b" not in drawn


def test_nothing_is_cut_where_two_columns_hold_sentences(width: int) -> None:
    names = ["Sélecteur", "Rapport", "Années", "Couverture", "Pourquoi", "Éléments"]
    columns = [Column(name, lead=name in {"Rapport", "Pourquoi"}) for name in names]
    cells = ["2012-2013", f"{WORDS} (2012-2013-consultations)", "2012-2013", "complète", WORDS, "dernier"]
    drawn = draw([Table(columns, [cells])], io.StringIO(), "never")
    assert all(len(line) <= width for line in drawn.splitlines())
    for word in ["consultations", "procureurs", "accessibilité", "complète", "dernier"]:
        assert letters(word) in letters(drawn)


def test_facts_headings_and_paragraphs(width: int) -> None:
    drawn = draw(
        [Heading("Titre", 1), Facts([("Couverture", "complète")]), Paragraph(WORDS)], io.StringIO(), "never"
    )
    assert all(len(line) <= width for line in drawn.splitlines())
    assert "complète" in drawn
    assert letters(WORDS) in letters(drawn)


def test_a_no_break_space_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "14")
    drawn = draw([Paragraph("bien entendu\u00a0: oui")], io.StringIO(), "never")
    assert "entendu\u00a0:" in drawn


@pytest.mark.parametrize(("color", "coloured"), [("always", True), ("never", False), ("auto", False)])
def test_colour_is_asked_for_or_left_out(color: str, coloured: bool) -> None:
    assert ("\x1b[" in draw([Heading("Titre")], io.StringIO(), color)) is coloured


@pytest.mark.parametrize(("width", "bars"), [(60, True), (22, False)])
def test_bars_make_room_for_words(monkeypatch: pytest.MonkeyPatch, width: int, bars: bool) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    table = Table([Column("Theme"), Column("Count", number=True)], [["Hébergement", Gauge("12", 1.0)]])
    drawn = draw([table], io.StringIO(), "never")
    assert ("█" in drawn) is bars
    assert "Hébergement" in drawn
    assert "12" in drawn
