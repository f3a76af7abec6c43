"""Where in a document a statement stands, and how to see that it still stands there."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model.base import Address, Stored, Text
from consultrep.model.text import Bilingual

Ordinal = Annotated[int, Field(ge=1)]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{16}$")]
SectionNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$")]


def fingerprint(passage: str) -> str:
    """The fingerprint of a passage: SHA-256, first 16 hex digits, of its NFC text with single spaces.

    >>> fingerprint("a  b") == fingerprint("a b\\n")
    True
    """
    text = " ".join(unicodedata.normalize("NFC", passage).split())
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:16]


class Anchor(Stored):
    """The place of a passage: section, heading as printed, paragraph under it, line, characters.

    `line` counts from 1 in the text read; `span` is the half-open range of characters in that line;
    `opening` is the passage's first words, for a person's eye; `position` says in words where to look
    when the document has neither sections nor lines. `language` says which version of the document, where
    both were read. A span may go on over the line ends of a paragraph that was set in short lines.
    """

    section: SectionNumber | None = None
    heading: Text | None = None
    paragraph: Ordinal | None = None
    page: Ordinal | None = None
    line: Ordinal | None = None
    span: tuple[Annotated[int, Field(ge=0)], Ordinal] | None = None
    opening: Text | None = None
    fingerprint: Fingerprint | None = None
    position: Bilingual | None = None
    language: Language | None = None
    address: Address | None = None

    @model_validator(mode="after")
    def _names_a_place(self) -> Self:
        if not self.model_fields_set - {"language"}:
            raise ValueError(_("an anchor must name a place: section, heading, line, page or position"))
        if self.span and self.span[0] >= self.span[1]:
            raise ValueError(_("span must be [start, end] with start before end"))
        if self.opening and len(self.opening.split()) > 5:
            raise ValueError(_("opening is a locator of three to five words, not a quotation"))
        return self
