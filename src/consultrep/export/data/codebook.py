"""The themes as a REFI-QDA codebook, which programs for qualitative analysis open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from consultrep import __version__
from consultrep.errors import UsageError
from consultrep.export.data.selection import Selection
from consultrep.messages import Language, current_language
from consultrep.messages import gettext as _
from consultrep.model import Theme
from consultrep.query.statements import labelled

_NAMESPACE: Final = "urn:QDA-XML:codebook:1.0"
_FORBIDDEN: Final = re.compile("[\ufffe\uffff]")


def to_qdc(chosen: Selection) -> bytes:
    """A code a theme, narrower ones within broader; names in the language in force, the other beside.

    Of a part of a library, the themes of its items and those above them. Raises UsageError where there is
    no theme, since a codebook has a code at least.
    """
    root = ET.Element("CodeBook", {"xmlns": _NAMESPACE, "origin": f"consultrep {__version__}"})
    parents = {-1: ET.SubElement(root, "Codes")}
    for theme, depth in _themes(chosen):
        parents[depth] = _code(parents[depth - 1], theme)
    if not len(parents[-1]):
        raise UsageError(
            _("there is no theme to make a codebook of"), _("consultrep themes lists those of the library")
        )
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _themes(chosen: Selection) -> Iterator[tuple[Theme, int]]:
    library = chosen.library
    used = (theme for item in chosen.items for theme in item.statement.themes)
    wanted = None if chosen.whole else set(library.with_broader(used))
    for theme, depth in library.theme_tree():
        if wanted is None or theme.id in wanted:
            yield theme, depth


def _code(parent: ET.Element, theme: Theme) -> ET.Element:
    """The code of a theme; its GUID is made of the theme's id, so that it is the same in every export."""
    guid = str(uuid5(NAMESPACE_URL, f"urn:consultrep:theme:{theme.id}")).upper()
    name = _printable(theme.label.best(current_language()))
    code = ET.SubElement(parent, "Code", {"guid": guid, "name": name, "isCodable": "true"})
    ET.SubElement(code, "Description").text = _printable("\n".join(_described(theme)))
    return code


def _described(theme: Theme) -> Iterator[str]:
    """The other name, what belongs to the theme in both languages, and how import and list call it."""
    own = current_language()
    other: Language = "en" if own == "fr" else "fr"
    yield from filter(None, (theme.label.side(other),))
    for language in (own, other) if theme.definition else ():
        yield from filter(None, (theme.definition and theme.definition.side(language),))
    yield labelled(_("Id"), theme.id)


def _printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)
