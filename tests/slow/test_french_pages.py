"""Every command of the French pages runs in French, and prints what the page quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.consoles import commands_of, run_page

pytestmark = pytest.mark.slow

DOCS = ROOT / "docs"
PAGES = [page for page in sorted(DOCS.glob("fr/**/*.md")) if commands_of(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_command_of_a_french_page_runs(page: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULTREP_LANG", "fr")
    run_page(page, run, Path.cwd() / "library")
