"""A statement as found, and what surrounds the sentence that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from consultrep.importers.labels import ASKED_FOR, Label
from consultrep.importers.leads import Lead
from consultrep.importers.outline import Placed
from consultrep.model import Standing, Strength


@dataclass(frozen=True)
class Statement:
    """A recommendation or finding as found: the block it stands in and the half-open range of its text.

    `confidence` is 0 to 1; `standing` and `strength` are None for a finding; `addressees` and `asked_by` are
    as printed; `lead` is the sentence that carries the verb of a list item; `also` holds its repetitions;
    `rest` is a further range that completes it.
    """

    place: Placed
    start: int
    end: int
    confidence: float
    standing: Standing | None = None
    strength: Strength | None = None
    addressees: Sequence[str] = ()
    asked_by: Sequence[str] = ()
    lead: str = ""
    also: Sequence[Statement] = field(default_factory=tuple)
    rest: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The statement as it stands in the document, white space single."""
        text = self.place.block.text
        rest = f" {text[slice(*self.rest)]}" if self.rest else ""
        return text[self.start : self.end] + rest

    @property
    def is_recommendation(self) -> bool:
        """Whether it asks for something."""
        return self.standing is not None


@dataclass(frozen=True)
class Setting:
    """What surrounds a sentence: its place, the label before it, and the lead of its list."""

    place: Placed
    label: Label = field(default_factory=Label)
    lead: Lead | None = None

    @property
    def asks(self) -> bool:
        """Whether a label or heading says that things are asked for here."""
        return self.label.asks or self.place.role in ASKED_FOR
