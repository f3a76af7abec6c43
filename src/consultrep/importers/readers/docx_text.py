"""The text of Word's paragraphs: what is shown of it, run by run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from consultrep.importers.readers.docx_package import W, child, local, value
from consultrep.importers.readers.runs import PLAIN, Look, Run

if TYPE_CHECKING:
    from consultrep.importers.readers.docx_styles import Styles
    from consultrep.importers.readers.markup import Element

_HIDDEN_FIELDS: Final = re.compile(
    r"\s*(PAGE|PAGEREF|NOTEREF|NUMPAGES|SECTIONPAGES|TC|XE|RD|ASK|SET|INDEX|TOA|PRIVATE)\b", re.IGNORECASE
)
_CONTENTS: Final = re.compile(r"\s*TOC\b", re.IGNORECASE)
_PASSED_WORDS: Final = """
    del moveFrom instrText delInstrText delText footnoteRef endnoteRef annotationRef commentReference rPr pPr
    separator continuationSeparator rt rPh sdtPr sdtEndPr fldData ffData binData
"""
_PASSED: Final = frozenset(_PASSED_WORDS.split())
_SIGNS: Final = {"noBreakHyphen": "-", "tab": " ", "ptab": " ", "cr": "\n", "softHyphen": ""}
_NEAR: Final = 12
_RAISED: Final = re.compile(r"\s*[\[(]?(\d{1,3}(\s*,\s*\d{1,3})*|[*†‡]{1,3})[\])]?\s*")
_SYMBOLS: Final = {"F0B7": "•", "F0A7": "•", "F0D8": "•", "F0FC": "•", "F0E0": "→", "F0AE": "→", "2022": "•"}


@dataclass
class Fields:
    """The fields that are open where the reader stands; they run across paragraphs."""

    codes: list[str] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """Whether an open field is a table of contents."""
        return any(_CONTENTS.match(code) for code in self.codes)

    @property
    def is_shown(self) -> bool:
        """Whether text that stands here is a result to be shown, or stands in no field."""
        return all(self.shown) and not any(_HIDDEN_FIELDS.match(code) for code in self.codes)

    def meet(self, kind: str | None) -> None:
        """Take a field's begin, separator or end into account."""
        if kind == "begin":
            self.codes.append("")
            self.shown.append(False)
        elif kind == "separate" and self.shown:
            self.shown[-1] = True
        elif kind == "end" and self.codes:
            self.codes.pop()
            self.shown.pop()


@dataclass
class Text:
    """What one paragraph holds: its runs, its text boxes, the notes it refers to."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    own_mark: str = ""
    contents: bool = False


class TextReader:
    """Reads the paragraphs of one story of a document in their order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()

    @property
    def in_contents(self) -> bool:
        """Whether the last paragraph read ended inside a table of contents."""
        return self._fields.in_contents

    def read(self, paragraph: Element, style: str) -> Text:
        """The shown text of a paragraph in the style of that key."""
        text = Text(contents=self._fields.in_contents)
        self._read_all(paragraph, text, style, "")
        text.contents = text.contents or self._fields.in_contents
        return text

    def _read_all(self, parent: Element, text: Text, style: str, link: str) -> None:
        for element in _shown_children(parent):
            name = local(element)
            if name == "r":
                self._read_run(element, text, style, link)
            elif name == "hyperlink":
                self._read_all(
                    element,
                    text,
                    style,
                    f"#{value(element, 'anchor')}" if value(element, "anchor") else "link",
                )
            elif name == "fldSimple":
                code = value(element, "instr") or ""
                text.contents = text.contents or bool(_CONTENTS.match(code))
                if not _HIDDEN_FIELDS.match(code):
                    self._read_all(element, text, style, link)
            elif name == "t" and not str(element.tag).startswith(W):
                text.runs.append(Run(element.text or "", PLAIN, link))
            else:
                self._read_all(element, text, style, link)

    def _read_run(self, run: Element, text: Text, style: str, link: str) -> None:
        properties = child(run, "rPr")
        if self._styles.is_hidden(style, properties):
            for element in run:
                self._meet_field(element)
            return
        words = "".join(e.text or "" for e in run.findall(W + "t"))
        raised = self._styles.is_raised(properties) and self._fields.is_shown and _RAISED.fullmatch(words)
        if raised and _is_mark("".join(r.text for r in text.runs[-_NEAR:])):
            text.own_mark = "" if any(r.text.strip() for r in text.runs) else words.strip(" []()")
            return
        look = self._styles.look(style, properties)
        for element in _shown_children(run):
            self._read_piece(element, text, look, link)

    def _read_piece(self, element: Element, text: Text, look: Look, link: str) -> None:
        name = local(element)
        self._meet_field(element)
        if name in {"footnoteReference", "endnoteReference"}:
            text.notes.append((name.removesuffix("Reference"), value(element, "id") or ""))
        elif name in {"drawing", "pict", "object"}:
            text.boxes += _boxes(element)
        elif name == "ruby":
            for run in element.iterfind(f"{W}rubyBase/{W}r"):
                text.runs += [Run(e.text or "", look, link) for e in run.findall(W + "t")]
        elif self._fields.is_shown and name not in _PASSED:
            shown = _sign(element, name)
            if shown:
                text.runs.append(Run(shown, look, link))

    def _meet_field(self, element: Element) -> None:
        if local(element) == "fldChar":
            self._fields.meet(value(element, "fldCharType"))
        elif local(element) == "instrText" and self._fields.codes:
            self._fields.codes[-1] += element.text or ""


def _sign(element: Element, name: str) -> str:
    """The characters that a part of a run stands for."""
    if name == "t":
        return (element.text or "").replace("\n", " ")
    if name == "br":
        return "\n"
    if name == "sym":
        return _SYMBOLS.get((value(element, "char") or "").upper(), "")
    return _SIGNS.get(name, "")


def _shown_children(parent: Element) -> Iterator[Element]:
    """The children of an element as shown: no deleted text, one of several alternatives, no placeholder."""
    for element in parent:
        name = local(element)
        if name == "AlternateContent":
            chosen = next((e for e in element if local(e) == "Choice" and len(e)), None)
            chosen = (
                chosen if chosen is not None else next((e for e in element if local(e) == "Fallback"), None)
            )
            if chosen is not None:
                yield from _shown_children(chosen)
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None and child(element, "sdtPr", "showingPlcHdr") is None:
                yield from _shown_children(content)
        elif name == "instrText" or name not in _PASSED:
            yield element


def _boxes(element: Element) -> list[Element]:
    """The outermost text boxes in a drawing, once each."""
    if local(element) == "txbxContent":
        return [element]
    return [box for below in _shown_children(element) for box in _boxes(below)]


def _is_mark(before: str) -> bool:
    """Whether a raised number after this text is the mark of a note, not the power of a unit or figure."""
    text = before.rstrip()
    return not text or bool(re.search(r"([^\W\d_]{3,}|[^\w\s])$", text))
