"""Every command of the documentation runs in the language of its page, and prints what the page quotes.

README is run with the fast tests, in tests/unit/test_docs.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.consoles import commands_of, run_page

pytestmark = pytest.mark.slow

DOCS = ROOT / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if commands_of(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_command_of_a_page_runs(page: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULTREP_LANG", "fr" if page.is_relative_to(DOCS / "fr") else "en")
    run_page(page, run, Path.cwd() / "library")
