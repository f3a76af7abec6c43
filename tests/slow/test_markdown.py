"""The Markdown of every document passes a linter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

pytest.importorskip("pymarkdown", reason="pymarkdownlnt is not installed")

from pymarkdown.api import PyMarkdownApi

pytestmark = pytest.mark.slow

DOCUMENTS = (
    ["library"],
    ["report", "2015-workshop"],
    ["comparison", "tip", "ps", "--explain"],
    ["thread", "2013-tip/r4"],
    ["threads"],
    ["theme", "formation"],
    ["coverage"],
    ["matrix"],
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_linter_finds_nothing(run: Run, tmp_path: Path, language: str) -> None:
    """Long lines, an address in a sentence, and one heading under two others are meant to be."""
    for about in DOCUMENTS:
        file = tmp_path / f"{about[0]}.md"
        assert run("render", *about, "--lang", language, "-o", str(file)).exit_code == 0
        linter = PyMarkdownApi().disable_rule_by_identifier("md013").disable_rule_by_identifier("md034")
        linter = linter.set_boolean_property("plugins.md024.siblings_only", True)
        found = linter.scan_path(str(file))
        assert found.scan_failures == []
        assert found.pragma_errors == []


def test_the_linter_would_find_something(tmp_path: Path) -> None:
    file = tmp_path / "bad.md"
    file.write_text("# a\n# b\n- c\n   * d\n", encoding="utf-8")
    assert PyMarkdownApi().scan_path(str(file)).scan_failures
