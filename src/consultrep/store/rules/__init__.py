"""What must hold over the files of a library; one rule a file, its docstring says what it asks."""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem
from consultrep.store.corpus import Corpus
from consultrep.store.rules import (
    duplicate_id,
    theme_cycle,
    theme_name,
    unknown_finding,
    unknown_section,
    unknown_series,
    unknown_theme,
)

RULES = (
    duplicate_id,
    theme_cycle,
    theme_name,
    unknown_finding,
    unknown_section,
    unknown_series,
    unknown_theme,
)


def check_corpus(corpus: Corpus) -> Iterator[Problem]:
    """Every problem that the rules find."""
    for rule in RULES:
        yield from rule.check(corpus)
