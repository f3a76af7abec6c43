"""A new library: it answers at once, and nothing is overwritten unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consultrep.store.folders import iter_record_files
from tests.conftest import ROOT, Run


def test_an_example_library_answers(run: Run, tmp_path: Path) -> None:
    made = run("init", "mine")
    assert made.exit_code == 0
    assert "mine/consultrep.toml" in made.stdout.replace("\\", "/")
    listed = run("list", "--theme", "formation", "--library", str(tmp_path / "mine"), "--format", "json")
    assert [item["id"] for item in json.loads(listed.stdout)["items"]] == ["example/r1"]
    settings = json.loads((tmp_path / "mine/.vscode/settings.json").read_text(encoding="utf-8"))
    for schema in settings["yaml.schemas"]:
        assert (tmp_path / "mine" / schema).is_file()
    checked = run("check", "--library", str(tmp_path / "mine"))
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "0 errors, 0 warnings in 2 files" in checked.stderr


def test_the_shipped_records_are_copied_whole(run: Run, tmp_path: Path) -> None:
    assert run("init", "mine", "--with-shipped").exit_code == 0
    for file in iter_record_files(ROOT / "reports"):
        assert (tmp_path / "mine/reports" / file.name).read_bytes() == file.read_bytes()
    own = run("list", "--library", "mine", "--format", "json").stdout
    assert json.loads(own)["items"] == json.loads(run("list", "--format", "json").stdout)["items"]
    assert (
        "consultrep import --download --allow-http --as 2014-forum"
        in run("coverage", "--library", "mine").stdout
    )


def test_nothing_is_overwritten_without_force(run: Run, tmp_path: Path) -> None:
    run("init", "mine")
    (tmp_path / "mine/reports/example.yaml").write_text("mine\n", encoding="utf-8")
    refused = run("init", "mine")
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert (tmp_path / "mine/reports/example.yaml").read_text(encoding="utf-8") == "mine\n"
    assert run("init", "mine", "--force").exit_code == 0
    assert (tmp_path / "mine/reports/example.yaml").read_text(encoding="utf-8") != "mine\n"


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    result = run("init", "mine", "-n")
    assert result.exit_code == 0
    assert "would be written" in result.stderr
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("init", str(tmp_path / "file" / "mine"))
    assert result.exit_code == 4
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("quiet", [True, False])
def test_remarks_go_to_stderr_and_can_be_silenced(run: Run, quiet: bool) -> None:
    result = run("init", "mine", *(["-q"] if quiet else []))
    assert bool(result.stderr) is not quiet
