"""`review --export` and `--import`: nothing lost, nothing twice, conflicts listed."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from consultrep.actions.verdict_words import KEYS, find_verdict
from consultrep.export.spreadsheets import to_csv_bytes, to_xlsx_bytes
from consultrep.importers.tables.reading import read_table
from consultrep.model import Verdict
from tests.cli.test_review_pairs import Review, folder, judged, review
from tests.conftest import Run
from tests.reviewing import change_text, read

__all__ = ["folder", "review"]
Rows = list[dict[str, str]]
EVIL = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "'=x", "''-y", "'tis", "a=b", "\tx", 'é\nü, "q"; z']


def rows_of(file: Path) -> Rows:
    table = read_table(file.read_bytes(), file.name, file.suffix[1:], wanted=("a", "b", "verdict"))
    return [dict(zip(table.columns, map(str, row.values), strict=True)) for row in table.rows]


def write(file: Path, rows: Rows) -> None:
    columns = list(rows[0])
    cells = [[row[column] for column in columns] for row in rows]
    make = to_csv_bytes if file.suffix == ".csv" else to_xlsx_bytes
    file.write_bytes(make(columns, cells))


@pytest.fixture(params=["csv", "xlsx"])
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"pairs.{request.param}"


def filled(review: Review, sheet: Path, *verdicts: str, reason: str = "", **extra: str) -> Rows:
    """Export the pairs and give the first of them these verdicts."""
    assert review("--export", str(sheet), "--force").exit_code == 0
    rows = rows_of(sheet)
    for row, verdict in zip(rows, verdicts, strict=False):
        row |= {"verdict": verdict, "reason": reason, **extra}
    write(sheet, rows)
    return rows


def test_there_and_back(review: Review, folder: Path, sheet: Path) -> None:
    rows = filled(review, sheet, "same", "Plus étroit", "W", "i", reason="=cmd|' /C calc'!A0")
    result = review("--import", str(sheet))
    assert result.exit_code == 0
    assert "4 judgements written, 0 held already, 1 row without a verdict." in result.stderr
    held = judged(folder)
    assert [each.verdict for each in held] == [Verdict.SAME, Verdict.NARROWER, Verdict.WIDER, Verdict.UNSURE]
    assert [(each.a, each.b) for each in held] == [(row["a"], row["b"]) for row in rows[:4]]
    assert {each.reviewer for each in held} == {"Ada"}
    assert {each.reason.en for each in held if each.reason} == {"=cmd|' /C calc'!A0"}
    assert not any(read(folder).is_stale(each) for each in held)


def test_importing_twice_changes_nothing(review: Review, folder: Path, sheet: Path) -> None:
    filled(review, sheet, "same", "different", reason="two  words\nand a line")
    review("--import", str(sheet))
    before = (folder / "reports/judgements.yaml").read_bytes()
    for more in ([], ["--replace"], ["--lang", "fr"]):
        again = review("--import", str(sheet), *more)
        assert (again.exit_code, again.stdout) == (0, "")
    assert (folder / "reports/judgements.yaml").read_bytes() == before
    assert review("--export", str(sheet), "--all", "--force").exit_code == 0
    assert [row["verdict"] for row in rows_of(sheet)] == ["", "", "", "same", "different"]
    assert review("--import", str(sheet)).exit_code == 0
    assert (folder / "reports/judgements.yaml").read_bytes() == before


def test_what_the_sheet_holds(review: Review, folder: Path, sheet: Path) -> None:
    review("--reviewer", "Bo", "--export", str(sheet), "--limit", "3")
    rows = rows_of(sheet)
    library = read(folder)
    assert len(rows) == 3
    for row in rows:
        item = library.find_item(row["a"])
        assert item
        assert (row["text_a_en"], row["text_a_fr"]) == (item.statement.text.en, item.statement.text.fr or "")
        assert (row["verdict"], row["reviewer"], row["reason"]) == ("", "Bo", "")
        assert 0 <= float(row["score"]) <= 1
    review("--export", str(sheet), "--blind", "--force")
    assert "score" not in rows_of(sheet)[0]
    assert len(rows_of(sheet)) == 5


def test_a_file_that_exists_is_not_overwritten(review: Review, sheet: Path) -> None:
    sheet.write_bytes(b"mine")
    result = review("--export", str(sheet))
    assert result.exit_code == 2
    assert sheet.read_bytes() == b"mine"


def test_rows_that_cannot_be_taken_are_listed_and_the_others_are(
    review: Review, folder: Path, sheet: Path
) -> None:
    rows = filled(review, sheet, "same", "perhaps", "same", "same", "same")
    rows[2]["a"] = "2010-a/r9"
    rows[4]["b"] = rows[4]["a"]
    rows[4]["fingerprint_b"] = rows[4]["fingerprint_a"]
    write(sheet, rows)
    change_text(folder, rows[3]["b"], "Quite another text.")
    result = review("--import", str(sheet))
    assert result.exit_code == 1
    assert [(each.a, each.b) for each in judged(folder)][:1] == [(rows[0]["a"], rows[0]["b"])]
    lines = [line for line in result.stderr.splitlines() if line.startswith(sheet.name)]
    assert f"{sheet.name}:3:1: error: 'perhaps' is not a verdict (one of: same, narrower" in lines[0]
    assert f"{sheet.name}:4:1: error: there is no item '2010-a/r9'" in lines[1]
    assert f"{sheet.name}:5:1: error: the text of {rows[3]['b']} is not the one" in lines[2]
    assert f"{sheet.name}:6:1: error: a judgement is of two items" in lines[3]


def test_what_contradicts_is_listed_and_replaced_only_when_asked(
    review: Review, folder: Path, sheet: Path
) -> None:
    filled(review, sheet, "same", "different", "same")
    review("--import", str(sheet))
    rows = rows_of(sheet)
    rows[1]["verdict"] = "related"
    write(sheet, rows)
    before = judged(folder)
    result = review("--import", str(sheet))
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{sheet.name}:3:1: error: Ada has said “different” of" in result.stderr
    assert "[conflict]" in result.stderr
    assert "0 judgements written, 2 held already" in result.stderr
    assert judged(folder) == before
    dry = review("--import", str(sheet), "--replace", "-n")
    assert (dry.exit_code, judged(folder)) == (0, before)
    assert "1 judgement would be written" in dry.stderr
    assert review("--import", str(sheet), "--replace").exit_code == 0
    assert [each.verdict for each in judged(folder)] == [Verdict.SAME, Verdict.RELATED, Verdict.SAME]


def test_a_sheet_that_contradicts_itself_decides_nothing(review: Review, folder: Path, sheet: Path) -> None:
    rows = filled(review, sheet, "narrower", "same")
    turned = {**rows[0], "a": rows[0]["b"], "b": rows[0]["a"]}
    turned |= {"fingerprint_a": rows[0]["fingerprint_b"], "fingerprint_b": rows[0]["fingerprint_a"]}
    write(sheet, [*rows, turned])
    result = review("--import", str(sheet), "--replace")
    assert result.exit_code == 1
    assert "rows 2, 7 hold different verdicts of Ada" in result.stderr
    assert [each.verdict for each in judged(folder)] == [Verdict.SAME]
    write(sheet, [*rows, {**turned, "verdict": "wider"}, {**rows[1], "reason": "why"}])
    assert review("--import", str(sheet)).exit_code == 0
    held = judged(folder)
    assert [each.verdict for each in held] == [Verdict.SAME, Verdict.NARROWER]
    assert held[0].reason


def test_another_reviewer_contradicts_nobody(review: Review, folder: Path, sheet: Path) -> None:
    filled(review, sheet, "same")
    review("--import", str(sheet))
    rows = rows_of(sheet)
    rows[0] |= {"reviewer": "", "verdict": "different"}
    write(sheet, rows)
    assert review("--import", str(sheet), "--reviewer", "Bo").exit_code == 0
    assert [(each.reviewer, each.verdict) for each in judged(folder)] == [
        ("Ada", Verdict.SAME),
        ("Bo", Verdict.NOT_SAME),
    ]


def test_a_stale_judgement_is_replaced_without_asking(review: Review, folder: Path, sheet: Path) -> None:
    rows = filled(review, sheet, "same")
    review("--import", str(sheet))
    change_text(folder, rows[0]["b"], "Train the judges of the whole county.")
    rows = filled(review, sheet, "different")
    assert review("--import", str(sheet)).exit_code == 0
    (held,) = judged(folder)
    assert held.verdict is Verdict.NOT_SAME


@pytest.mark.parametrize("change", [{"b": "x"}, {}])
def test_another_table_is_refused(review: Review, change: dict[str, str]) -> None:
    Path("x.csv").write_text(",".join(["a", "verdict", *change]) + "\n1,2,3\n", encoding="utf-8")
    result = review("--import", "x.csv")
    assert result.exit_code == 2
    assert "has no column" in result.stderr


@pytest.mark.parametrize("make", [to_csv_bytes, to_xlsx_bytes])
def test_no_cell_is_a_formula(make: object, tmp_path: Path) -> None:
    if make is to_csv_bytes:
        text = to_csv_bytes(["x"], [[cell] for cell in EVIL]).decode("utf-8-sig")
        cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]
        assert not any(cell[0] in "=+-@\t" for cell in cells)
        return
    from zipfile import ZipFile

    file = tmp_path / "x.xlsx"
    file.write_bytes(to_xlsx_bytes(["x", "y"], [[cell, "y"] for cell in EVIL]))
    with ZipFile(file) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    table = read_table(file.read_bytes(), file.name, "xlsx", wanted=("x", "y"))
    assert str(table.rows[0].values[0]) == EVIL[0]


REASONS = [cell for cell in EVIL if cell.strip() == cell and "\n" not in cell]


@pytest.mark.parametrize("reasons", [REASONS[:4], REASONS[4:]])
def test_every_reason_comes_back(review: Review, folder: Path, sheet: Path, reasons: list[str]) -> None:
    review("--limit", "4", "--reasons", input="".join(f"s\n{reason}\n" for reason in reasons))
    before = {each.pair: each.reason for each in judged(folder)}
    assert len(before) == len(reasons) == 4
    review("--export", str(sheet), "--all", "--force")
    (folder / "reports/judgements.yaml").unlink()
    assert review("--import", str(sheet)).exit_code == 0
    assert {each.pair: each.reason for each in judged(folder)} == before


def test_without_the_extra_the_message_says_what_to_install(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = review("--export", "x.xlsx")
    assert result.exit_code == 4
    assert 'pip install "consultrep[xlsx]"' in result.stderr
    assert review("--export", "x.csv").exit_code == 0


def test_the_words_of_both_languages(run: Run, review: Review, folder: Path) -> None:
    for language in ("fr", "en"):
        review(
            "--lang",
            language,
            "--limit",
            "1",
            "--reviewer",
            language,
            input=f"{next(iter(KEYS[language]))}\n",
        )
        review("--lang", language, "--export", f"{language}.csv", "--all", "--reviewer", language)
        said = [row["verdict"] for row in rows_of(Path(f"{language}.csv")) if row["verdict"]]
        assert [find_verdict(word) for word in said] == [Verdict.SAME]
    assert find_verdict("") is None
