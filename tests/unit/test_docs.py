"""The documentation keeps its promises; tests/slow/test_doc_pages.py runs the pages that are not run here."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import typer.main

from consultrep.cli.app import app
from tests.conftest import ROOT, Run
from tests.consoles import commands_of, run_page

sys.path.insert(0, str(ROOT / "tools"))
reference = pytest.importorskip("reference")

DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = [README, *sorted(DOCS.rglob("*.md"))]
ENGLISH_ONLY = {"benchmarks.md"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def is_french(page: Path) -> bool:
    return page.is_relative_to(DOCS / "fr")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_command_of_the_readme_runs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULTREP_LANG", "en")
    library = Path.cwd() / "library"
    run_page(README, run, library)
    for command in commands_of(README):
        written = re.search(r" -o (\S+)", command)
        if written:
            assert re.search("2015-workshop|2014-forum", written_text(library / written.group(1))), command


def written_text(file: Path) -> str:
    """The text of a file that a command wrote, whatever its format."""
    if file.suffix == ".pdf":
        return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
    if file.suffix == ".docx":
        return " ".join(docx.Document(str(file)).element.itertext())
    return file.read_text(encoding="utf-8")


def test_there_is_something_to_run() -> None:
    assert len(commands_of(README)) >= 8
    assert sum(len(commands_of(page)) for page in PAGES) > 80


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_stand_in_consoles_or_name_real_options(page: Path) -> None:
    """An indented command would not be run; one in a sentence is held against the program's options."""
    assert not re.search(r"^    consultrep ", text_of(page), re.MULTILINE)
    program: Any = typer.main.get_command(app)
    commands = program.load_commands()
    for words in (shlex.split(code)[1:] for code in re.findall(r"`(consultrep [^`\n]+)`", text_of(page))):
        known = {option for parameter in program.params for option in parameter.opts}
        if words[0] in commands:
            known |= {option for parameter in commands[words[0]].params for option in parameter.opts}
        else:
            assert words[0].startswith("-") or words[0].isupper(), words
        unknown = [word for word in words if word.startswith("--") and word not in {*known, "--help"}]
        assert not unknown, (words, unknown)


@pytest.mark.parametrize("page", [*PAGES, ROOT / "ARCHITECTURE.md"], ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text_of(page)):
        assert (page.parent / target).exists(), target


def test_every_french_page_has_its_twin_and_every_page_for_users_a_french_one() -> None:
    french = {page.relative_to(DOCS / "fr").as_posix() for page in DOCS.glob("fr/**/*.md")}
    english = {page.relative_to(DOCS).as_posix() for page in [*DOCS.glob("*.md"), *DOCS.glob("guides/*.md")]}
    assert french - english == set()
    assert english - french <= ENGLISH_ONLY


@pytest.mark.parametrize("folder", [DOCS, DOCS / "fr"], ids=name_of)
def test_the_first_page_leads_to_every_page_in_words_and_in_the_menu(folder: Path) -> None:
    words, _fence, menu = text_of(folder / "index.md").partition("```{toctree}")
    pages = {*folder.glob("*.md"), *folder.glob("guides/*.md")} - {folder / "index.md"}
    names = {page.relative_to(folder).as_posix() for page in pages}
    assert names - set(re.findall(r"\]\(([^)]+)\)", words)) == set()
    assert names - {f"{line}.md" for line in menu.splitlines()} == set()


def test_the_french_page_of_matching_gives_no_figure_that_its_twin_does_not() -> None:
    def figures(page: str) -> set[str]:
        return set(re.findall(r"\b\d+[.,]\d+", text_of(DOCS / page)))

    french = {figure.replace(",", ".") for figure in figures("fr/matching.md")}
    assert len(french) > 10
    assert french - figures("matching.md") == set()


@pytest.mark.parametrize("page", [page for page in PAGES if is_french(page)], ids=name_of)
def test_french_pages_put_no_break_spaces_where_french_does(page: Path) -> None:
    code = r"^```.*?^```|`[^`]*`|<!--.*?-->|\|[ :|-]+\|"
    text = re.sub(code, "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r".*(?:\w :(?=\s)|« | »).*", text) == []


@pytest.mark.parametrize("page", [page for page in PAGES if is_french(page)], ids=name_of)
def test_french_pages_run_the_commands_of_their_twins(page: Path) -> None:
    twin = DOCS / page.relative_to(DOCS / "fr")
    assert [command.split()[:2] for command in commands_of(page)] == [
        command.split()[:2] for command in commands_of(twin)
    ]


def test_the_reference_is_up_to_date() -> None:
    stale = [file.name for file, text in reference.pages() if text_of(file) != text]
    assert stale == [], "run: python tools/reference.py"


def test_the_reference_names_every_command_and_option() -> None:
    program: Any = typer.main.get_command(app)
    for folder in (DOCS, DOCS / "fr"):
        page = text_of(folder / "reference.md")
        for name, command in program.load_commands().items():
            assert f"\n## {name}\n" in page
            assert f"[{name}](#{name})" in page
            for parameter in command.params:
                assert parameter.param_type_name == "argument" or f"`{parameter.opts[-1]}`" in page


def test_the_rules_tell_their_level_in_the_language_of_the_page() -> None:
    assert "\n*warning*\n" in text_of(DOCS / "rules.md")
    french = text_of(DOCS / "fr/rules.md")
    assert "\n*avertissement* (`warning`)\n" in french
    assert "\n*erreur* (`error`)\n" in french


def test_the_readme_is_short() -> None:
    assert len(text_of(README).splitlines()) <= 120


def test_what_the_readme_quotes_is_what_is_printed(run: Run) -> None:
    quoted = " ".join(
        line.removeprefix("> ") for line in text_of(README).splitlines() if line.startswith("> ")
    )
    assert quoted in run("compare", "2014", "2015").stdout
