"""The content of a page as drafts: one walk over its elements, whatever their depth."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from consultrep.importers.document import BlockKind
from consultrep.importers.readers.drafts import Draft
from consultrep.importers.readers.drafts_structure import is_notes_title, numbered_note
from consultrep.importers.readers.html_chrome import Chrome, is_service
from consultrep.importers.readers.html_lists import LISTS, Item, Numbers
from consultrep.importers.readers.html_marks import (
    is_link_back,
    is_note,
    is_note_list,
    is_own_mark,
    mark_number,
    note_number,
)
from consultrep.importers.readers.html_names import BLOCKS, HEADINGS
from consultrep.importers.readers.html_page import classes, language, states_modified, tag
from consultrep.importers.readers.markup import all_text, walk
from consultrep.importers.readers.runs import PLAIN, Line, Look, Run, paragraphs
from consultrep.messages import Language

if TYPE_CHECKING:
    from consultrep.importers.readers.markup import Element

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NEAR: Final = 12
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_SIZE: Final = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(pt|px|em|rem|%)", re.IGNORECASE)
_BOLD: Final = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)|(?<!-)font\s*:\s*bold", re.IGNORECASE)
_LIGHT: Final = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-4]00)", re.IGNORECASE)
_FONT_SIZES: Final = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_POINTS: Final = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}
_WORD_LEVEL: Final = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Frame:
    """What an element inherits from those around it."""

    heading: int = 0
    title: bool = False
    item: Item | None = None
    numbers: Numbers | None = None
    depth: int = 0
    quote: bool = False
    boxed: bool = False
    notes: bool = False
    note: Item | None = None
    caption: bool = False
    pre: bool = False
    language: Language | None = None
    look: Look = PLAIN
    link: str = ""


class Flow:
    """Collects the drafts of a page or of one cell of it."""

    def __init__(
        self,
        chrome: Chrome,
        table: Callable[[Element, Flow, Frame], bool],
        frame: Frame | None = None,
    ) -> None:
        self.drafts: list[Draft] = []
        self.chrome = chrome
        self._read_table = table
        self._frames = [frame or Frame()]
        self._runs: list[Run] = []
        self._own_mark = ""
        self._label = ""
        self._level = 1
        self._root: Element | None = None

    def read(self, root: Element) -> list[Draft]:
        """The drafts of all that stands below `root`."""
        self._root = root
        walk(root, self._start, self._end)
        self._flush()
        return self.drafts

    def _start(self, element: Element) -> bool:
        name, outer = tag(element), self._frames[-1]
        block = name in BLOCKS
        if block:
            self._flush()
        self._frames.append(outer)
        if not name or (element is not self._root and self._passes_over(element, name, outer)):
            return False
        frame = self._frames[-1] = self._framed(element, name, outer, block)
        if name in {"br", "hr"}:
            self._runs.append(Run("\n"))
        if name == "q":
            self._add("“")
        if name == "table" and element is not self._root and self._read_table(element, self, frame):
            return False
        self._add(element.text)
        return True

    def _end(self, element: Element) -> None:
        if tag(element) == "q":
            self._add("”")
        if tag(element) in BLOCKS:
            self._flush()
        self._frames.pop()
        if element is not self._root:
            self._add(element.tail)

    def _passes_over(self, element: Element, name: str, outer: Frame) -> bool:
        """Whether an element is read no further: chrome, a mark of a note, a note's label."""
        if name == "dt" and outer.notes:
            self._label = note_number(all_text(element))
            return True
        if self.chrome.holds(element) or is_link_back(element):
            return True
        before = "".join(run.text for run in self._runs[-_NEAR:])
        number = "" if outer.heading and name == "a" else mark_number(element, before)
        if number and not before.strip() and (is_own_mark(element) or name == "sup"):
            self._own_mark = number
        if name == "sup" and not number and (element.text or "").strip().isdecimal() and not len(element):
            self._add((element.text or "").strip().translate(_RAISED))
            return True
        return bool(number)

    def _framed(self, element: Element, name: str, outer: Frame, block: bool) -> Frame:
        look = _look(element, name, outer.look)
        frame = outer if look is outer.look else replace(outer, look=look)
        if name == "a":
            return replace(frame, link=element.get("href") or outer.link)
        if not block:
            return frame
        spoken = self._language(element, name) or outer.language
        frame = replace(frame, language=spoken, pre=outer.pre or name == "pre")
        frame = self._headed(element, name, frame)
        if self.chrome.is_box(element):
            frame = replace(frame, boxed=True)
        if name == "blockquote" or classes(element) & {"msoquote", "msointensequote"}:
            frame = replace(frame, quote=True)
        if name in {"caption", "figcaption"} or classes(element) & {
            "caption",
            "msocaption",
            "wp-caption-text",
        }:
            frame = replace(frame, caption=True)
        return self._listed(element, name, self._noted(element, name, frame))

    def _language(self, element: Element, name: str) -> Language | None:
        """The language of a part; what the page says of all its content is known already."""
        return None if element is self._root or name in {"html", "body"} else language(element)

    def _headed(self, element: Element, name: str, frame: Frame) -> Frame:
        """The frame, in a heading if the element is one: by name, role, class, or as a summary."""
        level = int(name[1]) if name in HEADINGS else 0
        named = classes(element)
        if element.get("role") == "heading":
            spoken = element.get("aria-level") or ""
            level = level or (int(spoken) if spoken in set("123456") else 2)
        if name in {"p", "div"} and not level:
            level = next((number for number in range(1, 7) if f"h{number}" in named), 0)
        if "msotitle" in named:
            return replace(frame, title=True, heading=1)
        if level:
            self._level = level if not frame.boxed else self._level
            return replace(frame, heading=level)
        return replace(frame, heading=self._level + 1) if name == "summary" else frame

    def _noted(self, element: Element, name: str, frame: Frame) -> Frame:
        if is_note_list(element):
            return replace(frame, notes=True, boxed=False)
        if is_note(element) and not frame.note:
            number = re.search(r"\d+", element.get("id") or "")
            marker = self._label or (number.group() if number else "")
            return replace(frame, note=Item(0, marker), boxed=False)
        if frame.notes and name == "dd":
            return replace(frame, note=Item(0, self._label))
        return frame

    def _listed(self, element: Element, name: str, frame: Frame) -> Frame:
        if name in LISTS:
            depth = frame.depth + 1
            return replace(frame, numbers=Numbers(element, depth), depth=depth)
        if name == "li":
            item = (frame.numbers or Numbers(element, max(frame.depth, 1))).item(element)
            if frame.notes and frame.depth <= 1:
                return replace(frame, note=Item(0, item.marker.strip(".•")))
            return replace(frame, item=item)
        if name == "dl":
            return replace(frame, depth=frame.depth + 1, item=None)
        if name == "dd" and not frame.note:
            return replace(frame, item=Item(max(frame.depth, 1), ""))
        word = _WORD_LEVEL.search(element.get("style") or "") if name == "p" else None
        return replace(frame, depth=int(word.group(1))) if word else frame

    def _add(self, text: str | None) -> None:
        frame = self._frames[-1]
        for number, part in enumerate((text or "").split("\n") if frame.pre else [text or ""]):
            if number:
                self._runs.append(Run("\n"))
            if part:
                self._runs.append(Run(_SPACE.sub(" ", part), frame.look, frame.link))

    def _flush(self) -> None:
        """Turn the text read since the last block into drafts."""
        if not self._runs:
            return
        frame = self._frames[-1]
        runs, self._runs = self._runs, []
        if frame.heading:
            runs = [replace(run, text=" ") if run.text == "\n" else run for run in runs]
        for line in paragraphs(runs):
            self._take(line, frame)
        self._own_mark = ""

    def _take(self, line: Line, frame: Frame) -> None:
        noted = frame.notes and (frame.heading or is_notes_title(line.text))
        if not (noted or states_modified(line.text) or (is_service(line) and not frame.heading)):
            self.drafts.append(self._draft(line, frame))

    def _draft(self, line: Line, frame: Frame) -> Draft:
        inner = line.linked > 0.85 and all(link.startswith("#") for link in line.links)
        look = line.look
        draft = Draft(
            BlockKind.PARAGRAPH,
            line.text,
            boxed=frame.boxed,
            language=frame.language,
            look=look,
            linked=inner,
        )
        if frame.note or frame.notes or (self._own_mark and not frame.heading):
            marker = self._own_mark or (frame.note.take_marker() if frame.note else "")
            return numbered_note(replace(draft, kind=BlockKind.NOTE, marker=marker, boxed=False))
        if frame.caption:
            return replace(draft, kind=BlockKind.CAPTION)
        if frame.heading and not frame.boxed:
            return self._heading(draft, frame)
        if frame.quote:
            marker = frame.item.take_marker() if frame.item else ""
            return replace(draft, kind=BlockKind.QUOTE, marker=marker)
        if frame.item and not frame.item.headed:
            return replace(
                draft, kind=BlockKind.ITEM, level=frame.item.depth, marker=frame.item.take_marker()
            )
        return replace(draft, level=frame.depth)

    def _heading(self, draft: Draft, frame: Frame) -> Draft:
        marker = ""
        if frame.item:
            marker = frame.item.take_marker().strip("•")
            frame.item.headed = True
        kind = BlockKind.TITLE if frame.title else BlockKind.HEADING
        return replace(draft, kind=kind, level=frame.heading, marker=marker)


def _look(element: Element, name: str, outer: Look) -> Look:
    """How text in an element looks, by its name and its own style."""
    style = element.get("style") or ""
    bold = (outer.bold or name in {"b", "strong", "th"} or bool(_BOLD.search(style))) and not _LIGHT.search(
        style
    )
    italic = outer.italic or name in {"i", "em", "cite"}
    found = _SIZE.search(style)
    size = float(found.group(1)) * _POINTS[found.group(2).lower()] if found else outer.size
    if name == "font" and element.get("size"):
        size = _font_size(element.get("size") or "", size)
    return (
        outer if (bold, italic, size) == (outer.bold, outer.italic, outer.size) else Look(bold, italic, size)
    )


def _font_size(text: str, otherwise: float) -> float:
    text = text.strip()
    if text.startswith(("+", "-")) and text[1:].isdecimal():
        text = str(min(max(3 + int(text), 1), 7))
    return _FONT_SIZES.get(text, otherwise)
