"""French and English as text: folding, words, and the nearest known name."""

from consultrep.language.detection import language_of
from consultrep.language.folding import fold, slug
from consultrep.language.markdown import escape_markdown
from consultrep.language.naming import Names, Occurrence, name_key
from consultrep.language.nearest import nearest
from consultrep.language.printing import printable
from consultrep.language.sentences import sentences
from consultrep.language.words import words

__all__ = [
    "Names",
    "Occurrence",
    "escape_markdown",
    "fold",
    "language_of",
    "name_key",
    "nearest",
    "printable",
    "sentences",
    "slug",
    "words",
]
