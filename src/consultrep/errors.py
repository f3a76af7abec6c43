"""Errors as data (`Problem`), errors that stop an action (`ConsultrepError`), and exit codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the process tells its caller."""

    DONE = 0
    NEGATIVE = 1
    USAGE = 2
    INVALID_DATA = 3
    ENVIRONMENT = 4
    BUG = 70
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a problem matters; the words stay English so that editors can read them."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the data, with its place, the rule that found it and what to do."""

    location: Location
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.severity}: {self.message}{hint} [{self.rule}]"


def sort_problems(problems: list[Problem]) -> list[Problem]:
    """The problems in the order of their places, which is the order they are shown in."""
    return sorted(problems, key=lambda p: (p.location, p.rule, p.message))


class ConsultrepError(Exception):
    """This action cannot go on: a message for a person, what to do about it, and an exit code."""

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ConsultrepError):
    """The request does not fit: an unknown name, a value that is not allowed."""

    exit_code = ExitCode.USAGE


class EnvironmentProblemError(ConsultrepError):
    """Something outside the data stops the action: a permission, a missing folder or extra."""

    exit_code = ExitCode.ENVIRONMENT


class InvalidDataError(ConsultrepError):
    """The library's files hold errors; `problems` has them all."""

    exit_code = ExitCode.INVALID_DATA

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("invalid data")
        self.problems = sort_problems(problems)


class TemplateProblemError(ConsultrepError):
    """A template cannot be used; the message names file and line."""

    exit_code = ExitCode.INVALID_DATA
