"""What must hold over the files of a library; one rule a file, its docstring is its page.

A rule has an id (`RULE`), a level (`LEVEL`) that `consultrep.toml` can change, and, unless the reader
itself finds it, `check`, which yields Problems.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import ModuleType
from typing import Final, Literal

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus
from consultrep.store.rules import (
    contradiction,
    date_order,
    draft_item,
    duplicate_id,
    duplicate_key,
    encoding,
    gone_item,
    incomplete_record,
    judged_twice,
    language_drift,
    missing_language,
    name_taken,
    no_report,
    record_only,
    schema,
    settings,
    stale_anchor,
    stale_judgement,
    stray_file,
    theme_cycle,
    unknown_actor,
    unknown_finding,
    unknown_section,
    unknown_series,
    unknown_theme,
    unproved_state,
    unreadable,
    yaml_syntax,
)

LevelName = Literal["off", "warning", "error"]

_FOUND_BY_READING: Final = (
    yaml_syntax,
    duplicate_key,
    encoding,
    unreadable,
    schema,
    settings,
    no_report,
    stray_file,
)
_OVER_THE_CORPUS: Final = (
    contradiction,
    date_order,
    draft_item,
    duplicate_id,
    gone_item,
    incomplete_record,
    judged_twice,
    language_drift,
    missing_language,
    name_taken,
    record_only,
    stale_anchor,
    stale_judgement,
    theme_cycle,
    unknown_actor,
    unknown_finding,
    unknown_section,
    unknown_series,
    unknown_theme,
    unproved_state,
)
RULES: Final[Mapping[str, ModuleType]] = {
    rule.RULE: rule for rule in sorted((*_FOUND_BY_READING, *_OVER_THE_CORPUS), key=lambda rule: rule.RULE)
}
ALWAYS_ON: Final = frozenset(rule.RULE for rule in _FOUND_BY_READING if rule.LEVEL is Severity.ERROR)


def check_corpus(corpus: Corpus, *, advice: bool) -> Iterator[Problem]:
    """What the rules find: those that make a library unsound, and with `advice` the others too."""
    for rule in _OVER_THE_CORPUS:
        if advice or rule.LEVEL is Severity.ERROR:
            yield from rule.check(corpus)


def at_their_levels(problems: Iterable[Problem], levels: Mapping[str, LevelName]) -> list[Problem]:
    """The problems at the level of their rule, or the one that `levels` sets; `off` leaves them out."""
    set_levels = ((problem, levels.get(problem.rule, RULES[problem.rule].LEVEL)) for problem in problems)
    return [replace(problem, severity=Severity(level)) for problem, level in set_levels if level != "off"]


def rule_page(rule: str) -> str:
    """What a rule asks, why, and what to do, in the language in force."""
    return _(inspect.cleandoc(RULES[rule].__doc__ or ""))


def rule_summary(rule: str) -> str:
    """The first line of a rule's page."""
    return rule_page(rule).splitlines()[0]
