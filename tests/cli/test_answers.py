"""Answers that are kept: the same words, streams and code as at first, and never after a change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from consultrep.cli.answers import question_key
from consultrep.store.keeping import keep
from consultrep.store.keeping import kept as content_of

Ask = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def ask(small: Path, tmp_path: Path) -> Ask:
    """Run the program itself on the small library, with a cache of its own."""

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "consultrep", *arguments, "--library", str(small)]
        surroundings = {**os.environ, "CONSULTREP_CACHE": str(tmp_path / "kept"), **environ}
        return subprocess.run(command, capture_output=True, check=False, env=surroundings, cwd=tmp_path)

    return run


def told(answer: subprocess.CompletedProcess[bytes]) -> tuple[int, bytes, bytes]:
    return answer.returncode, answer.stdout, answer.stderr


def kept(folder: Path) -> set[str]:
    answers = folder / "kept" / "answers"
    return {file.name for file in answers.iterdir()} if answers.exists() else set()


def test_an_answer_is_said_again_and_a_change_is_seen(ask: Ask, small: Path, tmp_path: Path) -> None:
    first = ask("list", "--lang", "fr")
    assert first.returncode == 0
    assert len(kept(tmp_path)) == 1
    assert told(ask("list", "--lang", "fr")) == told(first)
    (answer,) = (tmp_path / "kept" / "answers").iterdir()
    answer.write_bytes(b"spoilt")
    assert told(ask("list", "--lang", "fr")) == told(first)
    record = sorted((small / "reports").glob("20*.yaml"))[0]
    content = record.read_text(encoding="utf-8")
    record.write_text(content.replace("id: ", "id: x", 1), encoding="utf-8")
    assert told(ask("list", "--lang", "fr")) != told(first)


def test_the_kept_answer_is_what_is_said(ask: Ask, tmp_path: Path) -> None:
    """So that the test above cannot pass with nothing kept: an altered answer is what comes out."""
    ask("reports")
    folder = tmp_path / "kept" / "answers"
    (name,) = kept(tmp_path)
    content = content_of(folder, name)
    assert content is not None
    said = json.loads(content)
    said["said"].append(["err", "said again\n"])
    keep(folder, name, json.dumps(said).encode(), most=5)
    assert ask("reports").stderr.endswith(b"said again\n")


def test_failures_and_writing_are_not_kept(ask: Ask, tmp_path: Path) -> None:
    assert ask("list", "--theme", "nonsense").returncode == 2
    assert ask("list", "-o", "out.csv").returncode == 0
    assert ask("list", "--help").returncode == 0
    assert kept(tmp_path) == set()
    assert ask("list", CONSULTREP_CACHE="").returncode == 0
    assert kept(tmp_path) == set()


def key(small: Path, *arguments: str, **environ: str) -> str | None:
    return question_key([*arguments, "--library", str(small)], environ)


def test_what_an_answer_depends_on_is_in_its_name(
    monkeypatch: pytest.MonkeyPatch, small: Path, tmp_path: Path
) -> None:
    keys = [
        key(small, "list"),
        key(small, "list", "--theme", "training"),
        key(small, "reports"),
        key(small, "list", LANG="fr_CA.UTF-8"),
        key(small, "list", CONSULTREP_LANG="fr"),
        key(small, "list", COLUMNS="60"),
        key(small, "list", NO_COLOR="1"),
    ]
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    keys.append(key(small, "list"))
    assert None not in keys
    assert len(set(keys)) == len(keys)
    assert key(small, "list", EDITOR="vi") == keys[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--lang", "fr", "list"],
        ["check"],
        ["match", "a.csv", "b.csv"],
        ["import", "a.pdf"],
        ["list", "-o", "a.csv"],
        ["list", "-oa.csv"],
        ["list", "--output=a.csv"],
        ["search", "x", "--encoder", "folder"],
        ["list", "--debug"],
        ["list", "-h"],
    ],
)
def test_other_questions_are_not_kept(arguments: list[str]) -> None:
    assert question_key(arguments, {}) is None


def test_another_encoder_or_no_library_is_not_kept(small: Path) -> None:
    assert question_key(["list", "--library", str(small)], {"CONSULTREP_ENCODER": "folder"}) is None
    assert question_key(["list", "--library", "nowhere"], {}) is None
