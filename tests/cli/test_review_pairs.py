"""`review` as a reviewer meets it: keys, lines, sheets, and what stands in the file afterwards."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from consultrep.cli import review_keys, review_session
from consultrep.messages import use_language
from consultrep.model import Judgement, Verdict
from tests.conftest import Run
from tests.reviewing import change_text, make_library, read, with_toy_encoder

Review = Callable[..., Result]
S, N, W, R, D, U = Verdict
ENGLISH = {"s": S, "n": N, "w": W, "r": R, "d": D, "u": U}
FRENCH = {"m": S, "e": N, "l": W, "a": R, "d": D, "i": U}
NEAREST_FIRST = 5


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with_toy_encoder(monkeypatch)
    monkeypatch.setenv("CONSULTREP_REVIEWER", "Ada")
    return make_library(tmp_path / "library")


@pytest.fixture
def review(run: Run, folder: Path) -> Review:
    def invoke(*arguments: str, **extra: Any) -> Result:
        return run("review", *arguments, "--library", str(folder), **extra)

    return invoke


def judged(folder: Path) -> list[Judgement]:
    return list(read(folder).judgements)


def shown(result: Result) -> list[str]:
    """The ids of the pairs that were shown, in order."""
    return [line[3:] for line in result.stdout.splitlines() if line.startswith(("A  ", "B  "))]


@pytest.mark.parametrize(("language", "keys"), [("en", ENGLISH), ("fr", FRENCH)])
@pytest.mark.parametrize("keyed", [True, False])
def test_each_key_is_a_verdict(
    review: Review,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    keys: dict[str, Verdict],
    keyed: bool,
) -> None:
    monkeypatch.setattr(review_session, "is_keyed", lambda: keyed)
    end = "" if keyed else "\n"
    for some in (list(keys)[:3], list(keys)[3:]):
        result = review("--lang", language, "--limit", "3", input="".join(key + end for key in some))
        assert result.exit_code == 0
        held = judged(folder)
        assert [each.verdict for each in held] == [keys[key] for key in some]
        assert [ident for each in held for ident in (each.a, each.b)] == shown(result)
        (folder / "reports/judgements.yaml").unlink()
    others = sorted({key for key in (*ENGLISH, *FRENCH) if key not in keys} - {"r"})
    result = review("--lang", language, input="".join(key + end for key in others))
    assert re.findall("'(.)' (?:means nothing here|ne veut rien dire ici); [?] ", result.stderr) == others
    assert not (folder / "reports/judgements.yaml").exists()


def test_the_keys_are_shown_in_the_language_of_the_reader(review: Review) -> None:
    english, french = review(input="?\nq\n"), review("--lang", "fr", input="?\nq\n")
    assert "s same · n narrower · w wider · r related · d different · u unsure" in english.stderr
    assert "B asks for less of it than A" in english.stderr
    assert "m même · e plus étroit · l plus large · a apparenté · d différent · i incertain" in french.stderr
    assert "r retour" in french.stderr
    assert "B en demande moins que A" in french.stderr


def test_no_letter_means_two_things() -> None:
    for language in ("en", "fr"):
        use_language(language)
        meant = [review_keys.meaning(key) for key in "abcdefghijklmnopqrstuvwxyz!? "]
        known = [each for each in meant if each is not None]
        assert len(known) == len(set(known)) == 11


def test_words_do_on_a_dumb_terminal(review: Review, folder: Path) -> None:
    review(input="Same\nplus étroit\nnot-same\nsome\n\nq\n")
    assert [each.verdict for each in judged(folder)] == [S, N, D]


def test_a_pair_is_shown_with_what_helps_to_judge_it(review: Review, folder: Path) -> None:
    result = review("2010", "2011", input="\n\n")
    assert "Train the judges of the town." in result.stdout
    assert "[fr] Former les juges de la ville." in result.stdout
    assert "Forum 2010-a (2010) · Asked by: Neighbours · line 1" in result.stdout
    assert "Probability 0." in result.stdout
    french = review("2010", "2011", "--lang", "fr", input="\n\n").stdout
    assert french.index("Former les juges") < french.index("[en] Train the judges of the town.")
    assert not (folder / "reports/judgements.yaml").exists()


def test_what_was_said_is_saved_and_not_asked_again(review: Review, folder: Path) -> None:
    first = review(input="s\n\nd\n")
    assert [each.verdict for each in judged(folder)] == [S, D]
    assert "2 pairs judged. 3 pairs are left. Next: consultrep review" in first.stderr
    again = review(input="")
    pairs = shown(first)
    assert shown(again)[:2] == pairs[2:4]
    rest = review(input="u\n" * NEAREST_FIRST)
    assert "3 pairs judged. No pair is left to judge. Next: consultrep check" in rest.stderr
    assert shown(review(input="s\n")) == []
    assert "consultrep review --agreement" in review("--reviewer", "Bo", input="u\n" * 5).stderr


def test_going_back_takes_back(review: Review, folder: Path) -> None:
    result = review(input="s\nd\nb\nb\nb\nn\nq\n")
    assert [each.verdict for each in judged(folder)] == [N]
    assert "there is nothing to take back" in result.stderr
    pairs = [tuple(shown(result)[place : place + 2]) for place in range(0, len(shown(result)), 2)]
    one, two, three, *_rest = pairs
    assert pairs == [one, two, three, two, one, one, two]


def test_going_back_over_a_skipped_pair_undoes_nothing(review: Review, folder: Path) -> None:
    review(input="s\n\nb\nq\n")
    assert [each.verdict for each in judged(folder)] == [S]


def test_undo_puts_back_what_a_verdict_replaced(review: Review, folder: Path) -> None:
    review(input="!\nBoth name judges\ns\nq\n")
    (before,) = judged(folder)
    change_text(folder, before.b, "Train all the judges of the county.")
    result = review(input="d\nb\nq\n")
    assert "You judged this pair before a text of it changed." in result.stdout
    assert "You said before: same (Both name judges)" in result.stdout
    assert judged(folder) == [before]
    review("--again", input="d\n")
    (after,) = judged(folder)
    assert (after.verdict, after.pair) == (D, before.pair)
    assert not read(folder).is_stale(after)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_reasons(review: Review, folder: Path, language: str) -> None:
    review("--lang", language, input="!\n parce \x1b que \nd\nq\n")
    review("--lang", language, "--reasons", "--limit", "2", input="d\nwhy: not\nd\n\n")
    reasons = [each.reason.side(language) if each.reason else None for each in judged(folder)]  # type: ignore[arg-type]
    assert reasons == ["parce que", "why: not", None]


def test_the_end_of_input_after_a_verdict_keeps_it(review: Review, folder: Path) -> None:
    assert review("--reasons", input="d\n").exit_code == 0
    assert [each.verdict for each in judged(folder)] == [D]


@pytest.mark.parametrize("keyed", [True, False])
def test_an_interruption_loses_nothing(
    review: Review, folder: Path, monkeypatch: pytest.MonkeyPatch, keyed: bool
) -> None:
    answers = iter(["s", "d"])

    def answer(**_how: bool) -> str:
        for each in answers:
            return each
        raise KeyboardInterrupt

    monkeypatch.setattr(review_session, "read_answer", answer)
    monkeypatch.setattr(review_session, "is_keyed", lambda: keyed)
    result = review()
    assert result.exit_code == 130
    assert "2 pairs judged. 3 pairs are left." in result.stderr
    assert [each.verdict for each in judged(folder)] == [S, D]


def test_a_pasted_text_is_no_verdict(review: Review, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_session, "is_keyed", lambda: True)
    keys = iter(["\x1b[A", "sd", "q"])
    monkeypatch.setattr("typer.getchar", lambda: next(keys))
    result = review()
    assert result.stderr.count("means nothing here") == 2
    assert "\x1b" not in result.stderr
    assert not (folder / "reports/judgements.yaml").exists()


@pytest.mark.parametrize(("term", "keyed"), [("xterm", True), ("dumb", False)])
def test_a_dumb_terminal_is_read_by_lines(monkeypatch: pytest.MonkeyPatch, term: str, keyed: bool) -> None:
    monkeypatch.setenv("TERM", term)
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    assert review_keys.is_keyed() is keyed


def test_blind_hides_the_probability_and_what_others_said(review: Review) -> None:
    review("--reviewer", "Bo", input="n\nq\n")
    seen = review(input="q\n").stdout
    assert "Probability" in seen
    assert "Bo: narrower" in seen
    blind = review("--blind", input="q\n")
    assert "Probability" not in blind.output
    assert "Bo" not in blind.output
    assert shown(blind) == [line[3:] for line in seen.splitlines() if line[:3] in {"A  ", "B  "}]


def test_the_shipped_library_is_not_judged(run: Run) -> None:
    for arguments in ([], ["--import", "x.csv"]):
        Path("x.csv").write_text("a,b,verdict,fingerprint_a,fingerprint_b\nx,y,s,1,2\n", encoding="utf-8")
        result = run("review", *arguments, input="s\n")
        assert (result.exit_code, result.stdout) == (4, "")
        assert "consultrep init DIR --with-shipped" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2010"], "name two selections"),
        (["2010", "1999"], "no report answers to '1999'"),
        (["--agreement", "--export", "x.csv"], "give one of"),
        (["--export", "x.ods"], "neither CSV nor XLSX"),
        (["--import", "x.txt"], "not a sheet"),
        (["--reviewer", " "], "not known who reviews"),
        (["--min", "2"], "2"),
        (["--limit", "0"], "0"),
    ],
)
def test_what_is_asked_wrongly(review: Review, folder: Path, arguments: list[str], words: str) -> None:
    Path("x.txt").write_text("x", encoding="utf-8")
    result = review(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert not (folder / "reports/judgements.yaml").exists()


def test_the_name_of_the_reviewer_is_given_set_or_the_systems(
    review: Review, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review("--limit", "1", input="s\n")
    monkeypatch.delenv("CONSULTREP_REVIEWER")
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    review("--limit", "1", input="s\n")
    review("--limit", "1", "--reviewer", "Bo", input="s\n")
    assert [each.reviewer for each in judged(folder)] == ["Ada", "login", "Bo"]

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert review(input="s\n").exit_code == 2


def test_agreement(review: Review) -> None:
    review(input="s\ns\nd\nd\nq\n")
    review("--reviewer", "Bo", input="s\nd\nd\nd\nq\n")
    data = json.loads(review("--agreement", "--format", "json").stdout)
    (one,) = data["agreement"]
    # p0 = 3/4; pe = (2*1 + 2*3) / 16 = 1/2; kappa = 1/2
    assert (one["pairs"], one["agreement"], one["kappa"], one["kappa_same_or_not"]) == (4, 0.75, 0.5, 0.5)
    assert [(each["first"], each["second"]) for each in one["disagreements"]] == [("same", "not-same")]
    table = review("--agreement").stdout
    assert "0.75\t0.50" in table
    assert "same\tdifferent" in table
    (row,) = csv.DictReader(io.StringIO(review("--agreement", "--format", "csv").stdout))
    assert (row["kappa"], row["first"], row["second"]) == ("0.5", "Ada", "Bo")
    assert json.loads(review("2010", "2012", "--agreement", "--format", "json").stdout) != data


def test_the_file_is_in_canonical_form(run: Run, review: Review, folder: Path) -> None:
    review("--reasons", input="s\n- yes: {no}\nd\n\nb\nn\n'tis\nq\n")
    file = folder / "reports/judgements.yaml"
    assert run("fmt", "--check", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schema/judgements")
    assert run("check", str(folder)).exit_code == 0
