"""`evaluate` as a person runs it: on the judgements, on a gold file, on tables of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

OURS = """id,text_en,text_fr
a1,Train judges on lamps.,Former les juges sur les lampes.
a2,Fund new shelters.,Financer de nouveaux refuges.
"""
THEIRS = """{"id": "b1", "text_en": "Give judges training on lamps."}
{"id": "b2", "text_en": "Fund shelters for pilots."}
"""
GOLD: dict[str, list[dict[str, Any]]] = {
    "earlier": [{"id": "A0", "en": "Train judges on lamps."}, {"id": "A1", "en": "Fund new shelters."}],
    "later": [{"id": "B0", "en": "Fund shelters for pilots."}, {"id": "B1", "en": "Train judges."}],
    "pairs": [
        {"earlier": "A0", "later": "B1", "grade": 2},
        {"earlier": "A1", "later": "B0", "grade": 2},
        {"earlier": "A0", "later": "B0", "grade": 1},
    ],
}


@pytest.fixture
def sides() -> tuple[str, str]:
    """Two files of texts in the working folder."""
    Path("ours.csv").write_text(OURS, encoding="utf-8")
    Path("theirs.jsonl").write_text(THEIRS, encoding="utf-8")
    return "ours.csv", "theirs.jsonl"


def measured(run: Run, *arguments: str) -> list[dict[str, Any]]:
    """The evaluations; numbers to six places, for vectors differ by what is encoded with them."""
    result = run("evaluate", *arguments, "--format", "json", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(
        result.stdout, parse_float=lambda number: round(float(number), 6)
    )["evaluations"]
    return found


def test_a_gold_file_is_measured(run: Run) -> None:
    Path("gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (one,) = measured(run, "gold.json")
    assert (one["first_language"], one["second_language"]) == ("en", "en")
    assert (one["pairs"], one["same"]) == (4, 2)
    assert one["average_precision"] == one["mean_average_precision"] == one["best_f1"] == 1.0
    assert sum(tenth["pairs"] for tenth in one["reliability"]) == 4
    assert "précision moyenne" in run("evaluate", "gold.json", "--lang", "fr").stdout


@pytest.mark.slow
def test_the_judgements_of_the_library_are_measured(run: Run) -> None:
    found = measured(run)
    languages = [(one["first_language"], one["second_language"]) for one in found]
    assert languages == [("en", "en"), ("fr", "fr"), ("fr", "en"), ("en", "fr")]
    for one in found:
        assert one["same"] < one["pairs"]
        assert 0.3 < one["average_precision"] <= one["average_precision_apart_from_related"] < 1


def test_a_library_without_judgements_says_what_to_do(run: Run, small: Path) -> None:
    result = run("evaluate", "--library", str(small))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "consultrep review" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nonsense", "not a file of graded pairs"),
        ("{}", "not a file of graded pairs"),
        (json.dumps({**GOLD, "pairs": []}), "no pair has the grade 2"),
        (json.dumps({**GOLD, "earlier": [{"id": "A0"}]}), "A0 has no text"),
        (json.dumps({**GOLD, "later": []}), "names 'B1'"),
        (json.dumps({**GOLD, "later": GOLD["later"] * 2}), "the id B0 stands twice"),
    ],
)
def test_what_is_no_gold_file_is_refused(run: Run, content: str, message: str) -> None:
    Path("gold.json").write_text(content, encoding="utf-8")
    result = run("evaluate", "gold.json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert message in result.stderr


GRADED = {
    "grades.csv": "earlier,later,grade\na1,b1,2\na2,b2,2\na1,b2,1\n",
    "verdicts.csv": "A;B;Verdict;reason\na1;b1;même;parce que\na2;b2;plus étroit;\na1;b2;Related;\n",
    "grades.jsonl": '{"earlier": "a1", "later": "b1", "grade": 2, "by": ["me"]}\n\n'
    '{"earlier": "a2", "later": "b2", "grade": "wider"}\n{"earlier": "a1", "later": "b2", "grade": 1}\n',
}


@pytest.mark.parametrize("name", GRADED)
def test_a_table_of_pairs_is_measured_like_a_gold_file(run: Run, sides: tuple[str, str], name: str) -> None:
    Path(name).write_text(GRADED[name], encoding="utf-8")
    english, across = measured(run, name, *sides)
    texts = {text["id"]: text for text in map(json.loads, THEIRS.splitlines())}
    gold = {
        "earlier": [{"id": "a1", "en": "Train judges on lamps."}, {"id": "a2", "en": "Fund new shelters."}],
        "later": [{"id": ident, "en": text["text_en"]} for ident, text in texts.items()],
        "pairs": [
            {"earlier": "a1", "later": "b1", "grade": 2},
            {"earlier": "a2", "later": "b2", "grade": 2},
            {"earlier": "a1", "later": "b2", "grade": 1},
        ],
    }
    Path("gold.json").write_text(json.dumps(gold), encoding="utf-8")
    assert [english] == measured(run, "gold.json")
    assert (across["first_language"], across["second_language"]) == ("fr", "en")


def test_a_pair_not_listed_is_apart_and_one_unsure_is_not_counted(run: Run, sides: tuple[str, str]) -> None:
    counts = {}
    for word in ("0", "unsure", "incertain"):
        Path("pairs.csv").write_text(f"a,b,grade\na1,b1,2\na1,b2,{word}\n", encoding="utf-8")
        counts[word] = measured(run, "pairs.csv", *sides)[0]["pairs"]
    assert counts == {"0": 4, "unsure": 3, "incertain": 3}


def test_texts_in_different_languages_are_compared_as_they_are(run: Run, sides: tuple[str, str]) -> None:
    Path("mixed.csv").write_text(
        "id;text_fr;text_en\nb1;Donner une formation aux juges sur les lampes.;\nb2;;Fund shelters.\n",
        encoding="cp1252",
    )
    Path("pairs.csv").write_text("a,b,verdict\na1,b1,same\na2,b2,same\n", encoding="utf-8")
    (one,) = measured(run, "pairs.csv", sides[0], "mixed.csv")
    assert (one["first_language"], one["second_language"]) == ("fr", "fr+en")
    assert (one["pairs"], one["same"], one["average_precision"]) == (4, 2, 1.0)


def test_selections_of_the_library_and_a_table(run: Run, sides: tuple[str, str]) -> None:
    Path("pairs.csv").write_text("a,b,verdict\n2013-tip/r3,2017-tip/r2,same\n", encoding="utf-8")
    english, *others = measured(run, "pairs.csv", "2013-tip", "2017-tip")
    assert (english["first_language"], english["same"], len(others)) == ("en", 1, 3)
    Path("mixed.csv").write_text("a,b,grade\n2013-tip/r3,b1,2\n", encoding="utf-8")
    assert measured(run, "mixed.csv", "2013-tip", sides[1])[0]["same"] == 1
    Path("wrong.csv").write_text("a,b,grade\n2013-tip/r33,b1,2\n", encoding="utf-8")
    result = run("evaluate", "wrong.csv", "2013-tip", sides[1])
    assert "wrong.csv:2:1: error: 2013-tip has no text '2013-tip/r33' (did you mean" in result.stderr
    twice = run("evaluate", "pairs.csv", "2013-tip", "2013-tip")
    assert (twice.exit_code, twice.stdout) == (2, "")
    assert "2013-tip/r1 stands on both sides" in twice.stderr


def test_a_pair_listed_twice_with_one_grade_counts_once(run: Run, sides: tuple[str, str]) -> None:
    Path("pairs.csv").write_text("a,b,verdict\na1,b1,same\na1,b1,narrower\n", encoding="utf-8")
    assert measured(run, "pairs.csv", *sides)[0]["same"] == 1


@pytest.mark.parametrize("arguments", [("p.csv",), ("p.csv", "ours.csv"), ("p.xlsx", "ours.csv", "ours.csv")])
def test_a_table_of_pairs_needs_its_texts(
    run: Run, sides: tuple[str, str], arguments: tuple[str, ...]
) -> None:
    assert Path(sides[0]).exists()
    result = run("evaluate", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "needs two sides of texts" in result.stderr
    assert "consultrep evaluate PAIRS EARLIER LATER" in result.stderr
    assert "deux côtés de textes" in run("evaluate", *arguments, "--lang", "fr").stderr


BAD = {
    "": ("the file holds no table", "ne contient aucun tableau"),
    "a,b,grade\n": ("x.csv:1:1: error: no pair has the grade 2", "aucune paire n'a la cote 2"),
    "a,b,grade\na1,b1,1\n": ("no pair has the grade 2", "aucune paire n'a la cote 2"),
    "earlyer,later,grade\na1,b1,2\n": (
        "x.csv:1:1: error: the table has no column earlier / a (earlyer: did you mean earlier?)",
        "le tableau n'a pas de colonne earlier / a (earlyer\u00a0: vouliez-vous dire earlier?)",
    ),
    "a1,b1,2\na2,b2,2\n": (
        "has no column earlier / a (the columns are: ",
        "les colonnes sont\u00a0: a1, b1, 2",
    ),
    "a,b,grade,verdict\na1,b1,2,same\n": (
        "x.csv:1:1: error: the columns grade, verdict say the same",
        "les colonnes grade, verdict disent la même chose",
    ),
    "a,b,grade\na1,b1,2\na11,b1,2\n": (
        "x.csv:3:1: error: ours.csv has no text 'a11' (did you mean a1?)",
        "ours.csv n'a pas de texte 'a11' (vouliez-vous dire a1?)",
    ),
    "a,b,grade\nb1,a1,2\n": (
        "x.csv:2:1: error: ours.csv has no text 'b1' (it stands in theirs.jsonl)",
        "theirs.jsonl n'a pas de texte 'a1' (il figure dans ours.csv)",
    ),
    "a,b,grade\na1,b1,3\n": (
        "x.csv:2:1: error: '3' is neither a grade nor a verdict (one of: 0, 1, 2, same,",
        "'3' n'est ni une cote ni un verdict (au choix\u00a0: 0, 1, 2, même,",
    ),
    "a,b,grade\na1,b1,\n": ("'' is neither a grade nor a verdict", "'' n'est ni une cote ni un verdict"),
    "a,b,verdict\na1,b1,smae\n": ("(did you mean same?)", "(vouliez-vous dire same?)"),
    "a,b,verdict\na1,b1,same\na2,b2,plus etrot\n": ("x.csv:3:1: error: ", "vouliez-vous dire plus étroit?"),
    "a,b,grade\na1,b1,2\na1,b1,1\n": (
        "x.csv:3:1: error: an earlier line grades a1 and b1 otherwise",
        "une ligne plus haut cote autrement a1 et b1",
    ),
    "a,b,grade\na1,b1,2,because,of\n": ("a heading is empty", "en-tête"),
    '{"a": "a1", "b": "b1", "grade": [2]}\n': (
        "x.jsonl:1:1: error: grade is a list or an object",
        "grade est une liste ou un objet",
    ),
    '{"a": "a1", "b": "b1", "grade": true}\n': ("'true' is neither a grade", "'true' n'est ni une cote"),
    '{"a": "a1", "b": "b1", "grade": 2}\n[1]\nnope\n': (
        "x.jsonl:3:1: error: the line",
        "x.jsonl:2:1: erreur",
    ),
}


@pytest.mark.parametrize("content", BAD)
def test_a_bad_table_of_pairs_is_told_by_line_in_both_languages(
    run: Run, sides: tuple[str, str], content: str
) -> None:
    name = "x.jsonl" if content.startswith("{") else "x.csv"
    Path(name).write_text(content, encoding="utf-8")
    for language, message in zip(("en", "fr"), BAD[content], strict=True):
        result = run("evaluate", name, *sides, "--lang", language)
        assert (result.exit_code, result.stdout) == (3, "")
        assert message in result.stderr.replace("\n  ", " ")


def test_many_wrong_lines_are_told_in_short(run: Run, sides: tuple[str, str]) -> None:
    lines = "".join(f"x{number},b1,2\n" for number in range(5000))
    Path("x.csv").write_text(f"a,b,grade\n{lines}", encoding="utf-8")
    result = run("evaluate", "x.csv", *sides)
    assert result.exit_code == 3
    assert "4900 more problems of this kind" in result.stderr
    assert len(result.stderr.splitlines()) == 101


def test_the_help_says_what_a_pair_not_listed_counts_as(run: Run) -> None:
    assert "A pair not listed counts as grade 0." in " ".join(run("evaluate", "--help").stdout.split())
    french = " ".join(run("evaluate", "--help", "--lang", "fr").stdout.split())
    assert "Une paire qui n'y figure pas compte comme cotée 0." in french
