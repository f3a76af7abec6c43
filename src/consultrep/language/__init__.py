"""French and English as text: folding, words, and the nearest known name."""

from consultrep.language.detection import language_of
from consultrep.language.folding import fold, slug
from consultrep.language.markdown import escape_markdown
from consultrep.language.nearest import nearest
from consultrep.language.printing import printable
from consultrep.language.sentences import sentences
from consultrep.language.words import words

__all__ = ["escape_markdown", "fold", "language_of", "nearest", "printable", "sentences", "slug", "words"]
