"""`check`: each problem with its place, in every format; levels, pages, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from consultrep.store.rules import RULES, rule_page
from tests.conftest import ROOT, Run


def broken(small: Path) -> Path:
    file = small / "reports/2011-town.yaml"
    text = file.read_text(encoding="utf-8").replace("themes: [judges]", "themes: [juges]")
    file.write_text(text, encoding="utf-8")
    return file


def edited(small: Path, name: str, *changes: tuple[str, str]) -> None:
    file = small / "reports" / name
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def test_the_shipped_records_pass_without_a_warning(run: Run) -> None:
    result = run("check", str(ROOT), "--strict")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 errors, 0 warnings" in result.stderr


def test_an_error_ends_with_1_and_is_placed(run: Run, small: Path) -> None:
    broken(small)
    result = run("check", "--library", str(small))
    assert result.exit_code == 1
    assert "2011-town.yaml:20:14: error: there is no theme juges (did you mean judges?) [unknown-theme]" in (
        result.stdout
    )


def test_a_warning_counts_only_when_strict(run: Run, small: Path) -> None:
    assert run("check", str(small)).exit_code == 0
    assert "[missing-language]" in run("check", str(small)).stdout
    assert run("check", str(small), "--strict").exit_code == 1


def test_json_has_every_part(run: Run, small: Path) -> None:
    broken(small)
    data = json.loads(run("check", str(small), "--format", "json").stdout)
    assert data["schema_version"] == 1
    assert data["errors"] == 1
    (error,) = [problem for problem in data["problems"] if problem["severity"] == "error"]
    assert set(error) == {"path", "line", "column", "rule", "severity", "message", "hint"}
    assert (error["line"], error["rule"]) == (20, "unknown-theme")


def test_github_annotations(run: Run, small: Path) -> None:
    broken(small)
    lines = run("check", str(small), "--format", "github").stdout.splitlines()
    assert any(
        re.fullmatch(r"::error file=.*2011-town\.yaml,line=20,col=14,title=unknown-theme::there is .*", line)
        for line in lines
    )


def test_a_single_file_is_checked_within_its_library(run: Run, small: Path) -> None:
    file = broken(small)
    other = small / "reports/2010-town.yaml"
    assert run("check", str(other)).exit_code == 0
    assert "unknown-theme" not in run("check", str(other)).stdout
    assert run("check", str(file)).exit_code == 1
    assert "1 file" in run("check", str(file)).stderr


@pytest.mark.parametrize("path", ["missing.yaml", "."])
def test_a_path_outside_any_library_is_refused(run: Run, path: str) -> None:
    assert run("check", path).exit_code == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_rule_is_listed_and_explained_in_both_languages(run: Run, language: str) -> None:
    listed = run("check", "--rules", "--lang", language).stdout.splitlines()
    assert [line.split("\t")[0] for line in listed] == sorted(RULES)
    pages = set()
    for rule in RULES:
        page = run("check", "--explain", rule, "--lang", language).stdout
        assert page.startswith(f"{rule} (")
        pages.add(page)
        if language == "fr":
            assert rule_page(rule) != RULES[rule].__doc__
    assert len(pages) == len(RULES)


def test_an_unknown_rule_names_the_nearest(run: Run) -> None:
    result = run("check", "--explain", "unknown-them")
    assert result.exit_code == 2
    assert "unknown-theme" in result.stderr


def test_levels_are_set_in_the_settings(run: Run, small: Path) -> None:
    broken(small)
    settings = small / "consultrep.toml"
    settings.write_text(
        '[check.levels]\nunknown-theme = "warning"\nmissing-language = "off"\n', encoding="utf-8"
    )
    result = run("check", str(small))
    assert result.exit_code == 0
    assert "warning: there is no theme juges" in result.stdout
    assert "missing-language" not in result.stdout
    assert run("list", "--library", str(small)).exit_code == 0
    settings.write_text('[check.levels]\nmissing-language = "error"\n', encoding="utf-8")
    assert "error: the text is missing" in run("check", str(small)).stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[check.levels]\nunknown-them = "off"\n', "unknown-theme"),
        ('[check.levels]\nyaml = "off"\n', "always an error"),
        ('[check.levels]\nunknown-theme = "loud"\n', "check.levels"),
        ("[checks]\n", "checks"),
    ],
)
def test_bad_levels_are_said(run: Run, small: Path, text: str, words: str) -> None:
    (small / "consultrep.toml").write_text(text, encoding="utf-8")
    result = run("check", str(small))
    assert result.exit_code == 1
    assert "[settings]" in result.stdout
    assert words in result.stdout


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            [("en: Train judges and prosecutors on", "en: Train 3 judges and prosecutors on")],
            "numbers differ: no number in French, 3 in English",
        ),
        ([("en: Train judges", "en: Do not train judges")], "negation"),
        (
            [("en: Train judges", "en: Have the UN train judges")],
            "acronyms differ: no acronym in French, UN in English",
        ),
        ([('period: "2010-03"', 'period: "2010-03"\npublished: "2009"')], "2009 lies before 2010-03"),
    ],
)
def test_advice(run: Run, small: Path, changes: list[tuple[str, str]], words: str) -> None:
    edited(small, "2010-town.yaml", *changes)
    result = run("check", str(small / "reports/2010-town.yaml"))
    assert words in result.stdout
    assert "warning" in result.stdout


def test_twin_acronyms_are_the_same_in_both_languages(run: Run, small: Path) -> None:
    edited(
        small,
        "2010-town.yaml",
        ("fr: Former les juges", "fr: Avec la GRC, former les juges"),
        ("en: Train judges", "en: With the RCMP, train judges"),
    )
    assert "acronyms" not in run("check", str(small)).stdout


def test_an_anchor_is_checked_where_its_source_is_present(run: Run, small: Path) -> None:
    from consultrep.model import fingerprint

    passage = "Il faut former les juges"
    mark = f"fingerprint: {fingerprint(passage)}, opening: Il faut former"
    edited(small, "2010-town.yaml", ("span: [0, 20], opening: Il faut former", f"span: [0, 24], {mark}"))
    sources = small / "sources"
    sources.mkdir()
    text = sources / "2010-town.fr.txt"
    text.write_text("1\n2\n3\n4\n" + passage + ".\n", encoding="utf-8")
    assert "stale-anchor" not in run("check", str(small)).stdout
    text.write_text("1\n2\n3\n4\n5\n6\nOr " + passage + ".\n", encoding="utf-8")
    moved = run("check", str(small)).stdout
    assert "no longer stands at line 5 (it stands now at line 7, characters 3 to 27) [stale-anchor]" in moved
    text.write_text("Rien.\n", encoding="utf-8")
    assert "it is not found" in run("check", str(small)).stdout
    (small / "consultrep.toml").write_text('[check]\nsources = "elsewhere"\n', encoding="utf-8")
    assert "stale-anchor" not in run("check", str(small)).stdout


def test_a_recommendation_in_a_record_only_report(run: Run, small: Path) -> None:
    edited(small, "2010-ngo.yaml", ("level: partial", "level: record_only"))
    result = run("check", str(small))
    assert result.exit_code == 1
    assert "[record-only]" in result.stdout


def test_french_output_is_french_for_people_and_codes_for_programs(run: Run, small: Path) -> None:
    broken(small)
    shown = run("check", str(small), "--lang", "fr").stdout
    assert " erreur\u00a0: " in shown
    assert "error" not in shown
    assert " erreur\u00a0: " in run("list", "--library", str(small), "--lang", "fr").stderr
    assert '"severity": "error"' in run("check", str(small), "--lang", "fr", "--format", "json").stdout
    assert "::error " in run("check", str(small), "--lang", "fr", "--format", "github").stdout
