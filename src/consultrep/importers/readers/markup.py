"""HTML and XML as trees of elements: the only place that knows lxml."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from consultrep.errors import EnvironmentProblemError
from consultrep.importers.document import BadDocumentError
from consultrep.messages import gettext as _

if TYPE_CHECKING:
    from types import ModuleType

    from lxml.etree import _Element

    Element: TypeAlias = _Element

MAX_DEPTH: Final = 256
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def parse_html(text: str, extra: str) -> Element | None:
    """The tree of a page, `None` where it holds nothing at all; `extra` names the extra that brings lxml.

    Nothing is fetched and no entity of the page's own is expanded. Raises BadDocumentError where elements
    stand so deep in each other (more than about 2,000) that the parser leaves out the rest.
    """
    etree = _library("HTML", extra)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree: Element | None = etree.fromstring(_UNFIT.sub(" ", text).encode(), parser)
    except (etree.LxmlError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _too_deep(_("the page"))
    return tree


def parse_xml(data: bytes, part: str, extra: str) -> Element:
    """The tree of an XML part; BadDocumentError where it is damaged, nested too deeply or has a DTD."""
    etree = _library("DOCX", extra)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    hint = _("open the document in a word processor, save it again as .docx and import the new file")
    try:
        tree: Element = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadDocumentError(_("{part} in the document is damaged").format(part=part), hint) from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise BadDocumentError(_("{part} declares entities, which is refused").format(part=part), hint)
    _check_depth(tree, part)
    return tree


def walk(root: Element, start: Callable[[Element], bool], end: Callable[[Element], None]) -> None:
    """Call `start` and `end` for `root` and all below in document order, without recursion.

    Where `start` answers False nothing below that element is visited; `end` is called for it all the same.
    """
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            end(element)
        elif not start(element):
            walker.skip_subtree()


def all_text(element: Element) -> str:
    """Every character below an element."""
    return "".join(str(piece) for piece in element.itertext())


def _check_depth(tree: Element, part: str) -> None:
    """Refuse what recursion over the tree could not bear."""
    depth = 0

    def start(_element: Element) -> bool:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_deep(part)
        return True

    def end(_element: Element) -> None:
        nonlocal depth
        depth -= 1

    walk(tree, start, end)


def _too_deep(part: str) -> BadDocumentError:
    return BadDocumentError(
        _("{part} has elements nested too deeply to be a report").format(part=part),
        _("check where the document comes from, or save its text as a new file"),
    )


def _library(what: str, extra: str) -> ModuleType:
    try:
        from lxml import etree
    except ImportError as error:
        raise EnvironmentProblemError(
            _("reading {what} needs an extra that is not installed").format(what=what),
            f'pip install "consultrep[{extra}]"',
        ) from error
    return etree
