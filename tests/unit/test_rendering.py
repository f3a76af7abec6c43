"""Templates: strict, sandboxed, every value escaped; a library's own come first."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultrep.errors import TemplateProblemError
from consultrep.render.environment import make_environment, markdown_link, render_template
from tests.conftest import Run


def rendered(folder: Path, text: str, **view: object) -> str:
    (folder / "t.md.j2").write_text(text, encoding="utf-8")
    return render_template(make_environment([folder]), "t.md.j2", **view)


def test_values_are_escaped_template_text_is_not(tmp_path: Path) -> None:
    assert rendered(tmp_path, "**{{ x }}**\n", x="*a* <b>") == "**\\*a\\* \\<b\\>**\n"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "", None, "file:///etc/passwd"])
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert markdown_link("here", address) == "here"


def test_an_address_cannot_break_out_of_its_link() -> None:
    assert markdown_link("a]", "https://x/> [b](c") == "[a\\]](<https://x/%3E%20[b](c>)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n{{ missing }}\n", "does not exist: 'missing'"),
        ("a\n{{ x.nothing }}\n", "nothing"),
        ("a\n{% if %}\n", "t.md.j2:2"),
        ("{% include 'none.j2' %}", "none.j2"),
        ("{{ ''.__class__.__mro__ }}", "unsafe|undefined|access"),
        ("{{ x.append(1) }}", "append|safely"),
    ],
)
def test_what_a_template_may_not_do_is_said(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(TemplateProblemError, match=words):
        rendered(tmp_path, text, x=[])


def test_an_undefined_name_is_placed(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblemError, match=r"t\.md\.j2:2"):
        rendered(tmp_path, "a\n{{ missing }}\n")


def test_a_template_cannot_leave_its_folder(tmp_path: Path) -> None:
    inner = tmp_path / "templates"
    inner.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with pytest.raises(TemplateProblemError):
        rendered(inner, "{% include '../secret.txt' %}")


def test_the_library_s_own_template_comes_first(run: Run, small: Path) -> None:
    (small / "templates").mkdir()
    (small / "templates/library.md.j2").write_text("Mine: {{ primary | length }}\n", encoding="utf-8")
    assert run("render", "--library", str(small)).stdout == "Mine: 2\n"


def test_a_broken_template_ends_with_3(run: Run, small: Path) -> None:
    (small / "templates").mkdir()
    (small / "templates/library.md.j2").write_text("\n{{ primery }}\n", encoding="utf-8")
    result = run("render", "--library", str(small))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "library.md.j2:2" in result.stderr
