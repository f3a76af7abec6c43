"""Workbooks: the sheet with the table, its merged cells, numbers and dates; damage is told, never a crash."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.errors import UsageError
from consultrep.importers.document import BadDocumentError
from consultrep.importers.tables import Table, read_table
from consultrep.importers.tables.table import Cell

pytest.importorskip("python_calamine")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
Value = str | float | bool | None


def packed(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def cell(place: str, value: Value) -> str:
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, float):
        return f'<c r="{place}"><v>{value}</v></c>'
    if value is None:
        return f'<c r="{place}" s="1"/>'
    if value.startswith("day:"):
        return f'<c r="{place}" s="1"><v>{value[4:]}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet(rows: Sequence[Sequence[Value]], merged: Iterable[str] = (), first: int = 1) -> str:
    lines = []
    for number, row in enumerate(rows, first):
        cells = "".join(cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row) if value != "")
        lines.append(f'<row r="{number}">{cells}</row>' if cells else "")
    ranges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    merges = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{merges}</worksheet>'


def workbook(sheets: dict[str, str], hidden: Iterable[str] = ()) -> bytes:
    names = list(sheets)
    state = dict.fromkeys(hidden, ' state="hidden"')
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}"{state.get(name, "")} r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _name in enumerate(names, 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override '
        f'PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    return packed(
        members | {f"xl/worksheets/sheet{n}.xml": text for n, text in enumerate(sheets.values(), 1)}
    )


def open_document(rows: str) -> bytes:
    manifest = f'<m:manifest xmlns:m="{ODF}:manifest:1.0"><m:file-entry m:full-path="/"/></m:manifest>'
    content = (
        f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:table="{ODF}:table:1.0" '
        f'xmlns:text="{ODF}:text:1.0"><office:body><office:spreadsheet><table:table table:name="T">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": OPEN_SHEET, "META-INF/manifest.xml": manifest, "content.xml": content})


def open_cell(text: str, repeated: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def read(data: bytes, **options: str) -> Table:
    return read_table(data, "t.xlsx", "xlsx", **options)


def cells(table: Table) -> list[list[Cell]]:
    return [list(row.values) for row in table.rows]


def test_numbers_dates_and_empty_rows() -> None:
    rows: list[list[Value]] = [
        ["Text", "No", "Day", "Done"],
        ["Train", 3.0, "day:43466", True],
        [],
        ["Open", 0.1 + 0.2, "day:43466.5", False],
    ]
    table = read(workbook({"S": sheet(rows, first=3)}))
    assert cells(table) == [
        ["Train", "3", "2019-01-01", "true"],
        ["Open", "0.3", "2019-01-01T12:00:00", "false"],
    ]
    assert table.line == 3
    assert [row.line for row in table.rows] == [4, 6]


def test_merged_cells_hold_their_value_in_every_row() -> None:
    rows: list[list[Value]] = [["Theme", "Text"], ["training", "a"], ["", "b"], ["access", "c"]]
    table = read(workbook({"S": sheet(rows, ["A2:A3", "A1:A1", "A4:XFD1048576"])}))
    assert cells(table) == [["training", "a"], ["training", "b"], ["access", "c"]]


def test_the_sheet_with_the_texts_is_read_and_the_others_named() -> None:
    prose = sheet([["How to use this workbook", "see below"], ["Version", "two"]])
    table = read(workbook({"Readme": prose, "List": sheet([["Texte", "Sujet"], ["a", "x"]]), "Old": prose}))
    assert (table.sheet, cells(table)) == ("List", [["a", "x"]])
    assert [p.message for p in table.problems] == ["the sheet 'List' is read, not: Readme, Old"]


def test_a_sheet_by_name_even_a_hidden_one() -> None:
    data = workbook({"One": sheet([["Text"], ["a"]]), "Two": sheet([["Text"], ["b"]])}, hidden=["Two"])
    assert cells(read(data)) == [["a"]]
    assert read(data).problems == ()
    assert cells(read(data, sheet="Two")) == [["b"]]
    with pytest.raises(UsageError, match="'Tow'") as caught:
        read(data, sheet="Tow")
    assert caught.value.hint == "did you mean Two?"


def test_an_empty_workbook_holds_no_table() -> None:
    with pytest.raises(BadDocumentError, match="holds no table"):
        read(workbook({"S": sheet([])}))


def test_cells_with_nothing_in_them_cost_nothing() -> None:
    styled = sheet([["Text", "Theme"], ["a", "x"]]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )
    assert cells(read(workbook({"S": styled}))) == [["a", "x"]]


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='9'><c s='1' r = 'ZZZZZZ9' ><v>1</v></c></row>",
        '<row r="9"><c r="B9"><v>1</v></c></row><row r="4000000000"><c><v>1</v></c></row>',
        '<row r="9"><c r="A9119919119911"><v>1</v></c></row>',
        '<row r="9"><c r="AAAAAAAAAAAAAAB9"><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_would_not_fit_in_memory_is_refused(far: str) -> None:
    text = sheet([["Text", "Theme"], ["a", "x"]]).replace("</sheetData>", f"{far}</sheetData>")
    with pytest.raises(BadDocumentError, match="too large"):
        read(workbook({"S": text}))


def test_an_open_document() -> None:
    rows = (
        f"<table:table-row>{open_cell('Text')}{open_cell('Theme')}</table:table-row>"
        f"<table:table-row>{open_cell('a', 2)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert cells(read_table(open_document(rows), "t.ods", "ods")) == [["a", "a"]]


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1000000">{open_cell("a", 100)}</table:table-row>',
        f"<table:table-row>{open_cell('a')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="100000"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="100"/>{open_cell("a")}'
        "</table:table-row>",
    ],
)
def test_an_open_document_that_would_not_fit_in_memory_is_refused(rows: str) -> None:
    with pytest.raises(BadDocumentError, match="too large"):
        read_table(open_document(rows), "t.ods", "ods")


def test_a_binary_workbook_is_refused() -> None:
    with pytest.raises(BadDocumentError, match="XLSB"):
        read(packed({"xl/workbook.bin": ""}))


def test_a_workbook_that_is_none() -> None:
    for data in (
        b"",
        b"PK\3\4 and no more",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"Text,Theme",
    ):
        with pytest.raises(BadDocumentError) as caught:
            read(data)
        assert caught.value.hint


WHOLE = workbook({"S": sheet([["Text", "Theme"], ["a", 2.0], ["b", "day:43466"]], ["A2:A3"])})


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6))
def test_damage_anywhere_gives_a_table_or_our_own_error(place: int, junk: bytes) -> None:
    data = WHOLE[:place] + junk + WHOLE[place + len(junk) :]
    try:
        assert read(data).columns
    except BadDocumentError as error:
        assert error.message


XML = st.text('<>/="c rvsA1B9 t', max_size=40)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 300), XML)
def test_damaged_xml_gives_a_table_or_our_own_error(place: int, junk: str) -> None:
    text = sheet([["Text", "Theme"], ["a", 2.0]], ["A1:A2"])
    place %= len(text)
    try:
        assert read(workbook({"S": text[:place] + junk + text[place:]})).columns
    except BadDocumentError as error:
        assert error.message
