"""`consultrep search` and `--where` as a person runs them; docs/searching.md is run with the other pages."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from consultrep.export.cells import Emphasized
from consultrep.messages import LANGUAGES
from consultrep.query.search.field_names import name_of, value_names
from consultrep.query.search.tokens import OPERATORS
from consultrep.query.search.tree import FieldName
from tests.conftest import ROOT, Run

PAGE = ROOT / "docs/searching.md"


def hits(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text)["hits"])


def test_the_page_names_every_field_and_value_in_both_languages() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for field in FieldName:
        for language in LANGUAGES:
            assert f"`{name_of(field, language)}:`" in text
            for name in value_names(field, language).values():
                assert re.search(rf"`\"?{name}\"?`", text), name
    for operator in OPERATORS:
        assert re.search(rf"\b{operator}\b", text)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
def test_every_format_names_the_hits(run: Run, small: Path, language: str, form: str) -> None:
    result = run("search", "piscine", "--library", str(small), "--lang", language, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2011-town/r2" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["jugse", "--lang", "fr"], "Aucun texte ne contient le mot 'jugse'\xa0: vouliez-vous dire juges?"),
        (["river judges"], "Every word is in some text, but no text has all that is asked for"),
        (["river", "--year", "2011"], "Without the filters, 1 text would be found."),
        (["judges", "--year", "2011", "--theme", "data"], "Without the filters, 3 texts would be found."),
    ],
)
def test_what_finds_nothing_says_why(run: Run, small: Path, words: list[str], said: str) -> None:
    result = run("search", *words, "--library", str(small))
    assert (result.exit_code, result.stdout.strip()) == (0, "")
    assert said in result.stderr


def test_a_hit_that_only_its_themes_explain_names_them(run: Run, small: Path) -> None:
    text = run("search", "judicial prosecutors", "--library", str(small), "--format", "md").stdout
    assert "Train judges and **prosecutors** on accessibility. (themes: Judicial training)" in text
    assert "(themes:" not in run("search", "train prosecutors", "--library", str(small)).stdout


def test_words_may_be_several_arguments(run: Run, small: Path) -> None:
    one = run("search", "train judges", "--library", str(small), "--format", "json")
    several = run("search", "train", "judges", "--library", str(small), "--format", "json")
    assert one.stdout == several.stdout
    assert {hit["id"] for hit in hits(one.stdout)} == {"2010-town/f1", "2010-town/r1", "2011-town/r1"}


def test_markdown_sets_matches_bold_and_reads_no_marks_of_the_record(run: Run, small: Path) -> None:
    text = run("search", "publi* pool", "--library", str(small), "--format", "md").stdout
    assert r"Open a \***public**\* \| free \<swimming **pool**\>." in text


def test_json_has_the_ranges_of_each_language(run: Run, small: Path) -> None:
    text = run("search", "accessib*", "--library", str(small), "--format", "json").stdout
    for hit in hits(text):
        for language, ranges in hit["highlights"].items():
            words = [hit[f"text_{language}"][start:end] for start, end in ranges]
            assert words == ["accessibilité" if language == "fr" else "accessibility"]
        assert hit["cosine"] is None
        assert hit["bm25"] > 0


def test_a_terminal_shows_matches_bold_and_underlined_and_never_reads_markup(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    file = small / "reports/2011-town.yaml"
    file.write_text(
        file.read_text("utf-8").replace("free <swimming pool>", "[red]free[/red] pool"), encoding="utf-8"
    )
    text = run("search", "free", "--library", str(small), "--color", "always").stdout
    assert "[red]\x1b[1;4mfree\x1b[0m[/red]" in text
    assert "\x1b" not in run("search", "free", "--library", str(small), "--color", "never").stdout


def test_a_hit_is_shown_in_the_language_that_matched(run: Run, small: Path) -> None:
    assert "[fr] Réparer les ponts" in run("search", '"les ponts"', "--library", str(small)).stdout
    assert "Repair the bridges" in run("search", "bridges", "--library", str(small)).stdout


def test_a_limit_is_told(run: Run, small: Path) -> None:
    base = ["search", "open OR train", "--limit", "1", "--library", str(small)]
    assert run(*base).stdout.splitlines()[-1] == "Hits shown: 1 of 5."
    assert json.loads(run(*base, "--format", "json").stdout)["count"] == 5
    assert len(hits(run(*base, "--format", "json").stdout)) == 1


def test_nothing_found_is_said_and_is_no_failure(run: Run, small: Path) -> None:
    base = ["search", "nothingatall", "--library", str(small)]
    result = run(*base)
    assert (result.exit_code, result.stdout.strip(), result.stderr) == (
        0,
        "",
        "Nothing matches.\nNo text has the word 'nothingatall'.\n",
    )
    assert run(*base, "--lang", "fr").stderr.startswith("Rien ne correspond.\n")
    header = next(csv.reader(io.StringIO(run(*base, "--format", "csv").stdout)))
    assert header[:3] == ["rank", "id", "kind"]


def test_csv_has_a_row_a_hit(run: Run, small: Path) -> None:
    base = ["search", "judges", "--library", str(small), "--format"]
    rows = list(csv.DictReader(io.StringIO(run(*base, "csv").stdout)))
    whole = hits(run(*base, "json").stdout)
    assert [row["id"] for row in rows] == [hit["id"] for hit in whole]
    assert list(rows[0]) == list(whole[0])
    assert [json.loads(row["highlights"]) for row in rows] == [hit["highlights"] for hit in whole]


def test_reports_that_were_not_read_are_named(run: Run) -> None:
    assert "2014-forum" in run("search", "training").stderr
    assert "2014-forum" not in run("search", "training year:2015").stderr


def test_by_meaning_is_told_apart(run: Run, small: Path) -> None:
    base = ["search", "magistrates", "--semantic", "--items", "all", "--limit", "2", "--library", str(small)]
    found = json.loads(run(*base, "--format", "json").stdout)
    assert found["by"] == "meaning"
    assert "sentence-encoder" in found["encoder"]
    assert {hit["id"] for hit in found["hits"]} <= {"2010-town/f1", "2010-town/r1", "2011-town/r1"}
    assert all(hit["bm25"] is None and -1 <= hit["cosine"] <= 1 for hit in found["hits"])
    assert "cosine" in run(*base).stdout


def test_drafts_are_found_only_where_asked_for_and_marked(run: Run, small: Path) -> None:
    file = small / "reports/2011-town.yaml"
    text = file.read_text("utf-8").replace("  - id: r2\n", "  - id: r2\n    confidence: 0.7\n")
    file.write_text(text.replace("series: town\n", "series: town\ndraft: true\n"), encoding="utf-8")
    base = ["search", "gratuite", "--library", str(small)]
    assert "2011-town/r2" not in run(*base).stdout
    assert "(to be confirmed)" in run(*base, "--drafts").stdout
    assert [hit["draft"] for hit in hits(run(*base, "--drafts", "--format", "json").stdout)] == [True]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_error_shows_its_place(run: Run, small: Path, language: str) -> None:
    result = run("search", "juges ET (formation", "--library", str(small), "--lang", language)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "\n  juges ET (formation\n           ^\n  " in result.stderr
    assert ("parenthèse" in result.stderr) is (language == "fr")


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["search", "judges OR bridges"],
        ["stats"],
        ["compare", "2010", "2011"],
        ["render"],
        ["match", "2010", "2011"],
    ],
)
def test_where_is_taken_by_every_command_with_filters(run: Run, small: Path, command: list[str]) -> None:
    base = [*command, "--library", str(small)]
    kept = run(*base, "--where", "juges SAUF ponts")
    assert kept.exit_code == 0
    assert kept.stdout != run(*base).stdout
    assert "bridges" not in kept.stdout
    wrong = run(*base, "--where", "theme:")
    assert wrong.exit_code == 2
    assert "^^^^^^" in wrong.stderr


def test_list_where_keeps_what_the_query_finds(run: Run, small: Path) -> None:
    listed = run("list", "--where", "theme:formation", "--library", str(small), "--format", "json").stdout
    found = run("search", "theme:formation kind:recommendation", "--library", str(small), "--format", "json")
    assert {item["id"] for item in json.loads(listed)["items"]} == {hit["id"] for hit in hits(found.stdout)}
    finding = run("list", "--where", "kind:finding", "--library", str(small), "--count").stdout
    assert finding == "1\n"


def test_a_document_says_the_query(run: Run, small: Path) -> None:
    text = run("render", "--where", "juges", "--library", str(small), "--lang", "fr").stdout
    assert "requête\u00a0: juges" in text


@pytest.mark.parametrize(
    ("first", "shown", "marked"),
    [(0, "word0", "word0"), (900, "word150", "word150"), (1194, "word199", "word199")],
)
def test_of_a_long_text_an_excerpt_is_shown(first: int, shown: str, marked: str) -> None:
    text = " ".join(f"word{number}" for number in range(300))
    start = text.index(f"{shown} ")
    cut = Emphasized(text, [(start, start + len(marked))]).excerpt()
    ((low, high),) = cut.ranges
    assert cut[low:high] == marked
    assert len(cut) < 310
    assert cut.startswith("… ") is (first > 0)
    assert cut.endswith(" …")
    assert set(cut.replace("…", "").split()) <= set(text.split())


def test_an_excerpt_of_one_endless_word_ends() -> None:
    cut = Emphasized("x" * 5000, [(4000, 5000)]).excerpt()
    assert len(cut) < 310
    assert all(0 <= low < high <= len(cut) for low, high in cut.ranges)


def test_an_encoder_is_refused_where_words_decide(run: Run, small: Path) -> None:
    result = run("search", "access", "--encoder", "folder", "--library", str(small))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--semantic" in result.stderr
    env = {"CONSULTREP_ENCODER": "folder"}
    assert run("search", "access", "--library", str(small), env=env).exit_code == 0
