"""The words of a command line, read before its options are."""

from __future__ import annotations

from collections.abc import Sequence


def value_of(option: str, arguments: Sequence[str]) -> str | None:
    """The last value given to a long option; None where it is not given."""
    found = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and position + 1 < len(arguments):
            found = arguments[position + 1]
        elif argument.startswith(f"{option}="):
            found = argument.partition("=")[2]
    return found
