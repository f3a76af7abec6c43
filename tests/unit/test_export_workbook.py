"""The workbook: its sheets, what their cells are, and that none of them computes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from consultrep.errors import UsageError
from consultrep.export import data
from consultrep.export.data.fields import DataTable, fields_named
from consultrep.store.loaded import LoadedLibrary
from tests.exporting import written

SHEETS = [
    *(
        "contents",
        "about",
        "reports",
        "recommendations",
        "findings",
        "threads",
        "judgements",
        "gaps",
        "themes",
        "actors",
        "series",
    ),
    "column guide",
]


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def cells_of(content: bytes, sheet: str) -> list[list[object]]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    return [list(row) for row in rows]


def table(**row: object) -> DataTable:
    return DataTable("t", "One row.", fields_named(list(row)), [row])


def test_the_sheets_and_their_frames(shipped: LoadedLibrary) -> None:
    content = written(shipped.library, "xlsx")
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == SHEETS
    sheets = {
        name: text for name, text in parts_of(content).items() if name.startswith("xl/worksheets/sheet")
    }
    assert len(sheets) == len(SHEETS)
    for text in sheets.values():
        assert 'state="frozen"' in text
        assert "<autoFilter" in text
        assert "<f>" not in text
    assert len(cells_of(content, "recommendations")) + len(cells_of(content, "findings")) - 2 == len(
        shipped.library.items
    )


def test_cells_have_types() -> None:
    content = data.to_xlsx(
        [table(year=2015, period_start="2015-03-26", period="2012/2013", second_hand=False, page=None)]
    )
    _head, row = cells_of(content, "t")
    assert row == [2015.0, date(2015, 3, 26), "2012/2013", False, ""]


def test_a_day_that_spreadsheets_disagree_on_is_a_text() -> None:
    assert cells_of(data.to_xlsx([table(period_start="1899-12-31")]), "t")[1] == ["1899-12-31"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@x", "http://x.example", "{=A1}", "12", "a\nb", "_x0041_"]
)
def test_a_text_is_a_text(text: str) -> None:
    content = data.to_xlsx([table(text_fr=text)])
    assert cells_of(content, "t")[1] == [text]
    sheet = parts_of(content)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert cells_of(data.to_xlsx([table(text_fr="a\ufffeb")]), "t")[1] == ["a\ufffdb"]


def test_a_text_longer_than_a_cell_is_refused() -> None:
    assert cells_of(data.to_xlsx([table(text_fr="é" * 32_767)]), "t")[1] == ["é" * 32_767]
    for text in ("é" * 32_768, "😀" * 16_384):
        with pytest.raises(UsageError, match="a cell of XLSX holds 32767"):
            data.to_xlsx([table(text_fr=text)])


def test_the_guide_names_every_column_in_both_languages(loaded: LoadedLibrary) -> None:
    content = written(loaded.library, "xlsx")
    head, *rows = cells_of(content, "column guide")
    assert head == ["table", "column", "holds", "about_fr", "about_en", "read_by_import"]
    told = {(row[0], row[1]) for row in rows}
    for sheet in SHEETS[:-1]:
        names = cells_of(content, sheet)[0]
        assert {(sheet, name) for name in names} <= told
    assert all(row[3] and row[4] and row[3] != row[4] for row in rows)
    (years,) = [row for row in rows if row[:2] == ["recommendations", "text_fr"]]
    assert years[3:] == ["Texte en français.", "Text in French.", True]


def test_the_first_sheet_says_what_the_others_hold_and_leads_to_them(shipped: LoadedLibrary) -> None:
    content = written(shipped.library, "xlsx")
    head, *rows = cells_of(content, "contents")
    assert head == ["sheet", "rows", "row_fr", "row_en"]
    assert [row[0] for row in rows] == SHEETS[1:]
    for sheet, count, french, english in rows:
        assert count == len(cells_of(content, str(sheet))) - 1
        assert french and english and french != english
    leads = re.findall(
        r'<hyperlink [^>]*location="\'(.+?)\'!A1"', parts_of(content)["xl/worksheets/sheet1.xml"]
    )
    assert leads == SHEETS[1:]


def test_a_row_is_as_tall_as_its_longest_text_whatever_stands_beside_it() -> None:
    content = data.to_xlsx([table(text_fr="mot " * 100, anchor={"heading": "h" * 4000}, address="h" * 900)])
    heights = re.findall(r'<row [^>]* ht="(\d+)"', parts_of(content)["xl/worksheets/sheet1.xml"])
    assert heights == [str(15 * 7)]
    content = data.to_xlsx([table(text_fr="a\n" * 100)])
    assert ' ht="405"' in parts_of(content)["xl/worksheets/sheet1.xml"]


def test_no_file_states_when_it_was_made(loaded: LoadedLibrary) -> None:
    core = parts_of(written(loaded.library, "xlsx"))["docProps/core.xml"]
    assert re.findall(r"\d{4}-\d{2}-\d{2}", core) == ["2000-01-01", "2000-01-01"]
