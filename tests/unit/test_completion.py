"""Completion: a line is split as a shell splits it, what it wants is known, and the library's values fit."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.cli.completion.answering import LINE, SHELL, answer, complete
from consultrep.cli.completion.line import commands, options_of, split_line, wanted_by
from consultrep.cli.completion.values import _KINDS
from consultrep.messages import use_language
from tests.conftest import ROOT, Run

Offered = Callable[..., list[str]]
THEMES = """\
  - id: police
    label: {fr: "L'éducation de la police", en: "Police: \\"school\\""}
  - id: odd
    label: {fr: "Drôle\\td'idée", en: Odd}
"""


@pytest.fixture
def offered(small: Path) -> Offered:
    """What a shell may offer for a line in the small library: values, or whole lines."""
    with (small / "reports/themes.yaml").open("a", encoding="utf-8") as themes:
        themes.write(THEMES)

    def ask(line: str, shell: str = "fish", *, whole: bool = False, **environ: str) -> list[str]:
        said = answer({SHELL: shell, LINE: line, "LANG": "en_CA.UTF-8", **environ}, small)
        use_language("en")
        return [one if whole else one.partition("\t")[0] for one in said.splitlines()]

    return ask


def test_what_is_known_of_the_commands_is_up_to_date() -> None:
    checked = subprocess.run([sys.executable, "tools/completion.py", "--check"], cwd=ROOT, check=False)
    assert checked.returncode == 0, "run: python tools/completion.py"


def test_every_kind_of_value_is_one_that_can_be_offered() -> None:
    kinds = {
        value
        for name, command in commands().items()
        for value in (
            *(one["value"] for one in options_of(name).values()),
            *(one["value"] for one in command["arguments"]),
        )
        if isinstance(value, str)
    }
    assert kinds - {"", "file", "subject"} == set(_KINDS)


@pytest.mark.parametrize(
    ("line", "words", "typed", "quote"),
    [
        ("consultrep ", [], "", ""),
        ("consultrep  list\t--theme  a", ["list", "--theme"], "a", ""),
        ("LANG=fr X=1 consultrep list ", ["list"], "", ""),
        ("consultrep list 'a b' \"c d", ["list", "a b"], "c d", '"'),
        (r"consultrep list a\ b", ["list"], "a b", ""),
        ("consultrep list '' ", ["list", ""], "", ""),
        (r"consultrep list 'a\b", ["list"], r"a\b", "'"),
    ],
)
def test_a_line_is_split_as_a_shell_splits_it(line: str, words: list[str], typed: str, quote: str) -> None:
    split = split_line(line)
    assert (list(split.words), split.typed, split.quote) == (words, typed, quote)


def test_powershell_escapes_with_a_sign_of_its_own() -> None:
    assert split_line(r"consultrep show C:\a` b", "`").typed == r"C:\a b"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("consultrep ", "command"),
        ("consultrep --lang ", "choice"),
        ("consultrep --lang fr ", "command"),
        ("consultrep -", "option"),
        ("consultrep list --", "option"),
        ("consultrep list --theme ", "theme"),
        ("consultrep list --theme=", "theme"),
        ("consultrep list --theme x --year ", "year"),
        ("consultrep list --waiting ", ""),
        ("consultrep list -o ", "file"),
        ("consultrep compare ", "selector"),
        ("consultrep compare 2014 2015 ", "selector"),
        ("consultrep match 2014 2015 ", ""),
        ("consultrep compare -- -", "selector"),
        ("consultrep show ", "shown"),
        ("consultrep accept a/b ", "draft"),
        ("consultrep respond ", "item"),
        ("consultrep respond a/b --status ", "choice"),
        ("consultrep respond a/b --by ", "actor"),
        ("consultrep render ", "choice"),
        ("consultrep render theme ", "subject"),
        ("consultrep check --explain ", "choice"),
        ("consultrep import ", "file"),
        ("consultrep nothing ", ""),
        ("consultrep nothing --la", "option"),
    ],
)
def test_what_a_line_wants(line: str, kind: str) -> None:
    assert wanted_by(split_line(line)).kind == kind


def test_themes_are_offered_by_id_and_by_name_in_both_languages(offered: Offered) -> None:
    assert offered("consultrep list --theme ", whole=True)[0] == "training\tTraining"
    assert offered("consultrep list --theme ", whole=True, LANG="fr_CA.UTF-8")[0] == "training\tFormation"
    assert offered("consultrep list --theme form") == ["formation", "formation des juges"]
    assert offered("consultrep list --theme Trai") == ["training"]
    assert offered("consultrep list --theme \"l'edu") == ["l'education de la police"]


def test_what_is_offered_is_taken(offered: Offered, run: Run, small: Path) -> None:
    for typed in ("", "form", "l'edu", "POL"):
        for name in offered(f'consultrep list --theme "{typed}'):
            result = run("list", "--theme", name, "--library", str(small))
            assert "there is no theme" not in result.stderr


def test_reports_years_and_series_are_selectors(offered: Offered) -> None:
    assert offered("consultrep compare 2010") == ["2010", "2010-ngo", "2010-town"]
    assert offered("consultrep compare to") == ["town"]
    assert offered("consultrep reports 2010-n", whole=True) == ["2010-ngo\tNeighbours' report"]


def test_items_come_once_their_report_is_named(offered: Offered) -> None:
    assert offered("consultrep respond 2010") == ["2010-ngo/", "2010-town/"]
    assert offered("consultrep respond 2010-town/r") == ["2010-town/r1", "2010-town/r2", "2010-town/r3"]
    assert offered("consultrep show 2010-t") == ["2010-town", "2010-town/"]
    assert offered("consultrep show 2010-town/f", whole=True) == ["2010-town/f1\tJudges lack training."]


def test_the_order_of_keys_in_a_file_is_free(offered: Offered, small: Path) -> None:
    file = small / "reports/2010-ngo.yaml"
    lines = file.read_text(encoding="utf-8").replace("id: 2010-ngo\n", "", 1)
    file.write_text(f"{lines}id: 2010-ngo\n", encoding="utf-8")
    assert offered("consultrep show 2010-n") == ["2010-ngo", "2010-ngo/"]
    assert offered("consultrep show 2010-ngo/n") == ["2010-ngo/n1"]


def test_only_what_waits_is_accepted(offered: Offered, small: Path) -> None:
    assert offered("consultrep accept ") == []
    file = small / "reports/2010-town.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("    strength: must\n", "    strength: must\n    confidence: 0.5\n"), "utf-8"
    )
    assert offered("consultrep accept ") == ["2010-town/"]
    assert offered("consultrep accept 2010-town/") == ["2010-town/r1"]


def test_bodies_documents_formats_and_states(offered: Offered) -> None:
    assert offered("consultrep list --actor gr") == ["grC"]
    assert offered("consultrep list --actor RC") == ["RCMP"]
    assert offered("consultrep render the") == ["theme"]
    assert offered("consultrep render theme tr") == ["training"]
    assert offered("consultrep render thread 2010-n") == ["2010-ngo/"]
    assert offered("consultrep render report 2011") == ["2011", "2011-town"]
    assert offered("consultrep render report 2011 --format ") == ["md", "html", "docx", "pdf"]
    assert offered("consultrep status a/b --state s") == ["substantial"]
    assert offered("consultrep --la") == ["--lang"]


def test_commands_and_options_are_described_in_the_language_of_the_line(offered: Offered) -> None:
    (line,) = offered("consultrep fm", whole=True)
    assert line.startswith("fmt\t")
    (french,) = offered("consultrep --lang fr fm", whole=True)
    assert french.startswith("fmt\tMet les fichiers")


def test_each_shell_gets_what_it_can_put_in_place(offered: Offered) -> None:
    assert offered("consultrep list --theme formation\\ d", "bash") == [r"formation\ des\ juges"]
    assert offered("consultrep list --theme 'formation d", "bash") == ["formation des juges"]
    assert offered("consultrep list --theme \"l'ed", "bash") == ["l'education de la police"]
    assert offered("consultrep list --theme=tr", "bash") == ["training"]
    assert offered("consultrep list --theme=tr", "zsh") == ["--theme=training"]
    assert offered("consultrep list --theme=tr", "fish") == ["--theme=training"]
    assert offered("consultrep list --theme l`'ed", "powershell") == ["'l''education de la police'"]
    assert offered("consultrep list --theme tr", "powershell") == ["training"]


def test_bash_goes_on_after_a_colon(offered: Offered) -> None:
    assert offered('consultrep list --theme police:\\ \\"s', "bash") == [r"\ \"school\""]


def test_names_that_would_drive_a_terminal_are_not_offered(offered: Offered) -> None:
    assert offered("consultrep list --theme dr") == []
    assert offered("consultrep list --theme od") == ["odd"]


@pytest.mark.parametrize(
    "line",
    [
        "consultrep list --library /nowhere --theme ",
        "consultrep list --theme ",
        "",
        "x",
        "consultrep show ''/",
    ],
)
def test_nothing_is_said_where_something_is_amiss(
    line: str, small: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (small / "reports/themes.yaml").write_text("themes: [", encoding="utf-8")
    (small / "reports/2011-town.yaml").write_bytes(b"\xff\xfe")
    complete({SHELL: "fish", LINE: line}, small)
    assert capfd.readouterr().err == ""


@given(st.text(max_size=40), st.sampled_from(["bash", "zsh", "fish", "powershell", ""]))
def test_any_line_has_an_answer(line: str, shell: str) -> None:
    said = answer({SHELL: shell, LINE: f"consultrep {line}"}, ROOT)
    assert all(one.isprintable() for value in said.splitlines() for one in value.split("\t"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_shell_is_answered_by_the_program_itself(shell: str, small: Path) -> None:
    environ = {**os.environ, SHELL: shell, LINE: "consultrep show 2010-town/f", "CONSULTREP_LANG": "en"}
    program = [sys.executable, "-m", "consultrep"]
    done = subprocess.run(program, cwd=small, env=environ, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "2010-town/f1\tJudges lack training.\n"
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_a_shell_names_it(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert all(name in result.stdout for name in (SHELL, LINE, shell))


def test_a_shell_that_is_not_known_is_refused(run: Run) -> None:
    result = run("completion", "tcsh")
    assert result.exit_code == 2
    assert "tcsh" in result.stderr
