"""The codebook: what the REFI-QDA standard asks of one (version 1.0), and what it says of the themes."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from consultrep.errors import UsageError
from consultrep.export import data
from consultrep.messages import use_language
from consultrep.model import Bilingual, Library, Theme
from consultrep.store.loaded import LoadedLibrary
from tests.exporting import whole

NAMESPACE = "{urn:QDA-XML:codebook:1.0}"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def codes_of(content: bytes) -> list[ET.Element]:
    """The outermost codes of a codebook that keeps every rule of the standard's schema."""
    root = ET.fromstring(content)
    assert root.tag == f"{NAMESPACE}CodeBook"
    assert set(root.attrib) <= {"origin"}
    assert [part.tag for part in root] == [f"{NAMESPACE}Codes"]
    codes = list(root[0])
    assert codes, "a codebook has one code or more"
    for code in codes:
        check_code(code)
    guids = [code.attrib["guid"] for code in root.iter(f"{NAMESPACE}Code")]
    assert len(set(guids)) == len(guids)
    return codes


def check_code(code: ET.Element) -> None:
    assert code.tag == f"{NAMESPACE}Code"
    assert set(code.attrib) - {"color"} == {"guid", "name", "isCodable"}
    assert GUID.fullmatch(code.attrib["guid"])
    assert code.attrib["isCodable"] in {"true", "false", "1", "0"}
    assert not (code.text or "").strip()
    inner = list(code)
    described = inner and inner[0].tag == f"{NAMESPACE}Description"
    assert not described or len(inner[0]) == 0
    for narrower in inner[1:] if described else inner:
        check_code(narrower)


def names_of(codes: list[ET.Element]) -> list[str]:
    return [one.attrib["name"] for code in codes for one in code.iter(f"{NAMESPACE}Code")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_themes_are_codes_in_their_order(shipped: LoadedLibrary, language: str) -> None:
    use_language("fr" if language == "fr" else "en")
    codes = codes_of(data.to_qdc(whole(shipped.library)))
    tree = list(shipped.library.theme_tree())
    assert names_of(codes) == [getattr(theme.label, language) for theme, _depth in tree]
    assert len(codes) == sum(depth == 0 for _theme, depth in tree) < len(tree)
    assert "é" in "".join(names_of(codes)) or language == "en"


def test_the_other_language_is_in_the_description(shipped: LoadedLibrary) -> None:
    text = ET.tostring(codes_of(data.to_qdc(whole(shipped.library)))[0], encoding="unicode")
    theme, _depth = next(iter(shipped.library.theme_tree()))
    assert theme.definition
    for told in (theme.label.fr, theme.definition.fr, theme.definition.en, f"Id: {theme.id}"):
        assert told
        assert told in text


def test_guids_do_not_depend_on_the_language(shipped: LoadedLibrary) -> None:
    found = []
    for language in ("fr", "en"):
        use_language("fr" if language == "fr" else "en")
        found.append(re.findall(r'guid="([^"]+)"', data.to_qdc(whole(shipped.library)).decode()))
    assert found[0] == found[1]


def test_of_a_part_the_themes_used_and_those_above(shipped: LoadedLibrary) -> None:
    library = shipped.library
    narrow = {theme.id: theme for theme, depth in library.theme_tree() if depth == 1}
    item = next(item for item in library.items if set(item.statement.themes) & narrow.keys())
    part = replace(whole(library), items=[item], described={"en": "a part"})
    labels = {theme.id: theme.label.en for theme in library.themes}
    wanted = {theme for one in item.statement.themes for theme in (one, library.with_broader([one])[0])}
    assert set(names_of(codes_of(data.to_qdc(part)))) == {labels[theme] for theme in wanted}


def test_signs_of_xml_stay_text() -> None:
    label = Bilingual(en='A & B <c> "d"\ufffe', fr="Œuvre à l’été")
    theme = Theme(id="a", label=label, definition=Bilingual(fr="]]> &amp;"))
    (code,) = codes_of(data.to_qdc(whole(Library([], [theme]))))
    assert code.attrib["name"] == 'A & B <c> "d"\ufffd'
    assert (code[0].text or "").split("\n") == ["Œuvre à l’été", "]]> &amp;", "Id: a"]


def test_no_theme_is_no_codebook(shipped: LoadedLibrary) -> None:
    with pytest.raises(UsageError, match="no theme"):
        data.to_qdc(whole(Library([])))
