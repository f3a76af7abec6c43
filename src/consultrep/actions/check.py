"""`consultrep check`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from consultrep.errors import Severity, UsageError
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.store.checking import CheckResult, check_paths
from consultrep.store.rules import RULES, rule_page, rule_summary


@dataclass(frozen=True)
class RuleAnswer:
    """A rule: its id, its level, its first line, its page."""

    rule: str
    level: Severity
    summary: str
    page: str


def check(
    paths: Sequence[str], given: str | None, environ: Mapping[str, str], start: Path, *, strict: bool = False
) -> CheckResult:
    """What is wrong with a library or with some of its files.

    Raises UsageError where a path does not exist or belongs to no library.
    """
    return check_paths(paths, given, environ, start, strict=strict)


def list_rules() -> list[RuleAnswer]:
    """Every rule, in order of id."""
    return [
        RuleAnswer(rule, module.LEVEL, rule_summary(rule), rule_page(rule)) for rule, module in RULES.items()
    ]


def explain_rule(name: str) -> RuleAnswer:
    """The rule called `name`; raises UsageError, naming the nearest, where there is none."""
    found = next((answer for answer in list_rules() if answer.rule == name), None)
    if found is None:
        raise UsageError(_("there is no rule {name}").format(name=repr(name)), did_you_mean(name, RULES))
    return found
