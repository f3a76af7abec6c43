"""Every message has its French twin."""

from __future__ import annotations

import ast
import string
import sys

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))
catalogue = pytest.importorskip("catalogue")


def test_the_catalogue_is_current_and_complete() -> None:
    wanted = catalogue.updated()
    assert catalogue.incomplete(wanted) == []
    assert catalogue.PO.read_bytes() == catalogue.po_bytes(wanted), "run: python tools/catalogue.py"
    assert catalogue.MO.read_bytes() == catalogue.mo_bytes(catalogue.current()), (
        "run: python tools/catalogue.py"
    )


def test_a_message_without_its_twin_is_found() -> None:
    wanted = catalogue.updated()
    wanted.add("a message nobody translated")
    assert catalogue.incomplete(wanted) == ["a message nobody translated"]


def test_both_languages_name_the_same_values() -> None:
    seen = 0
    for message in catalogue.current():
        if not message.id:
            continue
        sides = [message.id] if isinstance(message.id, str) else list(message.id)
        twins = [message.string] if isinstance(message.string, str) else list(message.string)
        for twin in twins:
            assert _names(twin) == _names(sides[-1]), message.id
        seen += 1
    assert seen > 200


def _names(text: str) -> set[str]:
    if "%(" in text:
        return {part.split(")")[0] for part in text.split("%(")[1:]}
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_no_message_hides_within_an_f_string() -> None:
    """There the catalogue does not find it, and French output would show it in English."""
    for file in sorted((ROOT / "src/consultrep").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            calls = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
            names = {
                call.func.id
                for call in calls
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            }
            assert names.isdisjoint({"_", "mark", "ngettext"}), f"{file}:{getattr(node, 'lineno', 0)}"
