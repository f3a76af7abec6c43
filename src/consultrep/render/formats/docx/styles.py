"""The styles and numberings of a file, those that it lacks taken from the packaged page."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart

from consultrep.render.formats.docx.wml import name

_VALUE: Final = name("w:val")
_ID: Final = name("w:styleId")
_NUM: Final = name("w:num")
_NUM_ID: Final = name("w:numId")
_ABSTRACT: Final = name("w:abstractNum")
_ABSTRACT_ID: Final = name("w:abstractNumId")
_LEVEL: Final = name("w:ilvl")
_REFERENCES: Final = (name("w:basedOn"), name("w:next"), name("w:link"))


def styles_with(file: Docx, packaged: Docx) -> dict[str, str]:
    """The ids of the styles of `file` by the names they have in `packaged`; those missing are added."""
    own = _by_name(file)
    ids: dict[str, str] = {}
    missing = []
    for style in packaged.styles.element.findall(name("w:style")):
        found = own.get(_name_of(style).casefold())
        ids[style.get(_ID)] = found if found else _free(style.get(_ID), own.values())
        if found is None:
            missing.append(style)
    numbers = _copy_numberings(file, packaged, ids) if any(map(_numbered, missing)) else {}
    for style in missing:
        file.styles.element.append(_copied(style, ids, numbers))
    return {
        _name_of(style): ids[style.get(_ID)] for style in packaged.styles.element.findall(name("w:style"))
    }


def numbering_of(file: Docx, style: str) -> tuple[int, int] | None:
    """A new numbering like that of the style of that id, and its level; none where the style has none."""
    properties = next(_all(file.styles.element, "w:style", _ID, style)).find(f".//{name('w:numPr')}")
    if properties is None or properties.find(_NUM_ID) is None:
        return None
    root = file.part.numbering_part.element
    level = 0 if properties.find(_LEVEL) is None else int(properties.find(_LEVEL).get(_VALUE))
    like = next(_all(root, "w:num", _NUM_ID, properties.find(_NUM_ID).get(_VALUE)))
    made = root.add_num(int(like.find(_ABSTRACT_ID).get(_VALUE)))
    made.add_lvlOverride(ilvl=level).add_startOverride(1)
    return made.numId, level


def _copy_numberings(file: Docx, packaged: Docx, ids: dict[str, str]) -> dict[str, str]:
    """Put the numberings of `packaged` into `file`; their new ids by the old ones."""
    root, source = _numbering_root(file), packaged.part.numbering_part.element
    after = max((int(n.get(_ABSTRACT_ID)) for n in root.findall(_ABSTRACT)), default=-1) + 1
    numbers = {}
    for abstract in source.findall(_ABSTRACT):
        copy = deepcopy(abstract)
        copy.set(_ABSTRACT_ID, str(int(copy.get(_ABSTRACT_ID)) + after))
        for style in copy.iter(name("w:pStyle")):
            style.set(_VALUE, ids[style.get(_VALUE)])
        root.insert(len(root.findall(_ABSTRACT)), copy)
    for num in source.findall(_NUM):
        made = root.add_num(int(num.find(_ABSTRACT_ID).get(_VALUE)) + after)
        numbers[num.get(_NUM_ID)] = str(made.numId)
    return numbers


def _numbering_root(file: Docx) -> Any:
    """The numberings of a file, begun where it has none."""
    try:
        return file.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
    except KeyError:
        xml = f'<w:numbering xmlns:w="{name("w:x")[1:-2]}"/>'.encode()
        place = PackURI("/word/numbering.xml")
        part = NumberingPart.load(place, CONTENT_TYPE.WML_NUMBERING, xml, file.part.package)
        file.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element


def _copied(style: Any, ids: dict[str, str], numbers: dict[str, str]) -> Any:
    copy = deepcopy(style)
    copy.set(_ID, ids[copy.get(_ID)])
    copy.attrib.pop(name("w:default"), None)
    for reference in copy:
        if reference.tag in _REFERENCES:
            reference.set(_VALUE, ids[reference.get(_VALUE)])
    for number in copy.iter(_NUM_ID):
        number.set(_VALUE, numbers[number.get(_VALUE)])
    return copy


def _by_name(file: Docx) -> dict[str, str]:
    return {_name_of(s).casefold(): s.get(_ID) for s in file.styles.element.findall(name("w:style"))}


def _name_of(style: Any) -> str:
    return str(style.find(name("w:name")).get(_VALUE))


def _numbered(style: Any) -> bool:
    return next(style.iter(_NUM_ID), None) is not None


def _free(ident: str, taken: Any) -> str:
    while ident in taken:
        ident += "x"
    return ident


def _all(root: Any, tag: str, attribute: str, value: str) -> Iterator[Any]:
    return (found for found in root.iter(name(tag)) if found.get(attribute) == value)
