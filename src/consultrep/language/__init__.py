"""French and English as text: folding, words, and the nearest known name."""

from consultrep.language.detection import language_of
from consultrep.language.folding import fold, slug
from consultrep.language.formulas import as_cell, as_text_cell, from_cell
from consultrep.language.markdown import escape_markdown, escape_opening, escape_within
from consultrep.language.naming import Names, Occurrence, name_key
from consultrep.language.nearest import nearest
from consultrep.language.printing import printable
from consultrep.language.sentences import sentences
from consultrep.language.typography import typeset
from consultrep.language.words import words

__all__ = [
    "Names",
    "Occurrence",
    "as_cell",
    "as_text_cell",
    "escape_markdown",
    "escape_opening",
    "escape_within",
    "fold",
    "from_cell",
    "language_of",
    "name_key",
    "nearest",
    "printable",
    "sentences",
    "slug",
    "typeset",
    "words",
]
