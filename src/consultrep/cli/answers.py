"""Answers kept between runs: the same question of an unchanged library is answered as it was, at once.

Only questions that nothing but the library decides are kept. What an answer depends on is in its name: the
words of the command line, every byte of the library, the files of the program, the folder, the language, and
what is known of the terminal. Only light modules are imported here (docs/benchmarks.md has the figures).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from consultrep.cli.streams import prepare_streams, said, say
from consultrep.cli.words import value_of
from consultrep.errors import ConsultrepError, ExitCode
from consultrep.store.folders import find_library
from consultrep.store.keeping import cache_folder, keep, kept, key_of, library_parts

FOLDER: Final = "answers"
MOST: Final = 200
"""How many answers are kept."""

_LARGEST: Final = 4_000_000
_OF_THE_LIBRARY: Final = frozenset(
    ("list", "search", "compare", "threads", "matrix", "stats", "show", "reports", "themes", "coverage")
)
"""The commands whose answer only the library decides."""

_ELSEWHERE: Final = ("-o", "--output", "--encoder", "--debug")
"""Options that lead out of the library, or ask how the program went about it."""

_SURROUNDINGS: Final = (
    "CONSULTREP_",
    "LANG",
    "LC_",
    "TERM",
    "COLOR",
    "COLUMNS",
    "NO_COLOR",
    "FORCE_COLOR",
    "TTY_",
)
"""Beginnings of the names of variables that an answer may depend on."""


def question_key(arguments: Sequence[str], environ: Mapping[str, str]) -> str | None:
    """The name of the answer to a command line; None where it is not one that is kept."""
    if not arguments or arguments[0] not in _OF_THE_LIBRARY or environ.get("CONSULTREP_ENCODER"):
        return None
    if any(word.startswith(_ELSEWHERE) or word in {"-h", "--help"} for word in arguments):
        return None
    try:
        return key_of(_parts(arguments, environ))
    except (ConsultrepError, OSError):
        return None


def _parts(arguments: Sequence[str], environ: Mapping[str, str]) -> Iterator[str | bytes]:
    folder = find_library(value_of("--library", arguments), environ, Path.cwd())
    yield from library_parts(folder)
    yield str(folder.path)
    yield str(Path.cwd())
    yield from sorted(f"{name}={environ[name]}" for name in environ if name.startswith(_SURROUNDINGS))
    for stream in (sys.stdout, sys.stderr):
        yield str(os.get_terminal_size(stream.fileno())) if stream.isatty() else ""
    yield from arguments


def answer_again(key: str) -> int | None:
    """Say the answer that is kept under that key, and give its exit code; None where there is none."""
    content = kept(cache_folder(FOLDER), key)
    if content is None:
        return None
    answer = json.loads(content)
    prepare_streams()
    for stream, text in answer["said"]:
        if not say(stream, text):
            return ExitCode.DONE
    code: int = answer["code"]
    return code


def keep_answer(key: str, code: object) -> None:
    """Keep what this process said under that key, where the command went well."""
    if code in {ExitCode.DONE, ExitCode.NEGATIVE} and sum(len(text) for _, text in said) <= _LARGEST:
        content = json.dumps({"code": code, "said": said})
        keep(cache_folder(FOLDER), key, content.encode(), most=MOST)
