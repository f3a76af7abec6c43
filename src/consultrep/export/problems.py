"""The findings of a check as text, JSON, and annotations of GitHub."""

from __future__ import annotations

import json

from consultrep.errors import Problem
from consultrep.export.formats import SCHEMA_VERSION
from consultrep.export.sheet import Record
from consultrep.language import printable
from consultrep.query.statements import problem_line
from consultrep.store.checking import CheckResult


def check_text(result: CheckResult, name: str) -> str:
    """The findings in the format called `name`: text, json or github."""
    if name == "json":
        document = {
            "schema_version": SCHEMA_VERSION,
            "files": result.files,
            "errors": result.errors,
            "warnings": result.warnings,
            "problems": [_record(problem) for problem in result.problems],
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    line = _annotation if name == "github" else _line
    return "".join(line(problem) + "\n" for problem in result.problems)


def _line(problem: Problem) -> str:
    return printable(problem_line(problem))


def _record(problem: Problem) -> Record:
    return {
        "path": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub; its own marks in values are escaped as it asks."""
    place = f"file={_value(problem.location.file)},line={problem.location.line},col={problem.location.column}"
    message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return f"::{problem.severity} {place},title={_value(problem.rule)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
