"""A document that templates have written, before it takes the form of a format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from consultrep.messages import Language
from consultrep.render.tree import Element, read_tree


@dataclass(frozen=True)
class Part:
    """The document in one language: the HTML fragment that its template wrote, and the same as a tree.

    `view` is what the template saw, for templates that a format fills by itself. A template for Markdown
    alone wrote Markdown.
    """

    language: Language
    template: str
    html: str
    view: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def body(self) -> Element:
        """The tree; raises TemplateProblemError where the template wrote no sound HTML."""
        return read_tree(self.html, self.template)

    @property
    def title(self) -> str:
        """The text of the first heading."""
        return next((heading.text for heading in self.body.all("h1")), "")


@dataclass(frozen=True)
class Document:
    """A document in one language or in two, one part each; `date` is that of its making, where asked for.

    `generator` is the program and its version.
    """

    name: str
    parts: Sequence[Part]
    generator: str
    date: str | None = None

    @property
    def title(self) -> str:
        """The titles of its parts."""
        return " / ".join(dict.fromkeys(part.title for part in self.parts))

    @property
    def language(self) -> Language:
        """The language of its first part."""
        return self.parts[0].language
