"""`import` as a person runs it: drafts made, nothing lost, nothing written on refusal."""

from __future__ import annotations

import csv
import importlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from consultrep.cli.app import app
from consultrep.importers.document import Document
from consultrep.importers.reading import read_document
from consultrep.store.folders import shipped_folder
from tests.conftest import DATA, Run
from tests.drafting import ETANGS, PONDS

FRENCH, ENGLISH = (str(DATA / f"pages/forum.{side}.html") for side in ("fr", "en"))
BOOKMOBILE = "The bookmobile must stop every two weeks in each community without a library."
BIBLIOBUS = "Il faut que le bibliobus passe toutes les deux semaines dans chaque localité sans bibliothèque."


@pytest.fixture
def library(small: Path) -> Path:
    """A small library of one's own."""
    return small


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Path:
    """A copy of the shipped library."""
    assert run("init", str(tmp_path / "mine"), "--with-shipped", "-q").exit_code == 0
    return tmp_path / "mine"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy of the shipped library with both pages in it as drafts, and the answer of their import."""
    folder = tmp_path_factory.mktemp("made") / "mine"
    app_run = CliRunner().invoke
    assert app_run(app, ["init", str(folder), "--with-shipped", "-q"]).exit_code == 0
    arguments = ["import", FRENCH, ENGLISH, "--as", "2014-forum", "--library", str(folder)]
    result = app_run(app, [*arguments, "--format", "json", "--lang", "en"])
    assert result.exit_code == 0
    return folder, result.stdout


@pytest.fixture
def forum(made: tuple[Path, str], tmp_path: Path) -> Path:
    """A library of one's own, both pages imported."""
    return Path(shutil.copytree(made[0], tmp_path / "forum"))


@pytest.fixture
def ponds(tmp_path: Path) -> Path:
    """An invented report as a text file."""
    file = tmp_path / "ponds.txt"
    file.write_text(PONDS, encoding="utf-8")
    return file


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a library with its content."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def listed(run: Run, library: Path, *more: str) -> list[dict[str, Any]]:
    result = run("list", "--library", str(library), "--format", "json", "-q", *more)
    assert result.exit_code == 0
    return list(json.loads(result.stdout)["items"])


def answer(run: Run, library: Path, *arguments: str) -> dict[str, Any]:
    result = run("import", *arguments, "--library", str(library), "--format", "json", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    return dict(json.loads(result.stdout))


def said(library: Path, report: str) -> str:
    return (library / f"reports/{report}.yaml").read_text(encoding="utf-8")


def test_a_new_report_from_a_text_file(run: Run, library: Path, ponds: Path) -> None:
    before = files(library)
    result = run("import", str(ponds), "--as", "2014-ponds", "--date", "2014", "--library", str(library))
    assert result.exit_code == 0
    assert "The Town must test the water" in result.stdout
    assert "consultrep list --waiting --report 2014-ponds" in result.stderr
    assert "sources/2014-ponds.en.txt" in result.stderr.replace("\\", "/")
    after = files(library)
    assert {name for name in after if after[name] != before.get(name)} == {
        str(Path("reports/2014-ponds.yaml")),
        str(Path("sources/2014-ponds.en.txt")),
    }
    assert (library / "sources/2014-ponds.en.txt").read_text(encoding="utf-8") == PONDS
    text = said(library, "2014-ponds")
    assert "id: 2014-ponds\ndraft: true\n" in text
    assert 'period: "2014"' in text
    assert "name: ponds.txt" in text
    assert run("fmt", "--check", str(library)).exit_code == 0


def test_what_a_person_says_of_a_new_report(run: Run, library: Path, ponds: Path) -> None:
    facts = [
        "--title",
        "Ponds  and\x1b wells",
        "--date",
        "2014-01/2014-03",
        "--kind",
        "forum",
        "--series",
        "town",
    ]
    answer(run, library, str(ponds), "--as", "2014-ponds", *facts)
    shown = json.loads(
        run("show", "2014-ponds", "--library", str(library), "--format", "json", "--drafts").stdout
    )["report"]
    assert (shown["title"]["en"], shown["period"]) == ("Ponds and wells", "2014-01/2014-03")
    assert (shown["kind"], shown["series"]) == ("forum", "town")


def test_the_two_versions_of_a_page_become_one_report(run: Run, made: tuple[Path, str], forum: Path) -> None:
    first, library = json.loads(made[1]), forum
    (report,) = first["reports"]
    assert (report["new"], report["file"].endswith("2014-forum.yaml")) == (False, True)
    assert (report["added"], report["paired"]) == (len(first["items"]), 0)
    items = listed(run, library, "--drafts", "--report", "2014-forum", "--items", "all")
    assert len(items) == report["added"] == report["waiting"]
    (stop,) = (item for item in items if item["text_en"] == BOOKMOBILE)
    assert stop["text_fr"] == BIBLIOBUS
    assert (stop["origin_fr"], stop["origin_en"]) == ("official", "official")
    assert len({item["id"] for item in items}) == len(items)
    text = said(library, "2014-forum")
    assert "organizers: [public-safety-canada]" in text
    assert "Le forum a duré deux jours" in text
    assert "from forum.fr.html, forum.en.html; a demand" in text
    again = answer(run, library, ENGLISH, FRENCH, "--as", "2014-forum")
    assert {item["fate"] for item in again["items"]} == {"unchanged"}
    assert again["reports"][0]["unchanged"] == len(again["items"]) == len(items)
    assert len(listed(run, library, "--drafts", "--report", "2014-forum", "--items", "all")) == len(items)
    assert run("fmt", "--check", str(library / "reports/2014-forum.yaml")).exit_code == 0
    for file in shipped_folder().reports.iterdir():
        untouched = (library / "reports" / file.name).read_bytes() == file.read_bytes()
        assert untouched is (file.stem != "2014-forum"), file.name


@pytest.mark.slow
def test_the_other_order_pairs_the_same(run: Run, library: Path) -> None:
    answer(run, library, ENGLISH, "--as", "forum")
    answer(run, library, FRENCH, "--as", "forum")
    items = listed(run, library, "--drafts", "--report", "forum")
    assert [item["text_fr"] for item in items if item["text_en"] == BOOKMOBILE] == [BIBLIOBUS]
    for page in (FRENCH, ENGLISH):
        fates = {item["fate"] for item in answer(run, library, page, "--as", "forum")["items"]}
        assert fates == {"unchanged"}


def test_a_dry_run_writes_nothing(run: Run, library: Path, ponds: Path) -> None:
    before = files(library)
    result = run("import", str(ponds), "--as", "2014-ponds", "-n", "--library", str(library))
    assert result.exit_code == 0
    assert "The Town must test the water" in result.stdout
    assert "Nothing was written" in result.stderr
    assert files(library) == before


def test_accepted_at_once(run: Run, library: Path, ponds: Path) -> None:
    result = run("import", str(ponds), "--as", "2014-ponds", "--accept", "--library", str(library))
    assert result.exit_code == 0
    assert "Everything is confirmed. Next: consultrep check" in result.stderr
    assert not {"draft:", "confidence:"} & set(said(library, "2014-ponds").split())
    assert len(listed(run, library, "--report", "2014-ponds")) >= 3


def test_accepting_on_a_second_import_confirms_what_waits(run: Run, library: Path, ponds: Path) -> None:
    answer(run, library, str(ponds), "--as", "2014-ponds")
    again = answer(run, library, str(ponds), "--as", "2014-ponds", "--accept")
    assert again["reports"][0]["waiting"] == 0
    assert "confidence" not in said(library, "2014-ponds")


SHOWING = {
    "list": ["list", "--items", "all"],
    "compare": ["compare", "2014-forum", "2015"],
    "render": ["render", "report", "2014-forum"],
    "show": ["show", "2014-forum"],
    "by theme": ["list", "--group-by", "theme"],
    "sorted by theme": ["list", "--sort", "theme"],
    "render library": ["render", "library"],
    "themes": ["themes"],
    "csv": ["list", "--format", "csv"],
}


@pytest.mark.parametrize("command", SHOWING)
def test_no_answer_holds_a_draft_that_nobody_asked_for(run: Run, forum: Path, command: str) -> None:
    arguments = [*SHOWING[command], "--library", str(forum)]
    without, whole = run(*arguments), run(*arguments, "--drafts")
    assert without.exit_code == whole.exit_code == 0
    assert "bookmobile" not in without.stdout
    if command == "themes":
        before = run(*SHOWING[command]).stdout
        assert (without.stdout == before, whole.stdout == before) == (True, False)
    else:
        assert "bookmobile must stop every two weeks" in " ".join(whole.stdout.split())


def test_a_comparison_says_what_waits(run: Run, forum: Path) -> None:
    text = run("compare", "2014", "2015", "--library", str(forum)).stdout
    assert "consultrep list --waiting --report 2014-forum" in text
    assert "nothing can be said" in text


@pytest.mark.slow
def test_a_comparison_of_what_was_accepted(run: Run, forum: Path) -> None:
    assert run("accept", "--all", "--library", str(forum)).exit_code == 0
    data = json.loads(
        run("compare", "2014", "2015", "--library", str(forum), "--format", "json", "-q").stdout
    )
    assert set(data["claims"].values()) == {"limited"}
    assert any(item.startswith("2014-forum/") for item in data["not_repeated"])


def test_check_lists_what_waits_and_passes(run: Run, library: Path, ponds: Path) -> None:
    assert run("check", str(library), "--strict").exit_code in (0, 1)
    answer(run, library, str(ponds), "--as", "2014-ponds")
    result = run("check", str(library))
    assert result.exit_code == 0
    ids = [item["id"] for item in listed(run, library, "--drafts", "--report", "2014-ponds")]
    for ident in ids:
        assert f"consultrep accept {ident}" in result.stdout
    assert "stale-anchor" not in result.stdout
    assert run("check", str(library), "--strict").exit_code == 1


def test_the_kept_text_is_compared_with_the_record(run: Run, library: Path, ponds: Path) -> None:
    answer(run, library, str(ponds), "--as", "2014-ponds")
    kept = library / "sources/2014-ponds.en.txt"
    kept.write_text(PONDS.replace("every month", "each month"), encoding="utf-8")
    result = run("check", str(library))
    assert result.exit_code == 0
    assert "the passage no longer stands at line 9" in result.stdout
    kept.write_text(f"\n{PONDS}", encoding="utf-8")
    assert "it stands now at line 10" in run("check", str(library)).stdout


def test_both_texts_of_a_report_are_compared_each_with_its_own(run: Run, forum: Path) -> None:
    library = forum
    assert {file.name for file in (library / "sources").iterdir()} == {
        "2014-forum.fr.txt",
        "2014-forum.en.txt",
    }
    assert "stale-anchor" not in run("check", str(library)).stdout
    (library / "sources/2014-forum.en.txt").write_text("Nothing.\n", encoding="utf-8")
    assert "stale-anchor" in run("check", str(library)).stdout


def test_a_document_that_changed(run: Run, library: Path, ponds: Path) -> None:
    answer(run, library, str(ponds), "--as", "2014-ponds")
    text = PONDS.replace("every month", "every week").replace(
        "The Town should close the ponds in winter.", ""
    )
    ponds.write_text(text, encoding="utf-8")
    result = run("import", str(ponds), "--as", "2014-ponds", "--library", str(library))
    assert result.exit_code == 0
    assert "brought up to date" in result.stdout
    assert "(before: The Town must test the water of each pond every month.)" in result.stdout
    assert "no longer in the document, marked" in result.stdout
    checked = run("check", str(library))
    assert checked.exit_code == 0
    assert "gone-item" in checked.stdout
    assert "stale-anchor" not in checked.stdout
    ponds.write_text(PONDS, encoding="utf-8")
    answer(run, library, str(ponds), "--as", "2014-ponds")
    assert "gone-item" not in run("check", str(library)).stdout


def test_comments_of_a_person_survive(run: Run, library: Path, ponds: Path) -> None:
    answer(run, library, str(ponds), "--as", "2014-ponds")
    file = library / "reports/2014-ponds.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}# Seen by Ada.\n", encoding="utf-8")
    ponds.write_text(f"{PONDS}\nThe Town must plant trees.\n", encoding="utf-8")
    assert answer(run, library, str(ponds), "--as", "2014-ponds")["reports"][0]["added"] == 1
    assert "# Seen by Ada." in said(library, "2014-ponds")


REFUSED: dict[str, tuple[list[str], int, str, str]] = {
    "no report named": (["ponds.txt"], 2, "does not know of which report ponds.txt is", "--as ID"),
    "no such file": (["gone.txt", "--as", "x"], 4, "there is no such file", "check the name"),
    "a folder": ([".", "--as", "x"], 4, "it is a folder", "name the files"),
    "nothing": (["--as", "x"], 2, "say what to import", "consultrep import page.html"),
    "not a document": (["dump.bin", "--as", "x"], 3, "dump.bin", ""),
    "empty": (["empty.txt", "--as", "x"], 3, "empty.txt is empty", "check that this is the file"),
    "a bad id": (["ponds.txt", "--as", "My Report"], 2, "'My Report' cannot be an id", "small letters"),
    "a path": (["ponds.txt", "--as", "../x"], 2, "cannot be an id", "small letters"),
    "a vocabulary": (["ponds.txt", "--as", "themes"], 2, "'themes' cannot be an id", ""),
    "a long id": (["ponds.txt", "--as", "x" * 81], 3, "the text is too long", ""),
    "a bad date": (["ponds.txt", "--as", "x", "--date", "2014-13"], 2, "--date: '2014-13' names a month", ""),
    "a date in words": (["ponds.txt", "--as", "x", "--date", "May 2019"], 2, "write 2019-05", ""),
    "a bad date of a known one": (
        ["ponds.txt", "--as", "2010-town", "--date", "soon"],
        2,
        "--date: 'soon'",
        "",
    ),
    "a bad kind": (["ponds.txt", "--as", "x", "--kind", "party"], 2, "party", ""),
    "no such series": (
        ["ponds.txt", "--as", "x", "--series", "twon"],
        2,
        "--series: there is no series",
        "town",
    ),
    "a far series": (["ponds.txt", "--as", "x", "--series", "rail"], 2, "series 'rail'", "has: town, ngo"),
    "a bad pair": (
        ["ponds.txt", "--as", "x", "--map", "text"],
        2,
        "'text' is not OURS=THEIRS",
        "--map text_en",
    ),
    "a bad format": (["ponds.txt", "--as", "x", "--format", "pdf"], 2, "'pdf'", "it writes"),
    "one language twice": (
        ["ponds.txt", "other.txt", "--as", "x"],
        2,
        "other.txt is in the same language",
        "",
    ),
    "both ways": (["ponds.txt", "--as", "x", "--download"], 2, "not both", ""),
    "no address": (["--download", "--as", "2010-twon"], 2, "there is no report '2010-twon'", "2010-town"),
    "table of nobody": (["rows.csv"], 2, "rows.csv does not say of which report", "--split-by"),
    "table without texts": (["bare.csv", "--as", "x"], 3, "no column is known to hold the text", "--map"),
    "no such column": (["rows.csv", "--as", "x", "--map", "text_en=Txt"], 2, "no column 'Txt'", "Text"),
    "no column of ours": (["rows.csv", "--as", "x", "--map", "txt_en=Text"], 2, "'txt_en'", "text_en"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_leaves_nothing_written(
    run: Run, library: Path, ponds: Path, tmp_path: Path, case: str
) -> None:
    (tmp_path / "dump.bin").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "other.txt").write_text("The Town must count the frogs of the pond.\n", encoding="utf-8")
    (tmp_path / "rows.csv").write_text("Text,Theme\nDig a well.,Access\n", encoding="utf-8")
    (tmp_path / "bare.csv").write_text("Colour,Size\nred,9\nblue,7\n", encoding="utf-8")
    arguments, code, message, hint = REFUSED[case]
    before = files(library)
    result = run("import", *arguments, "--library", str(library))
    assert (result.exit_code, result.stdout) == (code, "")
    shown = " ".join(result.stderr.replace("│", " ").split())
    assert message in shown
    assert hint in shown
    assert "Traceback" not in result.stderr
    assert files(library) == before


def test_the_shipped_library_is_refused_with_the_next_step(run: Run, ponds: Path) -> None:
    result = run("import", str(ponds), "--as", "2014-ponds")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "consultrep init DIR --with-shipped" in result.stderr


@pytest.mark.parametrize(("failure", "code"), [("interrupt", 130), ("read", 3)])
def test_a_second_file_that_fails_leaves_nothing_written(
    run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: str, code: int
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 broken")
    second = ENGLISH if failure == "interrupt" else str(bad)
    if failure == "interrupt":

        def read(*, data: bytes, name: str, charset: str) -> Document:
            if name.endswith(".en.html"):
                raise KeyboardInterrupt
            return read_document(data=data, name=name, charset=charset)

        module = importlib.import_module("consultrep.actions.import_reports")
        monkeypatch.setattr(module, "read_document", read)
    before = files(library)
    result = run("import", FRENCH, second, "--as", "forum", "--library", str(library))
    assert (result.exit_code, result.stdout) == (code, "")
    assert files(library) == before


def test_a_file_in_the_place_of_the_texts_is_told_before_anything_is_written(
    run: Run, library: Path, ponds: Path
) -> None:
    (library / "sources").write_text("mine\n", encoding="utf-8")
    before = files(library)
    result = run("import", str(ponds), "--as", "2014-ponds", "--library", str(library))
    assert result.exit_code == 4
    assert "consultrep.toml" in result.stderr
    assert files(library) == before


def test_the_texts_go_where_the_settings_say(run: Run, library: Path, ponds: Path) -> None:
    settings = library / "consultrep.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[check]\nsources = "kept/texts"\n', encoding="utf-8")
    answer(run, library, str(ponds), "--as", "2014-ponds")
    assert (library / "kept/texts/2014-ponds.en.txt").read_text(encoding="utf-8") == PONDS


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31m.txt", "a\u202eb.txt", "a\udce9.txt", "a'\"b: #.txt"])
def test_a_file_may_have_any_name(run: Run, library: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    try:
        file.write_text(PONDS, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the file system has no such names")
    assert answer(run, library, str(file), "--as", "2014-ponds")["reports"][0]["new"]
    assert run("check", str(library)).exit_code == 0


UPR = """Text,State,Session,Issue,Colour
Dig a well in each village.,Freedonia,2014,Water supply,red
Dig a well in each village.,Sylvania,2014,Water supply,red
Open the library on Sundays.,Freedonia,2018,Access,blue
"""


@pytest.fixture
def upr(tmp_path: Path) -> str:
    """A table of somebody else."""
    file = tmp_path / "upr.csv"
    file.write_text(UPR, encoding="utf-8")
    return str(file)


MAPPED = ["--map", "text_en=Text", "--map", "themes=Issue", "--map", "asked_by=State"]


def test_a_foreign_table_is_mapped_and_parted(run: Run, library: Path, upr: str) -> None:
    data = answer(run, library, upr, "--as", "upr", *MAPPED, "--split-by", "Session")
    assert [(r["report"], r["new"], r["added"]) for r in data["reports"]] == [
        ("upr-2014", True, 1),
        ("upr-2018", True, 1),
    ]
    assert data["unused_columns"] == ["Colour"]
    assert data["new_themes"]["water-supply"] == "Water supply"
    (well,) = listed(run, library, "--drafts", "--report", "upr-2014")
    assert (well["asked_by"], well["themes"]) == (["Freedonia", "Sylvania"], ["water-supply"])
    assert "water-supply" in said(library, "themes")
    assert not (library / "sources").exists()
    assert run("check", str(library)).exit_code == 0
    again = answer(run, library, upr, "--as", "upr", *MAPPED, "--split-by", "Session")
    assert [item["fate"] for item in again["items"]] == ["unchanged", "unchanged"]
    assert again["new_themes"] == {}


def test_columns_that_are_not_used_and_new_themes_are_told(run: Run, library: Path, upr: str) -> None:
    result = run("import", upr, "--as", "upr", "--library", str(library))
    assert result.exit_code == 0
    assert "Columns not used: " in result.stdout
    assert "Colour" in result.stdout.split("Columns not used: ")[1].splitlines()[0]
    assert "Columns recognised: text_en=Text" in result.stdout
    assert "Themes added to the library's list: Water supply" in result.stdout


def test_a_dry_run_of_a_table_adds_no_theme(run: Run, library: Path, upr: str) -> None:
    before = files(library)
    assert answer(run, library, upr, "--as", "upr", *MAPPED, "-n")["new_themes"]
    assert files(library) == before


@pytest.mark.slow
@pytest.mark.parametrize("drafts", [[], ["--drafts"]], ids=["confirmed", "drafts"])
def test_our_own_table_imports_again_without_change(
    run: Run, forum: Path, tmp_path: Path, drafts: list[str]
) -> None:
    library = forum
    if not drafts:
        run("accept", "--all", "--library", str(library))
    file = tmp_path / "all.csv"
    everything = ["list", "--items", "all", "--library", str(library), *drafts]
    assert run(*everything, "-o", str(file)).exit_code == 0
    before = files(library)
    data = answer(run, library, str(file))
    assert {item["fate"] for item in data["items"]} == {"unchanged"}
    assert len(data["reports"]) > 5
    assert files(library) == before


def test_a_part_of_our_own_table_marks_nothing_as_gone(
    run: Run, library: Path, ponds: Path, tmp_path: Path
) -> None:
    answer(run, library, str(ponds), "--as", "2014-ponds", "--accept")
    lines = run("list", "--library", str(library), "--report", "2014-ponds", "--format", "csv").stdout
    (tmp_path / "one.csv").write_text("".join(lines.splitlines(keepends=True)[:2]), encoding="utf-8")
    data = answer(run, library, str(tmp_path / "one.csv"))
    assert [item["fate"] for item in data["items"]] == ["unchanged"]


def test_the_answer_as_json(run: Run, library: Path, ponds: Path) -> None:
    data = answer(run, library, str(ponds), "--as", "2014-ponds")
    assert set(data) == {
        *(
            "schema_version",
            "reports",
            "recognised",
            "unused_columns",
            "new_themes",
            "nothing_found",
            "doubts",
            "items",
        ),
    }
    (report,) = data["reports"]
    assert report["added"] == report["waiting"] == len(data["items"])
    others = ("paired", "reopened", "updated", "moved", "unchanged", "kept", "gone", "refused")
    assert {key: report[key] for key in others} == dict.fromkeys(others, 0)
    assert set(data["items"][0]) == {"report", "id", "fate", "kind", "text", "before", "differs"}
    assert data["items"][0]["id"].startswith("2014-ponds/")


def test_the_answer_as_csv(run: Run, library: Path, ponds: Path) -> None:
    wanted = answer(run, library, str(ponds), "--as", "2014-ponds", "-n")["items"]
    result = run("import", str(ponds), "--as", "2014-ponds", "--library", str(library), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == ["report", "id", "fate", "kind", "text", "before", "differs"]
    assert [row["id"] for row in rows] == [item["id"] for item in wanted]
    assert {row["fate"] for row in rows} == {"added"}


def test_the_language_may_be_said(run: Run, library: Path, tmp_path: Path) -> None:
    both = "The Town must dig a well.\n\nIl faut que la Ville creuse un puits.\n"
    (tmp_path / "short.txt").write_text(both, encoding="utf-8")
    arguments = [str(tmp_path / "short.txt"), "--as", "x", "--text-lang"]
    for language in ("fr", "en"):
        answer(run, library, *arguments, language)
        assert (library / f"sources/x.{language}.txt").exists()


WEEKLY = PONDS.replace("every month", "every week")


def test_a_confirmed_item_whose_text_changed_waits_again(run: Run, library: Path, ponds: Path) -> None:
    answer(run, library, str(ponds), "--as", "2014-ponds", "--accept")
    confirmed = len(listed(run, library, "--report", "2014-ponds"))
    ponds.write_text(WEEKLY, encoding="utf-8")
    result = run("import", str(ponds), "--as", "2014-ponds", "--library", str(library))
    assert "was confirmed; its text changed: read it again" in result.stdout
    assert "1 item waits to be confirmed. Next: consultrep list --waiting --report" in result.stderr
    (waiting,) = listed(run, library, "--waiting", "--report", "2014-ponds")
    assert waiting["text_en"].endswith("every week.")
    assert 0 < waiting["confidence"] <= 1
    assert len(listed(run, library, "--report", "2014-ponds")) == confirmed - 1
    assert f"consultrep accept {waiting['id']}" in run("check", str(library)).stdout
    again = answer(run, library, str(ponds), "--as", "2014-ponds")
    assert {item["fate"] for item in again["items"]} == {"unchanged"}
    assert again["reports"][0]["waiting"] == 1


def test_a_confirmed_item_whose_text_changed_is_confirmed_at_once(
    run: Run, library: Path, ponds: Path
) -> None:
    answer(run, library, str(ponds), "--as", "2014-ponds", "--accept")
    ponds.write_text(WEEKLY, encoding="utf-8")
    report = answer(run, library, str(ponds), "--as", "2014-ponds", "--accept")["reports"][0]
    assert (report["updated"], report["reopened"], report["waiting"]) == (1, 0, 0)


def test_what_is_gone_has_a_next_step(run: Run, library: Path, ponds: Path) -> None:
    answer(run, library, str(ponds), "--as", "2014-ponds", "--accept")
    ponds.write_text(PONDS.replace("The Town should close the ponds in winter.", ""), encoding="utf-8")
    result = run("import", str(ponds), "--as", "2014-ponds", "--library", str(library))
    (gone,) = (item["id"] for item in listed(run, library, "--report", "2014-ponds") if item["gone"])
    assert "1 item is no longer in the document; it stays, marked." in result.stderr
    assert f"consultrep reject {gone}" in result.stderr


def test_the_answer_in_a_pipe_has_its_headings_and_counts_items_once(run: Run, forum: Path) -> None:
    command = ["import", FRENCH, ENGLISH, "--as", "2014-forum", "--library", str(forum), "-n"]
    lines = run(*command).stdout.splitlines()
    items = listed(run, forum, "--waiting", "--report", "2014-forum")
    assert lines[0].split("\t") == ["Report", "unchanged", "To be confirmed", "File"]
    assert lines[1].split("\t")[:3] == ["2014-forum", str(len(items)), str(len(items))]


@pytest.mark.parametrize("report", ["2014-ponds", "2010-town"], ids=["new", "known"])
@pytest.mark.parametrize("name", ["weather.txt", "bare.csv"])
def test_where_nothing_is_found_nothing_is_written(
    run: Run, library: Path, tmp_path: Path, report: str, name: str
) -> None:
    (tmp_path / "weather.txt").write_text("It rained for a week.\n", encoding="utf-8")
    (tmp_path / "bare.csv").write_text("Text,Theme\n", encoding="utf-8")
    before = files(library)
    result = run("import", str(tmp_path / name), "--as", report, "--library", str(library))
    assert result.exit_code == 1
    assert f"Nothing that asks for something was found in {name}. Is it the right file?" in result.stderr
    assert "Everything is confirmed" not in result.stderr
    assert files(library) == before


def test_one_file_in_which_nothing_is_found_keeps_no_other_from_being_read(
    run: Run, library: Path, ponds: Path, tmp_path: Path
) -> None:
    (tmp_path / "meteo.txt").write_text("Il a plu toute la semaine et les rues sont pleines d'eau.\n")
    named = ["--as", "2014-ponds", "--library", str(library), "--format", "json"]
    result = run("import", str(ponds), str(tmp_path / "meteo.txt"), *named)
    data = json.loads(result.stdout)
    assert (result.exit_code, data["nothing_found"]) == (0, ["meteo.txt"])
    assert data["reports"][0]["added"] >= 3
    assert {file.name for file in (library / "sources").iterdir()} == {"2014-ponds.en.txt"}


@pytest.mark.parametrize("form", ["table", "md"])
def test_a_draft_is_marked_wherever_it_is_shown(run: Run, forum: Path, form: str) -> None:
    drafts = ["--library", str(forum), "--drafts", "--format", form]
    shown = run("list", "--report", "2014-forum", *drafts).stdout
    assert shown.count("(to be confirmed)") == shown.count("2014-forum/") > 10
    assert "(to be confirmed)" in run("compare", "2014-forum", "2015", *drafts).stdout
    document = run("render", "report", "2014-forum", "--library", str(forum), "--drafts").stdout
    assert document.count("  - Note: to be confirmed") == document.count("[2014-forum/")


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [([], {"finding", "recommendation"}), (["--items", "findings"], {"finding"})],
    ids=["unsaid", "findings"],
)
def test_findings_wait_too(run: Run, forum: Path, kinds: list[str], wanted: set[str]) -> None:
    assert {item["type"] for item in listed(run, forum, "--waiting", *kinds)} == wanted


@pytest.mark.slow
def test_what_waits_of_a_report_that_is_partly_confirmed_is_told(run: Run, forum: Path) -> None:
    items = [item["id"] for item in listed(run, forum, "--waiting", "--report", "2014-forum")]
    assert run("accept", items[0], "--library", str(forum)).exit_code == 0
    told = (
        f"{len(items) - 1} proposed items wait to be confirmed: consultrep list --waiting --report 2014-forum"
    )
    assert told in run("coverage", "--for", "2014", "--library", str(forum)).stdout
    assert told in run("show", "2014-forum", "--library", str(forum)).stdout
    assert told in run("render", "report", "2014-forum", "--library", str(forum)).stdout
    text = run("compare", "2014-forum", "2015", "--library", str(forum)).stdout
    assert f"{len(items) - 1} proposed items of 2014-forum wait to be confirmed and are not compared" in text


ETANGS_SHORT = ETANGS[: ETANGS.index("2. Eau")]
TOWN = "Forum on ponds and wells of the Town\n\n1. Water\n\n"


def imported(run: Run, library: Path, file: Path, text: str, *more: str) -> str:
    """What import of a text says on stderr."""
    file.write_text(text, encoding="utf-8")
    result = run("import", str(file), "--library", str(library), *more)
    assert result.exit_code == 0
    return " ".join(result.stderr.split())


def test_what_a_person_says_of_a_report_that_is_there_fills_what_it_lacks(
    run: Run, library: Path, ponds: Path
) -> None:
    first = imported(run, library, ponds, PONDS, "--as", "ponds", "--title", "Ponds")
    assert "No year will find 1 report, ponds:" in first
    assert "reports/ponds.yaml" in first
    facts = ["--date", "2014", "--kind", "forum", "--series", "town", "--title", "Wells"]
    second = imported(run, library, ponds, PONDS, "--as", "ponds", *facts)
    assert "--kind is not used: the record of ponds says 'report'" in second
    assert "--title is not used: the record of ponds says 'Ponds'" in second
    assert "No year" not in second
    assert "--date is not used" not in second
    opening = said(library, "ponds").partition("title:")
    assert "id: ponds\ndraft: true\nseries: town\nkind: report\n" in opening[0]
    assert '\nperiod: "2014"\nsource:' in opening[2]
    third = imported(run, library, ponds, PONDS, "--as", "ponds", "--date", "2015")
    assert "--date is not used: the record of ponds says '2014'; change it in" in third
    assert run("fmt", "--check", str(library)).exit_code == 0


def test_another_document_than_the_record_s_is_asked_about(run: Run, library: Path, ponds: Path) -> None:
    demand = "The Town must test the water of each pond every month.\n"
    imported(run, library, ponds, TOWN + demand, "--as", "ponds", "--title", "Report on ponds and wells")
    same = imported(run, library, ponds, TOWN + demand, "--as", "ponds")
    assert "is it the right" not in same
    other = imported(
        run, library, ponds, "Forum on rural transport\n\n1. Buses\n\n" + demand, "--as", "ponds"
    )
    assert (
        "The document calls itself “Forum on rural transport”; the record is “Report on ponds and wells”: "
        "is it the right one?"
    ) in other


def test_a_document_of_another_year_is_asked_about(run: Run, library: Path, ponds: Path) -> None:
    demand = "The Town must test the water of each pond every month.\n"
    facts = ["--as", "ponds", "--title", "Forum on ponds and wells", "--date", "2014"]
    imported(run, library, ponds, TOWN + demand, *facts)
    other = imported(run, library, ponds, TOWN.replace("Town", "Town, 2016") + demand, "--as", "ponds")
    assert "The document calls itself “Forum on ponds and wells of the Town, 2016”" in other


def test_a_document_without_most_of_what_was_there_is_asked_about(
    run: Run, library: Path, ponds: Path
) -> None:
    imported(run, library, ponds, PONDS, "--as", "ponds")
    other = imported(run, library, ponds, "The County must plough the snow of all roads.\n", "--as", "ponds")
    assert "4 of 4 items of ponds are not in ponds.txt: is it the right document?" in other


def test_a_new_report_with_nearly_the_id_of_another_is_asked_about(
    run: Run, library: Path, ponds: Path
) -> None:
    slip = imported(run, library, ponds, PONDS, "--as", "2010-twon", "-n")
    assert "2010-twon is a new report; did you mean 2010-town?" in slip
    assert "new report" not in imported(run, library, ponds, PONDS, "--as", "2019-town", "-n")


def test_a_table_of_many_reports_says_what_to_do_for_each(run: Run, library: Path, upr: str) -> None:
    result = run("import", upr, "--as", "upr", *MAPPED, "--split-by", "Session", "--library", str(library))
    shown = " ".join(result.stderr.split())
    assert "2 items of 2 reports wait to be confirmed. Next, for each: " in shown
    assert "--report REPORT; the first is upr-2014" in shown
    assert "No year will find these 2 reports: upr-2014, upr-2018." in shown


def test_answers_of_nobody_are_left_out_with_one_note(run: Run, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("To,Text,Response\nX,Dig a well.,Accepted\nX,Open it.,Noted\n", encoding="utf-8")
    result = run("import", str(file), "--as", "upr", "--library", str(library))
    assert result.exit_code == 0
    assert result.stderr.count("Response is not used: no column says who answered") == 1
    assert "Columns not used: To, Response" in result.stdout
    told = run("import", str(file), "--as", "u", "--map", "addressees=To", "--library", str(library))
    assert "is not used: no column" not in told.stderr
    assert "by: X" in said(library, "u")


def test_an_item_found_in_one_version_is_cited_to_that_version(run: Run, library: Path, ponds: Path) -> None:
    imported(run, library, ponds, PONDS, "--as", "ponds", "--accept")
    imported(run, library, ponds.with_name("etangs.txt"), ETANGS_SHORT, "--as", "ponds", "--accept")
    file = library / "reports/ponds.yaml"
    addresses = "source:\n  address: {fr: 'https://x.org/fr', en: 'https://x.org/en'}\n"
    file.write_text(said(library, "ponds").replace("source:\n", addresses, 1), encoding="utf-8")
    items = json.loads(
        run("list", "--report", "ponds", "--lang", "fr", "--library", str(library), "--format", "json").stdout
    )["items"]
    for item in items:
        assert item["address"] == ("https://x.org/fr" if item["text_fr"] else "https://x.org/en")
    assert {item["address"] for item in items} == {"https://x.org/fr", "https://x.org/en"}
    checked = run("check", str(file)).stdout
    assert "found as an item in one language only: the text in French (fr) is not known" in checked
