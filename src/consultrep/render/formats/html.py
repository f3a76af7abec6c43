"""A document as one page that holds all it needs: style, script, contents and filters, in one file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from consultrep.errors import TemplateProblemError
from consultrep.messages import in_language
from consultrep.render.document import Document, Part
from consultrep.render.environment import Templates
from consultrep.render.tree import Element

_TITLE: Final = re.compile(r'\s*<h1\b.*?</h1>(\s*<p class="lead">.*?</p>)*', re.DOTALL)
_WIDE: Final = re.compile(r"<!--.*?-->|<table\b.*?</table>|<svg\b.*?</svg>", re.DOTALL)
_SCROLLING: Final = Markup('<div class="scroll" role="group" tabindex="0" aria-label="{}">{}</div>')


@dataclass(frozen=True)
class Chapter:
    """A heading of the table of contents and those under it."""

    heading: Element
    under: list[Element] = field(default_factory=list)


def write_html(document: Document, templates: Templates) -> bytes:
    """The document as one HTML file that loads nothing, its frame in the language of its first part."""
    style, script = (_text(templates, name) for name in ("page.css", "page.js"))
    with in_language(document.language):
        page = templates.fill(
            "page.html.j2",
            document=document,
            parts=[_filled(part, templates) for part in document.parts],
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    return page.encode()


def _filled(part: Part, templates: Templates) -> Markup:
    """A part with its title, contents and filters, their words in its language."""
    title = _TITLE.match(part.html)
    start = title.end() if title else 0
    with in_language(part.language):
        text = templates.fill(
            "_page_part.html.j2",
            part=part,
            title=Markup(part.html[:start]),
            fragment=Markup(_with_scrolling(part.html[start:], part.body)),
            chapters=_chapters(part.body),
            has_items=any("item" in element.classes for element in part.body.all("li", "tr")),
        )
    return Markup(text)


def _chapters(body: Element) -> list[Chapter]:
    """The headings that can be led to, and those of level 2 over such; none where there is but one."""
    chapters: list[Chapter] = []
    for heading in body.all("h2", "h3"):
        if heading.tag == "h2" or not chapters:
            chapters.append(Chapter(heading))
        elif "id" in heading.attributes:
            chapters[-1].under.append(heading)
    found = [chapter for chapter in chapters if chapter.under or "id" in chapter.heading.attributes]
    return found if len(found) > 1 else []


def _with_scrolling(fragment: str, body: Element) -> str:
    """The fragment with each table and drawing in a named group, so that a narrow screen can scroll it."""
    names = _names(body)

    def scrolling(match: re.Match[str]) -> str:
        if match[0].startswith("<!--"):
            return match[0]
        return _SCROLLING.format(next(names, ""), Markup(match[0]))

    return _WIDE.sub(scrolling, fragment)


def _names(body: Element) -> Iterator[str]:
    """What each table and drawing is called: its caption, else the heading before it."""
    heading = ""
    for element in body.all("h1", "h2", "h3", "h4", "table", "svg"):
        if element.tag == "table":
            yield next((caption.text for caption in element.all("caption")), heading)
        elif element.tag == "svg":
            yield element.attributes["alt"] or heading
        else:
            heading = element.text


def _text(templates: Templates, name: str) -> str:
    file = templates.file(name)
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateProblemError(f"{file}: {error}") from error


def _hash(text: str) -> str:
    """The hash by which the page's policy lets this one style or script in."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
