"""What a page says of itself, and where in it the content stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from consultrep.importers.document import Facts
from consultrep.importers.readers.markup import all_text, walk
from consultrep.importers.readers.runs import clean
from consultrep.messages import Language

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE: Final = re.compile(r"\b(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_MODIFIED: Final = re.compile(
    r"(date (de )?(la )?(dernière )?(modification|mise à jour)|date modified|last (modified|updated|update)"
    r"|(page )?(last )?(modified|updated)( on)?|dernière (modification|mise à jour)|mis(e)? à jour( le)?"
    r"|modifiée? le)\s*:?\s*",
    re.IGNORECASE,
)
_TITLES: Final = ("dcterms.title", "dc.title", "og:title")
_LANGUAGES: Final = ("dcterms.language", "dc.language", "content-language", "og:locale")
_DATES: Final = (
    "dcterms.modified",
    "dc.date.modified",
    "article:modified_time",
    "last-modified",
    "dcterms.issued",
)
_FOOT: Final = 20_000
_ROOTS: Final = (
    {"main"},
    {"mainContentOfPage"},
    {"wb-main", "wb-main-in", "cn-centre-col-inner", "cn-centre-col", "cn-content"},
    {
        "entry-content",
        "post-content",
        "maincontent",
        "main-content",
        "main_content",
        "page-content",
        "content-main",
    },
    {"article"},
    {"main", "content", "contenu", "contents", "center", "centre"},
)


def tag(element: Element) -> str:
    """The name of an element in small letters, without a prefix for XHTML."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def tokens(element: Element) -> set[str]:
    """The classes and the id of an element, in small letters."""
    return set(f"{element.get('class') or ''} {element.get('id') or ''}".lower().split())


def classes(element: Element) -> set[str]:
    """The classes of an element, in small letters."""
    return set((element.get("class") or "").lower().split())


def language(element: Element) -> Language | None:
    """The language that an element says its content has, where it is one of ours."""
    return language_of(element.get("lang") or element.get(_XML_LANG) or element.get("xml:lang") or "")


def language_of(code: str) -> Language | None:
    """French or English from a code: `fr`, `fra`, `fr-CA`, `eng`.

    >>> language_of("fra"), language_of("EN-ca"), language_of("iu")
    ('fr', 'en', None)
    """
    start = re.split("[-_;, ]", code.strip().lower())[0]
    names: dict[str, Language] = {"fr": "fr", "fra": "fr", "fre": "fr", "en": "en", "eng": "en"}
    return names.get(start)


class Sizes:
    """How much text, and how much of it in links, stands below each element of a page."""

    def __init__(self, root: Element) -> None:
        self._text: dict[Element, int] = {}
        self._links: dict[Element, tuple[int, int]] = {}
        self._open: list[list[int]] = [[0, 0, 0]]
        walk(root, self._start, self._end)

    def _start(self, element: Element) -> bool:
        silent = tag(element) in {"script", "style", "noscript", "template"}
        self._open.append([0 if silent else len((element.text or "").strip()), 0, 0])
        return not silent

    def _end(self, element: Element) -> None:
        text, linked, links = self._open.pop()
        if tag(element) == "a" and element.get("href"):
            linked, links = text, 1
        self._text[element], self._links[element] = text, (linked, links)
        for place, amount in enumerate((text + len((element.tail or "").strip()), linked, links)):
            self._open[-1][place] += amount

    def text(self, element: Element) -> int:
        """Characters of text."""
        return self._text.get(element, 0)

    def is_links(self, element: Element) -> bool:
        """Whether three links or more are nearly all that the element says."""
        linked, links = self._links.get(element, (0, 0))
        return links >= 3 and linked > 0.8 * self.text(element)


def content_root(tree: Element, sizes: Sizes) -> Element:
    """The element that the content stands in: marked as such, or known by its class, else the whole page."""
    for number, names in enumerate(_ROOTS):
        found = [element for element in tree.iter() if _is_named(element, names, number)]
        best = max(found, key=sizes.text, default=None)
        if best is not None and sizes.text(best) * 4 >= sizes.text(tree) and sizes.text(best) > 0:
            return best
    return tree


def _is_named(element: Element, names: set[str], number: int) -> bool:
    if number == 0:
        return tag(element) == "main" or element.get("role") == "main"
    if number == 1:
        return (element.get("property") or "") in names or (element.get("itemprop") or "") in names
    if number == 4:
        return tag(element) == "article"
    return tag(element) in {"div", "section", "td", "article"} and bool(tokens(element) & names)


def page_facts(tree: Element) -> Facts:
    """The title, language and date of change that a page states for machines, or its foot for people."""
    meta = dict(_meta(tree))
    named = next((meta[name] for name in _TITLES if meta.get(name)), "")
    spoken = [language(e) for e in tree.iter("html")] + [language_of(meta.get(n, "")) for n in _LANGUAGES]
    body = [language(e) for e in tree.iter("body", "main")]
    return Facts(
        title=named or None,
        language=next(filter(None, spoken + body), None),
        modified=next(filter(None, _dates(tree, meta)), None),
    )


def _meta(tree: Element) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("http-equiv") or ""
        content = clean(element.get("content") or "")
        if content:
            yield name.strip().lower(), content


def _dates(tree: Element, meta: dict[str, str]) -> Iterator[str | None]:
    yield iso_date(meta.get("dcterms.modified", ""))
    for element in tree.iter("time", "span", "dd"):
        if (element.get("property") or element.get("itemprop") or "") == "dateModified":
            yield iso_date(element.get("datetime") or "") or iso_date(all_text(element))
    for name in _DATES:
        yield iso_date(meta.get(name, ""))
    for found in _MODIFIED.finditer(clean(all_text(tree))[-_FOOT:]):
        yield iso_date(found.string[found.end() : found.end() + 12])


def iso_date(text: str) -> str | None:
    """The first date such as 2019-08-30 in a text."""
    found = _DATE.search(text)
    return "-".join(found.groups()) if found else None


def states_modified(text: str) -> bool:
    """Whether a line says no more than when the page was changed."""
    found = _MODIFIED.match(text)
    return found is not None and len(text) - found.end() <= 30 and bool(iso_date(text))
