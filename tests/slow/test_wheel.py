"""The wheel in a fresh environment and an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The program installed from its wheel; call it with arguments in an empty folder."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    binaries = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    constraints = str(ROOT / "constraints.txt")
    install = [str(binaries / "python"), "-m", "pip", "install", "-q", "-c", constraints, str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    empty = folder / "empty"
    empty.mkdir()
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("CONSULTREP", "PYTHON"))}

    def run(*arguments: str, module: bool = False) -> str:
        program = [str(binaries / "python"), "-m", "consultrep"] if module else [str(binaries / "consultrep")]
        done = subprocess.run(
            [*program, "-q", *arguments],
            cwd=empty,
            env=environ,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.stderr == ""
        return done.stdout

    return run


@pytest.mark.parametrize("module", [False, True])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_three_commands(installed: Callable[..., str], language: str, module: bool) -> None:
    listed = installed("list", "--theme", "formation", "--lang", language, module=module)
    assert "2015-workshop/c27" in listed
    compared = installed("compare", "2014", "2015", "--lang", language, module=module)
    folder = {"fr": "DOSSIER", "en": "DIR"}[language]
    assert f"consultrep init {folder} --with-shipped" in compared.replace("\u00a0", " ")
    document = installed("render", "--format", "md", "--lang", language, module=module)
    assert document.startswith("# ")
    assert "2015-workshop/c81" in document


def test_the_rest_of_the_wheel(installed: Callable[..., str]) -> None:
    assert "2015-workshop" in installed("show", "2015-workshop")
    assert "2014-forum" in installed("coverage", "--lang", "fr")
    assert len(json.loads(installed("themes", "--format", "json"))["themes"]) > 10
    installed("-q", "init", "mine", "--with-shipped")
    assert "2015-workshop" in installed("reports", "--library", "mine")
