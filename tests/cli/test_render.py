"""`consultrep render`: formats, languages, filters, templates of one's own, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from consultrep.render import DOCUMENTS
from consultrep.render.tree import read_tree
from tests.conftest import ROOT, Run

ABOUT = {
    "library": [],
    "report": ["2010-town"],
    "comparison": ["2010", "2011"],
    "thread": ["2011-town/r2"],
    "threads": [],
    "theme": ["access"],
    "coverage": [],
    "matrix": [],
}
HOSTILE = (
    "# <script>alert(1)</script> {{ 123457*1000003 }} {% raw %} [x](javascript:a) | *b* _c_ `d` ~e~ "
    "\\ $f$ #let @g =CMD() &amp; ]]> </span> <!-- שלום 😀 " + "w" * 300
)


def test_every_document_is_tried_here() -> None:
    assert set(ABOUT) == set(DOCUMENTS)


def test_the_ending_of_the_file_chooses_the_format(run: Run, small: Path, tmp_path: Path) -> None:
    starts = {"md": b"# ", "html": b"<!doctype html>", "pdf": b"%PDF-", "docx": b"PK"}
    for form, start in starts.items():
        file = tmp_path / f"out.{form}"
        result = run("render", "report", "2010-town", "--library", str(small), "-o", str(file))
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
        assert file.read_bytes().startswith(start)


def test_a_file_is_not_overwritten_unless_forced(run: Run, small: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    file.write_text("mine", encoding="utf-8")
    refused = run("render", "--library", str(small), "-o", str(file))
    assert (refused.exit_code, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in refused.stderr
    assert run("render", "--library", str(small), "-o", str(file), "--force").exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(("language", "first", "second"), [("fr", "Ville", "Town"), ("en", "Town", "Ville")])
def test_both_languages_are_one_document_in_two_parts(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, language: str, first: str, second: str
) -> None:
    monkeypatch.setenv("CONSULTREP_LANG", language)
    text = run("render", "--lang", "both", "--library", str(small)).stdout
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 2
    assert text.index(first) < text.index(second)
    page = run("render", "--lang", "both", "--library", str(small), "--format", "html").stdout
    assert page.index(f'lang="{language}"') < page.index('lang="fr"' if language == "en" else 'lang="en"')


def test_a_comparison_says_why_in_the_language_of_each_part(run: Run, small: Path) -> None:
    asked = ["render", "comparison", "2010", "2011", "--library", str(small), "--lang"]
    assert "Why each pair" not in run(*asked, "en").stdout
    text = run(*asked, "both", "--explain", "--format", "html").stdout
    english, french = text.index("Why each pair"), text.index("Pourquoi chaque paire")
    assert "judges ↔ judges" in text[min(english, french) :]
    assert "juges ↔ juges" in text[french:]
    assert re.search(r"<del>[^<]+</del> <ins>[^<]+</ins>", text)


def test_both_is_for_documents_alone(run: Run, small: Path) -> None:
    result = run("list", "--lang", "both", "--library", str(small))
    assert result.exit_code == 2
    assert "'both'" in result.stderr


@pytest.mark.parametrize(
    ("options", "kept", "left_out", "said"),
    [
        (["--theme", "access"], "2010-town/r3", "2010-town/r1", "theme: Access"),
        (["--year", "2011"], "2011-town/r1", "2010-town/r1", "year: 2011"),
        (["--series", "ngo"], "2010-ngo/n1", "2010-town/r1", "series: Neighbouring body"),
        (["--text", "bridges"], "2010-town/r3", "2010-town/r2", "words: bridges"),
        (["--standing", "formal"], "2010-town/r1", "2010-town/r3", "standing: formal"),
        (["--items", "findings"], "2010-town/f1", "2010-town/r1", "kind: findings"),
    ],
)
def test_filters_keep_what_they_name_and_the_document_says_so(
    run: Run, small: Path, options: list[str], kept: str, left_out: str, said: str
) -> None:
    text = run("render", *options, "--library", str(small)).stdout
    assert kept in text
    assert left_out not in text
    assert re.search(rf"Only a selection is shown: {said} \(\d items? of 7\)\.", text)


def test_what_a_selection_lacks_is_not_said_to_be_lacking(run: Run, small: Path) -> None:
    text = run("render", "report", "2010-town", "--year", "2011", "--library", str(small)).stdout
    assert "None in this selection." in text
    assert "None is held." not in text


def test_a_report_answers_to_its_year(run: Run, small: Path) -> None:
    asked = ["render", "report", "--library", str(small)]
    assert run(*asked, "2011").stdout == run(*asked, "2011-town").stdout
    refused = run(*asked, "2010")
    assert refused.exit_code == 2
    assert "2010-ngo, 2010-town" in refused.stderr


def test_a_filter_does_not_change_what_is_said_to_be_held(run: Run, small: Path) -> None:
    text = run("render", "report", "2010-town", "--theme", "access", "--library", str(small)).stdout
    assert "Coverage: complete, 3 recommendations, 1 finding." in text


@pytest.mark.parametrize("name", ABOUT)
@pytest.mark.parametrize("form", ["md", "html"])
def test_hostile_text_stays_text(run: Run, small: Path, name: str, form: str) -> None:
    record = small / "reports/2011-town.yaml"
    text = record.read_text(encoding="utf-8")
    assert "free <swimming pool>" in text
    quoted = HOSTILE.replace("'", "''")
    text = re.sub(r"(?m)^(\s+en: ).*<swimming pool>.*$", lambda m: f"{m.group(1)}'{quoted}'", text)
    record.write_text(text, encoding="utf-8")
    about = ["2011-town"] if name == "report" else ABOUT[name]
    result = run("render", name, *about, "--format", form, "--library", str(small), "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    body = result.stdout
    assert str(123457 * 1000003) not in body
    if form == "html":
        main = re.sub(r"<(style|script)\b.*?</\1>", "", body, flags=re.DOTALL)
        assert "<script>alert" not in main
        shown = read_tree(main[main.index("<main") : main.index("</main>") + 7], "page").text
        assert (HOSTILE in shown) == (name not in {"coverage", "matrix", "threads"})
    else:
        assert "<script>" not in body.replace("\\<script\\>", "")


@pytest.mark.slow
def test_the_same_library_gives_the_same_bytes(run: Run, small: Path, tmp_path: Path) -> None:
    for form in ("md", "html", "pdf", "docx"):
        files = [tmp_path / f"{number}.{form}" for number in (1, 2)]
        for file in files:
            run("render", "comparison", "2010", "2011", "--library", str(small), "-o", str(file))
        assert files[0].read_bytes() == files[1].read_bytes()


def test_a_day_is_stated_only_where_it_is_asked_for(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1448582400")
    assert "· November 27, 2015" in run("render", "--library", str(small)).stdout
    assert "· 27 novembre 2015" in run("render", "--library", str(small), "--lang", "fr").stdout
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run("render", "--library", str(small))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'yesterday'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["libary"], "did you mean library?"),
        (["report"], "write: consultrep render report ID"),
        (["report", "2010-twon"], "2010-town"),
        (["comparison", "2010"], "write: consultrep render comparison A B..."),
        (["theme", "acess"], "did you mean"),
        (["thread", "2011-town/r9"], "2011-town/r"),
        (["coverage", "2010"], "write: consultrep render coverage"),
        (["--theme", "acess"], "did you mean"),
        (["matrix", "--explain"], "--explain is for comparisons"),
        (["coverage", "--theme", "access"], "--year, --report and --series"),
    ],
)
def test_what_is_not_there_is_said(run: Run, small: Path, arguments: list[str], words: str) -> None:
    result = run("render", *arguments, "--library", str(small))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_list_names_documents_templates_and_variables(run: Run) -> None:
    text = run("render", "--list").stdout
    for name, kind in DOCUMENTS.items():
        assert f"consultrep render {name}" in text
        assert f"template: {kind.template}" in text
        assert (ROOT / "templates" / kind.template).is_file()
    assert "variables: title, summary, primary (ReportView[]), companions (ReportView[]), themes" in text
    assert "\nThemeGroup: label, items (ItemView[])\n" in text
    thread = next(line for line in text.splitlines() if line.startswith("ThreadView: "))
    assert thread.endswith("answers, implementation, related, series (WordingView[])")


def test_a_template_uses_no_variable_that_list_does_not_name() -> None:
    from jinja2 import meta

    from consultrep.render.environment import make_environment

    environment = make_environment([ROOT / "templates"])
    for kind in DOCUMENTS.values():
        source = (ROOT / "templates" / kind.template).read_text(encoding="utf-8")
        used = meta.find_undeclared_variables(environment.parse(source)) - set(environment.globals)
        assert used <= set(kind.variables), kind.name


def test_init_copies_the_templates_which_then_serve(run: Run, small: Path) -> None:
    folder = small / "templates"
    copied = run("render", "--init", str(folder))
    names = {file.name for file in (ROOT / "templates").iterdir()}
    assert {Path(line).name for line in copied.stdout.splitlines()} == names
    assert {file.name for file in folder.iterdir()} == names
    before = run("render", "--library", str(small)).stdout
    template = folder / "library.html.j2"
    template.write_text(template.read_text(encoding="utf-8").replace("<h1>", "<h1>My "), encoding="utf-8")
    assert run("render", "--library", str(small)).stdout == before.replace("# ", "# My ", 1)
    refused = run("render", "--init", str(folder))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--force" in refused.stderr


def test_a_template_given_serves_every_format_of_its_kind(run: Run, small: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.html.j2"
    note.write_text("<h1>Note</h1><p>{{ report.title }} & <b>{{ shown }}</b></p>", encoding="utf-8")
    given = ["render", "report", "2010-town", "--template", str(note), "--library", str(small)]
    assert run(*given).stdout == "# Note\n\n2010 consultation &amp;\n"
    assert "<p>2010 consultation &" in run(*given, "--format", "html").stdout
    own = tmp_path / "note.md.j2"
    own.write_text("{{ report.title }}: **{{ report.id }}**\n", encoding="utf-8")
    given[given.index(str(note))] = str(own)
    assert run(*given).stdout == "2010 consultation: **2010-town**\n"
    refused = run(*given, "--format", "html")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert ".html.j2" in refused.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<h1>{{ reprot }}</h1>", "note.html.j2:1|did you mean report"),
        ("<h1>\n{{ report.titel }}</h1>", "note.html.j2:2|did you mean title"),
        ("<h1>{{ report.title </h1>", "note.html.j2:1"),
        ("<h1><p>x</h1>", "note.html.j2|<h1>"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("{% include '../../pyproject.toml' %}", "pyproject.toml"),
        ("{{ report.__class__.__mro__ }}", "note.html.j2:1"),
        ("{{ ''.__class__ }}", "note.html.j2:1"),
    ],
)
def test_an_error_of_a_template_names_its_place_and_the_nearest_name(
    run: Run, small: Path, tmp_path: Path, text: str, words: str
) -> None:
    note = tmp_path / "note.html.j2"
    note.write_text(text, encoding="utf-8")
    result = run("render", "report", "2010-town", "--template", str(note), "--library", str(small))
    assert (result.exit_code, result.stdout) == (3, "")
    for word in words.split("|"):
        assert word in result.stderr


def test_a_template_that_is_not_there_is_said(run: Run, small: Path, tmp_path: Path) -> None:
    result = run("render", "--template", str(tmp_path / "none.html.j2"), "--library", str(small))
    assert result.exit_code == 3
    assert "none.html.j2" in result.stderr
