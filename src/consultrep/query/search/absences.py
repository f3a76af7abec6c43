"""Why a query finds nothing: words that no text holds, and what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultrep.language import nearest
from consultrep.query.search.evaluation import Lookup
from consultrep.query.search.index import Index
from consultrep.query.search.tree import Query, Word, wanted_leaves
from consultrep.query.search.words import placed_words


def absent_words(index: Index, query: Query) -> Mapping[str, Sequence[str]]:
    """The words asked for that stand in no text under any form or other name, with the nearest that do."""
    asked = [leaf for leaf in wanted_leaves(query.root) if isinstance(leaf, Word)]
    absent = [word.text for word in asked if not Lookup(index, Query(query.text, word)).numbers]
    written = _written(index) if absent else []
    return {word: nearest(word, written) for word in absent}


def _written(index: Index) -> list[str]:
    """Every word of the texts, as it is written, in small letters."""
    texts = [side for entry in index.entries for side in (entry.text.fr, entry.text.en) if side]
    return sorted({text[start:end].lower() for text in texts for _word, start, end in placed_words(text)})
