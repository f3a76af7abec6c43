"""The wording files: complete, without leftovers, and alike in both languages."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import consultrep.importers
from consultrep.importers.lexicon import Reach, lexicon, plain
from consultrep.importers.outline import Role
from consultrep.messages import Language

_LANGUAGES: tuple[Language, ...] = ("en", "fr")


def _source(language: Language) -> str:
    file = resources.files("consultrep.importers") / "wording" / f"{language}.toml"
    return file.read_text(encoding="utf-8")


def _data(language: Language) -> dict[str, Any]:
    return tomllib.loads(_source(language))


def _code() -> str:
    folder = Path(consultrep.importers.__file__).parent
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))


def test_both_languages_know_the_same_patterns() -> None:
    english, french = _data("en"), _data("fr")
    assert set(english["patterns"]) == set(french["patterns"])
    assert set(english["roles"]) == set(french["roles"])
    assert {*(role.value for role in Role)} - {"neutral"} <= set(english["roles"])


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_part_and_every_pattern_is_used(language: Language) -> None:
    source, data, code = _source(language), _data(language), _code()
    assert [name for name in data["parts"] if f"<{name}>" not in source] == []
    names = [name for section in ("patterns", "roles") for name in data[section]]
    roles = {role.value for role in Role}
    assert [name for name in names if f'"{name}"' not in code and name not in roles] == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_names_are_unique_and_denials_name_demands_that_exist(language: Language) -> None:
    data = _data(language)
    names = [entry["name"] for entry in data["demand"]]
    assert len(names) == len(set(names))
    assert {name for entry in data["not_demand"] for name in entry.get("of", ())} <= set(names)
    assert {entry["reach"] for entry in data["not_demand"]} <= set(get_args(Reach))
    patterns = [entry["pattern"] for key in ("demand", "not_demand") for entry in data[key]]
    assert len(patterns) == len(set(patterns))


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_alternative_stands_twice_in_a_group(language: Language) -> None:
    for group in re.findall(r"\(\?:([^()\[\]]+)\)", re.sub(r"\n\s*", "", _source(language))):
        alternatives = group.split("|")
        assert len(alternatives) == len(set(alternatives)), group


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_part_is_left_unfilled(language: Language) -> None:
    words = lexicon(language)
    patterns = [*(a.pattern for a in words.askings), *(d.pattern for d in words.denials)]
    patterns += [*words.roles.values(), *words.patterns.values(), words.bodies, words.finding]
    assert not [p.pattern for p in patterns if re.search(r"<[a-z_]+>", p.pattern) or "\n" in p.pattern]
    assert all(0 < asking.weight < 1 for asking in words.askings)


@given(st.text())
def test_plain_keeps_every_character_in_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)
