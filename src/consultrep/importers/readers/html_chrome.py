"""Which parts of a page are no content, and which stand beside it in a box."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.html_names import BOXES, CHROME, HEADINGS, HIDDEN, ROLES, SILENT, WORDS
from consultrep.importers.readers.html_page import classes, tag, tokens
from consultrep.importers.readers.runs import Line

if TYPE_CHECKING:
    from consultrep.importers.readers.html_page import Sizes
    from consultrep.importers.readers.markup import Element

_PREFIXES: Final = re.compile(
    r"(gem-c-(contextual|related|feedback|share|breadcrumb|cookie|skip|phase|print|contents-list|back-to)"
    r"|cn-nav|msotoc|msoheader|msofooter|ez-toc|lwptoc|wp-block-(navigation|social|search|latest|table-of-contents)"
    r"|ecl-(social|share|inpage-navigation|footer|menu|language))"
)
_LANGUAGE_NAMES: Final = re.compile(
    r"(english|français|francais|en|fr|inuktitut|ᐃᓄᒃᑎᑐᑦ)([ |/·-]+(english|français|fr|en))?", re.IGNORECASE
)
_FILE: Final = re.compile(r"\.(pdf|docx?|epub|odt|rtf|zip|txt|xlsx?|pptx?)([?#]|$)", re.IGNORECASE)
_SIZE: Final = re.compile(r"\d\s?([KMG][Bo]|kilobytes|[mk]éga-?octets)\b", re.IGNORECASE)
_FORMAT: Final = re.compile(
    r"\W*(pdf|version|télécharger|download|printable|imprimable|alternat|autres? format|formats? |full report"
    r"|rapport complet|document|view|voir|aussi offert|also available|read|consulter)",
    re.IGNORECASE,
)
_SERVICE: Final = re.compile(
    r"\W*((return|back) to (the )?(top|foot ?note|note|text|reference|main|contents|table)[\w ]{0,50}"
    r"|top of (the )?page|haut de (la )?page|(retour )?(en|au) haut( de (la )?page)?|début de (la )?page"
    r"|retour (au texte|à la (référence|note|table)|au sommaire|aux? renvois?|vers le haut)[\w ]{0,60}"
    r"|share (this|on)( page| article| post)?( on| via)?|partager cet(te)? (page|article)( sur)?"
    r"|print this page|imprimer cette page|skip to [\w ]+|(passer|aller) (directement )?au contenu[\w ]*"
    r"|jump to navigation|report a problem[\w ]*|signaler un problème[\w ]*"
    r"|did you find what you were looking for|hide this section|breadcrumb trail|fil d.ariane"
    r"|vous êtes ici|you are here|\[edit\])\W*",
    re.IGNORECASE,
)
_BUTTON: Final = re.compile(
    r"\W*((previous|next)( page| section| chapter)?|(page |chapitre )?(précédente?|suivante?)|print|imprimer"
    r"|share|partager|menu|search|recherche|home|accueil|contact us|contactez-nous|\d+ comments?)\W*",
    re.IGNORECASE,
)
_BOX_PREFIXES: Final = re.compile(
    r"(well|panel|alert|callout|module|box|encadre)-(default|primary|info|success|warning|danger|sm|lg|border\w*)"
)
_BORDER: Final = re.compile(
    r"(^|;)\s*border(-top|-left|-bottom|-right)?\s*:\s*(?!none|0|medium none)[^;]*"
    r"(solid|double|dashed|dotted|ridge|groove)",
    re.IGNORECASE,
)
_NO_DISPLAY: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)


class Chrome:
    """Tells the parts of a page that a reader passes over; `marked`: the content has its own element."""

    def __init__(self, root: Element, sizes: Sizes, marked: bool) -> None:
        self._root = root
        self._sizes = sizes
        self._marked = marked
        self._whole = max(sizes.text(root), 1)

    def holds(self, element: Element) -> bool:
        """Whether an element and all below it are no content."""
        name = tag(element)
        if name in SILENT or element is self._root:
            return name in SILENT
        if _is_hidden(element, name) or (element.get("role") or "").lower() in ROLES:
            return True
        if self._sizes.text(element) > 0.5 * self._whole:
            return False
        return self._is_frame(element, name) or self._is_menu(element, name)

    def _is_frame(self, element: Element, name: str) -> bool:
        """Whether an element is a page's or a section's frame by its name or class."""
        if name in {"header", "footer", "form"}:
            quoted = any(tag(e) in {"blockquote", "figure"} for e in element.iterancestors())
            titled = name == "header" and next(element.iter("h1", "h2", "h3"), None) is not None
            return not quoted and not (titled and (self._marked or self._titled(element)))
        if name == "aside" and not self._marked:
            return not is_box(element)
        if name in {"html", "body"} or name in HEADINGS:
            return False
        named = tokens(element) - (WORDS - classes(element))
        return bool(named & CHROME) or any(_PREFIXES.match(token) for token in named)

    def _titled(self, element: Element) -> bool:
        """Whether a header in a page without marked content stands with the text, not above the page."""
        return any(tag(e) in {"article", "section"} for e in element.iterancestors())

    def _is_menu(self, element: Element, name: str) -> bool:
        """Whether a part of a page without marked content holds next to nothing but links."""
        if self._marked or name not in {"td", "tr", "ul", "ol", "div", "table", "p", "center"}:
            return False
        return self._sizes.is_links(element)

    def is_box(self, element: Element) -> bool:
        """Whether an element stands beside the text, being no frame of all of it."""
        return is_box(element) and self._sizes.text(element) <= 0.6 * self._whole


def is_box(element: Element) -> bool:
    """Whether an element is made to stand beside the text: an aside, a figure, a bordered division."""
    name = tag(element)
    named = classes(element)
    if name == "figure":
        return next(element.iter("table"), None) is None
    if name == "aside":
        return True
    if name == "table":
        return _is_lined_cell(element)
    if name not in {"div", "section", "p", "article", "blockquote", "ul"}:
        return False
    return bool(
        named & BOXES
        or element.get("role") == "note"
        or any(_BOX_PREFIXES.fullmatch(token) for token in named)
        or (name == "div" and _BORDER.search(element.get("style") or "") and not _is_rule(element))
    )


def _is_lined_cell(table: Element) -> bool:
    """Whether a table is a single cell with a line around it."""
    cells = list(table.iter("td", "th"))
    if len(cells) != 1:
        return False
    styled = any(_BORDER.search(e.get("style") or "") for e in (table, cells[0]))
    return styled or (table.get("border") or "0").strip() not in {"0", ""}


def _is_rule(element: Element) -> bool:
    """Whether a border is drawn on one side only, as below a title."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return "border:none" in style or ("border:" not in style and style.count("border-") < 3)


def _is_hidden(element: Element, name: str) -> bool:
    """Whether an element is not shown; a heading hidden by class counts as shown."""
    if element.get("hidden") is not None or _NO_DISPLAY.search(element.get("style") or ""):
        return True
    if name in HEADINGS:
        return False
    if element.get("aria-hidden") == "true" and name in {"span", "i", "a", "abbr"}:
        return True
    return bool(tokens(element) & HIDDEN)


def is_service(line: Line) -> bool:
    """Whether a short line serves the page, not the report: a file to download, a link back, a share."""
    if len(line.text) > 150:
        return False
    linked = line.linked > 0.6
    if linked and (_BUTTON.fullmatch(line.text) or _LANGUAGE_NAMES.fullmatch(line.text)):
        return True
    offered = any(_FILE.search(link) for link in line.links)
    sized = bool(_SIZE.search(line.text))
    named = bool(_FORMAT.match(line.text))
    return (
        bool(_SERVICE.fullmatch(line.text))
        or (named and (sized or (offered and linked)))
        or (offered and sized)
    )
